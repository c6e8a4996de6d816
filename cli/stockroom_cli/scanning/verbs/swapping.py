"""An equal swap: goods on no list that do as well as promised ones, and go in their place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from stockroom_cli.scanning.known import Known, Lot, Spot
from stockroom_cli.scanning.state import Draft, Option, State, Turn, asks, done
from stockroom_cli.scanning.wanted import GRADES
from stockroom_cli.speech import _

WHYS: Mapping[str, tuple[str, str]] = {
    "not_there": (_("Not there"), _("None of it. A coordinator will look into it.")),
    "fewer": (_("Not enough"), _("What is left stays where it is, free for others.")),
    "not_good": (_("Not good"), _("It stays where it is, and somebody inspects it.")),
}


class Swap(NamedTuple):
    """Promised pieces for which another lot does as well."""

    lot: Lot
    spot: Spot


def offered(state: State, lot: Lot, known: Known) -> Turn | None:
    """What a lot may be taken instead of; None where nothing is known that it may."""
    swaps = _swaps_for(lot, known)
    if not swaps:
        return None
    return asks(
        state,
        _("{product} is on no list. Take it instead of something?").format(
            product=known.called(lot)
        ),
        *(_option(lot, swap, known) for swap in swaps),
    )


def promise(spot: Spot, known: Known) -> str:
    """For whom pieces are promised, how many, and where they lie."""
    return _("{facility}, list {number}: {pieces} in {place}").format(
        facility=spot.facility,
        number=spot.wish_list,
        pieces=spot.quantity,
        place=known.name_of(spot.place),
    )


def _swaps_for(lot: Lot, known: Known) -> Sequence[Swap]:
    """The promised goods on shelves for which a lot does as well, as far as is known here."""
    if lot.standing != "accepted" or lot.on_hold or _free(lot, known) is None:
        return []
    return [
        Swap(first, spot)
        for first in known.lots.values()
        if _does_as_well(first, lot)
        for spot in first.spots
        if spot.line is not None and known.is_on_shelf(spot) and spot.facility in lot.instead_for
    ]


def _does_as_well(first: Lot, lot: Lot) -> bool:
    same = all(
        getattr(first, name) == getattr(lot, name) for name in ("product", "size", "fits", "season")
    )
    no_more_worn = GRADES.index(lot.condition) >= GRADES.index(first.condition)
    return first.ref != lot.ref and same and no_more_worn


def _free(lot: Lot, known: Known) -> Spot | None:
    return next((one for one in lot.spots if one.line is None and known.is_on_shelf(one)), None)


def _option(lot: Lot, swap: Swap, known: Known) -> Option:
    def chosen(state: State, _known: Known) -> Turn:
        question = _("What is the matter with the goods on the list?")
        return asks(state, question, *(_reason(lot, swap, why) for why in WHYS))

    return Option(promise(swap.spot, known), chosen)


def _reason(lot: Lot, swap: Swap, why: str) -> Option:
    word, then = WHYS[why]
    return Option(f"{word}. {then}", lambda state, known: _swapped(state, lot, swap, why, known))


def _swapped(state: State, lot: Lot, swap: Swap, why: str, known: Known) -> Turn:
    first, spot = swap
    free = _free(lot, known)
    most = min(spot.quantity, free.quantity) if free is not None else spot.quantity
    many = min(state.many or most, most)
    at, source = known.place(spot.place), known.place(free.place if free is not None else None)
    content = {"lot": first.ref, "line": spot.line, "quantity": many, "instead": lot.ref}
    content |= {"why": why, "position": known.bundle.position}
    content |= {"place": at.ref} if at is not None else {}
    content |= {"from_place": source.ref} if source is not None else {}
    says = f"{known.called(lot)} × {many} → {spot.facility}"
    return done(state, Draft("pick-swaps", content, (lot.ref, first.ref), says))
