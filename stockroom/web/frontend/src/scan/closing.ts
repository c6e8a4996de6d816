// How a parcel is closed: in which packaging, and whether it was packed anew as a gate asks.

import type { Act } from "./act";

export const PACKAGINGS = ["box", "clear_bag", "shop"] as const;
export type Packaging = (typeof PACKAGINGS)[number];

export interface Closed {
  readonly packaging: Packaging;
  readonly repacked: boolean;
}

// The parcels that this device has sealed since its bundle, by what commands call their boxes.
export function sealedHere(acts: readonly Act[]): ReadonlyMap<string, Closed> {
  const sealed = new Map<string, Closed>();
  for (const { noun, state, content } of acts) {
    if (noun === "sealings" && state !== "refused" && state !== "parked") {
      const packaging = PACKAGINGS.find((one) => one === content["packaging"]) ?? "box";
      sealed.set(String(content["box"]), { packaging, repacked: content["repacked"] === true });
    }
  }
  return sealed;
}
