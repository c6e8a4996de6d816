// The acts of this device, written down before anything is said about them, and kept until the
// service has answered to each by its id.

import { type Act, type Answer, FAILED, type NewAct, OUTBOX } from "./act";
import { answered, isDone, toSend, touchesSame } from "./act";
import { Connection, STRICT, type Writing } from "./shelves";

const KEPT_MS = 7 * 24 * 3_600_000; // a restored service may ask for these again
const EPOCH = "epoch met"; // the fact that spares us looking through all acts after each batch
const MOST_FAILURES = 3; // of a service that works for other acts

// The browser has no room for one act more, or lost its storage: the act is not done.
export class NotSaved extends Error {}

export class Outbox {
  private constructor(
    private readonly shelves: Connection,
    // Names this outbox for as long as the browser keeps it: a new one starts counting anew.
    readonly id: string,
  ) {}

  static async open(name = OUTBOX): Promise<Outbox> {
    const shelves = new Connection(name);
    return new Outbox(shelves, await named(shelves));
  }

  // Write an act down under the next number. Raises NotSaved, and then nothing was written.
  async save(act: NewAct): Promise<Act> {
    const [saved] = await this.saveAll([act]);
    return saved as Act;
  }

  // Write several down, all of them or none.
  async saveAll(told: readonly NewAct[]): Promise<Act[]> {
    try {
      return await this.shelves.write(async (acts) => {
        const saved: Act[] = [];
        for (const act of told) {
          saved.push((await acts.index("id").get(act.id)) ?? (await added(acts, act)));
        }
        return saved;
      });
    } catch (fault) {
      throw new NotSaved(fault instanceof Error ? fault.name : "unknown", { cause: fault });
    }
  }

  // The next acts to send, in the order in which hands did them.
  async unsent(most: number): Promise<Act[]> {
    const saved = await this.shelves.do((base) => base.getAllFromIndex("acts", "state", "saved"));
    return toSend(saved, most);
  }

  // All that is not in the books yet, in order: saved, parked, or in need of somebody.
  async open(): Promise<Act[]> {
    const states = ["saved", "refused", "parked"] as const;
    const found = await this.shelves.do((base) =>
      Promise.all(states.map((state) => base.getAllFromIndex("acts", "state", state))),
    );
    return found.flat().sort((one, other) => one.counter - other.counter);
  }

  // The newest acts, newest first, whatever has become of them; fewer than `most` where some of the
  // last numbers were taken off. Two requests, as old phones are slow at stepping through many.
  async latest(most: number): Promise<Act[]> {
    return this.shelves.do(async (base) => {
      const { store } = base.transaction("acts");
      const last = await store.openKeyCursor(null, "prev");
      const first = (last?.primaryKey ?? 0) - most;
      return (await store.getAll(IDBKeyRange.lowerBound(first, true))).reverse();
    });
  }

  // Take in what the service answered, and give how many acts that settled. What a refused act
  // touches waits from then on.
  async answer(answers: readonly Answer[], epoch: string, now: number): Promise<number> {
    return this.shelves.write(async (acts) => {
      let settled = 0;
      for (const one of answers) {
        const act = await acts.index("id").get(one.id);
        const state = act && (await stateAfter(acts, act, one.status));
        if (act === undefined || state === undefined) {
          continue;
        }
        if (state === act.state) {
          await noteFailure(acts, act, one, now);
          continue;
        }
        const told = { ...act, state, reason: one.reason, epoch, answeredAt: now };
        const lotNumber = one.lotNumber ?? act.lotNumber;
        await acts.put({ ...told, lotNumber, failures: 0, failedAt: 0 });
        settled += 1;
        if (state === "refused") {
          await parkAfter(acts, told);
        }
      }
      return settled;
    });
  }

  // Take an act that needs somebody off the list; what waited for it goes out again.
  async remove(counter: number): Promise<void> {
    await this.shelves.write(async (acts) => {
      const act = await acts.get(counter);
      const failed = act?.state === "saved" && act.failures >= MOST_FAILURES;
      if (act?.state === "refused" || failed) {
        await acts.delete(counter);
        await unparkAll(acts);
      }
    });
  }

  // Offer an act that was refused once more, now that somebody has seen to it.
  async retry(counter: number): Promise<void> {
    await this.shelves.write(async (acts) => {
      const act = await acts.get(counter);
      if (act?.state === "refused") {
        await acts.put({ ...act, state: "saved", epoch: "", answeredAt: 0 });
        await unparkAll(acts);
      }
    });
  }

