// The way to the service: batches of acts by HTTP, with an end to waiting.

import type { Act, Answer } from "./act";
import type { Reply, Way } from "./sender";

const LONGEST_MS = 20_000; // a network that only seems to be there must not hold the queue for ever

interface Told {
  readonly epoch: string;
  readonly answers: readonly {
    readonly id: string;
    readonly status: number;
    readonly receipt: { readonly sentence: string } | null;
    readonly problem: { readonly detail: string } | null;
  }[];
}

// `secret` gives what proves that a form of ours sends it; the session's cookie goes along.
export function byHttp(secret: () => Promise<string>): Way {
  return async (acts, outbox) => {
    const answer = await fetch("/api/batches", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRF-Token": await secret() },
      body: JSON.stringify({ outbox, commands: acts.map(sent) }),
      signal: AbortSignal.timeout(LONGEST_MS),
    });
    if (answer.status === 401 || answer.status === 403) {
      return { kind: "sign-in" };
    }
    return answer.ok ? read(await answer.json()) : { kind: "later" };
  };
}

function sent(act: Act): unknown {
  const { id, noun, content, actor, counter, doneAt } = act;
  return { id, noun, actor, counter, content: { ...content, done_at: doneAt } };
}

// Only an answer of our own form counts: a hotel's sign-in page is none.
function read(told: Told): Reply {
  if (!Array.isArray(told.answers) || typeof told.epoch !== "string") {
    return { kind: "later" };
  }
  const answers = told.answers.map(
    ({ id, status, receipt, problem }): Answer => ({
      id,
      status,
      reason: problem?.detail ?? receipt?.sentence ?? "",
    }),
  );
  return { kind: "answers", answers, epoch: told.epoch };
}
