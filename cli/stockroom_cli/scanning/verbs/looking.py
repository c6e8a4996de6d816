"""Inspect and find: looking at a thing, and looking for one."""

from __future__ import annotations

from collections.abc import Mapping

from stockroom_cli.scanning import wanted
from stockroom_cli.scanning.known import Known, Lot, Place
from stockroom_cli.scanning.state import (
    Draft,
    Goods,
    Option,
    State,
    Thing,
    Turn,
    asks,
    done,
    no,
    took,
)
from stockroom_cli.scanning.verbs.promised import lot_of, not_a_lot
from stockroom_cli.speech import _

OUTCOMES: Mapping[str, str] = {
    "accept": _("accept"),
    "quarantine": _("quarantine"),
    "redirect": _("redirect"),
    "recycle": _("recycle"),
    "destroy": _("destroy"),
}
MOST_SHOWN = 12


def inspected(state: State, thing: Thing, known: Known) -> Turn:
    """A lot to look at, and then its outcome."""
    lot = lot_of(thing, known)
    if lot is None:
        return no(state, not_a_lot(thing))
    return asks(
        state,
        _("{goods}: look at it closely. What becomes of it?").format(goods=known.called(lot))
        + wanted.told(lot, known),
        *(_option(lot, outcome, word) for outcome, word in OUTCOMES.items()),
    )


def found(state: State, thing: Thing, known: Known) -> Turn:
    """What a scan is and where it lies; nothing is done."""
    if isinstance(thing, Lot):
        held = ", ".join(_spots(thing, known)) or _("nowhere here")
        hold = " · " + _("on hold") if thing.on_hold else ""
        return wanted.beside(
            state, f"{known.called(thing)} ({thing.ref}): {held}{hold}", thing, known
        )
    if isinstance(thing, Place):
        inside = known.inside(thing)
        goods = [f"{known.called(lot)} × {lot.at(thing.number)}" for lot in inside[:MOST_SHOWN]]
        more = ["…"] if len(inside) > MOST_SHOWN else []
        nothing = _("nothing is there")
        return took(state, f"{thing.name}: {', '.join(goods + more) or nothing}")
    if isinstance(thing, Goods) and thing.learnt is not None:
        return took(state, known.goods(thing.learnt["product"], thing.learnt["size"]))
    if isinstance(thing, Goods):
        return no(state, _("Nothing with that barcode has come in yet"))
    return no(state, not_a_lot(thing))


def _spots(lot: Lot, known: Known) -> list[str]:
    return [
        f"{known.name_of(spot.place)} × {spot.quantity}"
        + (f" ({spot.facility})" if spot.facility else "")
        for spot in lot.spots
    ]


def _option(lot: Lot, outcome: str, word: str) -> Option:
    def chosen(state: State, known: Known) -> Turn:
        content = {"lot": lot.ref, "outcome": outcome}
        says = f"{known.called(lot)}: {word}"
        return done(state, Draft("inspections", content, (lot.ref,), says))

    return Option(word, chosen)
