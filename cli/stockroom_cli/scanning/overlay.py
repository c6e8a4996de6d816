"""This terminal's own acts laid over its bundle: what hands have just done is known at once.

Only what the next scan may ask for is followed: where lots lie, and whether they were accepted.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from stockroom_cli.scanning.act import Act
from stockroom_cli.scanning.known import Bundle, Closed, Known, Lot, Spot

Content = Mapping[str, Any]
Lots = dict[str, Lot]


def overlaid(bundle: Bundle, acts: Sequence[Act]) -> Known:
    """What is known where the bundle has none of these acts in it."""
    known = Known(bundle, dict(bundle.lots))
    undone = {act.content["command"] for act in acts if act.noun == "reversals"}
    for act in acts:
        if str(act.id) not in undone:
            follow(known, act)
    return known


def follow(known: Known, act: Act) -> None:
    """Have what is known be as after that act."""
    followed = _FOLLOWED.get(act.noun)
    if followed is not None:
        followed(known.lots, act.content, known)


def _taken_in(lots: Lots, content: Content, known: Known) -> None:
    if "code" not in content:
        return  # it has no name to be scanned by yet
    packs = content.get("packs")
    pieces = packs["packs"] * packs["pieces_per_pack"] if packs else content.get("quantity", 1)
    product = content["product"]
    lots[content["code"]] = Lot(
        ref=content["code"],
        product=product,
        size=content.get("size", ""),
        fits=content.get("fits", "any"),
        season=content.get("season", "any"),
        depth=known.bundle.products.get(product, {}).get("depth", "counted"),
        standing="waiting",
        on_hold=False,
        condition=content.get("condition", "good"),
        spots=(Spot(_first(known, "inbound"), pieces),),
    )


def _carried(lots: Lots, content: Content, known: Known) -> None:
    lot = lots.get(content.get("thing", content.get("lot", "")))
    to = _number(known, content.get("place", content.get("box")))
    if lot is None or to is None:
        return
    source = _number(known, content.get("source")) or _nearest(lot, known, to)
    there = [spot for spot in lot.spots if spot.place == source]
    rest = [spot for spot in lot.spots if spot.place != source]
    all_there = sum(spot.quantity for spot in there)
    many = min(content.get("quantity", all_there), all_there)
    # Pieces that go whole take their promises along; of a part, the free ones go first.
    there.sort(key=lambda spot: spot.line is not None)
    lots[lot.ref] = replace(lot, spots=(*rest, *_drawn(there, to, many)))


def _picked(lots: Lots, content: Content, known: Known) -> None:
    _promised(lots, content, _first(known, "bench"), _number(known, content.get("place")))


def _packed(lots: Lots, content: Content, known: Known) -> None:
    _promised(lots, content, _number(known, content["box"]), None)


def _inspected(lots: Lots, content: Content, _known: Known) -> None:
    lot = lots.get(content["lot"])
    if lot is not None and "quantity" not in content:
        accepted = content["outcome"] == "accept"
        lots[lot.ref] = replace(lot, standing="accepted" if accepted else "rejected")


def _loaded(lots: Lots, content: Content, known: Known) -> None:
    van = next((run.van for run in known.bundle.runs if run.id == content["run"]), None)
    for item in content["items"]:
        if "lot" in item:
            _promised(lots, item, van, None)


def _swapped(lots: Lots, content: Content, known: Known) -> None:
    """The first lot's promise is free again; the other goes to the bench in its place."""
    first, other = lots.get(content["lot"]), lots.get(content["instead"])
    to, at = _first(known, "bench"), _number(known, content.get("place"))
    spot = _spot(first, content["line"], at)
    if first is None or spot is None or other is None or to is None:
        return
    many = min(content["quantity"], spot.quantity)
    _become(lots, first, spot, many, Spot(spot.place, many))
    free = _spot(other, None, _number(known, content.get("from_place")))
    gone = replace(spot, place=to, quantity=many)
    _become(lots, lots[other.ref], free, many, gone)


def _sent_to_bench(lots: Lots, content: Content, known: Known) -> None:
    """Free pieces that go to the bench, for a line from now on."""
    line, many = content["line"], content["quantity"]
    known.sent[line] = known.sent.get(line, 0) + many
    lot, to = lots.get(content["lot"]), _first(known, "bench")
    spot = _spot(lot, None, _number(known, content.get("place")))
    if lot is None or spot is None or to is None:
        return
    want = next((one for one in known.bundle.wanted if one["line"] == line), None)
    facility = want["facility"] if want is not None else None
    _become(lots, lot, spot, many, Spot(to, min(many, spot.quantity), line, None, facility))


def _spot(lot: Lot | None, line: int | None, place: int | None) -> Spot | None:
    spots = lot.spots if lot is not None else ()
    return next((one for one in spots if (one.line, one.place) == (line, place)), None)


def _become(lots: Lots, lot: Lot, spot: Spot | None, many: int, more: Spot) -> None:
    """A lot less so many pieces of one spot, and those that they become."""
    rest = [one for one in lot.spots if one is not spot]
    left = [replace(spot, quantity=spot.quantity - many)] if spot is not None else []
    spots = (*rest, *(one for one in left if one.quantity > 0), more)
    lots[lot.ref] = replace(lot, spots=spots)


def _sealed(_lots: Lots, content: Content, known: Known) -> None:
    known.sealed[content["box"]] = Closed(
        content.get("packaging", "box"), content.get("repacked", False)
    )


def _promised(lots: Lots, content: Content, to: int | None, source: int | None) -> None:
    """Pieces that go on for the line they are promised to."""
    lot = lots.get(content["lot"])
    if lot is None or to is None:
        return
    theirs = [
        spot
        for spot in lot.spots
        if spot.line == content["line"] and spot.place != to and source in (None, spot.place)
    ]
    if theirs:
        rest = [spot for spot in lot.spots if spot is not theirs[0]]
        many = min(content["quantity"], theirs[0].quantity)
        lots[lot.ref] = replace(lot, spots=(*rest, *_drawn(theirs[:1], to, many)))


def _drawn(spots: Iterable[Spot], to: int, many: int) -> Iterable[Spot]:
    for spot in spots:
        taken = min(many, spot.quantity)
        many -= taken
        if taken < spot.quantity:
            yield replace(spot, quantity=spot.quantity - taken)
        if taken:
            yield replace(spot, quantity=taken, place=to)


def _number(known: Known, ref: Any) -> int | None:
    place = known.place_called(ref)
    return None if place is None else place.number


def _first(known: Known, kind: str) -> int | None:
    return next((place.number for place in known.kinds(kind)), None)


def _nearest(lot: Lot, known: Known, to: int) -> int | None:
    elsewhere = [spot.place for spot in lot.spots if spot.place != to]
    inbound = _first(known, "inbound")
    return inbound if inbound in elsewhere else next(iter(elsewhere), None)


_FOLLOWED: Mapping[str, Callable[[Lots, Content, Known], None]] = {
    "intakes": _taken_in,
    "put-aways": _carried,
    "transfers": _carried,
    "picks": _picked,
    "packings": _packed,
    "inspections": _inspected,
    "loadings": _loaded,
    "sealings": _sealed,
    "pick-swaps": _swapped,
    "bench-sendings": _sent_to_bench,
}
