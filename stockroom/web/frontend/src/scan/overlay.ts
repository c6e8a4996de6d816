// A device's own acts laid over its bundle, so that what hands have just done is known at once and
// without network: a lot taken in a minute ago can be put away. Only what the next scan may ask for
// is followed: where lots lie, and whether they were accepted.

import type { Act, Content } from "./act";
import type { Bundle, Lot, Place, Spot } from "./known";

type Lots = Map<string, Lot>;
type Follow = (lots: Lots, content: Content, room: Room) => void;

interface Room {
  at(ref: unknown): number | null; // the number of the place that a command names
  first(kind: string): number | null;
  depth(product: unknown): string;
  want(line: unknown): { readonly facility: string | null };
}

const FOLLOWED: { readonly [noun: string]: Follow } = {
  intakes: takenIn,
  "put-aways": carried,
  transfers: carried,
  boxings: carried,
  picks: picked,
  "pick-swaps": swapped,
  packings: packed,
  inspections: inspected,
  "bench-sendings": sentToBench,
};

export function overlaid(bundle: Bundle, acts: readonly Act[]): readonly Lot[] {
  const lots: Lots = new Map(bundle.lots.map((one) => [one.ref, one]));
  const room = roomOf(bundle);
  const undone = new Set(acts.filter(isReversal).map((act) => act.content["command"]));
  for (const act of acts) {
    if (act.state !== "refused" && act.state !== "parked" && !undone.has(act.id)) {
      FOLLOWED[act.noun]?.(lots, act.content, room);
    }
  }
  return [...lots.values()];
}

function isReversal(act: Act): boolean {
  return act.noun === "reversals";
}

function roomOf(bundle: Bundle): Room {
  const codes = new Map<string, Place>();
  for (const place of bundle.places) {
    codes.set(place.code ?? "", place);
    codes.set(`box ${place.number}`, place);
  }
  const products = new Map(bundle.products.map((one) => [one.code, one]));
  return {
    at: (ref) => codes.get(String(ref ?? "?"))?.number ?? null,
    first: (kind) => bundle.places.find((one) => one.kind === kind)?.number ?? null,
    want: (line) => bundle.wanted?.find((one) => one.line === line) ?? { facility: null },
    depth: (product) => products.get(String(product))?.depth ?? "counted",
  };
}

function takenIn(lots: Lots, content: Content, room: Room): void {
  if (typeof content["code"] !== "string") {
    return; // it has no name to be scanned by yet
  }
  const packs = content["packs"] as { packs: number; pieces_per_pack: number } | undefined;
  const quantity = packs ? packs.packs * packs.pieces_per_pack : Number(content["quantity"] ?? 1);
  lots.set(content["code"], {
    ref: content["code"],
    number: 0,
    product: String(content["product"]),
    size: String(content["size"] ?? ""),
    fits: String(content["fits"] ?? "any"),
    season: String(content["season"] ?? "any"),
    depth: room.depth(content["product"]),
    standing: "waiting",
    on_hold: false,
    condition: String(content["condition"] ?? "good"),
    spots: [free(room.at(content["site"]) ?? room.first("inbound"), quantity)],
  });
}

function carried(lots: Lots, content: Content, room: Room): void {
  const lot = lots.get(String(content["thing"] ?? content["lot"]));
  const to = room.at(content["place"] ?? content["box"]);
  if (lot === undefined || to === null) {
    return;
  }
  const from = room.at(content["source"]) ?? nearest(lot, room, to);
  const there = lot.spots.filter((spot) => spot.place === from);
  const rest = lot.spots.filter((spot) => spot.place !== from);
  const all = there.reduce((sum, spot) => sum + spot.quantity, 0);
  const many = Number(content["quantity"] ?? all);
  // Pieces that go whole take their promises along; of a part, the free ones go first.
  const spots = many >= all ? moved(there, to) : drawn(there, to, many);
  lots.set(lot.ref, { ...lot, spots: [...rest, ...spots] });
}

function picked(lots: Lots, content: Content, room: Room): void {
  promised(lots, content, room.first("bench"), room.at(content["place"]));
}

