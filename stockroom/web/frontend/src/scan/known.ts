// What a device knows of a building: the bundle it fetched, with its own acts laid over it. It is a
// memory, not a judge: the books decide, and may know more.

import type { Act } from "./act";
import { overlaid } from "./overlay";
import { type Closed, type Packaging, sealedHere } from "./closing";
import { type InHand, leftOver, wantsOf } from "./wanted";

export interface Place {
  readonly number: number;
  readonly name: string;
  readonly kind: string;
  readonly code: string | null;
  readonly stands_in: number | null;
}

// Pieces in one place, free or promised to a line of a facility's list.
export interface Spot {
  readonly place: number | null;
  readonly quantity: number;
  readonly line: number | null;
  readonly wish_list: number | null;
  readonly facility: string | null;
  readonly bar?: string; // why its gate stops the loading of it
  readonly seal_bar?: string; // and the sealing, however it is closed
  readonly repack_bar?: string; // and the sealing, unless it is packed anew
}

export interface Lot {
  readonly ref: string; // the code on its label, or "lot 328"
  readonly number: number; // what people write on it by hand and say; 0 until the books know it
  readonly product: string;
  readonly size: string;
  readonly fits: string;
  readonly season: string;
  readonly depth: string;
  readonly standing: string;
  readonly on_hold: boolean;
  readonly condition?: string;
  readonly only_for?: readonly string[]; // facilities, or kinds of them, that it was given for
  readonly instead_for?: readonly string[]; // whose gates take it in place of promised goods
  readonly spots: readonly Spot[];
}

export interface Product {
  readonly code: string;
  readonly name: string;
  readonly names: { readonly [language: string]: string };
  readonly sizing: string;
  readonly depth: string;
  readonly checks: string; // the family whose checklist it is inspected by
}

export interface Run {
  readonly id: number;
  readonly day: string;
  readonly van: number;
  readonly bars?: readonly { readonly facility: string; readonly sentence: string }[];
}

// What goods with that barcode were when they were last taken in here.
export interface Learnt {
  readonly gtin: string;
  readonly product: string;
  readonly size: string;
  readonly fits: string;
  readonly season: string;
  readonly pieces_per_pack: number | null;
  readonly brand: string;
  readonly condition: string;
}

// What one line of a facility still asks; a size must touch the range from low to high.
export interface Want {
  readonly line: number;
  readonly facility: string;
  readonly kind: string;
  readonly urgency: string;
  readonly pieces: number;
  readonly product: string;
  readonly size: string;
  readonly low: number;
  readonly high: number;
  readonly fits: string;
  readonly season: string;
  readonly least: string; // the most worn condition that will do
}

// What the gate of a facility says against parcels closed in one way, and what follows.
export interface Closing {
  readonly facility: string;
  readonly packaging: Packaging;
  readonly sentence: string;
  readonly action: string;
}

// What a size on a label means in its sizing.
export interface Meaning {
  readonly sizing: string;
  readonly label: string;
  readonly low: number;
  readonly high: number;
}

export interface Bundle {
  readonly position: number; // where the journal stood; counts are told with it
  readonly epoch: string;
  readonly whole: boolean;
  readonly places: readonly Place[];
  readonly lots: readonly Lot[];
  readonly products: readonly Product[];
  readonly runs: readonly Run[];
  readonly learnt: readonly Learnt[];
  readonly wanted?: readonly Want[]; // a bundle kept from before may lack these three
  readonly sizes?: readonly Meaning[];
  readonly closings?: readonly Closing[];
}

export const EMPTY: Bundle = {
  position: 0,
  epoch: "",
  whole: true,
  places: [],
  lots: [],
  products: [],
  runs: [],
  learnt: [],
};

export class Known {
  private readonly numbers: ReadonlyMap<number, Place>;
  private readonly placeCodes: ReadonlyMap<string, Place>;
  private readonly refs: ReadonlyMap<string, Lot>;
  private readonly kinds: ReadonlyMap<string, Product>;
  private readonly barcodes: ReadonlyMap<string, Learnt>;
  private readonly wanted: readonly Want[];
  private readonly fetched: ReadonlyMap<string, Lot>;
  private readonly sealed: ReadonlyMap<string, Closed>;

