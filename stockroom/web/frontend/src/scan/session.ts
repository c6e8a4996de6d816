// One person's scanning: what a scan means under a verb, and the acts that come of it.

import type { Act } from "./act";
import { type Blocker, type Deed, Hands, type Parts } from "./hands";
import { newId } from "./ids";
import { resolved } from "./resolve";
import type { Room } from "./room";
import { START, type State, type Thing, type Turn } from "./state";
import { step } from "./step";

const SHOWN_ACTS = 40;
const MOST_BLOCKERS = 20;
// What has one mirror image; the rest is set right by another act.
const UNDONE = ["intakes", "put-aways", "transfers", "boxings", "picks", "pick-swaps", "packings", "counts", "bench-sendings"];
// A second scan there may mean another promise of the same lot.
const MAY_REPEAT = ["pick", "pack", "sort", "inspect", "find", "count"];

export class Session extends Hands<State> {
  private readonly acted = new Map<string, string>(); // what was last done with each thing

  constructor(
    private readonly parts: Parts & { readonly room: Room },
    ready: Promise<void>,
  ) {
    super(parts, ready, "session", START);
  }

  override async resume(): Promise<void> {
    this.blockers = JSON.parse((await this.parts.outbox.fact("blockers")) || "[]") as Blocker[];
    await super.resume();
  }

  async refresh(): Promise<void> {
    await this.parts.room.overlay();
    this.acts = await this.parts.outbox.latest(SHOWN_ACTS);
    this.parts.changed();
  }

  // A tap that answers a question, or sets something: `change` is one of the verbs' functions.
  tap(change: (state: State) => Turn): void {
    this.inTurn(() => this.take(change({ ...this.state, ask: null }), ""));
  }

  unblock(blocker: Blocker): void {
    this.heardAt.delete(blocker.text);
    this.inTurn(() => this.block(this.blockers.filter((one) => one.id !== blocker.id)));
  }

  protected async understood(text: string): Promise<void> {
    const thing = await resolved(text, this.state.verb, this.parts.room);
    await this.take(this.judged(step(this.state, thing, this.parts.room.known), thing), text);
  }

  protected isUndone(act: Act): boolean {
    return UNDONE.includes(act.noun);
  }

  protected undoing(deed: Deed): Promise<void> {
    return this.take({ state: this.state, tone: "done", says: deed.says, draft: deed }, "");
  }

  // Under another verb the same label means something else.
  protected isAnew(before: State, after: State): boolean {
    return before.verb !== after.verb;
  }

  protected override lasting(state: State): State {
    return { ...state, ask: null };
  }

  protected override forget(): void {
    this.acted.clear();
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
    if (turn.draft !== undefined && !(await this.saved([turn.draft], text))) {
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

  private async block(blockers: readonly Blocker[]): Promise<void> {
    this.blockers = blockers;
    await this.parts.outbox.keep("blockers", JSON.stringify(blockers));
  }
}
