// What a device tells the service: one act of hands, and what has become of it.

// What the browser calls the storage of this device's acts.
export const OUTBOX = "stockroom-outbox";

export type Content = { readonly [name: string]: unknown };

// saved      written down here, not answered yet
// recorded   in the books
// held       kept by the service for a coordinator
// refused    needs somebody at this device
// parked     waits, since it touches what a refused one touches
export type State = "saved" | "recorded" | "held" | "refused" | "parked";

export interface NewAct {
  readonly id: string; // the command's, made here
  readonly noun: string;
  readonly content: Content;
  readonly actor: number; // the number of the person whose hands did it
  readonly doneAt: string; // when, by this device's clock: a claim
  readonly touches: readonly string[]; // the codes of the things and places that it is about
  readonly says: string; // the act in a few words, for the list on the screen
}

export interface Act extends NewAct {
  readonly counter: number; // the device's own, without gaps
  readonly state: State;
  readonly reason: string; // the service's sentence where it held, refused or failed
  readonly epoch: string; // of the books that answered
  readonly answeredAt: number; // milliseconds since 1970; 0 while nobody has
  readonly failures: number; // how often the service itself failed over this act alone
  readonly failedAt: number; // when it first did; 0 while it has not
  readonly lotNumber: number; // of the lot that it made, to be written on it by hand; 0 for none
}

export interface Answer {
  readonly id: string;
  readonly status: number; // as its own PUT would have had
  readonly reason: string;
  readonly lotNumber?: number;
}

export const FAILED = 500; // the service stumbled over this very act
const RECORDED = [200, 201];
const HELD = 202;

// The state that an answer leads to; the same one where the answer is none yet.
export function answered(before: State, status: number): State {
  if (RECORDED.includes(status)) {
    return "recorded";
  }
  if (status === HELD) {
    return "held";
  }
  // The way or the service failed, or asks who we are: what was written down stays so.
  const isAnswer = status >= 400 && status < 500 && ![401, 408, 429].includes(status);
  return isAnswer ? "refused" : before;
}

export function touchesSame(one: NewAct, other: NewAct): boolean {
  return one.touches.some((code) => other.touches.includes(code));
}

// Which of the acts that wait go next, in the order of hands. One over which the service failed goes
// last and alone, so that it stops no others; only what touches it waits for it.
export function toSend(saved: readonly Act[], most: number): Act[] {
  const free: Act[] = [];
  const stuck: Act[] = [];
  const failed: Act[] = [];
  for (const act of saved) {
    const waits = stuck.some((one) => touchesSame(one, act));
    if (act.failures > 0 && !waits) {
      failed.push(act);
    }
    (act.failures > 0 || waits ? stuck : free).push(act);
  }
  if (free.length > 0) {
    return free.slice(0, most);
  }
  return failed.sort((one, other) => one.failures - other.failures).slice(0, 1);
}

export function isDone(act: Act): boolean {
  return act.state === "recorded" || act.state === "held";
}
