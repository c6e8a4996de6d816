// What a scanned or typed text names, as far as a phone can tell without network: one of our label
// codes, a short number, or the barcode of a shop's goods. The service reads it again, strictly.

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's: no I, L, O, U
const CODE_LENGTH = 13;
const LONGEST_TEXT = 200;
const HIGHEST_NUMBER = 999_999;
const GROUP_SEPARATOR = "\u001d";

export type Read =
  | { readonly kind: "code"; readonly code: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "goods"; readonly gtin: string; readonly text: string }
  | { readonly kind: "unknown"; readonly text: string };

// The letter that belongs after these: a weighted sum over the field of 32 elements, so that every
// wrong letter and every swap of two shows (the service's rules/check_letter.py says why).
export function checkLetter(body: string): string {
  let total = 1;
  for (const letter of body) {
    total = timesX(total ^ ALPHABET.indexOf(letter));
  }
  return ALPHABET.charAt(total);
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

export function read(text: string): Read {
  const line = text.trim().replace(/^\][A-Za-z]\d/, "");
  const unknown: Read = { kind: "unknown", text: line.slice(0, LONGEST_TEXT) };
  if (line === "" || line.length > LONGEST_TEXT) {
    return unknown;
  }
  return readLabel(line) ?? readGoods(line) ?? readNumber(line) ?? unknown;
}

// Our address or the bare letters; thirteen bare digits are a shop's barcode and never a label.
function readLabel(line: string): Read | null {
  const path = /^https?:\/\/[^/?#\s]+\/t\/([^/?#\s]+)\/?$/i.exec(line)?.[1];
  const letters = plain(path ?? line);
  if (path === undefined && /^\d+$/.test(letters)) {
    return null;
  }
  return isCode(letters) ? { kind: "code", code: letters } : null;
}

function readGoods(line: string): Read | null {
  const digits = western(line).replace(/[ -]/g, "");
  const bare = /^\d{8}$|^\d{12,14}$/.test(digits) ? expanded(digits) : null;
  const gtin = bare ?? inElements(line) ?? inLink(line);
  return gtin !== null && isGtin(gtin) ? { kind: "goods", gtin, text: line } : null;
}

function readNumber(line: string): Read | null {
  const said = /^(?:[^\d\s]+[\s.:#-]*)?(\d{1,6})$/.exec(western(line))?.[1];
  const number = Number(said ?? 0);
  return number >= 1 && number <= HIGHEST_NUMBER ? { kind: "number", number } : null;
}

// The product of an element string, as scanners send it or as people read it.
function inElements(line: string): string | null {
  const start = line.startsWith(GROUP_SEPARATOR) ? line.slice(1) : line;
  return /^\(01\)(\d{14})(?:\(|$)/.exec(start)?.[1] ?? /^01(\d{14})/.exec(start)?.[1] ?? null;
}

// The product of a GS1 Digital Link: the address is read and never fetched.
function inLink(line: string): string | null {
  const said = /^https?:\/\/[^/?#\s]+(?:\/[^/?#\s]+)*?\/01\/(\d{8}|\d{12,14})(?:[/?#]|$)/i.exec(line);
  return said?.[1] === undefined ? null : expanded(said[1]);
}

// Fourteen digits of any GTIN; eight that begin with 0 or 1 are a UPC-E where those check.
function expanded(digits: string): string {
  const gtin = digits.padStart(14, "0");
  if (digits.length !== 8 || isGtin(gtin)) {
    return gtin;
  }
  return upcA(digits)?.padStart(14, "0") ?? gtin;
}

// The twelve digits that a UPC-E stands for (GS1 General Specifications, 5.2.2.4).
function upcA(digits: string): string | null {
  const [system, ...rest] = digits;
  const body = rest.slice(0, 6).join("");
  const [a, b, c, d, e, last] = body;
  const check = digits.slice(-1);
  if ((system !== "0" && system !== "1") || last === undefined) {
    return null;
  }
  const start = `${a}${b}`;
  if (last <= "2") {
    return `${system}${start}${last}0000${c}${d}${e}${check}`;
  }
  if (last === "3") {
    return `${system}${start}${c}00000${d}${e}${check}`;
  }
  if (last === "4") {
    return `${system}${start}${c}${d}00000${e}${check}`;
  }
  return `${system}${start}${c}${d}${e}0000${last}${check}`;
}

// Whether the last digit is the one that the others ask for (GS1 General Specifications, 7.9.1).
function isGtin(gtin: string): boolean {
  if (!/^\d{14}$/.test(gtin) || /^0+$/.test(gtin)) {
    return false;
  }
  const sum = [...gtin].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
  return sum % 10 === 0;
}

// The letters alone, with what the eye confuses undone.
function plain(text: string): string {
  const letters = western(text).replace(/[\s_.\u2010-\u2015\u2212-]+/g, "").toUpperCase();
  return letters.replace(/O/g, "0").replace(/[IL]/g, "1");
}

// Arabic and Persian digits as the ones that labels carry.
function western(text: string): string {
  return text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
    String(digit.charCodeAt(0) & 0xf),
  );
}

function timesX(element: number): number {
  const doubled = element << 1;
  return (doubled & 0b100000) !== 0 ? doubled ^ 0b100101 : doubled;
}
