// An equal swap: goods that are on no list do as well as promised ones, and go in their place.

import { type Known, type Lot, type Spot, refOf } from "../known";
import { type State, type Swap, type Turn, asks, done } from "../state";
import { GRADES } from "../wanted";
import { isOnShelf } from "./promised";

export const WHYS = ["not_there", "fewer", "not_good"] as const;
export type Why = (typeof WHYS)[number];

// The promised goods on shelves for which the lot does as well, as far as this device knows.
export function swapsFor(lot: Lot, known: Known): readonly Swap[] {
  if (lot.standing !== "accepted" || lot.on_hold || freeSpot(lot, known) === undefined) {
    return [];
  }
  return known.lots().flatMap((first) =>
    doesAsWell(first, lot)
      ? first.spots
          .filter((spot) => isToPick(spot, known) && mayHave(lot, spot))
          .map((spot) => ({ lot: first, spot }))
      : [],
  );
}

// How many lines of each list still lie on the shelves; a list picked to its end says none.
export function listsToPick(known: Known): readonly {
  readonly list: number;
  readonly facility: string;
  readonly left: number;
}[] {
  const lists = new Map<number, { list: number; facility: string; left: number }>();
  const walk = (lots: readonly Lot[], counts: number): void => {
    for (const spot of lots.flatMap((lot) => lot.spots)) {
      if (spot.wish_list !== null && isToPick(spot, known)) {
        const had = lists.get(spot.wish_list)?.left ?? 0;
        const list = spot.wish_list;
        lists.set(list, { list, facility: spot.facility ?? "", left: had + counts });
      }
    }
  };
  walk(known.bundle.lots, 0);
  walk(known.lots(), 1);
  return [...lists.values()];
}

export function instead(state: State, lot: Lot, swap: Swap): Turn {
  return asks(state, { kind: "why", lot, swap }, "why_instead");
}

export function swapped(state: State, lot: Lot, { lot: first, spot }: Swap, why: Why, known: Known): Turn {
  const place = known.place(spot.place);
  const from = freeSpot(lot, known);
  const source = known.place(from?.place ?? null);
  const quantity = Math.min(spot.quantity, from?.quantity ?? spot.quantity);
  return done(state, {
    noun: "pick-swaps",
    content: {
      lot: first.ref,
      line: spot.line,
      quantity,
      instead: lot.ref,
      why,
      position: known.bundle.position,
      ...(place === undefined ? {} : { place: refOf(place) }),
      ...(source === undefined ? {} : { from_place: refOf(source) }),
    },
    touches: [lot.ref, first.ref],
    says: {
      key: "picked",
      facts: {
        product: lot.product,
        size: lot.size,
        number: quantity,
        facility: spot.facility ?? "",
      },
    },
  });
}

function doesAsWell(first: Lot, lot: Lot): boolean {
  return (
    first.ref !== lot.ref &&
    first.product === lot.product &&
    first.size === lot.size &&
    first.fits === lot.fits &&
    first.season === lot.season &&
    GRADES.indexOf(lot.condition ?? "good") >= GRADES.indexOf(first.condition ?? "good")
  );
}

function isToPick(spot: Spot, known: Known): boolean {
  return spot.line !== null && isOnShelf(spot, known);
}

function freeSpot(lot: Lot, known: Known): Spot | undefined {
  return lot.spots.find((spot) => spot.line === null && isOnShelf(spot, known));
}

// Whether the gate takes it, and the donor gave it for there: the service said so, or it is unsure.
function mayHave(lot: Lot, spot: Spot): boolean {
  return (lot.instead_for ?? []).includes(spot.facility ?? "");
}
