// Load: a run by its van, then parcels and loose things onto it.

import { type Known, type Lot, type Place, type Run, type Spot, refOf } from "../known";
import { type Draft, type State, type Thing, type Turn, asks, done, no, set } from "../state";

export function loaded(state: State, thing: Thing, known: Known): Turn {
  if (thing.kind === "place" && thing.place.kind === "van") {
    return boarded(state, thing.place, known);
  }
  if (state.run === null) {
    const runs = known.bundle.runs;
    const [only, ...others] = runs;
    if (only === undefined) {
      return no(state, "no_open_run");
    }
    return others.length > 0
      ? asks(state, { kind: "run", runs, thing }, "which_run")
      : loaded(onRun(state, only, known), thing, known);
  }
  if (thing.kind === "place") {
    return box(state, state.run, thing.place, known);
  }
  return thing.kind === "lot"
    ? loose(state, state.run, thing.lot, known)
    : no(state, "not_known_here");
}

export function onRun(state: State, run: Run, known: Known): State {
  return { ...state, run, target: known.place(run.van) ?? null, ask: null };
}

function boarded(state: State, van: Place, known: Known): Turn {
  const [run, ...others] = known.bundle.runs.filter((one) => one.van === van.number);
  if (run === undefined) {
    return no(state, "no_run_of_van", { place: van.name });
  }
  if (others.length > 0) {
    const thing: Thing = { kind: "place", place: van };
    return asks(state, { kind: "run", runs: [run, ...others], thing }, "which_run");
  }
  return set(onRun(state, run, known), "to_place", { place: van.name });
}

function box(state: State, run: Run, place: Place, known: Known): Turn {
  if (place.kind !== "box") {
    return no(state, "not_a_box", { place: place.name });
  }
  // What this device knows to be set aside stops the hands that would load it.
  const lots = known.lotsAt(place);
  const held = lots.find((lot) => lot.on_hold);
  if (held !== undefined) {
    return no(state, "on_hold", { product: held.product });
  }
  const why = lots
    .flatMap((lot) => lot.spots.map((spot) => ({ lot, spot })))
    .filter(({ spot }) => spot.place === place.number)
    .map(({ lot, spot }) => known.bar(run, lot, spot))
    .find((bar) => bar !== "");
  return why !== undefined
    ? no(state, "barred", { why })
    : done(
        state,
        draft(run, { box: refOf(place) }, [refOf(place)], {
          key: "loaded_box",
          facts: { box: place.name },
        }),
      );
}

function loose(state: State, run: Run, lot: Lot, known: Known): Turn {
  const promise: Spot | undefined = lot.spots.find(
    (spot) => spot.line !== null && known.place(spot.place)?.kind !== "van",
  );
  if (lot.on_hold || promise === undefined) {
    return no(state, lot.on_hold ? "on_hold" : "promised_to_nobody", { product: lot.product });
  }
  const why = known.bar(run, lot, promise);
  if (why !== "") {
    return no(state, "barred", { why });
  }
  const { line, quantity, facility } = promise;
  const facts = {
    product: lot.product,
    size: lot.size,
    number: quantity,
    facility: facility ?? "",
  };
  return done(
    state,
    draft(run, { lot: lot.ref, line, quantity }, [lot.ref], { key: "loaded_lot", facts }),
  );
}

function draft(run: Run, item: object, touches: readonly string[], says: Draft["says"]): Draft {
  return { noun: "loadings", content: { run: run.id, items: [item] }, touches, says };
}
