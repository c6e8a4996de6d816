// The way to the service: batches of acts by HTTP, with an end to waiting.

import { type Act, type Answer, type Content, FAILED } from "./act";
import type { Reply, Way } from "./sender";

const LONGEST_MS = 20_000; // a network that only seems to be there must not hold the queue for ever
const UNREAD = [400, 413, 415, 422, FAILED]; // of the batch as a whole
const TOO_LARGE = 413; // servers in front of ours say so too, in words of their own
const WORTH_SQUEEZING = 2_000; // letters
const LATER: Reply = { kind: "later" };

interface Told {
  readonly id: string;
  readonly status: number;
  readonly receipt: { readonly sentence: string; readonly made?: Made } | null;
  readonly problem: { readonly detail: string } | null;
}
interface Made {
  readonly lot_number?: number;
}
interface Problem {
  readonly reason: string;
  readonly detail: string;
}

// `secret` gives what proves that a form of ours sends it, a fresh one where the last is too old;
// the session's cookie goes along. `unwritten` is what goes with an act and is never written down.
export function byHttp(
  secret: (fresh: boolean) => Promise<string>,
  unwritten: (act: Act) => Content = () => ({}),
): Way {
  return async (acts, outbox) => {
    const commands = acts.map((act) => sent(act, unwritten(act)));
    const body = JSON.stringify({ outbox, commands });
    const first = await posted(body, await secret(false));
    if (first.kind === "sign-in" && first.reason === "csrf") {
      return posted(body, await secret(true));
    }
    return first;
  };
}

async function posted(body: string, secret: string): Promise<Reply & { reason?: string }> {
  const squeezed = body.length > WORTH_SQUEEZING ? await gzipped(body) : null;
  const answer = await fetch("/api/batches", {
    method: "POST",
    headers: {
      "Accept-Language": document.documentElement.lang || navigator.language,
      "Content-Type": "application/json",
      "X-CSRF-Token": secret,
      ...(squeezed === null ? {} : { "Content-Encoding": "gzip" }),
    },
    body: squeezed ?? body,
    redirect: "error", // we never send anybody elsewhere: that is a network asking for its own
    signal: AbortSignal.timeout(LONGEST_MS),
  });
  const told: unknown = await answer.json().catch(() => null);
  return answer.ok ? read(told) : troubled(answer.status, told);
}

// Null where the browser is too old to do it.
async function gzipped(text: string): Promise<Blob | null> {
  if (typeof CompressionStream === "undefined") {
    return null;
  }
  const through = new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"));
  return new Response(through).blob();
}

function sent(act: Act, more: Content): unknown {
  const { id, noun, content, actor, counter, doneAt } = act;
  return { id, noun, actor, counter, content: { ...content, ...more, done_at: doneAt } };
}

// Only an answer of our own form counts: a hotel's sign-in page is none.
function read(told: unknown): Reply {
  const { answers, epoch } = (told ?? {}) as { answers?: unknown; epoch?: unknown };
  if (!Array.isArray(answers) || typeof epoch !== "string") {
    return LATER;
  }
  return { kind: "answers", answers: answers.filter(isTold).map(inShort), epoch };
}

function isTold(one: unknown): one is Told {
  const { id, status } = (one ?? {}) as Partial<Told>;
  return typeof id === "string" && Number.isInteger(status);
}

function inShort({ id, status, receipt, problem }: Told): Answer {
  const { lot_number: lotNumber = 0 } = receipt?.made ?? {};
  return { id, status, reason: problem?.detail ?? receipt?.sentence ?? "", lotNumber };
}

function troubled(status: number, told: unknown): Reply & { reason?: string } {
  const ours = isProblem(told);
  if (ours && (status === 401 || status === 403)) {
    return { kind: "sign-in", reason: told.reason };
  }
  if (status === TOO_LARGE || (ours && UNREAD.includes(status))) {
    return { kind: "unread", status, reason: ours ? told.detail : "" };
  }
  return LATER;
}

function isProblem(told: unknown): told is Problem {
  const { reason, detail } = (told ?? {}) as Partial<Problem>;
  return typeof reason === "string" && typeof detail === "string";
}
