// From a state and a scan to the next state and, perhaps, an act. Pure: no network, no clock.

import type { Known } from "./known";
import { type State, type Thing, type Turn, type Verb, no, set } from "./state";
import { counted } from "./verbs/counting";
import { found, inspected } from "./verbs/looking";
import { loaded } from "./verbs/loading";
import { moved } from "./verbs/moving";
import { packed, picked } from "./verbs/promised";
import { sorted } from "./verbs/sorting";
import { takenIn } from "./verbs/taking";

type Step = (state: State, thing: Thing, known: Known) => Turn;

const STEPS: { readonly [verb in Verb]: Step } = {
  take_in: takenIn,
  sort: sorted,
  inspect: inspected,
  put_away: moved,
  move: moved,
  pick: picked,
  pack: packed,
  count: counted,
  load: loaded,
  find: found,
};

export function step(before: State, thing: Thing, known: Known): Turn {
  // A new scan answers no question: what was asked is asked no longer.
  const state = { ...before, ask: null };
  if (thing.kind === "verb") {
    return chosen(state, thing.verb);
  }
  if (thing.kind === "unknown") {
    return no(state, "unknown_text", { text: thing.text });
  }
  if (state.verb === null) {
    return found({ ...state, verb: "find" }, thing);
  }
  return STEPS[state.verb](state, thing, known);
}

// A verb holds until another is chosen; a place of the verb before means nothing to this one.
export function chosen(state: State, verb: Verb): Turn {
  if (state.sheet !== null && state.sheet.lines.length > 0 && verb !== "count") {
    return no(state, "count_is_open", { place: state.sheet.place.name });
  }
  const kept = state.verb === verb ? state : { ...state, target: null, hand: null, sheet: null };
  return set({ ...kept, verb, ask: null }, "verb_set", { verb });
}
