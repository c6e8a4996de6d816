"""Seal: a box closed for the facility that all in it is promised to, as its gate wants it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from stockroom_cli.scanning.known import Closed, Known, Lot, Place, Spot
from stockroom_cli.scanning.state import Draft, Option, State, Turn, asks, done, no
from stockroom_cli.scanning.verbs.promised import on_hold
from stockroom_cli.speech import _

PACKAGINGS: Mapping[str, str] = {
    "box": _("a box"),
    "clear_bag": _("a clear bag"),
    "shop": _("as in a shop"),
}
Inside = Sequence[tuple[Lot, Spot]]


def sealed(state: State, known: Known) -> Turn:
    """The parcel; where its gate has a word about how it is closed, that is asked."""
    box = state.target
    if box is None:
        return no(state, _("Now scan the box that it goes into."))
    inside = [
        (lot, spot) for lot in known.inside(box) for spot in lot.spots if spot.place == box.number
    ]
    held = next((lot for lot, _spot in inside if lot.on_hold), None)
    if held is not None:
        return no(state, on_hold(held, known))
    facilities = {spot.facility for _lot, spot in inside}
    if len(facilities) != 1 or None in facilities:
        told = _("{box} does not hold goods for one facility alone").format(box=box.name)
        return no(state, told)
    facility = str(facilities.pop())
    ways = _ways(inside, known)
    if not ways:
        return no(state, _why(inside, Closed("box", repacked=True), known))
    said = list(dict.fromkeys(one["sentence"] for one in known.closings(facility)))
    if not said and ways[0] == Closed("box"):
        return _closed(state, box, facility, inside, ways[0])
    said += [why for why in (_why(inside, Closed("box"), known),) if why not in ("", *said)]
    return asks(
        state,
        " ".join([*said, _("How is it closed?")]),
        *(_option(box, facility, inside, way) for way in ways),
    )


def _ways(inside: Inside, known: Known) -> Sequence[Closed]:
    """How it may be closed, what the gate says nothing against first, a box before others."""
    facility = inside[0][1].facility
    spoken_of = [one["packaging"] for one in known.closings(facility)]
    ways = [
        next((way for way in _of(packaging) if not _why(inside, way, known)), None)
        for packaging in sorted(PACKAGINGS, key=lambda one: one in spoken_of)
    ]
    return [way for way in ways if way is not None]


def _of(packaging: str) -> Sequence[Closed]:
    return (Closed(packaging), Closed(packaging, repacked=True))


def _why(inside: Inside, closed: Closed, known: Known) -> str:
    return next((why for lot, spot in inside if (why := known.seal_bar(lot, spot, closed))), "")


def _option(box: Place, facility: str, inside: Inside, way: Closed) -> Option:
    anew = " · " + _("I packed it anew, as the gate asks") if way.repacked else ""
    return Option(
        PACKAGINGS[way.packaging] + anew,
        lambda state, _known: _closed(state, box, facility, inside, way),
    )


def _closed(state: State, box: Place, facility: str, inside: Inside, way: Closed) -> Turn:
    says = _("{box} sealed for {facility}").format(box=box.name, facility=facility)
    touches = (box.ref, *dict.fromkeys(lot.ref for lot, _spot in inside))
    content = {"box": box.ref, "facility": facility, **vars(way)}
    return done(state.but(target=None), Draft("sealings", content, touches, says))
