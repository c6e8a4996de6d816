// Put away and move: a place, then things into it. A thing scanned first is held until a place is.

import { type Known, type Lot, type Place, type Spot, piecesAt, refOf } from "../known";
import { type Draft, type State, type Thing, type Turn, asks, done, no, set } from "../state";

const NOUNS = { put_away: "put-aways", move: "transfers" } as const;
const SHELVES = ["bin", "box"];
const NEVER = ["site"]; // a building is not a spot

export function moved(state: State, thing: Thing, known: Known): Turn {
  switch (thing.kind) {
    case "place":
      return isThing(state, thing.place)
        ? carried(state, thing, known)
        : aimed(state, thing, known);
    case "lot":
    case "new":
      return carried(state, thing, known);
    default:
      return no(state, "goods_have_no_label");
  }
}

// A box is a thing while it has a place to go to, and a place while there is none.
function isThing(state: State, place: Place): boolean {
  return place.kind === "box" && state.target !== null && state.target.kind !== "box";
}

function aimed(state: State, { place }: Thing & { kind: "place" }, known: Known): Turn {
  const wrong = state.verb === "put_away" ? !SHELVES.includes(place.kind) : isNever(place);
  if (wrong) {
    return no(state, "not_a_shelf", { place: place.name });
  }
  const there = { ...state, target: place, hand: null };
  return state.hand === null
    ? set(there, "to_place", { place: place.name })
    : moved(there, state.hand, known);
}

function isNever(place: Place): boolean {
  return NEVER.includes(place.kind);
}

function carried(state: State, thing: Thing, known: Known): Turn {
  const to = state.target;
  if (to === null) {
    return set({ ...state, hand: thing }, "now_its_place");
  }
  if (thing.kind === "place") {
    return done(
      state,
      draft(state, to, refOf(thing.place), {
        key: "moved_box",
        facts: { box: thing.place.name, place: to.name },
      }),
    );
  }
  if (thing.kind === "new") {
    return done(
      state,
      draft(state, to, thing.code, {
        key: "moved_new",
        facts: { code: thing.code, place: to.name },
      }),
    );
  }
  return thing.kind === "lot"
    ? lotCarried(state, to, thing.lot, known)
    : no(state, "goods_have_no_label");
}

function lotCarried(state: State, to: Place, lot: Lot, known: Known): Turn {
  const places = sources(lot, to);
  if (places.length === 0 && piecesAt(lot, to.number) > 0) {
    return { state, tone: "again", says: { key: "lies_there", facts: { place: to.name } } };
  }
  const inbound = places.filter((number) => known.place(number)?.kind === "inbound");
  const sure = state.verb === "put_away" && inbound.length === 1 ? inbound : places;
  return sure.length > 1
    ? asks(state, { kind: "where", lot }, "from_where")
    : from(state, lot, sure[0] ?? null, known);
}

// The numbers of the places that hold the lot, other than the one it goes to.
export function sources(lot: Lot, to: Place): readonly number[] {
  const places = lot.spots.map((spot: Spot) => spot.place).filter((one) => one !== null);
  return [...new Set(places)].filter((number) => number !== to.number);
}

// Once it is known where the pieces are taken from; null leaves that to the books.
export function from(state: State, lot: Lot, source: number | null, known: Known): Turn {
  const to = state.target;
  if (to === null) {
    return set({ ...state, hand: { kind: "lot", lot } }, "now_its_place");
  }
  const place = known.place(source);
  const most = source === null ? 0 : piecesAt(lot, source);
  const says = {
    key: "moved_lot",
    facts: { product: lot.product, size: lot.size, number: most, place: to.name },
  };
  const all = draft(
    state,
    to,
    lot.ref,
    says,
    place && sources(lot, to).length > 1 ? { source: refOf(place) } : {},
  );
  return state.some && most > 1
    ? asks(state, { kind: "many", lot, most, draft: all }, "how_many")
    : done(state, all);
}

function draft(
  state: State,
  to: Place,
  thing: string,
  says: Draft["says"],
  more: object = {},
): Draft {
  const noun = state.verb === "move" ? NOUNS.move : NOUNS.put_away;
  return { noun, content: { thing, place: refOf(to), ...more }, touches: [thing], says };
}
