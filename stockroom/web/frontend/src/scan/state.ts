// The state of the scan page, and what a scan or an answer makes of it. All of it is plain data: it
// is kept on the device after each scan, and taken up again where the page was cut off.

import type { Content } from "./act";
import type { Closed } from "./closing";
import type { Known, Learnt, Lot, Place, Run, Spot } from "./known";

export const VERBS = [
  "take_in",
  "sort",
  "inspect",
  "put_away",
  "move",
  "pick",
  "pack",
  "count",
  "load",
  "find",
] as const;
export type Verb = (typeof VERBS)[number];

// What a scanned or typed text turned out to be on this device.
export type Thing =
  | { readonly kind: "verb"; readonly verb: Verb }
  | { readonly kind: "place"; readonly place: Place }
  | { readonly kind: "lot"; readonly lot: Lot }
  | { readonly kind: "new"; readonly code: string } // a label that nothing known here carries
  | { readonly kind: "goods"; readonly goods: Goods }
  | { readonly kind: "unknown"; readonly text: string };

// The lot that was scanned, by its own label or by that of the box that holds it alone.
export function lotOf(thing: Thing, known: Known): Lot | undefined {
  if (thing.kind === "lot") {
    return thing.lot;
  }
  const inside =
    thing.kind === "place" && thing.place.kind === "box" ? known.lotsAt(thing.place) : [];
  return inside.length === 1 ? inside[0] : undefined;
}

// The barcode of a shop's goods, with what this stockroom learnt of it.
export interface Goods {
  readonly gtin: string;
  readonly batch: string;
  readonly serial: string;
  readonly use_by: string | null;
  readonly learnt: Learnt | null;
}

// What the next label is put on: "same again" until something else is scanned or said.
export interface Model {
  readonly product: string;
  readonly size: string;
  readonly fits: string;
  readonly season: string;
  readonly condition: string;
  readonly brand: string;
  readonly gtin: string;
  readonly batch: string;
  readonly serial: string;
  readonly use_by: string | null;
  readonly pieces_per_pack: number | null;
  readonly quantity: number; // packs where there are pieces per pack, else pieces
}

// What a count has found so far: pieces by lot, by the position of the bundle it was begun with.
export interface Sheet {
  readonly place: Place;
  readonly position: number;
  readonly lines: readonly { readonly lot: string; readonly counted: number }[];
}

// A sentence by its key in the page's words, with what it names.
export interface Says {
  readonly key: string;
  readonly facts?: { readonly [name: string]: string | number };
}

// An act as the verbs make it; the session adds who, when and its id.
export interface Draft {
  readonly noun: string;
  readonly content: Content;
  readonly touches: readonly string[];
  readonly says: Says;
}

// Promised goods that another lot does as well for.
export interface Swap {
  readonly lot: Lot;
  readonly spot: Spot;
}

// A question that one tap answers.
export type Ask =
  | { readonly kind: "where"; readonly lot: Lot } // which place is it taken from
  | { readonly kind: "which"; readonly lot: Lot } // which promise is it for
  | { readonly kind: "instead"; readonly lot: Lot } // for which promised lot is it taken
  | { readonly kind: "why"; readonly lot: Lot; readonly swap: Swap } // what was the matter with that
  | { readonly kind: "many"; readonly lot: Lot; readonly most: number; readonly draft: Draft }
  | { readonly kind: "inspect"; readonly lot: Lot }
  | { readonly kind: "describe"; readonly code: string | null; readonly goods: Goods | null }
  | { readonly kind: "sort"; readonly lot: Lot; readonly box: Place }
  | { readonly kind: "run"; readonly runs: readonly Run[]; readonly thing: Thing };

export interface State {
  readonly verb: Verb | null;
  readonly target: Place | null; // where things go, or what is counted
  readonly run: Run | null;
  readonly model: Model | null;
  readonly hand: Thing | null; // scanned before its place
  readonly sheet: Sheet | null;
  readonly some: boolean; // asks how many go, rather than all
  readonly closing: (Closed & { readonly box: number }) | null; // how that box is to be closed
  readonly ask: Ask | null;
}

export const START: State = {
  verb: null,
  target: null,
  run: null,
  model: null,
  hand: null,
  sheet: null,
  some: false,
  closing: null,
  ask: null,
};

// done: an act · set: the page has taken something in · again: it was scanned before · ask: it has
// a question · no: a blocker stays until somebody takes it off
export type Tone = "done" | "set" | "again" | "ask" | "no";

export interface Turn {
  readonly state: State;
  readonly tone: Tone;
  readonly says: Says;
  readonly draft?: Draft;
}

export function set(state: State, key: string, facts: Says["facts"] = {}): Turn {
  return { state, tone: "set", says: { key, facts } };
}

export function no(state: State, key: string, facts: Says["facts"] = {}): Turn {
  return { state, tone: "no", says: { key, facts } };
}

export function asks(state: State, ask: Ask, key: string, facts: Says["facts"] = {}): Turn {
  return { state: { ...state, ask }, tone: "ask", says: { key, facts } };
}

export function done(state: State, draft: Draft): Turn {
  return { state: { ...state, ask: null, hand: null }, tone: "done", says: draft.says, draft };
}
