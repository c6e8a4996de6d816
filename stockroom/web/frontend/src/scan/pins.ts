// What a device keeps of a PIN: a slow hash, which tells whose turn it is and protects nothing else.

const TURNS = 600_000; // of PBKDF2 with SHA-256, as OWASP's Password Storage Cheat Sheet asks
const BITS = 256;

export interface Pin {
  readonly salt: string;
  readonly hash: string;
}

export const SHORTEST_PIN = 4;
export const LONGEST_PIN = 8;

export function isPin(text: string): boolean {
  return /^\d+$/.test(text) && text.length >= SHORTEST_PIN && text.length <= LONGEST_PIN;
}

export async function hashed(pin: string): Promise<Pin> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt: hex(salt), hash: await slow(pin, salt) };
}

export async function fits(pin: string, kept: Pin): Promise<boolean> {
  return (await slow(pin, unhex(kept.salt))) === kept.hash;
}

async function slow(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<string> {
  const letters = new TextEncoder().encode(pin);
  const key = await crypto.subtle.importKey("raw", letters, "PBKDF2", false, ["deriveBits"]);
  const how = { name: "PBKDF2", hash: "SHA-256", salt, iterations: TURNS };
  return hex(new Uint8Array(await crypto.subtle.deriveBits(how, key, BITS)));
}

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

function unhex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
