"""Who waits for what is in hand, as far as the bundle knew; the service decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from stockroom_cli.scanning.known import Known, Lot, Place, Spot
from stockroom_cli.scanning.state import Draft, Model, Option, State, Turn, asks, done, took
from stockroom_cli.speech import _

MOST = 5
GRADES = ("worn", "good", "new", "new_sealed")
AT_THE_DOOR = ("inbound", "bench", "quarantine")  # what lies on a shelf waits for a plan
MIXED = "CL-MIX"  # a mixed box answers clothes of other kinds too, which the pages tell
Want = Mapping[str, Any]


class InHand(NamedTuple):
    """What is held against wishes: a lot, or goods that are still being described."""

    product: str
    size: str
    fits: str = "any"
    season: str = "any"
    condition: str = "good"
    only_for: Sequence[str] = ()

    @classmethod
    def of(cls, thing: Lot | Model) -> InHand:
        """A lot, or what the next label is put on."""
        if isinstance(thing, Lot):
            return cls(*(getattr(thing, name) for name in cls._fields))
        about = {name: thing.about[name] for name in cls._fields if name in thing.about}
        return cls(thing.product, thing.size, **about)


def told(thing: Lot | Model, known: Known, hint: str = "") -> str:
    """Who waits for goods, to be said behind something else, and a hint; nothing if nobody does."""
    goods = InHand.of(thing)
    wants = wants_of(goods, known)
    if not wants or (isinstance(thing, Lot) and thing.on_hold):
        return ""
    is_known = _meaning(goods, known) is not None
    said = ", ".join(_said(one, is_known=is_known) for one in wants)
    return f" · {_('Wanted')}: {said}." + (f" {hint}" if hint else "")


def beside(state: State, says: str, lot: Lot, known: Known) -> Turn:
    """What is said of a lot in hand, who waits for it, and the ways to the bench."""
    ways = sendings(lot, known)
    if ways:
        return asks(state, says + told(lot, known), *ways)
    waiting = lot.standing == "waiting"
    return took(state, says + told(lot, known, first_inspect()) if waiting else says)


def first_inspect() -> str:
    """What has to happen before it may go."""
    return _("Once it is inspected and accepted, it can go straight to the bench.")


def sendings(lot: Lot, known: Known) -> Sequence[Option]:
    """Ways for a lot that may go straight to the bench, one for each want."""
    source = _sendable(lot, known)
    if source is None:
        return []
    return [_option(lot, one, *source) for one in wants_of(InHand.of(lot), known)]


def wants_of(goods: InHand, known: Known) -> Sequence[Want]:
    """The most urgent wants that goods would answer, less what was sent from here."""
    if goods.product == MIXED:
        return []
    size = _meaning(goods, known)
    return [one for one in _left_over(known) if _would_do(goods, one, size)][:MOST]


def _left_over(known: Known) -> Iterable[Want]:
    for one in known.bundle.wanted:
        pieces = one["pieces"] - known.sent.get(one["line"], 0)
        if pieces > 0:
            yield {**one, "pieces": pieces}


def _would_do(goods: InHand, want: Want, size: Mapping[str, Any] | None) -> bool:
    fits = size is None or want["high"] == 0
    only = goods.only_for
    return (
        goods.product == want["product"]
        and (fits or (size is not None and _touch(size, want)))
        and _agrees(goods.fits, want["fits"])
        and _agrees(goods.season, want["season"])
        and GRADES.index(goods.condition) >= GRADES.index(want["least"])
        and (not only or want["facility"] in only or want["kind"] in only)
    )


def _touch(size: Mapping[str, Any], want: Want) -> bool:
    return bool(size["high"] >= want["low"] and size["low"] <= want["high"])


def _agrees(has: str, asked: str) -> bool:
    return "any" in (has, asked) or has == asked


def _meaning(goods: InHand, known: Known) -> Mapping[str, Any] | None:
    """What a size on a label means; None where this terminal was not told."""
    sizing = known.bundle.products.get(goods.product, {}).get("sizing", "")
    meant = (sizing, goods.size)
    return next((one for one in known.bundle.sizes if (one["sizing"], one["label"]) == meant), None)


def _said(want: Want, *, is_known: bool) -> str:
    about = [_("tonight")] if want["urgency"] == "tonight" else []
    if not is_known and want["size"]:
        about.append(_("size {size}").format(size=want["size"]))
    said = _("{number} for {facility}").format(number=want["pieces"], facility=want["facility"])
    return f"{said} ({', '.join(about)})" if about else said


def _sendable(lot: Lot, known: Known) -> tuple[Place, Spot] | None:
    """From where free pieces of an accepted lot can go to the bench."""
    if lot.standing != "accepted" or lot.on_hold:
        return None
    near = [
        spot
        for spot in lot.spots
        if spot.line is None and spot.quantity and known.kind_of(spot.place) in AT_THE_DOOR
    ]
    near.sort(key=lambda spot: known.kind_of(spot.place) != "inbound")
    place = known.place(near[0].place) if near else None
    return (place, near[0]) if place is not None else None


def _option(lot: Lot, want: Want, place: Place, spot: Spot) -> Option:
    many = min(want["pieces"], spot.quantity)
    facility = want["facility"]

    def chosen(state: State, known: Known) -> Turn:
        content = {"lot": lot.ref, "line": want["line"], "quantity": many, "place": place.ref}
        says = _("{goods} × {number} to the bench for {facility}").format(
            goods=known.called(lot), number=many, facility=facility
        )
        return done(state, Draft("bench-sendings", content, (lot.ref,), says))

    word = _("Straight to the bench for {facility}").format(facility=facility)
    return Option(f"{word} × {many}", chosen)
