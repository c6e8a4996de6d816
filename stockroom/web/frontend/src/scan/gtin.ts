// Barcodes of shop goods, brought to one form of 14 digits. Twin of the service's rules/gtin.py.

import { Unreadable } from "./unreadable";

const LENGTHS = [8, 12, 13, 14];

// The 14 digits of a GTIN, its check digit verified; eight that begin with 0 are a UPC-E.
// Raises Unreadable: barcode_length, barcode_check.
export function normalised(digits: string): string {
  if (!LENGTHS.includes(digits.length)) {
    throw new Unreadable("barcode_length");
  }
  const isShortUpc = digits.length === 8 && digits.startsWith("0");
  const long = (isShortUpc ? expanded(digits) : digits).padStart(14, "0");
  if (weightedSum(long) % 10 !== 0) {
    throw new Unreadable("barcode_check");
  }
  return long;
}

// The 12 digits whose noughts a UPC-E leaves out (GS1 General Specifications, 5.2.2.4.2).
function expanded(upcE: string): string {
  const body = upcE.slice(1, 6);
  const last = upcE.slice(6, 7);
  const kept = Number(last);
  let inner = `${body}0000${last}`;
  if (kept <= 2) {
    inner = `${body.slice(0, 2)}${last}0000${body.slice(2)}`;
  } else if (kept <= 4) {
    inner = `${body.slice(0, kept)}00000${body.slice(kept)}`;
  }
  return `0${inner}${upcE.slice(7)}`;
}

function weightedSum(digits: string): number {
  return [...digits].reduce((sum, digit, at) => sum + Number(digit) * (at % 2 === 0 ? 3 : 1), 0);
}
