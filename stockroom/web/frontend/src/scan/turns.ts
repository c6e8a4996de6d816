// Whose hands hold the device: people sign in on it once, and then take turns by PIN.

import type { Outbox } from "./outbox";
import { type Pin, fits, hashed } from "./pins";

const LONGEST_MS = 10_000;
const SIGNED_IN = "signed in"; // the fact that says who it was when the service was last asked
const STALE_MS = 12 * 3_600_000; // after half a day somebody else may hold the phone

export interface Person {
  readonly id: number;
  readonly name: string;
  readonly role: string;
  readonly pin: Pin | null;
}

interface Told {
  readonly me: Omit<Person, "pin">;
  readonly csrf: string;
  readonly device: number | null;
  readonly people: readonly Omit<Person, "pin">[];
}

// in · out: the service asks to sign in · unknown: the service is out of reach
export type SignedIn = "in" | "out" | "unknown";

export class Turns {
  people: readonly Person[] = [];
  me: Person | null = null;
  signedIn: SignedIn = "unknown";
  private csrf = ""; // never written down

  constructor(private readonly outbox: Outbox) {}

  // Whom the device knew when it was last used. The one who used it last goes on for half a day; on a
  // phone that is nobody else's, for as long as it takes.
  async remember(now: number): Promise<void> {
    this.people = JSON.parse((await this.outbox.fact("people")) || "[]") as Person[];
    const last = JSON.parse((await this.outbox.fact("turn")) || "null") as [number, number] | null;
    const alone = this.people.length === 1;
    if (last !== null && (alone || now - last[1] < STALE_MS)) {
      this.me = this.people.find((one) => one.id === last[0]) ?? null;
    }
  }

  // Ask the service who is signed in, and make this browser a device where it is none yet.
  async refresh(): Promise<SignedIn> {
    try {
      let told = await asked();
      if (told !== null && !told.people.some((one) => one.id === told?.me.id)) {
        await joined(told.csrf);
        told = await asked();
      }
      await this.take(told);
    } catch {
      this.signedIn = "unknown";
    }
    return this.signedIn;
  }

  // What proves to the service that a page of ours sends, asked anew where it is too old; empty
  // while nobody is signed in.
  async secret(fresh = false): Promise<string> {
    if (fresh || this.csrf === "") {
      await this.refresh();
    }
    return this.csrf;
  }

  async choosePin(pin: string): Promise<void> {
    if (this.me !== null) {
      await this.become({ ...this.me, pin: await hashed(pin) });
    }
  }

  // Hand the device over; false for a wrong PIN, or somebody who has chosen none.
  async handOver(person: Person, pin: string): Promise<boolean> {
    const right = person.pin !== null && (await fits(pin, person.pin));
    if (right) {
      await this.become(person);
    }
    return right;
  }

  // Note that the device is in use: its turn does not go stale meanwhile.
  async used(now: number): Promise<void> {
    if (this.me !== null) {
      await this.outbox.keep("turn", JSON.stringify([this.me.id, now]));
    }
  }

  private async take(told: Told | null): Promise<void> {
    this.signedIn = told === null ? "out" : "in";
    this.csrf = told?.csrf ?? "";
    if (told === null) {
      return;
    }
    const pins = new Map(this.people.map((one) => [one.id, one.pin]));
    const all = [told.me, ...told.people.filter((one) => one.id !== told.me.id)];
    this.people = all.map((one) => ({ ...one, pin: pins.get(one.id) ?? null }));
    // Whoever took the phone over by PIN keeps it, until somebody else signs in.
    const isNew = (await this.outbox.fact(SIGNED_IN)) !== String(told.me.id);
    const still = isNew ? undefined : this.people.find((one) => one.id === this.me?.id);
    await this.become(still ?? (this.people[0] as Person));
    await this.outbox.keep(SIGNED_IN, String(told.me.id));
  }

  private async become(person: Person): Promise<void> {
    this.me = person;
    this.people = this.people.map((one) => (one.id === person.id ? person : one));
    await this.outbox.keep("people", JSON.stringify(this.people));
    await this.used(Date.now());
  }
}

async function asked(): Promise<Told | null> {
  const answer = await fetch("/api/turns", { signal: AbortSignal.timeout(LONGEST_MS) });
  if (answer.status === 401 || answer.status === 403) {
    return null;
  }
  if (!answer.ok) {
    throw new Error(`turns: ${answer.status}`);
  }
  return (await answer.json()) as Told;
}

async function joined(csrf: string): Promise<void> {
  const answer = await fetch("/api/turns", {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRF-Token": csrf },
    body: "{}",
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  await answer.text(); // an answer that is not read to its end keeps its connection
}
