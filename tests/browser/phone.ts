// A phone in a test: the outbox and the sender of the scan page, lived in a frame of its own. Cut off,
// the frame goes with all its objects, locks and connections, wherever its script stood.

import type { Act, Answer, NewAct } from "../../stockroom/web/frontend/src/scan/act";
import { Outbox } from "../../stockroom/web/frontend/src/scan/outbox";
import { Sender, type Mood, type Reply, type Way } from "../../stockroom/web/frontend/src/scan/sender";
import { byHttp } from "../../stockroom/web/frontend/src/scan/way";

export { Outbox, Sender, byHttp };

// clear · down: nothing leaves · lost: done, but the answer never comes · twice: told three times,
// the last time shuffled · partly: some answers are missing, the others in any order
type Air = "clear" | "down" | "lost" | "twice" | "partly";
type At = (where: string) => Promise<void>;

interface Life {
  readonly outbox: string;
  readonly acts: readonly NewAct[];
  readonly airs: readonly Air[]; // of one batch after another; clear from then on
  readonly cut: string; // where it ends
  readonly nth: number; // the time that it gets there
  readonly csrf: string;
}
interface Lived {
  readonly said: string[]; // the ids of which the screen said that they are saved
  readonly cut: boolean;
}
type Inside = { tested: { life(plan: Life, at: At, said: (id: string) => void): Promise<void> } };

// Live one life in a frame; gives what the screen said.
export async function live(plan: Life): Promise<Lived> {
  const frame = document.createElement("iframe");
  frame.src = location.href;
  await new Promise((loaded) => {
    frame.addEventListener("load", loaded, { once: true });
    document.body.append(frame);
  });
  const said: string[] = [];
  let times = 0;
  return new Promise((ended) => {
    const end = (cut: boolean): void => {
      frame.remove();
      ended({ said, cut });
    };
    const at = (where: string): Promise<void> => {
      if (where === plan.cut && ++times === plan.nth) {
        end(true);
        return new Promise(() => {});
      }
      return Promise.resolve();
    };
    const inside = frame.contentWindow as unknown as Inside;
    void inside.tested.life(plan, at, (id) => said.push(id)).then(() => end(false));
  });
}

// What happens in the frame.
export async function life(plan: Life, at: At, said: (id: string) => void): Promise<void> {
  const outbox = await Outbox.open(plan.outbox);
  const way = through(plan.airs, byHttp(async () => plan.csrf), at);
  const sender = new Sender(outbox, way, () => {});
  for (const act of plan.acts) {
    await at("before writing");
    const saving = outbox.save(act);
    await at("writing");
    await saving;
    said(act.id);
    await at("written");
    void sender.kick();
  }
  await sender.kick();
  await sender.kick();
}

function through(airs: readonly Air[], way: Way, at: At): Way {
  let batches = 0;
  return async (acts, outbox) => {
    const air = airs[batches] ?? "clear";
    batches += 1;
    await at("before sending");
    if (air === "down") {
      throw new TypeError("out of reach");
    }
    const sending = way(acts, outbox);
    await new Promise((resolve) => setTimeout(resolve, batches % 7));
    await at("sent");
    let reply = await sending;
    if (air === "twice") {
      await way(acts, outbox);
      reply = shuffled(await way([...acts].reverse(), outbox), acts);
    }
    await at("answered");
    if (air === "lost") {
      throw new TypeError("the answer never came");
    }
    return air === "partly" ? halved(reply) : reply;
  };
}

function shuffled(reply: Reply, acts: readonly Act[]): Reply {
  if (reply.kind !== "answers") {
    return reply;
  }
  const answers = [...reply.answers].sort((one, other) => one.id.localeCompare(other.id));
  return { ...reply, answers: acts.length > 0 ? [...answers, ...answers] : answers };
}

function halved(reply: Reply): Reply {
  if (reply.kind !== "answers") {
    return reply;
  }
  const unknown: Answer = { id: "0192f0c0-0000-7000-8000-00000000ffff", status: 201, reason: "" };
  const some = reply.answers.filter((_, at) => at % 2 === 1).reverse();
  return { ...reply, answers: [unknown, ...some] };
}

// What the outbox keeps, as a page that is opened anew finds it.
export async function kept(name: string): Promise<Act[]> {
  const outbox = await Outbox.open(name);
  const found = (await outbox.latest(10_000)).reverse();
  outbox.close();
  return found;
}

// Send until nothing moves any more; gives the mood.
export async function sendAll(name: string, csrf: string, times = 1): Promise<Mood> {
  const outbox = await Outbox.open(name);
  const sender = new Sender(outbox, byHttp(async () => csrf), () => {});
  for (let time = 0; time < times; time++) {
    await sender.kick();
  }
  outbox.close();
  return sender.mood;
}

// Save acts; gives what became of each: "saved", or why it was not.
export async function saveAll(name: string, acts: readonly NewAct[]): Promise<string[]> {
  const outbox = await Outbox.open(name);
  const found: string[] = [];
  for (const act of acts) {
    found.push(await outbox.save(act).then(({ state }) => state, (fault) => String(fault.message)));
  }
  outbox.close();
  return found;
}
