// Count: a place, then what is on it; its own label once more ends the count.

import { type Known, type Lot, piecesAt, refOf } from "../known";
import { type Sheet, type State, type Thing, type Turn, done, no, set } from "../state";

const NO_SPOT = ["site", "van"];

export function counted(state: State, thing: Thing, known: Known): Turn {
  switch (thing.kind) {
    case "place":
      return placed(state, thing, known);
    case "lot":
      return state.sheet === null ? no(state, "place_first") : seen(state, state.sheet, thing.lot);
    case "new":
      return no(state, "not_known_here");
    default:
      return no(state, "goods_have_no_label");
  }
}

function placed(state: State, { place }: Thing & { kind: "place" }, known: Known): Turn {
  const open = state.sheet;
  if (open !== null && open.place.number === place.number) {
    return closed(state, open);
  }
  if (open !== null && open.lines.length > 0) {
    return no(state, "count_is_open", { place: open.place.name });
  }
  if (NO_SPOT.includes(place.kind)) {
    return no(state, "not_a_shelf", { place: place.name });
  }
  const sheet = { place, position: known.bundle.position, lines: [] };
  return set({ ...state, target: place, sheet }, "counting", { place: place.name });
}

// A scanned lot is there, with as many pieces as the books say until somebody counts them.
function seen(state: State, sheet: Sheet, lot: Lot): Turn {
  if (sheet.lines.some((line) => line.lot === lot.ref)) {
    return { state, tone: "again", says: { key: "counted_already" } };
  }
  const pieces = Math.max(piecesAt(lot, sheet.place.number), 1);
  const next = withLine(state, sheet, lot.ref, pieces);
  return {
    state: next,
    tone: "set",
    says: { key: "seen", facts: { product: lot.product, size: lot.size, number: pieces } },
  };
}

export function withLine(state: State, sheet: Sheet, lot: string, counted: number): State {
  const others = sheet.lines.filter((line) => line.lot !== lot);
  return { ...state, sheet: { ...sheet, lines: [...others, { lot, counted }] } };
}

export function withoutLine(state: State, sheet: Sheet, lot: string): State {
  return { ...state, sheet: { ...sheet, lines: sheet.lines.filter((line) => line.lot !== lot) } };
}

// What the books have there and nobody has scanned: not looked at, or gone.
export function unseen(sheet: Sheet, known: Known): readonly Lot[] {
  return known
    .lotsAt(sheet.place)
    .filter((lot) => !sheet.lines.some((line) => line.lot === lot.ref));
}

export function closed(state: State, sheet: Sheet): Turn {
  if (sheet.lines.length === 0) {
    return no(state, "nothing_counted", { place: sheet.place.name });
  }
  const { place, position, lines } = sheet;
  return done(
    { ...state, sheet: null, target: null },
    {
      noun: "counts",
      content: { place: refOf(place), position, lines },
      touches: [refOf(place), ...lines.map((line) => line.lot)],
      says: { key: "count_told", facts: { place: place.name, number: lines.length } },
    },
  );
}