  // `acts` are those of this device that the bundle has not in it, in their order.
  constructor(
    readonly bundle: Bundle,
    acts: readonly Act[] = [],
  ) {
    this.numbers = new Map(bundle.places.map((one) => [one.number, one]));
    this.placeCodes = new Map(bundle.places.flatMap((one) => (one.code ? [[one.code, one]] : [])));
    this.kinds = new Map(bundle.products.map((one) => [one.code, one]));
    this.barcodes = new Map(bundle.learnt.map((one) => [one.gtin, one]));
    this.fetched = new Map(bundle.lots.map((one) => [one.ref, one]));
    this.wanted = leftOver(bundle, acts);
    this.sealed = sealedHere(acts);
    this.refs = new Map(overlaid(bundle, acts).map((one) => [one.ref, one]));
  }

  place(number: number | null): Place | undefined {
    return number === null ? undefined : this.numbers.get(number);
  }

  placeWith(code: string): Place | undefined {
    return this.placeCodes.get(code);
  }

  placeNamed(name: string): Place | undefined {
    const same = this.bundle.places.filter((one) => one.name.toLowerCase() === name.toLowerCase());
    return same.length === 1 ? same[0] : undefined;
  }

  lot(ref: string): Lot | undefined {
    return this.refs.get(ref);
  }

  lotsAt(place: Place): readonly Lot[] {
    return [...this.refs.values()].filter((lot) => piecesAt(lot, place.number) > 0);
  }

  lots(): readonly Lot[] {
    return [...this.refs.values()];
  }

  lotNumbered(number: number): Lot | undefined {
    return [...this.refs.values()].find((lot) => lot.number === number);
  }

  product(code: string): Product | undefined {
    return this.kinds.get(code);
  }

  learnt(gtin: string): Learnt | undefined {
    return this.barcodes.get(gtin);
  }

  // Who waits for goods like these, the most urgent first.
  wants(goods: InHand): readonly Want[] {
    return wantsOf(goods, this.wanted, this.bundle);
  }

  // Why a gate stops the loading of these pieces on this run; nothing where none does.
  bar(run: Run, lot: Lot, spot: Spot): string {
    const runs = this.bundle.runs.find((one) => one.id === run.id)?.bars ?? [];
    const box = this.place(spot.place);
    const closed = box === undefined ? undefined : this.sealed.get(refOf(box));
    const why = closed === undefined ? this.told(lot, spot)?.bar : this.sealBar(lot, spot, closed);
    return (
      why ||
      runs.find((one) => one.facility === spot.facility)?.sentence ||
      ""
    );
  }

  // Why a gate stops these pieces in a parcel that is closed like that; nothing where none does.
  sealBar(lot: Lot, spot: Spot, closed: Closed): string {
    const told = this.told(lot, spot);
    const against = this.closings(spot.facility).find(
      ({ packaging, action }) =>
        packaging === closed.packaging &&
        (action === "block" || (action === "repack" && !closed.repacked)),
    );
    return (
      told?.seal_bar || (closed.repacked ? "" : told?.repack_bar) || (against?.sentence ?? "")
    );
  }

  // What a gate asks of these pieces that packing anew answers; nothing where it asks nothing.
  repackBar(lot: Lot, spot: Spot): string {
    return this.told(lot, spot)?.repack_bar ?? "";
  }

  // All that the gate of a facility says of how a parcel is closed.
  closings(facility: string | null): readonly Closing[] {
    return (this.bundle.closings ?? []).filter((one) => one.facility === facility);
  }

  // The spot as the bundle told it; of pieces that this device has moved since, where they were.
  private told(lot: Lot, spot: Spot): Spot | undefined {
    const ofLine = (this.fetched.get(lot.ref)?.spots ?? []).filter((one) => one.line === spot.line);
    return ofLine.find((one) => one.place === spot.place) ?? ofLine[0];
  }

  nameOf(product: string, language: string): string {
    const known = this.kinds.get(product);
    return known?.names[language] ?? known?.name ?? product;
  }
}

export function piecesAt(lot: Lot, place: number): number {
  return lot.spots.reduce((sum, spot) => sum + (spot.place === place ? spot.quantity : 0), 0);
}

export function piecesOf(lot: Lot): number {
  return lot.spots.reduce((sum, spot) => sum + spot.quantity, 0);
}

// What commands call a place: the code on its label, or its short number.
export function refOf(place: Place): string {
  return place.code ?? `box ${place.number}`;
}
