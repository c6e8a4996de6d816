"""Put away and move: a place, then things into it. A thing scanned first waits for a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from stockroom_cli.scanning import wanted
from stockroom_cli.scanning.known import Known, Lot, Place
from stockroom_cli.scanning.state import (
    Draft,
    New,
    Option,
    State,
    Thing,
    Turn,
    again,
    asks,
    done,
    no,
    took,
)
from stockroom_cli.speech import _

SHELVES = ("bin", "box")


def moved(state: State, thing: Thing, known: Known) -> Turn:
    """A place to go to, or a thing that goes there."""
    if isinstance(thing, Place) and not _is_thing(state, thing):
        return _aimed(state, thing, known)
    if isinstance(thing, Place | Lot | New):
        return _carried(state, thing, known)
    return no(state, _("That is a shop's barcode; scan our label instead"))


def _is_thing(state: State, place: Place) -> bool:
    """A box is a thing while it has a place to go to, and a place while there is none."""
    return place.kind == "box" and state.target is not None and state.target.kind != "box"


def _aimed(state: State, place: Place, known: Known) -> Turn:
    wrong = place.kind not in SHELVES if state.verb == "put_away" else place.kind == "site"
    if wrong:
        return no(state, _("Nothing is put in {place} like that").format(place=place.name))
    there = state.but(target=place, hand=None)
    if state.hand is not None:
        return moved(there, state.hand, known)
    return took(there, _("{place}. Now scan the things.").format(place=place.name))


def _carried(state: State, thing: Place | Lot | New, known: Known) -> Turn:
    to = state.target
    if to is None:
        says, held = _("Now scan the place that it goes to."), state.but(hand=thing)
        if isinstance(thing, Lot) and state.verb == "put_away":
            return wanted.beside(held, says, thing, known)
        return took(held, says)
    if isinstance(thing, Lot):
        return _lot_carried(state, to, thing, known)
    name, ref = (thing.name, thing.ref) if isinstance(thing, Place) else (thing.code, thing.code)
    return done(state, _draft(state, to, ref, f"{name} → {to.name}"))


def _lot_carried(state: State, to: Place, lot: Lot, known: Known) -> Turn:
    places = _sources(lot, to)
    if not places and lot.at(to.number):
        return again(state, _("It lies in {place} already").format(place=to.name))
    inbound = [number for number in places if _is_inbound(known, number)]
    sure = inbound if state.verb == "put_away" and len(inbound) == 1 else places
    if len(sure) <= 1:
        return _from(state, to, lot, sure[0] if sure else None, known)
    return asks(
        state,
        _("{goods} lies in several places. From which do you take it?").format(
            goods=known.called(lot)
        ),
        *(_option(to, lot, number, known) for number in sure),
    )


def _option(to: Place, lot: Lot, source: int, known: Known) -> Option:
    return Option(
        f"{known.name_of(source)}: {lot.at(source)}",
        lambda state, now: _from(state, to, lot, source, now),
    )


def _from(state: State, to: Place, lot: Lot, source: int | None, known: Known) -> Turn:
    """Once it is known where pieces are taken from; None leaves that to the books."""
    place = known.place(source)
    more: dict[str, Any] = {}
    if place is not None and len(_sources(lot, to)) > 1:
        more["source"] = place.ref
    if state.many is not None:
        more["quantity"] = state.many
    pieces = state.many or lot.at(source)
    goods = f"{known.called(lot)} × {pieces}" if pieces else known.called(lot)
    return done(state, _draft(state, to, lot.ref, f"{goods} → {to.name}", more))


def _sources(lot: Lot, to: Place) -> Sequence[int]:
    """The numbers of the places that hold the lot, other than the one it goes to."""
    held = (spot.place for spot in lot.spots if spot.place not in (None, to.number))
    return list(dict.fromkeys(number for number in held if number is not None))


def _is_inbound(known: Known, number: int) -> bool:
    place = known.place(number)
    return place is not None and place.kind == "inbound"


def _draft(
    state: State, to: Place, thing: str, says: str, more: dict[str, Any] | None = None
) -> Draft:
    noun = "transfers" if state.verb == "move" else "put-aways"
    return Draft(noun, {"thing": thing, "place": to.ref, **(more or {})}, (thing,), says)
