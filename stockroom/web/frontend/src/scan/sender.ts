// Sends what the outbox holds, in its order, whenever there is hope that the service is in reach.

import { type Act, type Answer, FAILED } from "./act";
import type { Outbox } from "./outbox";

export const AT_ONCE = 500; // as many as the service takes in one batch
const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 60_000;
const LOCK = "stockroom-sending";
const LONGEST_TURN_MS = 30_000;
const BETWEEN_TIDYING_MS = 3_600_000;

// What became of one batch on its way.
export type Reply =
  | { readonly kind: "answers"; readonly answers: readonly Answer[]; readonly epoch: string }
  | { readonly kind: "unread"; readonly status: number; readonly reason: string } // the whole batch
  | { readonly kind: "sign-in" } // the service asks who we are: everything is kept
  | { readonly kind: "later" }; // out of reach, too slow, or in trouble

export type Way = (acts: readonly Act[], outbox: string) => Promise<Reply>;

// idle: nothing waits · sending · waiting: tries again by itself · sign-in: somebody must sign in
export type Mood = "idle" | "sending" | "waiting" | "sign-in";

export class Sender {
  mood: Mood = "idle";
  underWay: ReadonlySet<string> = new Set(); // the ids of acts that are sent and not answered yet
  private pauseMs = FIRST_PAUSE_MS;
  private atOnce = AT_ONCE;
  private timer = 0;
  private tidiedAt = 0; // milliseconds since 1970
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

  // Send now; what is asked while a batch is under way is done right after it. Never fails.
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

  // Whatever else is fetched from the service names its epoch too: a restore shows at once.
  async met(epoch: string): Promise<void> {
    if ((await this.outbox.offerAgain(epoch)) > 0) {
      this.changed();
      await this.kick();
    }
  }

  private async sendAll(): Promise<void> {
    try {
      await inTurn(async () => {
        while (await this.sendSome()) {
          this.pauseMs = FIRST_PAUSE_MS;
        }
      });
    } catch {
      // The browser's storage failed under us; what it holds it holds, and we look again.
      this.tryLater();
    }
    this.changed();
  }

  // One batch; true where there may be more to send at once.
  private async sendSome(): Promise<boolean> {
    const acts = await this.outbox.unsent(this.atOnce);
    if (acts.length === 0) {
      this.mood = "idle";
      return this.tidied();
    }
    this.mood = "sending";
    this.underWay = new Set(acts.map((act) => act.id));
    this.changed();
    const reply = await this.way(acts, this.outbox.id).catch((): Reply => ({ kind: "later" }));
    this.underWay = new Set();
    if (reply.kind === "answers") {
      this.atOnce = Math.min(this.atOnce * 2, AT_ONCE);
      return this.take(reply.answers, reply.epoch);
    }
    if (reply.kind === "sign-in") {
      this.tryLater(LONGEST_PAUSE_MS); // somebody may sign in in another window
      this.mood = "sign-in";
      return false;
    }
    if (reply.kind === "unread" && acts.length === 1) {
      return this.takeAlone(acts, reply.status, reply.reason);
    }
    // Fewer at once: over a slow way, and to find the one that spoils the batch.
    this.atOnce = Math.max(1, Math.floor(acts.length / 2));
    return reply.kind === "unread" ? true : this.tryLater();
  }

  private async tidied(): Promise<false> {
    const now = this.now();
    if (Math.abs(now - this.tidiedAt) > BETWEEN_TIDYING_MS) {
      this.tidiedAt = now;
      await this.outbox.tidy(now);
    }
    return false;
  }

  private async take(answers: readonly Answer[], epoch: string): Promise<boolean> {
    const settled = await this.outbox.answer(answers, epoch, this.now());
    await this.outbox.offerAgain(epoch);
    this.changed();
    return settled > 0 ? true : this.tryLater();
  }

  // A batch of one that the service cannot read as a whole has its answer in that.
  private async takeAlone(acts: readonly Act[], status: number, reason: string): Promise<boolean> {
    const answers = acts.map(({ id }): Answer => ({ id, status, reason }));
    const settled = await this.outbox.answer(answers, "", this.now());
    this.changed();
    return settled > 0 && status !== FAILED ? true : this.tryLater();
  }

  private tryLater(pauseMs = this.pauseMs): false {
    this.mood = "waiting";
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.kick(), pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, LONGEST_PAUSE_MS);
    return false;
  }
}

// Two pages of one browser share the outbox: one of them sends, the other waits its turn. Not for
// ever: a page that sleeps may hold it, and what two send at once is recorded once.
async function inTurn(work: () => Promise<void>): Promise<void> {
  let begun = false;
  try {
    const signal = AbortSignal.timeout(LONGEST_TURN_MS);
    await navigator.locks.request(LOCK, { signal }, async () => {
      begun = true;
      await work();
    });
  } catch (fault) {
    if (begun) {
      throw fault;
    }
    await work();
  }
}