// The first lot's promise is free again; the other goes to the bench in its place.
function swapped(lots: Lots, content: Content, room: Room): void {
  const { lot: first, instead, line, quantity } = content;
  const from = room.at(content["place"]);
  const lot = lots.get(String(first));
  const spot = lot?.spots.find((one) => one.line === line && one.place === from);
  const other = lots.get(String(instead));
  const to = room.first("bench");
  if (lot === undefined || spot === undefined || other === undefined || to === null) {
    return;
  }
  const many = Math.min(Number(quantity), spot.quantity);
  const rest = lot.spots.filter((one) => one !== spot);
  const left = { ...spot, quantity: spot.quantity - many };
  const spots = [...rest, left, free(from, many)].filter((one) => one.quantity > 0);
  lots.set(lot.ref, { ...lot, spots });
  const source = room.at(content["from_place"]);
  const taken = other.spots.find((one) => one.line === null && one.place === source);
  const kept = other.spots.filter((one) => one !== taken);
  const gone = { ...spot, place: to, quantity: many };
  const over = taken === undefined ? [] : [{ ...taken, quantity: taken.quantity - many }];
  const now = [...kept, ...over, gone].filter((one) => one.quantity > 0);
  lots.set(other.ref, { ...other, spots: now });
}

function packed(lots: Lots, content: Content, room: Room): void {
  promised(lots, content, room.at(content["box"]), null);
}

// Free pieces that go to the bench, for a line from now on.
function sentToBench(lots: Lots, content: Content, room: Room): void {
  const lot = lots.get(String(content["lot"]));
  const to = room.first("bench");
  if (lot === undefined || to === null) {
    return;
  }
  const from = room.at(content["place"]) ?? nearest(lot, room, to);
  const spot = lot.spots.find((one) => one.line === null && one.place === from);
  if (spot === undefined) {
    return;
  }
  const many = Math.min(Number(content["quantity"]), spot.quantity);
  const { facility } = room.want(content["line"]);
  const line = Number(content["line"]);
  const rest = lot.spots.filter((one) => one !== spot);
  const gone: Spot = { place: to, quantity: many, line, wish_list: null, facility };
  const spots = [...rest, { ...spot, quantity: spot.quantity - many }, gone];
  lots.set(lot.ref, { ...lot, spots: spots.filter((one) => one.quantity > 0) });
}

function inspected(lots: Lots, content: Content): void {
  const lot = lots.get(String(content["lot"]));
  if (lot !== undefined && content["quantity"] === undefined) {
    const accepted = content["outcome"] === "accept";
    lots.set(lot.ref, { ...lot, standing: accepted ? "accepted" : "rejected" });
  }
}

// Pieces that go on for the line they are promised to.
function promised(lots: Lots, content: Content, to: number | null, from: number | null): void {
  const lot = lots.get(String(content["lot"]));
  if (lot === undefined || to === null) {
    return;
  }
  const line = content["line"];
  const isTheirs = (spot: Spot): boolean =>
    spot.line === line && spot.place !== to && (from === null || spot.place === from);
  const spot = lot.spots.find(isTheirs);
  if (spot === undefined) {
    return;
  }
  const many = Math.min(Number(content["quantity"]), spot.quantity);
  const left = { ...spot, quantity: spot.quantity - many };
  const spots = lot.spots.filter((one) => one !== spot);
  const gone = { ...spot, place: to, quantity: many };
  lots.set(lot.ref, { ...lot, spots: [...spots, left, gone].filter((one) => one.quantity > 0) });
}

function nearest(lot: Lot, room: Room, to: number): number | null {
  const inbound = room.first("inbound");
  const elsewhere = lot.spots.filter((spot) => spot.place !== to);
  const near = elsewhere.find((spot) => spot.place === inbound) ?? elsewhere[0];
  return near?.place ?? null;
}

function moved(spots: readonly Spot[], to: number): readonly Spot[] {
  return spots.map((spot) => ({ ...spot, place: to }));
}

function drawn(spots: readonly Spot[], to: number, many: number): readonly Spot[] {
  let left = many;
  const freeFirst = [...spots].sort((a, b) => Number(a.line !== null) - Number(b.line !== null));
  return freeFirst.flatMap((spot) => {
    const taken = Math.min(left, spot.quantity);
    left -= taken;
    const parts = [
      { ...spot, quantity: spot.quantity - taken },
      { ...spot, place: to, quantity: taken },
    ];
    return parts.filter((part) => part.quantity > 0);
  });
}

function free(place: number | null, quantity: number): Spot {
  return { place, quantity, line: null, wish_list: null, facility: null };
}
