"""Load: a run by its van, then parcels and loose things onto it."""

from __future__ import annotations

from typing import Any

from stockroom_cli.scanning.known import Known, Lot, Place, Run
from stockroom_cli.scanning.state import Draft, Option, State, Thing, Turn, asks, done, no, took
from stockroom_cli.scanning.verbs.promised import not_a_lot, on_hold
from stockroom_cli.speech import _


def loaded(state: State, thing: Thing, known: Known) -> Turn:
    """A van, or what goes onto it."""
    if isinstance(thing, Place) and thing.kind == "van":
        runs = tuple(run for run in known.bundle.runs if run.van == thing.number)
        nothing = _("No open run goes with {place}").format(place=thing.name)
        return _boarded(state, runs, nothing, None, known)
    if state.run is None or state.run not in known.bundle.runs:
        nothing = _("No run is open; ask a coordinator")
        return _boarded(state.but(run=None), known.bundle.runs, nothing, thing, known)
    if isinstance(thing, Place):
        return _box(state, state.run, thing, known)
    return _loose(state, state.run, thing, known)


def _boarded(
    state: State, runs: tuple[Run, ...], nothing: str, thing: Thing | None, known: Known
) -> Turn:
    """The run of these that is meant; then what was scanned before it."""
    if not runs:
        return no(state, nothing)
    if len(runs) > 1:
        return asks(state, _("Which run?"), *(_option(run, thing, known) for run in runs))
    return _on(state, runs[0], thing, known)


def _option(run: Run, thing: Thing | None, known: Known) -> Option:
    return Option(
        f"{run.id}: {run.day}, {known.name_of(run.van)}",
        lambda state, now: _on(state, run, thing, now),
    )


def _on(state: State, run: Run, thing: Thing | None, known: Known) -> Turn:
    there = state.but(run=run, target=known.place(run.van), ask=None)
    if thing is not None:
        return loaded(there, thing, known)
    van = known.name_of(run.van)
    return took(there, _("{place}. Now scan the things.").format(place=van))


def _box(state: State, run: Run, place: Place, known: Known) -> Turn:
    if place.kind != "box":
        return no(state, _("{place} is not a box").format(place=place.name))
    held = next((lot for lot in known.inside(place) if lot.on_hold), None)
    if held is not None:
        return no(state, on_hold(held, known))
    spots = ((lot, spot) for lot in known.inside(place) for spot in lot.spots)
    here = ((lot, spot) for lot, spot in spots if spot.place == place.number)
    why = next((bar for lot, spot in here if (bar := known.bar(run, lot, spot))), "")
    if why:
        return no(state, why)
    return done(state, _draft(state, run, {"box": place.ref}, place.ref, place.name))


def _loose(state: State, run: Run, lot: Thing, known: Known) -> Turn:
    if not isinstance(lot, Lot):
        return no(state, not_a_lot(lot))
    promises = [one for one in lot.spots if one.line is not None and one.place != run.van]
    if lot.on_hold:
        return no(state, on_hold(lot, known))
    if not promises:
        goods = known.called(lot)
        return no(state, _("{goods} is promised to nobody here").format(goods=goods))
    spot = promises[0]
    why = known.bar(run, lot, spot)
    if why:
        return no(state, why)
    many = state.many or spot.quantity
    item = {"lot": lot.ref, "line": spot.line, "quantity": many}
    says = f"{known.called(lot)} × {many}"
    return done(state, _draft(state, run, item, lot.ref, says))


def _draft(state: State, run: Run, item: dict[str, Any], touched: str, what: str) -> Draft:
    van = state.target.name if state.target is not None else str(run.id)
    return Draft("loadings", {"run": run.id, "items": [item]}, (touched,), f"{what} → {van}")
