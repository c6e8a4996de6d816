// What a scanned or typed text names, without network: one of our label codes, a short number, or
// the barcode of a shop's goods. Twin of the service's rules/barcodes.py and codes.py: both are held
// to tests/rules/barcodes.json. One thing alone is left to the service: a phone that is not told the
// hosts of our labels takes a label's address on any host, its check letter right.

import { type Goods, SEPARATOR, inBrackets, inElements, inLink, isBracketed } from "./gs1";
import { normalised } from "./gtin";
import { Unreadable } from "./unreadable";
import { BLANK, fold, lengthOf, western, words } from "./writing";

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U
const CODE_LENGTH = 13;
const LONGEST_TEXT = 200;
const LONGEST_NAME = 60;
const HIGHEST_NUMBER = 999_999;

// A scanner may say before the text which kind of symbol it read; these are of GS1.
const SYMBOL = /^\][A-Za-z][0-9]/;
const OF_GS1 = ["]C1", "]e0", "]d2", "]Q3", "]J1"];
const BARE_ELEMENTS = /^01[0-9]{14}[^\n]*$/;
const ADDRESS = /^https?:\/\//i;
const GAPS = new RegExp(`[${BLANK}_.\\u2010-\\u2015\\u2212-]+`, "gu");
const OUTER_BLANKS = new RegExp(`^[${BLANK}]+|[${BLANK}]+$`, "gu");
const BOX_WORDS = [
  ...["box", "bin", "carton", "crate", "number", "num", "nr", "no", "n°"],
  ...["boîte", "bac", "caisse", "numéro"],
  ...["коробка", "коробку", "коробке", "короб", "ящик", "номер"],
  ...["صندوق", "الصندوق", "علبة", "كرتون", "كرتونة", "حاوية", "رقم"],
];
const LONGEST_WORD_FIRST = BOX_WORDS.map(fold).sort().reverse().join("|");
const NUMBER = new RegExp(`^(?:(?:${LONGEST_WORD_FIRST})[${BLANK}.:-]*)*#?[${BLANK}]*(\\d+)$`);

export type Read =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "number"; readonly number: number }
  | ({ readonly kind: "goods"; readonly text: string } & Goods)
  | { readonly kind: "unknown"; readonly text: string; readonly reason: string };

export interface Known {
  readonly hosts?: readonly string[]; // where our labels lead; any, where this is left out
  readonly today?: Date;
}

// The letter that belongs after these: a weighted sum over the field of 32 elements, so that every
// wrong letter and every swap of two shows (the service's rules/check_letter.py says why).
export function checkLetter(body: string): string {
  let total = 1;
  for (const letter of body) {
    total = timesX(total ^ ALPHABET.indexOf(letter));
  }
  return ALPHABET.charAt(total);
}

// A code that was never printed, for what has no label: as random as those of the service.
export function newCode(): string {
  const body = [...crypto.getRandomValues(new Uint8Array(CODE_LENGTH - 1))]
    .map((byte) => ALPHABET.charAt(byte % ALPHABET.length))
    .join("");
  return body + checkLetter(body);
}

export function isCode(text: string): boolean {
  return (
    text.length === CODE_LENGTH &&
    [...text].every((letter) => ALPHABET.includes(letter)) &&
    checkLetter(text.slice(0, -1)) === text.slice(-1)
  );
}

// Groups a code for the eye: 4, 4 and 5 letters.
export function shown(code: string): string {
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

// What the text names; an unknown one says in the service's words why.
export function read(text: string, known: Known = {}): Read {
  try {
    return understood(text, known);
  } catch (fault) {
    if (!(fault instanceof Unreadable)) {
      throw fault;
    }
    return { kind: "unknown", text: text.trim().slice(0, LONGEST_TEXT), reason: fault.reason };
  }
}

function understood(text: string, { hosts, today = new Date() }: Known): Read {
  if (lengthOf(text) > LONGEST_TEXT) {
    throw new Unreadable("barcode_long");
  }
  const bare = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, "");
  const symbol = SYMBOL.exec(bare)?.[0] ?? "";
  const line = bare.slice(symbol.length);
  if (line === "") {
    throw new Unreadable("barcode_empty");
  }
  if (isBracketed(line)) {
    return { kind: "goods", text: line, ...inBrackets(line, today) };
  }
  if (OF_GS1.includes(symbol) || line.includes(SEPARATOR) || BARE_ELEMENTS.test(line)) {
    return { kind: "goods", text: line, ...inElements(line, today) };
  }
  const linked = ADDRESS.test(line) ? inLink(line, today) : null;
  if (linked !== null) {
    return { kind: "goods", text: line, ...linked };
  }
  const digits = western(line);
  if (/^[0-9](?:[ -]?[0-9])*$/.test(digits)) {
    return ofDigits(digits.replace(/[ -]/g, ""), line);
  }
  return label(line, hosts);
}

