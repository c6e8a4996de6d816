// The number on a gate sheet: seven digits, the last of them Damm's check digit. Twin of the service's
// rules/receipt_numbers.py.

import { western } from "../scan/writing";

const DIGITS = 7;
const QUASIGROUP = [
  "0317598642",
  "7092154863",
  "4206871359",
  "1750983426",
  "6123045978",
  "3674209581",
  "5869720134",
  "8945362017",
  "9438617205",
  "2581436790",
];

// The seven digits that somebody typed, gaps and digits of any script allowed; null for none.
export function receiptIn(text: string): string | null {
  const digits = western(text).replace(/[^0-9]/g, "");
  return digits.length === DIGITS && checks(digits) ? digits : null;
}

export function shown(number: string): string {
  return `${number.slice(0, 3)} ${number.slice(3)}`;
}

function checks(digits: string): boolean {
  return [...digits].reduce((row, digit) => Number(QUASIGROUP[row]?.[Number(digit)]), 0) === 0;
}
