"""From a state and a scan to the next state and, perhaps, an act. Pure: no network, no clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stockroom_cli.scanning.known import Known
from stockroom_cli.scanning.state import (
    SORT,
    VERBS,
    State,
    Thing,
    Turn,
    Unknown,
    Verb,
    no,
    took,
)
from stockroom_cli.scanning.verbs import counting, loading, looking, moving, promised, taking
from stockroom_cli.speech import _

STEPS: Mapping[str, Callable[[State, Thing, Known], Turn]] = {
    "take_in": taking.taken_in,
    "inspect": looking.inspected,
    "put_away": moving.moved,
    "move": moving.moved,
    "pick": promised.picked,
    "pack": promised.packed,
    "count": counting.counted,
    "load": loading.loaded,
    "find": looking.found,
}


def step(before: State, thing: Thing, known: Known) -> Turn:
    """What a scan leads to. It answers no question: what was asked is asked no longer."""
    state = before.but(ask=None)
    if isinstance(thing, Verb):
        return chosen(state, thing.name)
    if isinstance(thing, Unknown):
        return no(
            state, _("{text} is no label, number or barcode that is known").format(text=thing.text)
        )
    if state.verb is None:
        return looking.found(state.but(verb="find"), thing, known)
    return STEPS[state.verb](state, thing, known)


def chosen(state: State, verb: str) -> Turn:
    """A verb holds until another is chosen; a place of the verb before means nothing to it."""
    if state.sheet is not None and state.sheet.lines and verb != "count":
        return no(state, counting.is_open(state.sheet))
    if verb == SORT:
        return no(state, _("Sorting needs more than scans; use the page, or: stockroom-cli sort"))
    kept = state if state.verb == verb else State(run=state.run, model=state.model)
    return took(kept.but(verb=verb, ask=None), _("{verb}. Now scan.").format(verb=VERBS[verb]))
