// Codes in a photo, where the live camera reads none: looked for here, and then by the service.

import type { Decoder } from "./camera";
import { redrawn } from "./picture";

const PATH = "/api/code-readings";
const LONGEST_MS = 20_000;
const MOST_BYTES = 8_000_000; // that the service takes
const READ_THERE = ["image/jpeg", "image/png", "image/webp"];
const LONGEST_SIDE = 2560; // pixels of a photo that has to be redrawn to be sent

type Texts = readonly string[];
interface Told {
  readonly codes: readonly { readonly text: string }[];
}

// The service will not read this photo; the message is its sentence, for the person who took it.
export class PhotoRefused extends Error {}

// The texts of the codes in a photo; none where nobody can read one. `secret` gives what proves that
// a page of ours sends it. Raises PhotoRefused with what to do, such as for a photo that is too large.
export async function readPhoto(
  file: Blob,
  decoder: Decoder,
  secret: () => Promise<string>,
): Promise<Texts> {
  const found = await readHere(file, decoder);
  return found.length > 0 || !navigator.onLine ? found : readThere(file, secret);
}

// At full size, and at half of it, where the edges of a blurred code lie closer together.
async function readHere(file: Blob, decoder: Decoder): Promise<Texts> {
  try {
    const whole = await createImageBitmap(file);
    const half = await createImageBitmap(file, {
      resizeWidth: Math.ceil(whole.width / 2),
      resizeHeight: Math.ceil(whole.height / 2),
      resizeQuality: "high",
    });
    const found = await decoder.read(whole);
    if (found.length > 0) {
      half.close();
      return found;
    }
    return await decoder.read(half);
  } catch {
    return []; // not a picture that this browser can open
  }
}

async function readThere(file: Blob, secret: () => Promise<string>): Promise<Texts> {
  const answer = await sent(file, secret).catch(() => null);
  if (answer === null || answer.status >= 500 || answer.status === 401) {
    return [];
  }
  const told: unknown = await answer.json().catch(() => null);
  if (!answer.ok) {
    throw new PhotoRefused((told as { detail?: string } | null)?.detail ?? "");
  }
  return ((told as Told | null)?.codes ?? []).map((one) => one.text);
}

async function sent(file: Blob, secret: () => Promise<string>): Promise<Response> {
  const fits = READ_THERE.includes(file.type) && file.size <= MOST_BYTES;
  const body = fits ? file : await redrawn(file, LONGEST_SIDE).catch(() => file);
  return fetch(PATH, {
    method: "POST",
    headers: {
      "Content-Type": body.type || "application/octet-stream",
      "Accept-Language": document.documentElement.lang,
      "X-CSRF-Token": await secret(),
    },
    body,
    signal: AbortSignal.timeout(LONGEST_MS),
  });
}
