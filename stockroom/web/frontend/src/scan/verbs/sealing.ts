// Seal: a box closed for the facility that what is in it is promised to, as its gate wants it.

import { type Closed, type Packaging, PACKAGINGS } from "../closing";
import { type Known, type Lot, type Place, type Spot, refOf } from "../known";
import { type State, type Turn, done, no } from "../state";

// How a box may be closed: what is set now, and what its gate says about it.
export interface Choice extends Closed {
  readonly says: readonly string[];
  readonly repack: string; // what packing anew answers; nothing where no rule asks for it
}

interface Inside {
  readonly lot: Lot;
  readonly spot: Spot;
}

// Nothing to choose where the goods in the box are for nobody, or for several.
export function choiceFor(state: State, known: Known): Choice | null {
  const box = state.target;
  const inside = box === null ? [] : insideOf(box, known);
  const facility = facilityOf(inside);
  if (box === null || facility === null) {
    return null;
  }
  const told = known.closings(facility);
  const set = state.closing?.box === box.number ? state.closing : null;
  const packaging = set?.packaging ?? preset(facility, known);
  const asks = told.find((one) => one.action === "repack" && one.packaging === packaging);
  return {
    packaging,
    repacked: set?.repacked ?? false,
    says: [...new Set(told.map((one) => one.sentence))],
    repack: inside.map(({ lot, spot }) => known.repackBar(lot, spot)).find(Boolean) ?? asks?.sentence ?? "",
  };
}

// What is said of how the box is closed, until another box is packed.
export function closedAs(state: State, how: Closed): State {
  const { packaging, repacked } = how;
  const { target } = state;
  return target === null ? state : { ...state, closing: { box: target.number, packaging, repacked } };
}

export function sealed(state: State, known: Known): Turn {
  const box = state.target;
  if (box === null) {
    return no(state, "now_its_box");
  }
  const inside = insideOf(box, known);
  const held = inside.find(({ lot }) => lot.on_hold)?.lot;
  if (held !== undefined) {
    return no(state, "on_hold", { product: held.product });
  }
  const facility = facilityOf(inside);
  const choice = choiceFor(state, known);
  if (facility === null || choice === null) {
    return no(state, "not_one_facility", { box: box.name });
  }
  const why = inside.map(({ lot, spot }) => known.sealBar(lot, spot, choice)).find(Boolean);
  if (why !== undefined) {
    return no(state, "barred", { why });
  }
  const { packaging, repacked } = choice;
  return done(
    { ...state, target: null, closing: null },
    {
      noun: "sealings",
      content: { box: refOf(box), facility, packaging, repacked },
      touches: [refOf(box), ...new Set(inside.map(({ lot }) => lot.ref))],
      says: { key: "sealed", facts: { box: box.name, facility } },
    },
  );
}

// The packaging that the gate says nothing against, a box first; else one that it only warns of.
function preset(facility: string, known: Known): Packaging {
  const told = known.closings(facility);
  const against = (packaging: Packaging) => told.filter((one) => one.packaging === packaging);
  return (
    PACKAGINGS.find((one) => against(one).length === 0) ??
    PACKAGINGS.find((one) => against(one).every(({ action }) => action !== "block")) ??
    "box"
  );
}

function insideOf(box: Place, known: Known): readonly Inside[] {
  return known
    .lotsAt(box)
    .flatMap((lot) => lot.spots.map((spot) => ({ lot, spot })))
    .filter(({ spot }) => spot.place === box.number);
}

function facilityOf(inside: readonly Inside[]): string | null {
  const [facility, ...others] = new Set(inside.map(({ spot }) => spot.facility));
  return others.length > 0 ? null : (facility ?? null);
}
