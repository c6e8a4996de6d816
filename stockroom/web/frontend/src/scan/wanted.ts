// Who waits for what is in hand, as far as this device's bundle knew; the service decides.

import type { Act } from "./act";
import { type Bundle, type Lot, type Meaning, type Place, type Want, refOf } from "./known";
import { type State, type Turn, done } from "./state";

const MOST = 5;
export const GRADES = ["worn", "good", "new", "new_sealed"];
// What lies on a shelf waits for a coordinator's plan.
const AT_THE_DOOR = ["inbound", "bench", "quarantine"];
const MIXED = "CL-MIX"; // a mixed box answers clothes of other kinds too, which the pages tell

// What is held against wishes: a lot, or goods that are still being described.
export interface InHand {
  readonly product: string;
  readonly size: string;
  readonly fits: string;
  readonly season: string;
  readonly condition?: string;
  readonly only_for?: readonly string[];
}

export interface Whereabouts {
  place(number: number | null): Place | undefined;
}

// What each line still asks once this device's own acts are taken off.
export function leftOver(bundle: Bundle, acts: readonly Act[]): readonly Want[] {
  const undone = new Set(acts.map((act) => act.content["command"]));
  const sent = new Map<unknown, number>();
  for (const act of acts) {
    const stands = act.state !== "refused" && act.state !== "parked" && !undone.has(act.id);
    if (act.noun === "bench-sendings" && stands) {
      const { line, quantity } = act.content;
      sent.set(line, (sent.get(line) ?? 0) + Number(quantity));
    }
  }
  const left = (bundle.wanted ?? []).map((one) => ({
    ...one,
    pieces: one.pieces - (sent.get(one.line) ?? 0),
  }));
  return left.filter((one) => one.pieces > 0);
}

// The most urgent wants that the goods would answer.
export function wantsOf(goods: InHand, wants: readonly Want[], bundle: Bundle): readonly Want[] {
  if (goods.product === MIXED) {
    return [];
  }
  const size = rangeOf(goods, bundle);
  return wants.filter((one) => wouldDo(goods, one, size)).slice(0, MOST);
}

function wouldDo(goods: InHand, want: Want, size: Meaning | null): boolean {
  return (
    goods.product === want.product &&
    (size === null || want.high === 0 || (size.high >= want.low && size.low <= want.high)) &&
    agrees(goods.fits, want.fits) &&
    agrees(goods.season, want.season) &&
    GRADES.indexOf(goods.condition ?? "good") >= GRADES.indexOf(want.least) &&
    isGivenFor(goods.only_for ?? [], want)
  );
}

function agrees(has: string, asked: string): boolean {
  return asked === "any" || has === "any" || has === asked;
}

function isGivenFor(only: readonly string[], want: Want): boolean {
  return only.length === 0 || only.includes(want.facility) || only.includes(want.kind);
}

// What a size on a label means; null where this device was not told.
export function rangeOf(goods: InHand, bundle: Bundle): Meaning | null {
  const sizing = bundle.products.find((one) => one.code === goods.product)?.sizing ?? "";
  const isMeant = (one: Meaning): boolean => one.sizing === sizing && one.label === goods.size;
  return bundle.sizes?.find(isMeant) ?? null;
}

// The place from which free pieces of an accepted lot can go to the bench, and how many lie there.
export function sendable(lot: Lot, known: Whereabouts): { place: Place; pieces: number } | null {
  if (lot.standing !== "accepted" || lot.on_hold) {
    return null;
  }
  const free = lot.spots.filter((spot) => spot.line === null && spot.quantity > 0);
  const near = free.filter((spot) => AT_THE_DOOR.includes(kindOf(spot.place, known)));
  const spot = near.find((one) => kindOf(one.place, known) === "inbound") ?? near[0];
  const place = spot === undefined ? undefined : known.place(spot.place);
  return spot === undefined || place === undefined ? null : { place, pieces: spot.quantity };
}

function kindOf(number: number | null, known: Whereabouts): string {
  const place = known.place(number);
  return (place?.kind === "box" ? known.place(place.stands_in) : place)?.kind ?? "";
}

export function sent(state: State, lot: Lot, want: Want, known: Whereabouts): Turn {
  const from = sendable(lot, known);
  const quantity = Math.min(want.pieces, from?.pieces ?? want.pieces);
  return done(state, {
    noun: "bench-sendings",
    content: {
      lot: lot.ref,
      line: want.line,
      quantity,
      ...(from === null ? {} : { place: refOf(from.place) }),
    },
    touches: [lot.ref],
    says: {
      key: "sent_to_bench",
      facts: { product: lot.product, size: lot.size, number: quantity, facility: want.facility },
    },
  });
}
