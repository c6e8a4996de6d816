// The acts of the road, as commands have them, and what they touch. Pure: no network, no clock.

import { newCode } from "../scan/codes";
import type { Says } from "../scan/state";
import { type Cargo, type Item, type Piece, type StopNow, open, toHandOver } from "./cargo";
import type { Handover } from "./state";
import type { Deed, Wrong } from "./state";

// What an intake says of a thing; unsorted bags have no size, but a weight.
export interface Goods {
  readonly product: string;
  readonly quantity: number;
  readonly size?: string;
  readonly fits?: string;
  readonly season?: string;
  readonly condition?: string;
  readonly weight_g?: number;
}

type Words = NonNullable<Says["facts"]>;

// What an item is called in a sentence: a box by its name, loose goods by what they are.
export function said(item: Item): Words {
  const [piece] = item.pieces;
  return item.box !== null || piece === undefined
    ? { thing: item.name }
    : { product: piece.product, size: piece.size };
}

export function loading(cargo: Cargo, item: Item): Deed {
  return {
    noun: "loadings",
    content: { run: cargo.run.id, items: [carried(item)] },
    touches: touched(item),
    says: { key: "d_loaded", facts: said(item) },
  };
}

export function departure(cargo: Cargo): Deed {
  const says = { key: "d_departed", facts: { place: cargo.run.van.name } };
  const run = cargo.run.id;
  return { noun: "departures", content: { run }, touches: [`run ${run}`], says };
}

export function arrival(cargo: Cargo, now: StopNow): Deed {
  return atStop("stop-arrivals", "d_arrived", cargo, now);
}

export function leaving(cargo: Cargo, now: StopNow): Deed {
  return atStop("stop-leavings", "d_left", cargo, now);
}

export function callingOff(cargo: Cargo, now: StopNow, reason: string): Deed {
  const made = atStop("stop-callings-off", "d_called_off", cargo, now);
  return { ...made, content: { ...made.content, reason } };
}

// Everything told at one stop in one act. What stands in `wrong` is told line by line.
export function delivery(cargo: Cargo, now: StopNow, told: Handover): Deed {
  const items = toHandOver(now);
  const isWhole = (item: Item): boolean =>
    item.box !== null &&
    item.pieces.every((one) => open(one) === one.quantity && !(keyOf(item, one) in told.wrong));
  const boxes = items.filter(isWhole).map(({ key }) => key);
  const parted = items.filter((item) => !isWhole(item));
  const lines = parted.flatMap((item) =>
    item.pieces
      .filter((one) => open(one) > 0)
      .map((one) => lineOf(one, told.wrong[keyOf(item, one)] ?? ALL_WELL)),
  );
  return {
    id: told.id,
    noun: "deliveries",
    content: {
      facility: now.stop.code,
      run: cargo.run.id,
      boxes,
      lines,
      received_by: told.role,
      ...(told.receipt === "" ? {} : { receipt_number: told.receipt }),
      ...proofs(told),
    },
    touches: [stopRef(now), ...items.flatMap(touched)],
    says: { key: "d_handed_over", facts: { stop: nameOf(now) } },
  };
}

// A gate that took nothing: a refusal for each lot and line, all with one reason.
export function refusals(cargo: Cargo, now: StopNow, reason: string): readonly Deed[] {
  const pieces = new Map<string, { readonly piece: Piece; quantity: number }>();
  for (const piece of toHandOver(now).flatMap((item) => item.pieces)) {
    const key = `${piece.lot} ${piece.line ?? 0}`;
    const known = pieces.get(key) ?? { piece, quantity: 0 };
    known.quantity += open(piece);
    pieces.set(key, known);
  }
  return [...pieces.values()].map(({ piece: { lot, line, product, size }, quantity }) => ({
    noun: "refusals",
    content: {
      facility: now.stop.code,
      run: cargo.run.id,
      lot,
      ...(line === null ? {} : { line }),
      quantity,
      reason,
    },
    touches: [stopRef(now), lot],
    says: { key: "d_refused", facts: { product, size, number: quantity, stop: nameOf(now) } },
  }));
}

// Off the van again, to the site that the run ends at.
export function bringingBack(cargo: Cargo, item: Item): Deed {
  return off("returns", cargo, cargo.run.home, [item], { key: "d_brought_back", facts: said(item) });
}

