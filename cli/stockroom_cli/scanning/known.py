"""What this terminal knows of the building: the bundle it fetched, its own acts laid over it.

A memory, not a judge: the books decide, and may know more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import Any, TypeVar, cast

from stockroom_cli.scanning.codes import fold
from stockroom_cli.speech import LANGUAGE

_Kind = TypeVar("_Kind")


@dataclass(frozen=True)
class Place:
    """A place that goods can be put in."""

    number: int
    name: str
    kind: str
    code: str | None
    stands_in: int | None

    @property
    def ref(self) -> str:
        """What commands call it: the code on its label, or its short number."""
        return self.code or f"box {self.number}"


@dataclass(frozen=True)
class Spot:
    """Pieces in one place, free or promised to a line of a facility's list."""

    place: int | None
    quantity: int
    line: int | None = None
    wish_list: int | None = None
    facility: str | None = None
    bar: str = ""  # why its gate stops the loading of it
    seal_bar: str = ""  # and the sealing, however it is closed
    repack_bar: str = ""  # and the sealing, unless it is packed anew


@dataclass(frozen=True)
class Lot:
    """A lot by the code on its label, or "lot 328", and where its pieces lie."""

    ref: str
    product: str
    size: str
    fits: str
    season: str
    depth: str
    standing: str
    on_hold: bool
    spots: tuple[Spot, ...]
    number: int = 0  # what people write on it by hand; 0 until the books know it
    condition: str = "good"
    only_for: Sequence[str] = ()  # facilities, or kinds of them, that it was given for
    instead_for: Sequence[str] = ()  # whose gates take it in place of promised goods

    def at(self, place: int | None) -> int:
        """Its pieces in the place of that number."""
        return sum(spot.quantity for spot in self.spots if spot.place == place)


@dataclass(frozen=True)
class Run:
    """A run that may be loaded, by its day and the short number of its van."""

    id: int
    day: str
    van: int
    bars: tuple[Mapping[str, str], ...] = ()


@dataclass(frozen=True)
class Closed:
    """How a parcel is closed, and whether it was packed anew as a gate asks."""

    packaging: str
    repacked: bool = False


@dataclass(frozen=True)
class Bundle:
    """What the service told at one position of its journal, by the names that are asked for."""

    position: int = 0
    epoch: str = ""
    places: Mapping[int, Place] = field(default_factory=dict)
    lots: Mapping[str, Lot] = field(default_factory=dict)
    products: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    runs: tuple[Run, ...] = ()
    learnt: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    closings: tuple[Mapping[str, str], ...] = ()  # what gates say of how a parcel is closed
    wanted: tuple[Mapping[str, Any], ...] = ()  # what lines still ask, the most urgent first
    sizes: tuple[Mapping[str, Any], ...] = ()  # what sizes on labels mean

    @classmethod
    def read(cls, told: Mapping[str, Any]) -> Bundle:
        """The bundle in the service's JSON."""
        return cls(
            position=told["position"],
            epoch=told["epoch"],
            places={one["number"]: _made(Place, one) for one in told["places"]},
            lots={one["ref"]: _lot(one) for one in told["lots"]},
            products={one["code"]: one for one in told["products"]},
            runs=tuple(_made(Run, one) for one in told["runs"]),
            learnt={one["gtin"]: one for one in told["learnt"]},
            closings=tuple(told.get("closings", ())),
            wanted=tuple(told.get("wanted", ())),
            sizes=tuple(told.get("sizes", ())),
        )


