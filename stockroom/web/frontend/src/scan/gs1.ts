// GS1's own grammar: a barcode that says several things, each behind a number called its AI. Twin
// of the service's rules/gs1.py, which names the sources.

import { normalised } from "./gtin";
import { Unreadable } from "./unreadable";
import { BLANK } from "./writing";

export const SEPARATOR = "\u001d";
const GTIN = "01";
const BATCH = "10";
const USE_BY = "17";
const SERIAL = "21";
const LONGEST_NAME = 20;
const LONGEST_OTHER = 90;

// How many digits an AI has, by its first two; what is in none of these is no AI.
const DIGITS = table([
  ["00 01 02 03 04 30 37", 2],
  ["10 11 12 13 14 15 16 17 18 19 20 21 22", 2],
  ["90 91 92 93 94 95 96 97 98 99", 2],
  ["23 24 25 40 41 42 71", 3],
  ["31 32 33 34 35 36 39 43 70 72 80 81 82", 4],
]);
// The length of AI and data where no separator follows.
const WHOLE = table([
  ["00", 20],
  ["01 02 03", 16],
  ["04", 18],
  ["11 12 13 14 15 16 17 18 19", 8],
  ["20", 4],
  ["31 32 33 34 35 36", 10],
  ["41", 16],
]);
const SIGNS = /^[!"%&'()*+,\-./0-9:;<=>?A-Z_a-z]+$/;
const BRACKET = new RegExp(`[${BLANK}]*\\(([0-9]{2,4})\\)`, "u");
const HOST_OR_STEP = `[^/?#${BLANK}]+`;
const LINK = new RegExp(
  `^https?://${HOST_OR_STEP}(?:/${HOST_OR_STEP})*?/01/` +
    "(?<gtin>[0-9]{14}|[0-9]{13}|[0-9]{12}|[0-9]{8})" +
    "(?:/22/(?<variant>[^/?#]+))?(?:/10/(?<batch>[^/?#]+))?(?:/21/(?<serial>[^/?#]+))?" +
    "(?:/235/(?<foreign>[^/?#]+))?/?(?:\\?(?<query>[^#]*))?(?:#[^\\n]*)?$",
  "i",
);
const OF_PATH = [
  ["variant", "22"],
  ["batch", BATCH],
  ["serial", SERIAL],
  ["foreign", "235"],
] as const;

export interface Goods {
  readonly gtin: string; // 14 digits
  readonly batch: string;
  readonly serial: string;
  readonly useBy: string; // YYYY-MM-DD; empty where none is said
}
type Pair = readonly [string, string];

// The goods that an element string names, as a scanner sends it. Raises Unreadable.
export function inElements(text: string, today: Date): Goods {
  return goods(checked(split(text.startsWith(SEPARATOR) ? text.slice(1) : text)), today);
}

// The same as people read it, each AI in brackets.
export function inBrackets(text: string, today: Date): Goods {
  const parts = text.split(BRACKET);
  const pairs: Pair[] = [];
  for (let at = 1; at < parts.length; at += 2) {
    pairs.push([parts[at] ?? "", (parts[at + 1] ?? "").replace(/^ +| +$/g, "")]);
  }
  return goods(checked(pairs), today);
}

export function isBracketed(text: string): boolean {
  return text.search(BRACKET) === 0;
}

// What a GS1 Digital Link names, or null where an address is none: it is read and never fetched.
export function inLink(address: string, today: Date): Goods | null {
  const found = LINK.exec(address)?.groups;
  if (found === undefined) {
    return null;
  }
  const path = OF_PATH.flatMap(([name, ai]): Pair[] => {
    const said = found[name];
    return said === undefined || said === "" ? [] : [[ai, decoded(said)]];
  });
  const query = (found["query"] ?? "").split(/[&;]/).flatMap((one): Pair[] => {
    const equals = one.indexOf("=");
    const ai = equals < 0 ? one : one.slice(0, equals);
    const data = equals < 0 ? "" : one.slice(equals + 1);
    return /^[0-9]+$/.test(ai) ? [[ai, decoded(data)]] : [];
  });
  return goods(checked([[GTIN, normalised(found["gtin"] ?? "")], ...path, ...query]), today);
}

function goods(said: ReadonlyMap<string, string>, today: Date): Goods {
  const gtin = said.get(GTIN);
  if (gtin === undefined) {
    throw new Unreadable("barcode_no_product");
  }
  const useBy = said.get(USE_BY);
  return {
    gtin: normalised(gtin),
    batch: said.get(BATCH) ?? "",
    serial: said.get(SERIAL) ?? "",
    useBy: useBy === undefined ? "" : day(useBy, today),
  };
}

// The day that YYMMDD means, from 49 years ago to 50 ahead; day 00 is the last of its month.
function day(text: string, today: Date): string {
  const year = yearOf(Number(text.slice(0, 2)), today.getUTCFullYear());
  const month = Number(text.slice(2, 4));
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const ofMonth = Number(text.slice(4)) || last;
  if (month < 1 || month > 12 || ofMonth > last) {
    throw new Unreadable("barcode_part");
  }
  return new Date(Date.UTC(year, month - 1, ofMonth)).toISOString().slice(0, 10);
}

function yearOf(twoDigits: number, now: number): number {
  const ahead = twoDigits - (now % 100);
  const century = now - (now % 100);
  if (ahead > 50) {
    return century - 100 + twoDigits;
  }
  return (ahead < -49 ? century + 100 : century) + twoDigits;
}

function* split(text: string): Generator<Pair> {
  let rest = text;
  while (rest !== "") {
    const ai = rest.slice(0, DIGITS.get(rest.slice(0, 2)) ?? 2);
    const whole = WHOLE.get(ai.slice(0, 2));
    const end = whole ?? (rest.includes(SEPARATOR) ? rest.indexOf(SEPARATOR) : rest.length);
    yield [ai, rest.slice(ai.length, end)];
    rest = rest.slice(end);
    rest = rest.startsWith(SEPARATOR) ? rest.slice(1) : rest;
  }
}

// Each thing once and of its form, those included that nobody here asks for.
function checked(pairs: Iterable<Pair>): ReadonlyMap<string, string> {
  const said = new Map<string, string>();
  for (const [ai, data] of pairs) {
    if (!isWellFormed(ai, data)) {
      throw new Unreadable("barcode_part");
    }
    if ((said.get(ai) ?? data) !== data) {
      throw new Unreadable("barcode_twice");
    }
    said.set(ai, data);
  }
  return said;
}

function isWellFormed(ai: string, data: string): boolean {
  if (!/^[0-9]+$/.test(ai) || DIGITS.get(ai.slice(0, 2)) !== ai.length) {
    return false;
  }
  const whole = WHOLE.get(ai.slice(0, 2));
  if (whole !== undefined) {
    return data.length === whole - ai.length && /^[0-9]+$/.test(data);
  }
  const most = ai === BATCH || ai === SERIAL ? LONGEST_NAME : LONGEST_OTHER;
  return data.length <= most && SIGNS.test(data);
}

function decoded(data: string): string {
  try {
    return decodeURIComponent(data);
  } catch {
    throw new Unreadable("barcode_part");
  }
}

function table(rows: readonly (readonly [string, number])[]): ReadonlyMap<string, number> {
  return new Map(rows.flatMap(([starts, size]) => starts.split(" ").map((one) => [one, size])));
}
