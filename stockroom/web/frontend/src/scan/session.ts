// One person's scanning: hears scans in their order, turns them into acts, and says what happened.

import type { Act, NewAct } from "./act";
import { newId } from "./ids";
import { NotSaved, type Outbox } from "./outbox";
import { resolved } from "./resolve";
import type { Room } from "./room";
import type { Sender } from "./sender";
import {
  START,
  type Draft,
  type Says,
  type State,
  type Thing,
  type Tone,
  type Turn,
} from "./state";
import { step } from "./step";
import type { Turns } from "./turns";

const SAME_SCAN_MS = 3_000;
const SHOWN_ACTS = 40;
const MOST_BLOCKERS = 20;
// What has one mirror image; the rest is set right by another act.
const UNDONE = ["intakes", "put-aways", "transfers", "boxings", "picks", "packings", "counts", "bench-sendings"];
// A second scan there may mean another promise of the same lot.
const MAY_REPEAT = ["pick", "pack", "sort", "inspect", "find", "count"];

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

export interface Parts {
  readonly outbox: Outbox;
  readonly sender: Sender;
  readonly room: Room;
  readonly turns: Turns;
  readonly spoken: (says: Says) => string;
  readonly changed: () => void;
  readonly told: (what: Told) => void;
}

export class Session {
  state: State = START;
  acts: readonly Act[] = [];
  blockers: readonly Blocker[] = [];
  pending: readonly string[] = []; // heard, and not yet understood
  last: Told | null = null;
  private queue: Promise<void>;
  private readonly heardAt = new Map<string, number>();
  working = 1; // scans and taps that are not understood and written down yet; one is the beginning
  private lastHeard = "";
  private readonly acted = new Map<string, string>(); // what was last done with each thing

  // What is scanned before `ready` waits: until the device knows its room and whose hands it is in.
  constructor(
    private readonly parts: Parts,
    ready: Promise<void>,
  ) {
    this.queue = ready.finally(() => {
      this.working -= 1;
      this.parts.changed();
    });
  }

  // Take up where this device was cut off.
  async resume(): Promise<void> {
    const kept = await this.parts.outbox.fact("session");
    if (kept !== "") {
      this.state = { ...START, ...(JSON.parse(kept) as State), ask: null };
    }
    this.blockers = JSON.parse((await this.parts.outbox.fact("blockers")) || "[]") as Blocker[];
    await this.refresh();
  }