class Known:
    """A bundle with `lots` as they lie after this terminal's own acts."""

    def __init__(self, bundle: Bundle, lots: dict[str, Lot] | None = None) -> None:
        self.bundle = bundle
        self.lots = dict(bundle.lots) if lots is None else lots
        self.sealed: dict[str, Closed] = {}  # boxes that this terminal has sealed since
        self.sent: dict[int, int] = {}  # and the pieces that it sent to the bench, by line
        self._called = {one.ref: one for one in bundle.places.values()}
        self._coded = {one.code: one for one in bundle.places.values() if one.code}

    def place(self, number: int | None) -> Place | None:
        """The place of that short number."""
        return None if number is None else self.bundle.places.get(number)

    def place_with(self, code: str) -> Place | None:
        """The place whose label carries that code."""
        return self._coded.get(code)

    def lot_numbered(self, number: int) -> Lot | None:
        """The lot of that number, which may be written on it in place of a label."""
        return next((lot for lot in self.lots.values() if lot.number == number), None)

    def bar(self, run: Run, lot: Lot, spot: Spot) -> str:
        """Why a gate stops the loading of these pieces on this run; nothing where none does."""
        runs = (one for one in self.bundle.runs if one.id == run.id)
        bars = (bar for one in runs for bar in one.bars if bar["facility"] == spot.facility)
        told, box = self._told(lot, spot), self.place(spot.place)
        closed = self.sealed.get(box.ref) if box else None
        why = self.seal_bar(lot, spot, closed) if closed else told.bar if told else ""
        return why or next((one["sentence"] for one in bars), "")

    def seal_bar(self, lot: Lot, spot: Spot, closed: Closed) -> str:
        """Why a gate stops these pieces in a parcel closed like that; nothing where none does."""
        told = self._told(lot, spot)
        stopping = ("block",) if closed.repacked else ("block", "repack")
        goods = (told.seal_bar or ("" if closed.repacked else told.repack_bar)) if told else ""
        return goods or next(
            (
                one["sentence"]
                for one in self.closings(spot.facility)
                if one["packaging"] == closed.packaging and one["action"] in stopping
            ),
            "",
        )

    def closings(self, facility: str | None) -> list[Mapping[str, str]]:
        """All that the gate of a facility says of how a parcel is closed."""
        return [one for one in self.bundle.closings if one["facility"] == facility]

    def _told(self, lot: Lot, spot: Spot) -> Spot | None:
        """The spot as the bundle told it; of pieces moved here since, where they were."""
        fetched = self.bundle.lots.get(lot.ref)
        of_line = [one for one in fetched.spots if one.line == spot.line] if fetched else []
        there = [one for one in of_line if one.place == spot.place]
        return next(iter(there or of_line), None)

    def place_called(self, ref: object) -> Place | None:
        """The place that a command names so."""
        return self._called.get(str(ref))

    def place_named(self, name: str) -> Place | None:
        """The one place of that name; none where two share it."""
        same = [one for one in self.bundle.places.values() if fold(one.name) == fold(name)]
        return same[0] if len(same) == 1 else None

    def name_of(self, number: int | None) -> str:
        """What people call the place of that number."""
        place = self.place(number)
        return place.name if place is not None else "?"

    def is_on_shelf(self, spot: Spot) -> bool:
        """Whether pieces lie in a bin, in a box there or loose."""
        return self.kind_of(spot.place) == "bin"

    def kind_of(self, number: int | None) -> str:
        """The kind of the place of that number, or of what it stands in if it is a box."""
        place = self.place(number)
        stands = self.place(place.stands_in) if place and place.kind == "box" else place
        return stands.kind if stands else ""

    def inside(self, place: Place) -> Sequence[Lot]:
        """The lots that lie in a place."""
        return [lot for lot in self.lots.values() if lot.at(place.number) > 0]

    def called(self, lot: Lot) -> str:
        """What people call a lot: its product and size, in their language."""
        return self.goods(lot.product, lot.size)

    def goods(self, product: str, size: str) -> str:
        """The name of a product in the reader's language, with its size."""
        about = self.bundle.products.get(product, {})
        name = about.get("names", {}).get(LANGUAGE) or about.get("name") or product
        return f"{name} {size}".strip()

    def kinds(self, *kinds: str) -> Iterable[Place]:
        """The places of these kinds, in the order of their numbers."""
        return (one for one in self.bundle.places.values() if one.kind in kinds)


def _lot(told: Mapping[str, Any]) -> Lot:
    spots = tuple(_made(Spot, spot) for spot in told["spots"])
    return _made(Lot, {**told, "spots": spots})


def _made(kind: type[_Kind], told: Mapping[str, Any]) -> _Kind:
    """What we know of a row: a newer service may tell more than we ask for."""
    names = [one.name for one in fields(cast(Any, kind))]
    return kind(**{name: told[name] for name in names if name in told})
