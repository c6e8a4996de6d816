// What a scan makes of the state: on Load it loads, at the end it brings back, at a stop it is the
// gate sheet or a parcel. Pure: no network, no clock.

import { read, shown } from "../scan/codes";
import { type Cargo, type Item, type StopNow, forSite, isDone, nextStop, toBringBack } from "./cargo";
import { bringingBack, loading, nameOf, said, unloading } from "./deeds";
import type { Road, Van } from "./road";
import { receiptIn } from "./receipt";
import { type State, type Turn, done, no, set } from "./state";

const SHEET = /\/q\/([0-9A-Z-]{13,17})(?:[/?#]|$)/i; // where the QR of a gate sheet leads

// What a scanned or typed text turned out to be on this device.
type Thing =
  | { readonly kind: "item"; readonly item: Item }
  | { readonly kind: "other-run"; readonly day: string }
  | { readonly kind: "van"; readonly van: Van }
  | { readonly kind: "sheet"; readonly now: StopNow }
  | { readonly kind: "unknown"; readonly text: string; readonly code: string };

export function heard(state: State, text: string, cargo: Cargo, road: Road): Turn {
  const thing = thingOf(text.trim(), cargo, road);
  if (thing.kind === "sheet") {
    return withSheet(state, thing.now);
  }
  switch (state.screen) {
    case "load":
      return loaded(state, thing, cargo);
    case "end":
      return back(state, thing, cargo);
    case "stop":
      return atStop(state, thing, cargo);
    default:
      return thing.kind === "item"
        ? set(state, "d_here_it_is", { ...said(thing.item), where: thing.item.where })
        : no(state, "d_not_for_this_run", { text: text.slice(0, 40) });
  }
}

function thingOf(text: string, cargo: Cargo, road: Road): Thing {
  const meant = read(SHEET.exec(text)?.[1] ?? text);
  const code = meant.kind === "code" ? meant.code : "";
  const receipt = receiptIn(text);
  const sheet = cargo.stops.find(
    ({ stop }) =>
      stop.sheet !== null && (stop.sheet.code === code || stop.sheet.receipt_number === receipt),
  );
  if (sheet !== undefined) {
    return { kind: "sheet", now: sheet };
  }
  const item = itemWith(cargo, code, meant.kind === "number" ? meant.number : 0, text);
  if (item !== undefined) {
    return { kind: "item", item };
  }
  const van = road.vans.find((one) => one.code === code && code !== "") ?? vanNamed(road, text);
  if (van !== undefined) {
    return { kind: "van", van };
  }
  const day = road.runs.find((run) => run.id !== cargo.run.id && carries(run, code, text))?.day;
  return day === undefined ? { kind: "unknown", text, code } : { kind: "other-run", day };
}

function itemWith(cargo: Cargo, code: string, number: number, text: string): Item | undefined {
  const lot = /^lot \d{1,9}$/i.test(text) ? text.toLowerCase() : code;
  const fits = (item: Item): boolean =>
    (code !== "" && item.code === code) ||
    (number > 0 && item.box === number) ||
    (lot !== "" && item.box === null && item.pieces.some((one) => one.lot === lot));
  const found = cargo.items.filter(fits);
  // Of the same goods in two places, what is still to be carried is meant.
  return found.find((one) => one.where === "behind") ?? found[0] ?? inside(cargo, lot);
}

// A lot that goes along in a box is meant as that box.
function inside(cargo: Cargo, lot: string): Item | undefined {
  return lot === "" ? undefined : cargo.items.find((item) => item.pieces.some((one) => one.lot === lot));
}

function vanNamed(road: Road, text: string): Van | undefined {
  return road.vans.find((one) => one.name.toLowerCase() === text.toLowerCase());
}

function carries(run: Road["runs"][number], code: string, text: string): boolean {
  const parcels = run.stops.flatMap((stop) => stop.parcels);
  const loose = run.stops.flatMap((stop) => stop.loose);
  return (
    parcels.some((one) => (code !== "" && one.code === code) || text === String(one.box)) ||
    loose.some((one) => code !== "" && one.lot === code)
  );
}

function withSheet(state: State, now: StopNow): Turn {
  const there = { ...state, screen: "stop" as const, stop: now.stop.id };
  const { handover } = state;
  if (handover === null || handover.stop !== now.stop.id) {
    return set({ ...there, handover: null }, "d_sheet_of", { stop: nameOf(now) });
  }
  const receipt = now.stop.sheet?.receipt_number ?? "";
  const told = { ...handover, scanned: true, signed: true, receipt };
  return set({ ...there, handover: told }, "d_sheet_scanned", { stop: nameOf(now) });
}

function loaded(state: State, thing: Thing, cargo: Cargo): Turn {
  if (thing.kind === "van") {
    const right = thing.van.number === cargo.run.van.number;
    return right
      ? set(state, "d_right_van", { place: thing.van.name })
      : no(state, "d_wrong_van", { place: thing.van.name, van: cargo.run.van.name });
  }
  if (thing.kind !== "item") {
    return stranger(state, thing);
  }
  return load(state, thing.item, cargo);
}

// One thing onto the van; what a hold or a gate speaks against stays here.
export function load(state: State, item: Item, cargo: Cargo): Turn {
  const [barred] = item.barred;
  if (barred !== undefined) {
    return no(state, "d_barred", { ...said(item), why: barred });
  }
  if (item.where !== "behind") {
    return { state, tone: "again", says: { key: "scanned_already" } };
  }
  const deed = loading(cargo, item);
  return done(state, deed.says, deed);
}

function back(state: State, thing: Thing, cargo: Cargo): Turn {
  return thing.kind === "item" ? bringBack(state, thing.item, cargo) : stranger(state, thing);
}

export function bringBack(state: State, item: Item, cargo: Cargo): Turn {
  if (!toBringBack(cargo).includes(item)) {
    return item.where === "back"
      ? { state, tone: "again", says: { key: "scanned_already" } }
      : no(state, "d_not_aboard", said(item));
  }
  const deed = bringingBack(cargo, item);
  return done(state, deed.says, deed);
}

function atStop(state: State, thing: Thing, cargo: Cargo): Turn {
  const now = cargo.stops.find((one) => one.stop.id === state.stop);
  if (thing.kind === "unknown" && thing.code !== "" && now?.arrived && now.stop.kind !== "facility") {
    return set({ ...state, label: thing.code }, "d_label_is_for_next", { code: shown(thing.code) });
  }
  if (thing.kind !== "item") {
    return stranger(state, thing);
  }
  const { item } = thing;
  if (now?.stop.kind === "site" && now.arrived) {
    return atSite(state, item, cargo, now);
  }
  if (item.stop !== state.stop) {
    return no(state, "d_not_for_this_stop", said(item));
  }
  return state.handover === null
    ? set(state, "d_for_this_stop", said(item))
    : set(
        { ...state, handover: { ...state.handover, scanned: true } },
        "d_for_this_stop",
        said(item),
      );
}

// At a site of ours what is aboard is unloaded, but for what another stop still waits for; what waits
// there is loaded.
function atSite(state: State, item: Item, cargo: Cargo, now: StopNow): Turn {
  const waits = cargo.stops.find((one) => one.stop.id === item.stop && !isDone(one));
  if (item.where === "aboard" && waits !== undefined) {
    return no(state, "d_for_a_stop_ahead", { ...said(item), nth: String(waits.stop.position) });
  }
  if (item.where === "behind") {
    return load(state, item, cargo);
  }
  const lot = item.box === null ? item.pieces[0]?.lot : undefined;
  const here = forSite(cargo, now).filter((one) => one.box === null && one.pieces[0]?.lot === lot);
  return unload(state, [here[0] ?? item], cargo, now);
}

// Things off the van at a site of ours; what is off already changes nothing.
export function unload(state: State, items: readonly Item[], cargo: Cargo, now: StopNow): Turn {
  const aboard = items.filter((item) => toBringBack(cargo).includes(item));
  const [first, ...more] = unloading(cargo, now, aboard);
  return first === undefined
    ? { state, tone: "again", says: { key: "scanned_already" } }
    : done(state, first.says, first, ...more);
}

function stranger(state: State, thing: Thing): Turn {
  switch (thing.kind) {
    case "other-run":
      return no(state, "d_for_another_run", { day: thing.day });
    case "van":
      return no(state, "d_is_a_van", { place: thing.van.name });
    default:
      return no(state, "d_not_for_this_run", {
        text: thing.kind === "unknown" ? thing.text.slice(0, 40) : "",
      });
  }
}

// Where the page goes once nothing is left to do at a stop.
export function onward(state: State, cargo: Cargo): State {
  const next = nextStop(cargo);
  const there = { ...state, asks: "" as const, handover: null, stop: next?.stop.id ?? null };
  return { ...there, screen: next === undefined ? "end" : "run" };
}