// Off the van at a site of ours on the way: goods stay what they are, and what a gate refused is
// brought back there.
export function unloading(cargo: Cargo, now: StopNow, items: readonly Item[]): readonly Deed[] {
  const refused = items.filter((item) => item.pieces.some((one) => one.refused > 0));
  const [only] = items.length === 1 ? items : [];
  const stop = nameOf(now);
  const says: Says =
    only === undefined
      ? { key: "d_all_unloaded", facts: { stop } }
      : { key: "d_unloaded", facts: { ...said(only), stop } };
  const parts = [
    ["unloadings", items.filter((item) => !refused.includes(item))],
    ["returns", refused],
  ] as const;
  return parts
    .filter(([, some]) => some.length > 0)
    .map(([noun, some]) => off(noun, cargo, now.stop.code, some, says));
}

// Boxes with what is in them, and loose pieces, put down at a site.
function off(noun: string, { run }: Cargo, site: string, items: readonly Item[], says: Says): Deed {
  const boxes = items.filter((item) => item.box !== null).map((item) => ({ box: item.key }));
  return {
    noun,
    content: {
      run: run.id,
      ...(site === "" ? {} : { site }),
      items: [...boxes, ...items.flatMap(looseOf)],
    },
    touches: items.flatMap(touched),
    says,
  };
}

// Goods fetched at a stop, taken in where they were given: they are on the van from then on. What has
// no label gets a code of its own here, so that it can be unloaded before any network is met.
export function pickingUp(cargo: Cargo, now: StopNow, goods: Goods, label: string): Deed {
  const code = label === "" ? newCode() : label;
  const { product, size = "", quantity } = goods;
  return {
    noun: "intakes",
    content: { ...goods, code, picked_up: { run: cargo.run.id, stop: now.stop.id } },
    touches: [stopRef(now), code],
    says: { key: "d_picked_up", facts: { product, size, number: quantity } },
  };
}

export function closing(cargo: Cargo): Deed {
  const run = cargo.run.id;
  const touches = [`run ${run}`, ...cargo.items.flatMap(touched)];
  return { noun: "run-closings", content: { run }, touches, says: { key: "d_closed" } };
}

// What tells the pieces of one line of an item from all others.
export function keyOf(item: Item, piece: Piece): string {
  return `${item.key} ${piece.lot} ${piece.line ?? 0}`;
}

export function nameOf({ stop }: StopNow): string {
  return stop.code === "" ? String(stop.position) : stop.code;
}

// A stop without a name is called by its number.
function nthOf({ stop }: StopNow): Words {
  return stop.code === "" ? { nth: String(stop.position) } : {};
}

const ALL_WELL: Wrong = { refused: 0, reason: "", missing: 0 };

function lineOf(piece: Piece, { refused, reason, missing }: Wrong): object {
  const { lot, line } = piece;
  return {
    lot,
    ...(line === null ? {} : { line }),
    accepted: Math.max(0, open(piece) - refused - missing),
    ...(refused > 0 ? { refused: [{ quantity: refused, reason }] } : {}),
    ...(missing > 0 ? { missing } : {}),
  };
}

function proofs(told: Handover): object {
  const paper = told.pictures.filter((one) => one.kind === "paper");
  const others = told.pictures.filter((one) => one.kind !== "paper");
  const found = [
    ...(told.signed || paper.length > 0 ? [paper[0] ?? { kind: "paper" }, ...paper.slice(1)] : []),
    ...others,
    ...(told.scanned ? [{ kind: "scan" }] : []),
  ];
  return found.length === 0 ? {} : { proofs: found };
}

function carried(item: Item): object {
  const [piece] = item.pieces;
  if (item.box !== null || piece === undefined) {
    return { box: item.key };
  }
  const { lot, line, quantity } = piece;
  return { lot, ...(line === null ? {} : { line }), quantity };
}

// The pieces that come back apart from their box: loose ones, and what a gate took out and refused.
function looseOf(item: Item): readonly object[] {
  const apart = item.pieces.map(({ lot, quantity, handed, missing, refused }) => ({
    lot,
    quantity: item.box === null ? quantity - handed - missing : refused,
  }));
  return apart.filter((one) => one.quantity > 0);
}

function atStop(noun: string, key: string, cargo: Cargo, now: StopNow): Deed {
  return {
    noun,
    content: { run: cargo.run.id, stop: now.stop.id },
    touches: [stopRef(now)],
    says: { key, facts: { stop: nameOf(now), ...nthOf(now) } },
  };
}

function stopRef(now: StopNow): string {
  return `stop ${now.stop.id}`;
}

function touched(item: Item): readonly string[] {
  const lots = item.pieces.map((one) => one.lot);
  return item.box === null ? lots : [item.key, ...lots];
}