  // In a new epoch, offer again what the books of an older one recorded; gives how many.
  async offerAgain(epoch: string): Promise<number> {
    if ((await this.fact(EPOCH)) === epoch) {
      return 0;
    }
    const offered = await this.shelves.write(async (acts) => {
      const known = await acts.getAll();
      const lost = known.filter((act) => act.epoch !== "" && act.epoch !== epoch && isDone(act));
      for (const act of lost) {
        await acts.put({ ...act, state: "saved", epoch: "", answeredAt: 0 });
      }
      return lost.length;
    });
    await this.keep(EPOCH, epoch);
    return offered;
  }

  // Drop what was recorded longer ago than any restore reaches back.
  async tidy(now: number): Promise<void> {
    await this.shelves.write(async (acts) => {
      for (const act of await acts.getAll()) {
        if (isDone(act) && act.answeredAt < now - KEPT_MS) {
          await acts.delete(act.counter);
        }
      }
    });
  }

  // Whether that act was ever saved here, whatever has become of it since.
  async has(id: string): Promise<boolean> {
    return (await this.shelves.do((base) => base.countFromIndex("acts", "id", id))) > 0;
  }

  async fact(name: string): Promise<string> {
    return (await this.shelves.do((base) => base.get("facts", name))) ?? "";
  }

  async keep(name: string, value: string): Promise<void> {
    await this.shelves.do((base) => base.put("facts", value, name));
  }

  close(): void {
    this.shelves.close();
  }
}

async function added(acts: Writing, act: NewAct): Promise<Act> {
  const state = acts.index("state");
  const stuck = [...(await state.getAll("refused")), ...(await state.getAll("parked"))];
  const waits = stuck.some((one) => touchesSame(one, act));
  const unnumbered = {
    ...act,
    state: waits ? "parked" : "saved",
    reason: "",
    epoch: "",
    answeredAt: 0,
    failures: 0,
    failedAt: 0,
  } as Act;
  // The browser numbers them: it never gives a number twice, nor skips one when a write fails.
  const counter = await acts.add(unnumbered);
  return { ...unnumbered, counter };
}

// An act over which the service fails again and again, while it works for others, needs somebody.
async function stateAfter(acts: Writing, act: Act, status: number): Promise<Act["state"]> {
  if (status !== FAILED || act.failures + 1 < MOST_FAILURES) {
    return answered(act.state, status);
  }
  const others = await acts.getAll();
  const works = others.some((one) => isDone(one) && one.answeredAt >= act.failedAt);
  return works ? "refused" : act.state;
}

async function noteFailure(acts: Writing, act: Act, answer: Answer, now: number): Promise<void> {
  if (answer.status === FAILED) {
    const failedAt = act.failedAt === 0 ? now : act.failedAt;
    await acts.put({ ...act, reason: answer.reason, failures: act.failures + 1, failedAt });
  }
}

async function parkAfter(acts: Writing, refused: Act): Promise<void> {
  const stuck: Act[] = [refused];
  for (const act of await acts.getAll(IDBKeyRange.lowerBound(refused.counter, true))) {
    if (act.state === "saved" && stuck.some((one) => touchesSame(one, act))) {
      stuck.push(act);
      await acts.put({ ...act, state: "parked" });
    }
  }
}

async function unparkAll(acts: Writing): Promise<void> {
  const stuck: Act[] = [];
  for (const act of await acts.getAll()) {
    if (act.state === "refused") {
      stuck.push(act);
    } else if (act.state === "parked") {
      if (stuck.some((one) => touchesSame(one, act))) {
        stuck.push(act);
      } else {
        await acts.put({ ...act, state: "saved" });
      }
    }
  }
}

// Written only when there is none yet: an outbox on a full disk must open all the same.
async function named(shelves: Connection): Promise<string> {
  return shelves.do(async (base) => {
    const known = await base.get("facts", "outbox");
    if (known !== undefined) {
      return known;
    }
    const writing = base.transaction("facts", "readwrite", STRICT);
    const first = (await writing.store.get("outbox")) ?? crypto.randomUUID();
    await writing.store.put(first, "outbox");
    await writing.done;
    return first;
  });
}
