// What a scanned or typed text is on this device; the service is asked only where that may help.

import { read } from "./codes";
import type { Goods as Barcode } from "./gs1";
import type { Place } from "./known";
import type { Room } from "./room";
import { type Goods, type Thing, VERBS, type Verb } from "./state";

const CARD = /^STOCKROOM:([A-Z-]+)$/i; // what a printed card of a verb says
const LOT = /^(?:lot|партия|دفعة)\s+(\d{1,9})$/i;
const LONGEST_MS = 3_000; // somebody waits with a thing in hand

export async function resolved(text: string, verb: Verb | null, room: Room): Promise<Thing> {
  const thing = known(text, room);
  // A label that nobody knows is what intake expects; elsewhere the bundle may just be old.
  const mayBeNews = thing.kind === "new" ? verb !== "take_in" : thing.kind === "unknown";
  if (mayBeNews && navigator.onLine && (await room.refresh(LONGEST_MS))) {
    return known(text, room);
  }
  return thing.kind === "goods" ? { kind: "goods", goods: await learnt(text, thing.goods) } : thing;
}

function known(text: string, room: Room): Thing {
  const { known } = room;
  const said = text.trim();
  const verb = CARD.exec(said)?.[1]?.toLowerCase().replace("-", "_");
  if (verb !== undefined && isVerb(verb)) {
    return { kind: "verb", verb };
  }
  const lot = LOT.exec(said)?.[1];
  const unlabelled = lot === undefined ? undefined : known.lotNumbered(Number(lot));
  if (unlabelled !== undefined) {
    return { kind: "lot", lot: unlabelled };
  }
  const meant = read(said);
  switch (meant.kind) {
    case "code":
      return withCode(meant.code, room);
    case "number":
      return placed(known.place(meant.number) ?? known.placeNamed(said), said);
    case "goods":
      return { kind: "goods", goods: goodsOf(meant, room) };
    default:
      return placed(known.placeNamed(said), said);
  }
}

function isVerb(word: string): word is Verb {
  return (VERBS as readonly string[]).includes(word);
}

function withCode(code: string, { known }: Room): Thing {
  const lot = known.lot(code);
  if (lot !== undefined) {
    return { kind: "lot", lot };
  }
  const place = known.placeWith(code);
  return place === undefined ? { kind: "new", code } : { kind: "place", place };
}

function placed(place: Place | undefined, said: string): Thing {
  return place === undefined ? { kind: "unknown", text: said } : { kind: "place", place };
}

function goodsOf({ gtin, batch, serial, useBy }: Barcode, { known }: Room): Goods {
  return { gtin, batch, serial, use_by: useBy || null, learnt: known.learnt(gtin) ?? null };
}

// Of goods that this device never met, the service may have learnt since.
async function learnt(text: string, goods: Goods): Promise<Goods> {
  if (!navigator.onLine || goods.learnt !== null) {
    return goods;
  }
  try {
    const address = `/api/barcodes?${new URLSearchParams({ text })}`;
    const answer = await fetch(address, { signal: AbortSignal.timeout(LONGEST_MS) });
    return answer.ok ? taught(goods, (await answer.json()) as Partial<Goods>) : goods;
  } catch {
    return goods;
  }
}

function taught(goods: Goods, { learnt }: Partial<Goods>): Goods {
  return learnt ? { ...goods, learnt: { ...learnt, gtin: goods.gtin } } : goods;
}
