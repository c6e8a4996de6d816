// Sends what the outbox holds, in its order, whenever there is hope that the service is in reach.

import type { Act, Answer } from "./act";
import type { Outbox } from "./outbox";

export const AT_ONCE = 50;
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const LOCK = "stockroom-sending";

// What became of one batch on its way.
export type Reply =
  | { readonly kind: "answers"; readonly answers: readonly Answer[]; readonly epoch: string }
  | { readonly kind: "sign-in" } // the service asks who we are: everything is kept
  | { readonly kind: "later" }; // out of reach, too slow, or in trouble

export type Way = (acts: readonly Act[], outbox: string) => Promise<Reply>;

// idle: nothing waits · sending · waiting: tries again by itself · sign-in: somebody must sign in
export type Mood = "idle" | "sending" | "waiting" | "sign-in";

export class Sender {
  mood: Mood = "idle";
  private pauseMs = FIRST_PAUSE_MS;
  private timer = 0;
  private under: Promise<void> | null = null;
  private again = false;

  constructor(
    private readonly outbox: Outbox,
    private readonly way: Way,
    private readonly changed: () => void,
    private readonly now: () => number = Date.now,
  ) {}

  // Begin when the page does, and again at each moment at which the way may be open.
  listen(page: Window = window): void {
    page.addEventListener("online", () => this.kick());
    page.document.addEventListener("visibilitychange", () => {
      if (page.document.visibilityState === "visible") {
        this.kick();
      }
    });
    this.kick();
  }

  // Send now; what is asked while a batch is under way is done right after it.
  kick(): Promise<void> {
    clearTimeout(this.timer);
    if (this.under !== null) {
      this.again = true;
      return this.under;
    }
    this.under = this.sendAll().finally(() => {
      this.under = null;
      if (this.again) {
        this.again = false;
        void this.kick();
      }
    });
    return this.under;
  }

  private async sendAll(): Promise<void> {
    // Two pages of one browser share the outbox: one of them sends, the other waits its turn.
    await navigator.locks.request(LOCK, async () => {
      while (await this.sendSome()) {
        this.pauseMs = FIRST_PAUSE_MS;
      }
    });
    this.changed();
  }

  // One batch; true where there may be more to send.
  private async sendSome(): Promise<boolean> {
    const acts = await this.outbox.unsent(AT_ONCE);
    if (acts.length === 0) {
      this.mood = "idle";
      return false;
    }
    this.mood = "sending";
    this.changed();
    const reply = await this.way(acts, this.outbox.id).catch((): Reply => ({ kind: "later" }));
    if (reply.kind === "sign-in") {
      this.mood = "sign-in";
      return false;
    }
    if (reply.kind === "later") {
      return this.tryLater();
    }
    return this.take(reply, acts);
  }

  private async take(reply: Reply & { kind: "answers" }, acts: readonly Act[]): Promise<boolean> {
    await this.outbox.answer(reply.answers, reply.epoch, this.now());
    await this.outbox.offerAgain(reply.epoch);
    this.changed();
    const left = await this.outbox.unsent(1);
    // The service answered, but not to the first of these: it is in trouble over that one.
    const stuck = left[0] !== undefined && left[0].counter === acts[0]?.counter;
    return stuck ? this.tryLater() : true;
  }

  private tryLater(): false {
    this.mood = "waiting";
    this.timer = window.setTimeout(() => void this.kick(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    return false;
  }
}
