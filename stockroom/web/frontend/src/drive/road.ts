// What a driver's device carries along: the own runs that are due, fetched ahead and kept. No address,
// no name.

import type { Act, Content } from "../scan/act";
import type { Outbox } from "../scan/outbox";

const LONGEST_MS = 20_000;

export interface Line {
  readonly lot: string;
  readonly number: number;
  readonly product: string;
  readonly size: string;
  readonly quantity: number;
  readonly line: number | null;
}

export interface Parcel {
  readonly box: number;
  readonly name: string;
  readonly code: string | null;
  readonly aboard: boolean;
  readonly site: string; // the building of ours where it waits to be loaded
  readonly barred: readonly string[]; // the sentences that keep it off the van
  readonly lines: readonly Line[];
}

export interface Loose extends Line {
  readonly aboard: boolean;
  readonly for_site: string;
  readonly site: string;
  readonly barred: readonly string[];
}

export type Proof = "paper" | "signature" | "photo" | "pin" | "scan";
export type Level = "required" | "asked" | "optional" | "forbidden";

export interface Stop {
  readonly id: number;
  readonly position: number;
  readonly kind: "facility" | "site" | "donor";
  readonly code: string;
  readonly window_from: string;
  readonly window_until: string;
  readonly arrives_at: string;
  readonly service_min: number;
  readonly to_fetch: string; // what waits there, in a few words
  readonly to_fetch_g?: number; // grams and millilitres; an answer kept from before has none
  readonly to_fetch_ml?: number;
  readonly instructions: string;
  readonly contact_role: string;
  readonly meeting_point: boolean;
  readonly proof: { readonly [kind in Proof]: Level };
  readonly keeps_pictures: boolean;
  readonly phone: "" | "in_vehicle" | "outside";
  readonly camera: boolean;
  readonly sheet: { readonly code: string; readonly receipt_number: string } | null;
  readonly has_arrived: boolean;
  readonly has_left: boolean;
  readonly called_off: string;
  readonly is_told: boolean; // something was handed over or refused here
  readonly parcels: readonly Parcel[];
  readonly loose: readonly Loose[];
}

export interface Van {
  readonly number: number;
  readonly name: string;
  readonly code: string | null;
}

export interface Run {
  readonly id: number;
  readonly day: string;
  readonly colour: string;
  readonly van: Van;
  readonly home: string; // the site of ours that it ends at
  readonly starts_at: string;
  readonly ends_at: string;
  readonly has_left: boolean;
  readonly account: { readonly delivered: number; readonly returned: number; readonly lost: number };
  readonly stops: readonly Stop[];
  readonly other_parcels: readonly Parcel[];
  readonly other_loose: readonly Loose[];
}

export interface Named {
  readonly code: string;
  readonly name: string;
  readonly names: { readonly [language: string]: string };
  readonly depth: string;
}

export interface Road {
  readonly position: number;
  readonly epoch: string;
  readonly day: string; // the house's, when it was fetched
  readonly runs: readonly Run[];
  readonly vans: readonly Van[];
  readonly products: readonly Named[];
  readonly refusal_reasons: readonly string[];
  readonly calling_off_reasons: readonly string[];
}

export const NOWHERE: Road = {
  position: 0,
  epoch: "",
  day: "",
  runs: [],
  vans: [],
  products: [],
  refusal_reasons: [],
  calling_off_reasons: [],
};

export const ASKED = 0; // instead of a run's number: the page asks which

interface Kept {
  readonly at: number;
  readonly whose: number;
  readonly road: Road;
  readonly older?: { readonly [run: number]: number };
}

export class Ahead {
  road = NOWHERE;
  fetchedAt = 0; // milliseconds since 1970; 0 while there is nothing
  private whose = 0; // the number of the person whose runs they are
  private kept: { readonly [run: number]: number } = {}; // runs of an older answer, and when that came

  // `met` is told the epoch of the books that answered.
  constructor(
    private readonly outbox: Outbox,
    private readonly met: (epoch: string) => Promise<void>,
    private readonly who: () => number,
  ) {}

  async remember(): Promise<void> {
    const kept = await this.outbox.fact("road");
    if (kept !== "") {
      const { at, whose, road, older = {} } = JSON.parse(kept) as Kept;
      this.fetchedAt = at;
      this.whose = whose;
      this.road = { ...NOWHERE, ...road };
      this.kept = older;
    }
  }

  // When what is known of a run was fetched, in milliseconds since 1970.
  fetchedAtOf({ id }: Run): number {
    return this.kept[id] ?? this.fetchedAt;
  }

  // The run that is meant: the chosen one, else the only one that is due.
  meant(chosen: number | null): Run | undefined {
    const due = this.road.runs.filter((one) => one.day <= this.road.day);
    const open = due.length > 0 ? due : this.road.runs;
    const only = chosen === ASKED || open.length > 1 ? undefined : open[0];
    return this.road.runs.find((one) => one.id === chosen) ?? only;
  }

  // Fetch what has changed; false where the service is out of reach or asks who we are.
  async refresh(): Promise<boolean> {
    const asked = Date.now();
    try {
      const { position, epoch, day } = this.road;
      const known = this.whose === this.who() ? position : 0;
      const had = { known: String(known), epoch, ...(day === "" ? {} : { day }) };
      const address = `/api/road?${new URLSearchParams(had)}`;
      const headers = { "Accept-Language": document.documentElement.lang };
      const answer = await fetch(address, { headers, signal: AbortSignal.timeout(LONGEST_MS) });
      if (answer.status === 304) {
        this.fetchedAt = asked;
        return true;
      }
      return answer.ok && (await this.take((await answer.json()) as Road, asked));
    } catch {
      return false;
    }
  }

  private async take(road: Road, at: number): Promise<boolean> {
    if (!Array.isArray(road.runs) || !Array.isArray(road.products)) {
      return false; // a hotel's sign-in page, say
    }
    const left = this.whose === this.who() ? await this.unsentOf(road) : [];
    const older = Object.fromEntries(left.map((one) => [one.id, this.fetchedAtOf(one)]));
    const products = [...road.products, ...(left.length > 0 ? this.road.products : [])];
    this.road = { ...road, runs: [...left, ...road.runs], products };
    this.kept = older;
    this.fetchedAt = at;
    this.whose = this.who();
    const kept: Kept = { at, whose: this.whose, road: this.road, older };
    await this.outbox.keep("road", JSON.stringify(kept));
    await this.met(road.epoch);
    return true;
  }

  // Runs that are due no more by what the books know, and of which acts still wait here.
  private async unsentOf(road: Road): Promise<readonly Run[]> {
    const waiting = new Set((await this.outbox.open()).map(runOf));
    const fetched = new Set(road.runs.map((one) => one.id));
    return this.road.runs.filter((one) => !fetched.has(one.id) && waiting.has(one.id));
  }
}

// The number of the run that an act belongs to, if any.
export function runOf({ content }: Act): unknown {
  const { run } = (content["picked_up"] ?? content) as Content;
  return run;
}

export function nameOf(road: Road, product: string, language: string): string {
  const known = road.products.find((one) => one.code === product);
  return known?.names[language] ?? known?.name ?? product;
}

// What commands call a box.
export function boxRef(number: number): string {
  return `box ${number}`;
}
