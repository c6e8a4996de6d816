// One driver's way through a run: what scans and taps mean there, and the acts and pictures that come
// of them.

import type { Act } from "../scan/act";
import { type Blocker, type Deed, Hands, type Parts as Device, undoneOf } from "../scan/hands";
import { newId } from "../scan/ids";
import { type Cargo, cargoOf } from "./cargo";
import type { Pictures } from "./pictures";
import type { Ahead, Proof } from "./road";
import { type Handover, START, type State, type Turn } from "./state";
import { heard } from "./steps";

const MOST_ACTS = 2_000;
const SHOWN_ACTS = 40;

export interface Parts extends Device {
  readonly ahead: Ahead;
  readonly pictures: Pictures;
  readonly whisper: (act: string, pin: string) => void; // goes along with an act, kept nowhere
}

export class Driving extends Hands<State> {
  cargo: Cargo | null = null;

  constructor(
    private readonly parts: Parts,
    ready: Promise<void>,
  ) {
    super(parts, ready, "drive", START);
  }

  // Lay the device's own acts over what was fetched, anew: after each act, and after each answer.
  async refresh(): Promise<void> {
    const { outbox, ahead } = this.parts;
    const latest = await outbox.latest(MOST_ACTS);
    this.acts = latest.slice(0, SHOWN_ACTS);
    const mine = ahead.meant(this.state.run);
    const since = mine === undefined ? 0 : ahead.fetchedAtOf(mine);
    const newer = latest.filter(
      (act) => act.answeredAt === 0 || act.answeredAt > since || act.state === "held",
    );
    this.cargo = mine === undefined ? null : cargoOf(mine, newer.reverse());
    this.parts.changed();
  }

  // A tap that acts or says something.
  tap(change: (state: State, cargo: Cargo) => Turn): void {
    this.inTurn(async () => {
      if (this.cargo !== null) {
        await this.take(change(this.state, this.cargo));
      }
    });
  }

  // A run is chosen where there are several.
  choose(run: number): void {
    this.inTurn(async () => {
      await this.become({ ...START, run });
      await this.refresh();
    });
  }

  begun(stop: number): Handover {
    const told = { id: newId(), stop, step: "what" as const, wrong: {}, role: "", receipt: "" };
    return { ...told, signed: false, scanned: false, pictures: [] };
  }

  // Keep a picture for the handover that is being told.
  picture(kind: Proof, made: Promise<Blob>): void {
    this.inTurn(async () => {
      const { handover } = this.state;
      if (handover === null) {
        return;
      }
      const { sha256 } = await this.parts.pictures.keep(await made, handover.id, Date.now());
      const pictures = [...handover.pictures, { kind, sha256 }];
      await this.become({ ...this.state, handover: { ...handover, pictures } });
      this.say({ tone: "set", says: { key: `d_kept_${kind}` } });
    });
  }

  unpicture(sha256: string): void {
    this.inTurn(async () => {
      const { handover } = this.state;
      await this.parts.pictures.drop(sha256);
      if (handover !== null) {
        const pictures = handover.pictures.filter((one) => one.sha256 !== sha256);
        await this.become({ ...this.state, handover: { ...handover, pictures } });
      }
    });
  }

  whisper(pin: string): void {
    this.parts.whisper(this.state.handover?.id ?? "", pin);
  }

  // What was written down as fetched at a stop and stands, as far as this device remembers.
  fetchedAt(stop: number): readonly Act[] {
    const undone = undoneOf(this.acts);
    return this.acts.filter(
      ({ id, noun, content }) =>
        noun === "intakes" &&
        !undone.has(id) &&
        (content["picked_up"] as { stop?: number } | undefined)?.stop === stop,
    );
  }

  unblock(blocker: Blocker): void {
    this.blockers = this.blockers.filter((one) => one.id !== blocker.id);
    this.parts.changed();
  }

  protected async understood(text: string): Promise<void> {
    if (this.cargo !== null) {
      await this.take(heard(this.state, text, this.cargo, this.parts.ahead.road), text);
    }
  }

  // A loading until the van leaves, and what was fetched; the rest is set right at the desk.
  protected isUndone(act: Act): boolean {
    const mayLoad = this.cargo !== null && !this.cargo.hasLeft;
    return act.noun === "intakes" || (act.noun === "loadings" && mayLoad);
  }

  protected undoing(deed: Deed): Promise<void> {
    return this.take({ state: this.state, tone: "done", says: deed.says, deeds: [deed] });
  }

  // On another screen the same label means something else.
  protected isAnew(before: State, after: State): boolean {
    return before.screen !== after.screen || before.stop !== after.stop;
  }

  private async take(turn: Turn, text = ""): Promise<void> {
    if (turn.deeds !== undefined && !(await this.saved(turn.deeds, text))) {
      return;
    }
    await this.become(turn.state);
    await this.refresh();
    this.say(turn);
    if (turn.deeds !== undefined) {
      void this.parts.sender.kick();
    }
  }
}
