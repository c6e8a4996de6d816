// What each told act did to what was fetched: where things are then, and what a stop has seen.

import type { Content } from "../scan/act";
import { type Item, left, open, sum, whole } from "./item";
import type { Run } from "./road";

export interface Told {
  arrived: boolean;
  left: boolean;
  calledOff: string;
  told: boolean;
}
export interface Laid {
  readonly run: Run;
  readonly items: Map<string, Item>;
  readonly stops: Map<number, Told>;
  hasLeft: boolean;
  isClosed: boolean;
}
type Follow = (laid: Laid, content: Content) => void;

export const FOLLOWED: { readonly [noun: string]: Follow } = {
  loadings: loaded,
  departures: (laid) => void (laid.hasLeft = true),
  "stop-arrivals": (laid, content) => {
    laid.hasLeft = true;
    note(laid, content["stop"], (stop) => void (stop.arrived = true));
  },
  "stop-leavings": (laid, content) => {
    note(laid, content["stop"], (stop) => void (stop.left = true));
  },
  "stop-callings-off": (laid, content) => {
    note(laid, content["stop"], (stop) => void (stop.calledOff = String(content["reason"])));
  },
  intakes: pickedUp,
  deliveries: delivered,
  refusals: refused,
  returns: returned,
  unloadings: returned,
  "run-closings": (laid) => void (laid.isClosed = true),
};

function note(laid: Laid, stop: unknown, change: (stop: Told) => void): void {
  const found = laid.stops.get(Number(stop));
  if (found !== undefined) {
    change(found);
  }
}

function loaded(laid: Laid, content: Content): void {
  for (const one of listed(content["items"])) {
    const item = found(laid, one);
    if (item?.where === "behind") {
      laid.items.set(item.key, { ...item, where: "aboard" });
    }
  }
}

// What was fetched is aboard for no stop, under the code that this device gave it.
function pickedUp(laid: Laid, content: Content): void {
  const { stop } = content["picked_up"] as Content;
  laid.hasLeft = true;
  note(laid, stop, (one) => void (one.arrived = true));
  const code = String(content["code"]);
  const quantity = Number(content["quantity"]);
  const about = { product: String(content["product"]), size: String(content["size"] ?? "") };
  const known = [...laid.items.values()].some((one) => one.pieces.some((piece) => piece.lot === code));
  if (!known) {
    const pieces = [whole({ lot: code, number: 0, ...about, quantity, line: null })];
    const named = { key: code, box: null, name: code, code, stop: null, site: "", forSite: "" };
    laid.items.set(code, { ...named, barred: [], where: "aboard", pieces });
  }
}

function found(laid: Laid, one: Content): Item | undefined {
  if (one["box"] !== undefined) {
    return laid.items.get(String(one["box"]));
  }
  const same = [...laid.items.values()].filter(
    (item) => item.box === null && item.pieces[0]?.lot === one["lot"],
  );
  const theirs = same.filter((item) => item.pieces[0]?.line === (one["line"] ?? null));
  return theirs[0] ?? same[0];
}

function delivered(laid: Laid, content: Content): void {
  toldAt(laid, content["facility"]);
  for (const box of (content["boxes"] ?? []) as readonly string[]) {
    const item = laid.items.get(box);
    if (item !== undefined) {
      const pieces = item.pieces.map((one) => ({ ...one, handed: one.handed + open(one) }));
      laid.items.set(item.key, { ...item, pieces, where: "gone" });
    }
  }
  for (const line of listed(content["lines"])) {
    const refusals = listed(line["refused"]);
    const many = refusals.reduce((all, one) => all + Number(one["quantity"]), 0);
    const reason = String(refusals[refusals.length - 1]?.["reason"] ?? "");
    const told = { handed: Number(line["accepted"] ?? 0), missing: Number(line["missing"] ?? 0) };
    become(laid, line, { ...told, refused: many }, reason);
  }
}

function refused(laid: Laid, content: Content): void {
  toldAt(laid, content["facility"]);
  const many = { handed: 0, missing: 0, refused: Number(content["quantity"]) };
  become(laid, content, many, String(content["reason"]));
}

function toldAt(laid: Laid, facility: unknown): void {
  for (const stop of laid.run.stops) {
    if (stop.code === facility) {
      note(laid, stop.id, (one) => void (one.told = true));
    }
  }
}

interface Many {
  readonly handed: number;
  readonly refused: number;
  readonly missing: number;
}

// Spread what was told of a lot and line over the places that hold it, as far as it goes.
function become(laid: Laid, told: Content, many: Many, why: string): void {
  let { handed, refused, missing } = many;
  for (const item of laid.items.values()) {
    if (item.where !== "aboard" && item.where !== "behind") {
      continue;
    }
    const pieces = item.pieces.map((one) => {
      if (one.lot !== told["lot"] || one.line !== (told["line"] ?? one.line)) {
        return one;
      }
      const here = { handed: Math.min(handed, open(one)), refused: 0, missing: 0 };
      here.refused = Math.min(refused, open(one) - here.handed);
      here.missing = Math.min(missing, open(one) - here.handed - here.refused);
      handed -= here.handed;
      refused -= here.refused;
      missing -= here.missing;
      return {
        ...one,
        handed: one.handed + here.handed,
        refused: one.refused + here.refused,
        missing: one.missing + here.missing,
        why: here.refused > 0 ? why : one.why,
      };
    });
    const gone = item.box === null && pieces.every((one) => left(one) === 0);
    laid.items.set(item.key, { ...item, pieces, where: gone ? "gone" : item.where });
  }
}

function returned(laid: Laid, content: Content): void {
  for (const one of listed(content["items"])) {
    if (one["box"] !== undefined) {
      const item = laid.items.get(String(one["box"]));
      if (item !== undefined) {
        laid.items.set(item.key, { ...item, where: "back" });
      }
      continue;
    }
    let many = Number(one["quantity"] ?? Infinity);
    const same = [...laid.items.values()].filter(
      (item) => item.where === "aboard" && item.box === null && item.pieces[0]?.lot === one["lot"],
    );
    const isHere = (item: Item): boolean => item.forSite === content["site"];
    for (const item of same.sort((a, b) => Number(isHere(b)) - Number(isHere(a)))) {
      if (many > 0) {
        laid.items.set(item.key, { ...item, where: "back" });
      }
      many -= sum([item], left);
    }
  }
}

function listed(value: unknown): readonly Content[] {
  return Array.isArray(value) ? (value as readonly Content[]) : [];
}
