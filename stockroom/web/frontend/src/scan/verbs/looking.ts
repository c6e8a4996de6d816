// Inspect: a thing, then what becomes of it. Find: what a thing is and where it lies.

import type { Known, Lot } from "../known";
import { type State, type Thing, type Turn, asks, done, lotOf, no, set } from "../state";

export function inspected(state: State, thing: Thing, known: Known): Turn {
  const lot = lotOf(thing, known);
  if (lot === undefined) {
    return no(state, thing.kind === "place" ? "scan_the_goods" : "not_known_here");
  }
  return asks({ ...state, hand: null }, { kind: "inspect", lot }, "look_at_it");
}

// What was accepted stays in hand where somebody waits for it.
export function judged(
  state: State,
  lot: Lot,
  outcome: string,
  note: string,
  known: Known | null = null,
): Turn {
  const turn = done(state, {
    noun: "inspections",
    content: { lot: lot.ref, outcome, ...(note === "" ? {} : { note }) },
    touches: [lot.ref],
    says: { key: `outcome_${outcome}`, facts: { product: lot.product, size: lot.size } },
  });
  const accepted: Lot = { ...lot, standing: "accepted" };
  const stays = outcome === "accept" && (known?.wants(lot).length ?? 0) > 0;
  return stays ? { ...turn, state: { ...turn.state, hand: { kind: "lot", lot: accepted } } } : turn;
}

export function found(state: State, thing: Thing): Turn {
  switch (thing.kind) {
    case "lot":
      return set({ ...state, hand: thing }, "here_it_is", {
        product: thing.lot.product,
        size: thing.lot.size,
      });
    case "place":
      return set({ ...state, hand: thing }, "here_is_place", { place: thing.place.name });
    case "new":
      return no({ ...state, hand: thing }, "not_known_here");
    case "goods":
      return thing.goods.learnt === null
        ? no(state, "barcode_not_known")
        : set({ ...state, hand: thing }, "here_it_is", {
            product: thing.goods.learnt.product,
            size: thing.goods.learnt.size,
          });
    default:
      return no(state, "unknown_text", { text: "" });
  }
}
