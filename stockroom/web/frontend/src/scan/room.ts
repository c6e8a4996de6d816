// The bundle of a building, fetched ahead and kept, with the device's own acts laid over it.

import { type Bundle, EMPTY, Known } from "./known";
import type { Outbox } from "./outbox";

const LONGEST_MS = 20_000;
const MOST_ACTS = 1_000;

export class Room {
  known = new Known(EMPTY);
  fetchedAt = 0; // milliseconds since 1970; 0 while there is no bundle

  // `met` is told the epoch of the books that answered.
  constructor(
    private readonly outbox: Outbox,
    private readonly met: (epoch: string) => Promise<void>,
  ) {}

  async remember(): Promise<void> {
    const kept = await this.outbox.fact("bundle");
    if (kept !== "") {
      const { at, bundle } = JSON.parse(kept) as { at: number; bundle: Bundle };
      this.fetchedAt = at;
      this.known = new Known(bundle);
    }
  }

  // Lay the device's own acts over the bundle anew: after each act, and after each answer.
  async overlay(): Promise<void> {
    const acts = await this.outbox.latest(MOST_ACTS);
    const newer = acts.filter((act) => act.answeredAt === 0 || act.answeredAt > this.fetchedAt);
    this.known = new Known(this.known.bundle, newer.reverse());
  }

  // Fetch what has changed; false where the service is out of reach or asks who we are.
  async refresh(longestMs = LONGEST_MS): Promise<boolean> {
    const asked = Date.now();
    try {
      const { position, epoch } = this.known.bundle;
      const address = `/api/bundle?${new URLSearchParams({ known: String(position), epoch })}`;
      const answer = await fetch(address, { signal: AbortSignal.timeout(longestMs) });
      if (answer.status === 304) {
        this.fetchedAt = asked;
        return true;
      }
      if (!answer.ok) {
        return false;
      }
      await this.take((await answer.json()) as Bundle, asked);
      return true;
    } catch {
      return false;
    }
  }

  private async take(bundle: Bundle, at: number): Promise<void> {
    if (!Array.isArray(bundle.places) || !Array.isArray(bundle.lots)) {
      return; // a hotel's sign-in page, say
    }
    this.known = new Known(bundle);
    this.fetchedAt = at;
    await this.overlay();
    await this.outbox.keep("bundle", JSON.stringify({ at, bundle }));
    await this.met(bundle.epoch);
  }
}
