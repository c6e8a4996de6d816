// One person's hands on a page: hears scans and taps in their order, writes down what they did before
// anything is said, and keeps the page's state, so that it goes on where it was cut off. Scanning and
// driving differ in what a scan means and what an act looks like.

import type { Act } from "./act";
import { newId } from "./ids";
import { NotSaved, type Outbox } from "./outbox";
import type { Sender } from "./sender";
import type { Draft, Says, Tone } from "./state";
import type { Turns } from "./turns";

const SAME_SCAN_MS = 3_000;

// A scan that could not become an act: it stays until somebody takes it off.
export interface Blocker {
  readonly id: string;
  readonly text: string; // as it was scanned
  readonly reason: Says;
}

export interface Told {
  readonly tone: Tone;
  readonly says: Says;
}

// An act that may have its id already.
export type Deed = Draft & { readonly id?: string };

export interface Parts {
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly turns: Turns;
  readonly spoken: (says: Says) => string;
  readonly changed: () => void;
  readonly told: (what: Told) => void;
}

export abstract class Hands<State extends object> {
  acts: readonly Act[] = [];
  blockers: readonly Blocker[] = [];
  pending: readonly string[] = []; // heard, and not yet understood
  last: Told | null = null;
  working = 1; // scans and taps that are not understood and written down yet; one is the beginning
  protected readonly heardAt = new Map<string, number>();
  private queue: Promise<void>;
  private lastHeard = "";

  // What is scanned before `ready` waits: until the device knows what is there and whose hands it is
  // in. `kept` is the fact under which the state is kept.
  protected constructor(
    private readonly device: Parts,
    ready: Promise<void>,
    private readonly kept: string,
    public state: State,
  ) {
    this.queue = ready.finally(() => {
      this.working -= 1;
      this.device.changed();
    });
  }

  // Acts whose state may have changed, read again, and laid over what is known.
  abstract refresh(): Promise<void>;
  // What a scanned or typed text means now, done or said.
  protected abstract understood(text: string): Promise<void>;
  // Whether an act of that kind has one mirror image now; the rest is set right by another act.
  protected abstract isUndone(act: Act): boolean;
  protected abstract undoing(deed: Deed): Promise<void>;
  // Whether the same label means something else from here on.
  protected abstract isAnew(before: State, after: State): boolean;

  // The state as it is kept: a question is asked anew.
  protected lasting(state: State): State {
    return state;
  }

  // What was done with a thing is forgotten, since it may be done again.
  protected forget(): void {}

  // Take up where this device was cut off.
  async resume(): Promise<void> {
    const kept = await this.device.outbox.fact(this.kept);
    if (kept !== "") {
      this.state = this.lasting({ ...this.state, ...(JSON.parse(kept) as State) });
    }
    await this.refresh();
  }

  // A scanned or typed text.
  hear(text: string): void {
    if (text === this.lastHeard && this.isEcho(text)) {
      return;
    }
    this.heardAt.set(text, performance.now());
    this.understand(text);
  }

  // A text that the camera sees, many times a second, and perhaps another beside it in turn.
  see(text: string): void {
    const isEcho = this.isEcho(text);
    this.heardAt.set(text, performance.now());
    if (!isEcho) {
      this.understand(text);
    }
  }

  // A tap that changes the state alone, with nothing to say.
  change(change: (state: State) => State): void {
    this.inTurn(() => this.become(change(this.state)));
  }

  undo(act: Act): void {
    const says = { key: "undone", facts: { act: act.says } };
    const touches = [...act.touches, act.id];
    this.forget();
    this.inTurn(() => this.undoing({ noun: "reversals", content: { command: act.id }, touches, says }));
  }

  // Whether an act can be undone from here, and has not been.
  mayUndo(act: Act): boolean {
    const stands = ["saved", "recorded"].includes(act.state);
    return this.isUndone(act) && !undoneOf(this.acts).has(act.id) && stands;
  }

  // Take a refused act off the list: what waited for it goes out again.
  drop(act: Act): void {
    this.settle(() => this.device.outbox.remove(act.counter));
  }

  // Offer a refused act once more, now that somebody has seen to it.
  retry(act: Act): void {
    this.settle(() => this.device.outbox.retry(act.counter));
  }

  abstract unblock(blocker: Blocker): void;

  // One after the other, in the order of the hands; a fault of one keeps none of the others back.
  protected inTurn(work: () => Promise<void>, text?: string): void {
    this.working += 1;
    this.device.changed();
    this.queue = this.queue
      .then(work)
      .catch((fault: unknown) => {
        this.say({ tone: "no", says: { key: "went_wrong", facts: { what: String(fault) } } });
      })
      .finally(() => {
        this.working -= 1;
        this.pending = this.pending.filter((one) => one !== text);
        this.device.changed();
      });
  }

  // Written down, all of them or none, before anything is said; a device that cannot write says that
  // nothing was done. `text` is the scan that they came of.
  protected async saved(deeds: readonly Deed[], text = ""): Promise<boolean> {
    const { outbox, turns, spoken } = this.device;
    const { me } = turns;
    if (me === null) {
      return this.notSaved(text, { key: "who_are_you" });
    }
    const doneAt = new Date().toISOString();
    const acts = deeds.map(({ id, noun, content, touches, says }) => {
      return { id: id ?? newId(), noun, content, actor: me.id, doneAt, touches, says: spoken(says) };
    });
    try {
      await outbox.saveAll(acts);
    } catch (fault) {
      const key = fault instanceof NotSaved ? "not_saved" : "went_wrong";
      return this.notSaved(text, { key, facts: { what: String(fault) } });
    }
    await turns.used(Date.now());
    await this.refresh();
    return true;
  }

  protected async become(state: State): Promise<void> {
    if (this.isAnew(this.state, state)) {
      this.heardAt.clear();
    }
    this.state = state;
    await this.device.outbox.keep(this.kept, JSON.stringify(this.lasting(state)));
    this.device.changed();
  }

  protected say({ tone, says }: Told): void {
    this.last = { tone, says };
    this.device.told(this.last);
  }

  private isEcho(text: string): boolean {
    return performance.now() - (this.heardAt.get(text) ?? -SAME_SCAN_MS) < SAME_SCAN_MS;
  }

  private understand(text: string): void {
    this.lastHeard = text;
    this.pending = [...this.pending, text];
    this.device.changed();
    this.inTurn(() => this.understood(text), text);
  }

  private settle(work: () => Promise<void>): void {
    this.inTurn(async () => {
      await work();
      await this.refresh();
      void this.device.sender.kick();
    });
  }

  // What was not written down was not done: the same scan means the same when it comes again.
  private notSaved(text: string, says: Says): false {
    this.heardAt.delete(text);
    this.forget();
    this.say({ tone: "no", says });
    return false;
  }
}

// The ids of the acts that were undone from here.
export function undoneOf(acts: readonly Act[]): ReadonlySet<unknown> {
  const reversals = acts.filter((one) => one.noun === "reversals");
  return new Set(reversals.map((one) => one.content["command"]));
}
