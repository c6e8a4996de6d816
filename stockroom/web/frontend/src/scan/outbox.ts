// The acts of this device, written down before anything is said about them, and kept until the
// service has answered to each by its id. Every change is one strictly durable transaction: cut off
// anywhere, it was never begun.

import { type DBSchema, type IDBPDatabase, type IDBPObjectStore, openDB } from "idb";

import { type Act, type Answer, type NewAct, answered, touchesSame } from "./act";

const NAME = "stockroom-outbox";
const STRICT = { durability: "strict" } as const;
const KEPT_MS = 7 * 24 * 3_600_000; // a restored service may ask for these again

interface Shelves extends DBSchema {
  acts: { key: number; value: Act; indexes: { state: string; id: string } };
  facts: { key: string; value: string };
}
type Writing = IDBPObjectStore<Shelves, ["acts"], "acts", "readwrite">;

// The browser has no room for one act more, or lost its storage: the act is not done.
export class NotSaved extends Error {}

export class Outbox {
  private constructor(
    private readonly base: IDBPDatabase<Shelves>,
    // Names this outbox for as long as the browser keeps it: a new one starts counting anew.
    readonly id: string,
  ) {}

  static async open(name = NAME): Promise<Outbox> {
    const base = await openDB<Shelves>(name, 1, {
      upgrade(fresh) {
        const acts = fresh.createObjectStore("acts", { keyPath: "counter", autoIncrement: true });
        acts.createIndex("state", "state");
        acts.createIndex("id", "id", { unique: true });
        fresh.createObjectStore("facts");
      },
    });
    // A page of a newer version waits for this to give way.
    base.addEventListener("versionchange", () => base.close());
    return new Outbox(base, await named(base));
  }

  // Write an act down under the next number. Raises NotSaved, and then nothing was written.
  async save(act: NewAct): Promise<Act> {
    try {
      const writing = this.base.transaction("acts", "readwrite", STRICT);
      const known = await writing.store.index("id").get(act.id);
      const waiting = known ?? (await this.added(writing.store, act));
      await writing.done;
      return waiting;
    } catch (fault) {
      throw new NotSaved(fault instanceof Error ? fault.name : "unknown", { cause: fault });
    }
  }

  // The next acts to send, in the order in which hands did them.
  async unsent(most: number): Promise<Act[]> {
    return this.base.getAllFromIndex("acts", "state", "saved", most);
  }

  // All that is not in the books yet, in order: saved, parked, or in need of somebody.
  async open(): Promise<Act[]> {
    const all = await this.base.getAll("acts");
    return all.filter((act) => act.state !== "recorded" && act.state !== "held");
  }

  // The newest acts, newest first, whatever has become of them.
  async latest(most: number): Promise<Act[]> {
    const found: Act[] = [];
    let at = await this.base.transaction("acts").store.openCursor(null, "prev");
    while (at !== null && found.length < most) {
      found.push(at.value);
      at = await at.continue();
    }
    return found;
  }

  // Take in what the service answered; what a refused act touches waits from then on.
  async answer(answers: readonly Answer[], epoch: string, now: number): Promise<void> {
    const writing = this.base.transaction("acts", "readwrite", STRICT);
    for (const one of answers) {
      const act = await writing.store.index("id").get(one.id);
      const state = act && answered(act.state, one.status);
      if (act === undefined || state === undefined || state === act.state) {
        continue;
      }
      const told = { ...act, state, reason: one.reason, epoch, answeredAt: now };
      await writing.store.put(told);
      if (state === "refused") {
        await this.parkAfter(writing.store, told);
      }
    }
    await writing.done;
  }

  // Take an act that needs somebody off the list; what waited for it goes out again.
  async remove(counter: number): Promise<void> {
    const writing = this.base.transaction("acts", "readwrite", STRICT);
    const act = await writing.store.get(counter);
    if (act?.state === "refused") {
      await writing.store.delete(counter);
      await this.unparkAll(writing.store);
    }
    await writing.done;
  }

  // In a new epoch, offer again what the books of an older one recorded; gives how many.
  async offerAgain(epoch: string): Promise<number> {
    const writing = this.base.transaction("acts", "readwrite", STRICT);
    const known = await writing.store.getAll();
    const lost = known.filter((act) => act.epoch !== "" && act.epoch !== epoch && isDone(act));
    for (const act of lost) {
      await writing.store.put({ ...act, state: "saved", epoch: "", answeredAt: 0 });
    }
    await writing.done;
    return lost.length;
  }

  // Drop what was recorded longer ago than any restore reaches back.
  async tidy(now: number): Promise<void> {
    const writing = this.base.transaction("acts", "readwrite", STRICT);
    for (const act of await writing.store.getAll()) {
      if (isDone(act) && act.answeredAt < now - KEPT_MS) {
        await writing.store.delete(act.counter);
      }
    }
    await writing.done;
  }

  async fact(name: string): Promise<string> {
    return (await this.base.get("facts", name)) ?? "";
  }

  async keep(name: string, value: string): Promise<void> {
    await this.base.put("facts", value, name);
  }

  close(): void {
    this.base.close();
  }

  private async added(store: Writing, act: NewAct): Promise<Act> {
    const state = store.index("state");
    const stuck = [...(await state.getAll("refused")), ...(await state.getAll("parked"))];
    const waits = stuck.some((one) => touchesSame(one, act));
    const unnumbered = {
      ...act,
      state: waits ? "parked" : "saved",
      reason: "",
      epoch: "",
      answeredAt: 0,
    } as Act;
    // The browser numbers them: it never gives a number twice, nor skips one when a write fails.
    const counter = await store.add(unnumbered);
    return { ...unnumbered, counter };
  }

  private async parkAfter(store: Writing, refused: Act): Promise<void> {
    const stuck: Act[] = [refused];
    for (const act of await store.getAll(IDBKeyRange.lowerBound(refused.counter, true))) {
      if (act.state === "saved" && stuck.some((one) => touchesSame(one, act))) {
        stuck.push(act);
        await store.put({ ...act, state: "parked" });
      }
    }
  }

  private async unparkAll(store: Writing): Promise<void> {
    const stuck: Act[] = [];
    for (const act of await store.getAll()) {
      if (act.state === "refused") {
        stuck.push(act);
      } else if (act.state === "parked") {
        if (stuck.some((one) => touchesSame(one, act))) {
          stuck.push(act);
        } else {
          await store.put({ ...act, state: "saved" });
        }
      }
    }
  }
}

function isDone(act: Act): boolean {
  return act.state === "recorded" || act.state === "held";
}

async function named(base: IDBPDatabase<Shelves>): Promise<string> {
  const writing = base.transaction("facts", "readwrite", STRICT);
  const known = (await writing.store.get("outbox")) ?? crypto.randomUUID();
  await writing.store.put(known, "outbox");
  await writing.done;
  return known;
}
