// Where everything of a run is: what was fetched ahead, with the device's own acts laid over it. It is
// a memory, not a judge: the books decide, and may know more.

import type { Act } from "../scan/act";
import { undoneOf } from "../scan/hands";
import { FOLLOWED, type Laid, type Told } from "./followed";
import { type Item, type Piece, type Where, isEmpty, left, open, sum, whole } from "./item";
import { type Loose, type Parcel, type Run, type Stop, boxRef, runOf } from "./road";

export { type Item, type Piece, isEmpty, left, open, sum };

export interface StopNow {
  readonly stop: Stop;
  readonly arrived: boolean;
  readonly left: boolean;
  readonly calledOff: string;
  readonly told: boolean;
  readonly items: readonly Item[];
}

export interface Cargo {
  readonly run: Run;
  readonly hasLeft: boolean;
  readonly isClosed: boolean;
  readonly items: readonly Item[];
  readonly stops: readonly StopNow[];
}

// `acts` are those of this device that what was fetched has not in it, in their order.
export function cargoOf(run: Run, acts: readonly Act[]): Cargo {
  const laid = begun(run);
  const undone = undoneOf(acts);
  for (const act of acts) {
    const stands = act.state !== "refused" && act.state !== "parked" && !undone.has(act.id);
    if (stands && runOf(act) === run.id) {
      FOLLOWED[act.noun]?.(laid, act.content);
    }
  }
  const items = [...laid.items.values()];
  const stops = run.stops.map((stop) => ({
    stop,
    ...(laid.stops.get(stop.id) as Told),
    items: items.filter((item) => item.stop === stop.id),
  }));
  return { run, hasLeft: laid.hasLeft, isClosed: laid.isClosed, items, stops };
}

function begun(run: Run): Laid {
  const items = new Map<string, Item>();
  const add = (item: Item): void => void items.set(item.key, item);
  const stops = new Map<number, Told>();
  for (const stop of run.stops) {
    stop.parcels.forEach((one) => add(parcel(one, stop.id)));
    stop.loose.forEach((one) => add(loose(one, stop.id)));
    const { has_arrived: arrived, has_left: left, called_off: calledOff, is_told: told } = stop;
    stops.set(stop.id, { arrived, left, calledOff, told });
  }
  run.other_parcels.forEach((one) => add(parcel(one, null)));
  run.other_loose.forEach((one) => add(loose(one, null)));
  return { run, items, stops, hasLeft: run.has_left, isClosed: false };
}

function parcel(one: Parcel, stop: number | null): Item {
  const { box, name, code, aboard, site, barred, lines } = one;
  const where: Where = aboard ? "aboard" : "behind";
  const key = boxRef(box);
  return { key, box, name, code, stop, site, forSite: "", barred, where, pieces: lines.map(whole) };
}

function loose(one: Loose, stop: number | null): Item {
  const where: Where = one.aboard ? "aboard" : "behind";
  const { lot, line, site, for_site: forSite, barred } = one;
  const key = `${lot} ${line ?? 0} ${one.aboard ? `aboard ${forSite}` : site}`;
  const pieces = [whole(one)];
  return { key, box: null, name: lot, code: lot, stop, site, forSite, barred, where, pieces };
}

// What waits to be handed over at a stop.
export function toHandOver(now: StopNow): readonly Item[] {
  return now.items.filter((item) => item.where === "aboard" && sum([item], open) > 0);
}

export function isDone(now: StopNow): boolean {
  return now.left || now.calledOff !== "";
}

// The first stop that is still to be driven to, or that the van stands at.
export function nextStop(cargo: Cargo): StopNow | undefined {
  return cargo.stops.find((now) => !isDone(now));
}

// All that has to be brought back: goods, refused ones among them; boxes with nothing left last.
export function toBringBack(cargo: Cargo): readonly Item[] {
  const aboard = cargo.items.filter((item) => item.where === "aboard");
  return [...aboard].sort((one, other) => Number(isEmpty(one)) - Number(isEmpty(other)));
}

// What can be unloaded at a site of ours: all that is aboard for no stop, but for what is for another.
export function forSite(cargo: Cargo, { stop }: StopNow): readonly Item[] {
  return cargo.items.filter(
    (one) =>
      one.where === "aboard" &&
      one.stop === null &&
      ["", stop.code].includes(one.forSite) &&
      !isEmpty(one),
  );
}

// What waits at a site of ours where the van stops on its way, to be loaded there.
export function toFetch(cargo: Cargo, { stop }: StopNow): readonly Item[] {
  return cargo.items.filter((one) => one.where === "behind" && isAt(stop, one));
}

// What is loaded where the run begins: all but what waits at a site on the way.
export function toLoad(cargo: Cargo): readonly Item[] {
  const { home } = cargo.run;
  const ahead = cargo.stops.filter((now) => !isDone(now) && now.stop.code !== home);
  const later = (item: Item): boolean => ahead.some((now) => isAt(now.stop, item));
  return cargo.items.filter((item) => item.where === "behind" && !later(item));
}

function isAt(stop: Stop, item: Item): boolean {
  return stop.kind === "site" && stop.code === item.site;
}