  // Acts whose state may have changed, read again.
  async refresh(): Promise<void> {
    this.acts = await this.parts.outbox.latest(SHOWN_ACTS);
    this.parts.changed();
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

  private isEcho(text: string): boolean {
    return performance.now() - (this.heardAt.get(text) ?? -SAME_SCAN_MS) < SAME_SCAN_MS;
  }

  private understand(text: string): void {
    this.lastHeard = text;
    this.pending = [...this.pending, text];
    this.parts.changed();
    this.inTurn(async () => {
      const thing = await resolved(text, this.state.verb, this.parts.room);
      await this.take(this.judged(step(this.state, thing, this.parts.room.known), thing), text);
    }, text);
  }

  // A tap that answers a question, or sets something: `change` is one of the verbs' functions.
  tap(change: (state: State) => Turn): void {
    this.inTurn(() => this.take(change({ ...this.state, ask: null }), ""));
  }

  // A tap that changes the state alone, with nothing to say.
  change(change: (state: State) => State): void {
    this.inTurn(() => this.become(change(this.state)));
  }

  undo(act: Act): void {
    const says = { key: "undone", facts: { act: act.says } };
    const touches = [...act.touches, act.id];
    this.acted.clear();
    this.inTurn(() =>
      this.take(
        {
          state: this.state,
          tone: "done",
          says,
          draft: { noun: "reversals", content: { command: act.id }, touches, says },
        },
        "",
      ),
    );
  }

  // Whether an act can be undone from here, and has not been.
  mayUndo(act: Act): boolean {
    const undone = this.acts.some(
      (one) => one.noun === "reversals" && one.content["command"] === act.id,
    );
    return UNDONE.includes(act.noun) && !undone && ["saved", "recorded"].includes(act.state);
  }

  // Take a refused act off the list: what waited for it goes out again.
  drop(act: Act): void {
    this.inTurn(async () => {
      await this.parts.outbox.remove(act.counter);
      await this.parts.room.overlay();
      await this.refresh();
      void this.parts.sender.kick();
    });
  }

  // Offer a refused act once more, now that somebody has seen to it.
  retry(act: Act): void {
    this.inTurn(async () => {
      await this.parts.outbox.retry(act.counter);
      await this.refresh();
      void this.parts.sender.kick();
    });
  }

  unblock(blocker: Blocker): void {
    this.heardAt.delete(blocker.text);
    this.inTurn(() => this.block(this.blockers.filter((one) => one.id !== blocker.id)));
  }

  // One after the other, in the order of the hands; a fault of one keeps none of the others back.
  private inTurn(work: () => Promise<void>, text?: string): void {
    this.working += 1;
    this.parts.changed();
    this.queue = this.queue
      .then(work)
      .catch((fault: unknown) => {
        this.say({ tone: "no", says: { key: "went_wrong", facts: { what: String(fault) } } });
      })
      .finally(() => {
        this.working -= 1;
        this.pending = this.pending.filter((one) => one !== text);
        this.parts.changed();
      });
  }

  // A thing that has acted already under this verb and place is not acted on twice.
  private judged(turn: Turn, thing: Thing): Turn {
    const what = this.nameOf(thing);
    const how = `${this.state.verb} ${this.state.target?.number}`;
    const same = this.acted.get(what) === how;
    const again = same && (turn.tone === "no" || turn.draft !== undefined);
    if (again && !(turn.draft !== undefined && MAY_REPEAT.includes(this.state.verb ?? ""))) {
      return {
        state: { ...this.state, ask: null },
        tone: "again",
        says: { key: "scanned_already" },
      };
    }
    if (turn.draft !== undefined) {
      this.acted.set(what, how);
    }
    return turn;
  }

  private nameOf(thing: Thing): string {
    switch (thing.kind) {
      case "place":
        return `place ${thing.place.number}`;
      case "lot":
        return thing.lot.ref;
      case "new":
        return thing.code;
      default:
        return JSON.stringify(thing);
    }
  }

  private async take(turn: Turn, text: string): Promise<void> {
    if (turn.draft !== undefined && !(await this.saved(turn.draft, text))) {
      return;
    }
    await this.become(turn.state);
    if (turn.tone === "no" && text !== "") {
      const blocker = { id: newId(), text, reason: turn.says };
      const others = this.blockers.filter((one) => one.text !== text);
      await this.block([blocker, ...others].slice(0, MOST_BLOCKERS));
    }
    this.say(turn);
    void this.parts.sender.kick();
  }

  // Written down before anything is said; a device that cannot write says that it did nothing.
  private async saved(draft: Draft, text: string): Promise<boolean> {
    const { outbox, room, turns } = this.parts;
    if (turns.me === null) {
      return this.notSaved(text, { key: "who_are_you" });
    }
    try {
      await outbox.save(this.actOf(draft, turns.me.id));
    } catch (fault) {
      const key = fault instanceof NotSaved ? "not_saved" : "went_wrong";
      return this.notSaved(text, { key, facts: { what: String(fault) } });
    }
    await turns.used(Date.now());
    await room.overlay();
    await this.refresh();
    return true;
  }

  // What was not written down was not done: the same scan means the same when it comes again.
  private notSaved(text: string, says: Says): false {
    this.heardAt.delete(text);
    this.acted.clear();
    this.say({ tone: "no", says });
    return false;
  }

  private actOf(draft: Draft, actor: number): NewAct {
    const { noun, content, touches, says } = draft;
    const doneAt = new Date().toISOString();
    return { id: newId(), noun, content, actor, doneAt, touches, says: this.parts.spoken(says) };
  }

  private async become(state: State): Promise<void> {
    if (state.verb !== this.state.verb) {
      this.heardAt.clear(); // under another verb the same label means something else
    }
    this.state = state;
    await this.parts.outbox.keep("session", JSON.stringify({ ...state, ask: null }));
    this.parts.changed();
  }

  private async block(blockers: readonly Blocker[]): Promise<void> {
    this.blockers = blockers;
    await this.parts.outbox.keep("blockers", JSON.stringify(blockers));
  }

  private say({ tone, says }: Told): void {
    this.last = { tone, says };
    this.parts.told(this.last);
  }
}