// Thirteen bare digits are a shop's barcode and never a label.
function ofDigits(digits: string, line: string): Read {
  if (digits.length <= String(HIGHEST_NUMBER).length) {
    return label(line, []);
  }
  const gtin = normalised(digits);
  return { kind: "goods", text: line, gtin, batch: "", serial: "", useBy: "" };
}

function label(text: string, hosts: readonly string[] | undefined): Read {
  const line = oneLine(text);
  const path = pathOf(line, hosts);
  if (path !== null) {
    return { kind: "code", code: codeIn(path) };
  }
  const letters = plain(line);
  const number = NUMBER.exec(fold(line))?.[1];
  if (number !== undefined && (letters.length !== CODE_LENGTH || number !== letters)) {
    return { kind: "number", number: shortNumber(number) };
  }
  if (isAttempt(line, letters)) {
    return { kind: "code", code: checkedCode(letters) };
  }
  throw new Unreadable(lengthOf(line) > LONGEST_NAME ? "name_too_long" : "barcode_unknown");
}

function oneLine(text: string): string {
  const line = text
    .replace(/\p{Cf}/gu, "")
    .normalize("NFKC")
    .replace(OUTER_BLANKS, "");
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(line)) {
    throw new Unreadable("unprintable");
  }
  if (line === "") {
    throw new Unreadable("empty");
  }
  return words(line).join(" ");
}

// The path of an address of ours, or null where the line is no address.
function pathOf(line: string, hosts: readonly string[] | undefined): string | null {
  const parts = /^(?:([a-z]+):\/\/)?([^/?#]*)([^?#]*)[^\n]*$/i.exec(line);
  const [, scheme, host = "", path = ""] = parts ?? [];
  const ours = hosts?.map(bareHost).includes(bareHost(host)) ?? scheme !== undefined;
  if (scheme !== undefined && !(ours && /^https?$/i.test(scheme))) {
    throw new Unreadable("not_ours");
  }
  return ours && (scheme !== undefined || path !== "") ? path : null;
}

function bareHost(host: string): string {
  return host.toLowerCase().replace(/:\d*$/, "").replace(/\.+$/, "");
}

function codeIn(path: string): string {
  const letters = plain(/^\/t\/([^/]+)\/?$/i.exec(path)?.[1] ?? "");
  if (letters.length !== CODE_LENGTH) {
    throw new Unreadable("not_a_label");
  }
  return checkedCode(letters);
}

function shortNumber(digits: string): number {
  const number = Number(digits);
  if (number < 1 || number > HIGHEST_NUMBER) {
    throw new Unreadable("number_out_of_range");
  }
  return number;
}

// The letters alone, with what the eye confuses undone; empty where other signs are left.
function plain(line: string): string {
  const letters = western(line).replace(GAPS, "");
  if (!/^[0-9A-Za-z]*$/.test(letters)) {
    return "";
  }
  return letters.toUpperCase().replace(/O/g, "0").replace(/[IL]/g, "1");
}

function isAttempt(line: string, letters: string): boolean {
  if (letters.length !== CODE_LENGTH) {
    return false;
  }
  const groups = line
    .split(GAPS)
    .map((group) => group.length)
    .join(" ");
  return /\p{Nd}/u.test(line) || groups === "13" || groups === "4 4 5";
}

function checkedCode(letters: string): string {
  if ([...letters].some((letter) => !ALPHABET.includes(letter))) {
    throw new Unreadable("wrong_letter");
  }
  if (!isCode(letters)) {
    throw new Unreadable("wrong_check");
  }
  return letters;
}

function timesX(element: number): number {
  const doubled = element << 1;
  return (doubled & 0b100000) !== 0 ? doubled ^ 0b100101 : doubled;
}
