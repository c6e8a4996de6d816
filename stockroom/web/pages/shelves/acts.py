"""What can be done next with a lot or a place: links to the pages of acts, the likeliest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

from stockroom.commands import BY_NOUN
from stockroom.rules import codes
from stockroom.speech import mark as _
from stockroom.tables.stock import PlaceKind, Standing
from stockroom.web.pages.acting import Look
from stockroom.web.pages.shelves.where import Held

AT_THE_DOOR = frozenset({PlaceKind.INBOUND, PlaceKind.BENCH})
SHELVES = frozenset({PlaceKind.BIN, PlaceKind.BOX})
STANDS_BOXES = frozenset(
    {
        PlaceKind.INBOUND,
        PlaceKind.BIN,
        PlaceKind.BENCH,
        PlaceKind.QUARANTINE,
        PlaceKind.VAN,
        PlaceKind.WITH_VOLUNTEER,
    }
)


class Offer(NamedTuple):
    """A link to an act's page; `first` marks what is to be done now, `wrong` what mends a fault."""

    noun: str
    word: str
    icon: str
    query: dict[str, str]
    first: bool = False
    wrong: bool = False

    @property
    def link(self) -> str:
        """The address of the act's page, filled in."""
        return f"/{self.noun}/new?{urlencode(self.query)}" if self.query else f"/{self.noun}/new"


def offered(offers: Sequence[Offer], look: Look) -> list[Offer]:
    """Those that the reader's role may do; of those to be done now only one, which leads."""
    mine = [one for one in offers if look.actor.role in BY_NOUN[one.noun].roles]
    leading = [one for one in mine if one.first][:1]
    rest = [one._replace(first=False) for one in mine if one not in leading]
    return [*leading, *rest]


def of_lot(lot: Any, spots: Sequence[Held]) -> list[Offer]:
    """What makes sense with a lot, by its standing and by where it lies."""
    ref = codes.name_of_lot(lot.code, lot.id)
    offers = _of_standing(lot, ref, spots)
    return [*offers, *_of_hands(lot, ref, spots)] if spots else offers


def _of_standing(lot: Any, ref: str, spots: Sequence[Held]) -> list[Offer]:
    """Inspection, holds and promises: whether the lot may be promised and is."""
    by_lot = {"lot": ref}
    waiting = lot.standing in (Standing.WAITING, Standing.QUARANTINED)
    offers = []
    if lot.on_hold:
        offers.append(Offer("hold-liftings", _("Lift the hold"), "lock-open", by_lot, first=True))
    if spots:
        first = waiting and not lot.on_hold
        word = _("Inspect it") if waiting else _("Inspect it again")
        offers.append(Offer("inspections", word, "shield-check", by_lot, first, wrong=not waiting))
    free = any(one.free and one.kind in SHELVES for one in spots)
    if lot.standing == Standing.ACCEPTED and not lot.on_hold and free:
        offers.append(Offer("allocations", _("Promise it to a wish"), "heart", by_lot))
    return offers


def _of_hands(lot: Any, ref: str, spots: Sequence[Held]) -> list[Offer]:
    """Carrying, opening, and what mends a fault."""
    by_thing, by_lot = {"thing": ref}, {"lot": ref}
    offers = []
    if any(one.kind in AT_THE_DOOR for one in spots) and lot.standing == Standing.ACCEPTED:
        word = _("Put it on a shelf")
        offers.append(Offer("put-aways", word, "stack-2", by_thing, first=not lot.on_hold))
    offers += _of_moving(lot, by_thing, spots)
    offers.append(Offer("boxings", _("Put it in a box"), "box", by_lot))
    if sum(one.pieces for one in spots) > 1:
        offers.append(Offer("conversions", _("Open a pack or split it"), "package-export", by_lot))
    return [*offers, *_of_faults(lot, by_lot)]


def _of_moving(lot: Any, by_thing: dict[str, str], spots: Sequence[Held]) -> list[Offer]:
    """A lot without a label is carried in its box, and some of it may be taken out."""
    if lot.code or [one.kind for one in spots] != [PlaceKind.BOX]:
        return [Offer("transfers", _("Move it"), "repeat", by_thing)]
    box = {"thing": str(spots[0].number)}
    return [
        Offer("transfers", _("Move its box"), "repeat", box),
        Offer("transfers", _("Take it out of its box"), "package-export", by_thing),
    ]


def _of_faults(lot: Any, by_lot: dict[str, str]) -> list[Offer]:
    word = _("It is not as described")
    offers = [Offer("redescriptions", word, "edit", by_lot, wrong=True)]
    if not lot.on_hold:
        offers.append(Offer("holds", _("Put it on hold"), "lock", by_lot, wrong=True))
    offers.append(Offer("write-offs", _("It is gone for good"), "trash", by_lot, wrong=True))
    if lot.code:
        word, by_code = _("Its label is damaged"), {"code": str(lot.code)}
        offers.append(Offer("code-replacements", word, "qrcode", by_code, wrong=True))
    return offers


def of_place(place: Any, *, sealed: bool = False) -> list[Offer]:
    """What makes sense at a place, by its kind."""
    if place.closed:
        return []
    ref, by_place = str(place.number), {"place": str(place.number)}
    change = Offer("place-changes", _("Rename or close"), "edit", by_place)
    if place.kind == PlaceKind.SITE:
        return [Offer("bins", _("New bin here"), "plus", {"site": ref}), change]
    offers = [] if sealed else _of_bringing(place.kind, by_place)
    back = {"next": f"/places/{ref}"}
    if place.kind == PlaceKind.VAN:
        word = _("Plate, and what it carries")
        offers.append(Offer("van-changes", word, "truck", {"van": ref}))
    if place.kind in STANDS_BOXES:
        offers.append(Offer("boxes", _("New box here"), "plus", by_place))
    if place.kind == PlaceKind.BOX:
        offers.append(Offer("transfers", _("Move this box"), "repeat", {"thing": ref, **back}))
    if place.code:
        word = _("Its label is damaged")
        by_code = {"code": str(place.code), **back}
        offers.append(Offer("code-replacements", word, "qrcode", by_code, wrong=True))
    else:
        word = _("Stick a label on it")
        offers.append(Offer("code-claims", word, "qrcode", {"thing": ref, **back}))
    return [*offers, change]


def _of_bringing(kind: str, by_place: dict[str, str]) -> list[Offer]:
    """Bringing goods here, one after the other, and counting what is here."""
    shelf = kind in SHELVES
    noun = "put-aways" if shelf else "transfers"
    again = {**by_place, "next": f"/{noun}/new?{urlencode(by_place)}"}
    word = _("Put goods here") if shelf else _("Bring goods here")
    return [
        Offer(noun, word, "stack-2", again),
        Offer("counts", _("Count what is here"), "clipboard-check", by_place),
    ]


OF_ALL = (
    Offer("boxes", _("New box"), "box", {}),
    Offer("bins", _("New bin"), "map-pin", {}),
    Offer("volunteer-places", _("Out with a volunteer"), "wash-machine", {}),
    Offer("vans", _("New van"), "truck", {}),
    Offer("sites", _("New building"), "building-warehouse", {}),
)
