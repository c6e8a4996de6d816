// The state of the driver's page, kept on the device after each step, and taken up where it was cut off.

import type { Deed } from "../scan/hands";
import type { Says, Tone } from "../scan/state";
import type { Proof } from "./road";

export type Screen = "run" | "load" | "stop" | "end";

// What was not accepted of one lot.
export interface Wrong {
  readonly refused: number;
  readonly reason: string;
  readonly missing: number;
}

export type Step = "what" | "lines" | "none" | "who" | "proof";

// A handover that is being told, and is not saved yet.
export interface Handover {
  readonly id: string; // of the delivery that it will be
  readonly stop: number;
  readonly step: Step;
  readonly wrong: { readonly [piece: string]: Wrong };
  readonly role: string;
  readonly receipt: string; // seven digits, or none
  readonly signed: boolean; // the paper
  readonly scanned: boolean;
  readonly pictures: readonly { readonly kind: Proof; readonly sha256: string }[];
}

export interface State {
  readonly run: number | null;
  readonly screen: Screen;
  readonly stop: number | null; // its id
  readonly asks: "" | "off" | "leaving" | "bags" | "thing"; // a question, or the form of a pick-up
  readonly label: string; // scanned for what is picked up next
  readonly handover: Handover | null;
}

export const START: State = { run: null, screen: "run", stop: null, asks: "", label: "", handover: null };

export type { Deed };

export interface Turn {
  readonly state: State;
  readonly tone: Tone;
  readonly says: Says;
  readonly deeds?: readonly Deed[];
}

export function set(state: State, key: string, facts: Says["facts"] = {}): Turn {
  return { state, tone: "set", says: { key, facts } };
}

export function no(state: State, key: string, facts: Says["facts"] = {}): Turn {
  return { state, tone: "no", says: { key, facts } };
}

export function done(state: State, says: Says, ...deeds: readonly Deed[]): Turn {
  return { state, tone: "done", says, deeds };
}
