// Pick and pack: goods that are promised to a wish line go to the bench, then into its box.

import { swapsFor } from "./swapping";
import { type Known, type Lot, type Place, type Spot, refOf } from "../known";
import {
  type Draft,
  type State,
  type Thing,
  type Turn,
  asks,
  done,
  lotOf,
  no,
  set,
} from "../state";

export function picked(state: State, thing: Thing, known: Known): Turn {
  const lot = lotOf(thing, known);
  if (lot === undefined) {
    return no(state, thing.kind === "place" ? "scan_the_goods" : "not_known_here");
  }
  return forOne(state, lot, known);
}

export function packed(state: State, thing: Thing, known: Known): Turn {
  if (thing.kind === "place") {
    return aimed(state, thing.place, known);
  }
  if (thing.kind !== "lot") {
    return no(state, "not_known_here");
  }
  return state.target === null
    ? set({ ...state, hand: thing }, "now_its_box")
    : forOne(state, thing.lot, known);
}

function aimed(state: State, place: Place, known: Known): Turn {
  if (place.kind !== "box") {
    return no(state, "not_a_box", { place: place.name });
  }
  const there = { ...state, target: place, hand: null };
  return state.hand === null
    ? set(there, "to_place", { place: place.name })
    : packed(there, state.hand, known);
}

function forOne(state: State, lot: Lot, known: Known): Turn {
  const promises = promisesOf(state, lot, known);
  const [only, ...others] = promises;
  if (only === undefined && state.verb === "pick" && swapsFor(lot, known).length > 0) {
    return asks(state, { kind: "instead", lot }, "not_on_the_list", { product: lot.product });
  }
  if (only === undefined) {
    return no(state, lot.on_hold ? "on_hold" : "promised_to_nobody", { product: lot.product });
  }
  return others.length > 0
    ? asks(state, { kind: "which", lot }, "for_whom")
    : promised(state, lot, only, known);
}

// The promised pieces that this verb can take: from shelves to pick, from the bench first to pack.
export function promisesOf(state: State, lot: Lot, known: Known): readonly Spot[] {
  const theirs = lot.spots.filter((spot) => spot.line !== null);
  if (state.verb === "pick") {
    return theirs.filter((spot) => isOnShelf(spot, known));
  }
  const onBench = theirs.filter((spot) => known.place(spot.place)?.kind === "bench");
  const elsewhere = theirs.filter((spot) => spot.place !== state.target?.number);
  return onBench.length > 0 ? onBench : elsewhere;
}

export function isOnShelf(spot: Spot, known: Known): boolean {
  const place = known.place(spot.place);
  const shelf = place?.kind === "box" ? known.place(place.stands_in) : place;
  return shelf?.kind === "bin";
}

export function promised(state: State, lot: Lot, spot: Spot, known: Known): Turn {
  const made = state.verb === "pick" ? pick(lot, spot, known) : packing(state, lot, spot);
  return state.some && spot.quantity > 1
    ? asks(state, { kind: "many", lot, most: spot.quantity, draft: made }, "how_many")
    : done(state, made);
}

function pick(lot: Lot, spot: Spot, known: Known): Draft {
  const place = known.place(spot.place);
  const { line, quantity } = spot;
  const from = place === undefined ? {} : { place: refOf(place) };
  return {
    noun: "picks",
    content: { lot: lot.ref, line, quantity, ...from },
    touches: [lot.ref],
    says: { key: "picked", facts: about(lot, spot) },
  };
}

function packing(state: State, lot: Lot, { line, quantity, ...rest }: Spot): Draft {
  const box = state.target;
  return {
    noun: "packings",
    content: { lot: lot.ref, line, quantity, box: box === null ? "" : refOf(box) },
    touches: box === null ? [lot.ref] : [lot.ref, refOf(box)],
    says: {
      key: "packed",
      facts: { ...about(lot, { line, quantity, ...rest }), box: box?.name ?? "" },
    },
  };
}

function about(lot: Lot, spot: Spot): { readonly [name: string]: string | number } {
  const { product, size } = lot;
  return { product, size, number: spot.quantity, facility: spot.facility ?? "" };
}
