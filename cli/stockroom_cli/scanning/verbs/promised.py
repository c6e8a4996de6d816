"""Pick and pack: goods that are promised to a wish line go to the bench, then into its box."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom_cli.scanning.known import Known, Lot, Place, Spot
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
from stockroom_cli.scanning.verbs import swapping
from stockroom_cli.speech import _


def picked(state: State, thing: Thing, known: Known) -> Turn:
    """Pieces from their shelf to the bench, for whom they are promised to."""
    lot = lot_of(thing, known)
    return no(state, not_a_lot(thing)) if lot is None else _for_one(state, lot, known)


def packed(state: State, thing: Thing, known: Known) -> Turn:
    """A box, then the pieces that go into it."""
    if isinstance(thing, Place):
        return _aimed(state, thing, known)
    if not isinstance(thing, Lot):
        return no(state, not_a_lot(thing))
    if state.target is None:
        return took(state.but(hand=thing), _("Now scan the box that it goes into."))
    return _for_one(state, thing, known)


def lot_of(thing: Thing, known: Known) -> Lot | None:
    """The lot that was scanned, by its own label or by that of the box that holds it alone."""
    if isinstance(thing, Place) and thing.kind == "box":
        inside = known.inside(thing)
        return inside[0] if len(inside) == 1 else None
    return thing if isinstance(thing, Lot) else None


def not_a_lot(thing: Thing) -> str:
    """Why a scan is none of the goods that a verb needs."""
    if isinstance(thing, Place):
        return _("{place} is a place; scan the goods").format(place=thing.name)
    if isinstance(thing, Goods):
        return _("That is a shop's barcode; scan our label instead")
    return _("Nothing is known of that label yet")


def on_hold(lot: Lot, known: Known) -> str:
    """The sentence that stops hands."""
    goods = known.called(lot)
    return _("{goods} is on hold; set it aside and tell a coordinator").format(goods=goods)


def _aimed(state: State, place: Place, known: Known) -> Turn:
    if place.kind != "box":
        return no(state, _("{place} is not a box").format(place=place.name))
    there = state.but(target=place, hand=None)
    if state.hand is not None:
        return packed(there, state.hand, known)
    return took(there, _("{place}. Now scan the things.").format(place=place.name))


def _for_one(state: State, lot: Lot, known: Known) -> Turn:
    promises = _promises(state, lot, known)
    instead = swapping.offered(state, lot, known) if state.verb == "pick" else None
    if not promises and instead is not None:
        return instead
    if not promises:
        goods = known.called(lot)
        nobody = _("{goods} is promised to nobody here").format(goods=goods)
        return no(state, on_hold(lot, known) if lot.on_hold else nobody)
    if len(promises) == 1:
        return _promised(state, lot, promises[0], known)
    return asks(state, _("For whom is it?"), *(_option(lot, one, known) for one in promises))


def _option(lot: Lot, spot: Spot, known: Known) -> Option:
    return Option(
        swapping.promise(spot, known),
        lambda state, now: _promised(state, lot, spot, now),
    )


def _promises(state: State, lot: Lot, known: Known) -> Sequence[Spot]:
    """The promised pieces that a verb can take: from shelves to pick, from the bench to pack."""
    theirs = [spot for spot in lot.spots if spot.line is not None]
    if state.verb == "pick":
        return [spot for spot in theirs if known.is_on_shelf(spot)]
    bench = [spot for spot in theirs if known.kind_of(spot.place) == "bench"]
    return bench or [
        spot for spot in theirs if spot.place != (state.target and state.target.number)
    ]


def _promised(state: State, lot: Lot, spot: Spot, known: Known) -> Turn:
    many = state.many or spot.quantity
    says = f"{known.called(lot)} × {many} → {spot.facility}"
    content = {"lot": lot.ref, "line": spot.line, "quantity": many}
    if state.verb == "pick":
        place = known.place(spot.place)
        at = {} if place is None else {"place": place.ref}
        return done(state, Draft("picks", content | at, (lot.ref,), says))
    box = state.target
    assert box is not None
    draft = Draft("packings", content | {"box": box.ref}, (lot.ref, box.ref), f"{says}, {box.name}")
    return done(state, draft)
