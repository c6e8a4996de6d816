// Sort: a box, then the bags or lots whose pieces went into it.

import { type Known, type Lot, type Place, piecesAt, refOf } from "../known";
import { type State, type Thing, type Turn, asks, done, no, set } from "../state";

export const BAGS = "BAG"; // the product that unsorted bags are
const MIXED = "CL-MIX";

// What went into the box, as the question about it is answered.
export interface Sorted {
  readonly bags: number; // emptied; 0 where pieces of a sorted lot top the box up
  readonly pieces: number;
  readonly how: "counted" | "guessed";
  readonly size: string;
  readonly fits: string;
  readonly season: string;
}

export function sorted(state: State, thing: Thing, known: Known): Turn {
  if (thing.kind === "place") {
    if (thing.place.kind !== "box") {
      return no(state, "not_a_box", { place: thing.place.name });
    }
    const there = { ...state, target: thing.place, hand: null };
    return state.hand === null
      ? set(there, "to_place", { place: thing.place.name })
      : sorted(there, state.hand, known);
  }
  if (thing.kind !== "lot") {
    return no(state, thing.kind === "new" ? "not_known_here" : "goods_have_no_label");
  }
  return state.target === null
    ? set({ ...state, hand: thing }, "now_its_box")
    : asks(state, { kind: "sort", lot: thing.lot, box: state.target }, "what_went_in");
}

// The mixed lot that a box holds: more of the same needs no describing.
export function mixedIn(box: Place, known: Known): Lot | undefined {
  return known
    .lotsAt(box)
    .find((lot) => lot.depth === "mixed_box" && piecesAt(lot, box.number) > 0);
}

export function poured(state: State, lot: Lot, box: Place, said: Sorted, known: Known): Turn {
  const touches = [lot.ref, refOf(box)];
  const says = { key: "sorted", facts: { number: said.pieces, box: box.name } };
  if (lot.product !== BAGS) {
    const content = { lot: lot.ref, box: refOf(box), quantity: said.pieces, how: said.how };
    return done(state, { noun: "toppings-up", content, touches, says });
  }
  const there = mixedIn(box, known);
  const { size, fits, season } = there ?? said;
  const into = {
    box: refOf(box),
    quantity: said.pieces,
    how: said.how,
    product: there?.product ?? MIXED,
    size,
    fits,
    season,
  };
  const content = { lot: lot.ref, bags: said.bags, into: [into] };
  return done(state, { noun: "sortings", content, touches, says });
}
