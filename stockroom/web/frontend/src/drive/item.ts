// What hands carry on a run: boxes with what is in them, loose pieces of a lot, and what became of each.

import type { Line } from "./road";

// Pieces of one lot and what became of them; what is refused is still aboard.
export interface Piece extends Line {
  readonly handed: number;
  readonly refused: number;
  readonly missing: number;
  readonly why: string; // the reason of the last refusal
}

// behind: still to be loaded · aboard · gone: handed over · back: brought back
export type Where = "behind" | "aboard" | "gone" | "back";

// What one pair of hands carries: a box with all that is in it, or loose pieces of a lot.
export interface Item {
  readonly key: string;
  readonly box: number | null;
  readonly name: string;
  readonly code: string | null;
  readonly stop: number | null; // the stop that it is for
  readonly site: string; // where it waits to be loaded
  readonly forSite: string; // the site of ours that it is for, where somebody said so
  readonly barred: readonly string[];
  readonly where: Where;
  readonly pieces: readonly Piece[];
}

// A piece of which nothing is told yet.
export function whole({ lot, number, product, size, quantity, line }: Line): Piece {
  const about = { lot, number, product, size, quantity, line };
  return { ...about, handed: 0, refused: 0, missing: 0, why: "" };
}

// Pieces of which nobody has said yet what became of them.
export function open(piece: Piece): number {
  return piece.quantity - piece.handed - piece.refused - piece.missing;
}

// Pieces that are on the van, refused ones too.
export function left(piece: Piece): number {
  return piece.quantity - piece.handed - piece.missing;
}

export function sum(items: readonly Item[], of: (piece: Piece) => number): number {
  return items.reduce((all, item) => all + item.pieces.reduce((some, one) => some + of(one), 0), 0);
}

export function isEmpty(item: Item): boolean {
  return sum([item], left) === 0;
}
