"""Which things go into which box: by weight and volume, bags kept whole, the heavy below.

Pure: first fit, the largest first. Weights are in grams, volumes in millilitres, both as the
catalogue gives them for a piece, so a proposal is a help to hands and never a rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

USUAL_KG = 15
"""What one person lifts again and again: below the 16 kg at which the guideline filter of the
British Health and Safety Executive (L23) asks women and men alike to look more closely."""

USUAL_LITRES = 60
"""What a stacking crate of 60 x 40 x 32 cm holds, and so about a removal box."""


@dataclass(frozen=True)
class Limits:
    """The most that a box should hold."""

    most_g: int = USUAL_KG * 1000
    most_ml: int = USUAL_LITRES * 1000


@dataclass(frozen=True)
class Thing:
    """Pieces of one row of the bench; those of a pack (`together`) are never parted."""

    row: int
    pieces: int
    piece_g: int
    piece_ml: int
    together: int = 1

    @property
    def weight_g(self) -> int:
        """What all of it weighs, in grams."""
        return self.pieces * self.piece_g

    @property
    def volume_ml(self) -> int:
        """The room that all of it takes, in millilitres."""
        return self.pieces * self.piece_ml


@dataclass(frozen=True)
class Bag:
    """Things that go into one box together: a set, a kit, or just one row."""

    things: tuple[Thing, ...]

    @property
    def weight_g(self) -> int:
        """What it weighs, in grams."""
        return sum(one.weight_g for one in self.things)

    @property
    def volume_ml(self) -> int:
        """The room that it takes, in millilitres."""
        return sum(one.volume_ml for one in self.things)


@dataclass(frozen=True)
class Box:
    """A box as it is proposed, its bags from the bottom up.

    It `is_too_much` where one thing alone goes beyond the limits.
    """

    bags: tuple[Bag, ...]
    is_too_much: bool = False

    @property
    def things(self) -> tuple[Thing, ...]:
        """Everything in it, from the bottom up."""
        return tuple(thing for bag in self.bags for thing in bag.things)

    @property
    def weight_g(self) -> int:
        """What it holds, in grams."""
        return sum(bag.weight_g for bag in self.bags)

    @property
    def volume_ml(self) -> int:
        """The room that its bags take, in millilitres."""
        return sum(bag.volume_ml for bag in self.bags)


def propose(whole: Iterable[Bag], loose: Iterable[Thing], limits: Limits) -> list[Box]:
    """Share bags and loose things out to as few boxes as first fit finds, heavy ones below.

    A loose row is parted only where it is more than one box holds.
    """
    bags = [bag for bag in whole if bag.things]
    bags += [Bag((part,)) for thing in loose for part in _portions(thing, limits)]
    bags.sort(key=lambda bag: (-_share(bag, limits), _rows(bag)))
    boxes: list[list[Bag]] = []
    for bag in bags:
        room = next((box for box in boxes if _fits([*box, bag], limits)), None)
        if room is None:
            boxes.append([bag])
        else:
            room.append(bag)
    return [Box(_heavy_below(box), not _fits(box, limits)) for box in boxes]


def _portions(thing: Thing, limits: Limits) -> Iterator[Thing]:
    """The row in parts that a box can hold; of what is too large for any, one pack to a part."""
    together = max(1, min(thing.together, thing.pieces))
    fit = [
        most // (each * together)
        for most, each in ((limits.most_g, thing.piece_g), (limits.most_ml, thing.piece_ml))
        if each
    ]
    at_once = together * max(1, min(fit)) if fit else thing.pieces
    left = thing.pieces
    while left:
        part = min(left, at_once)
        yield replace(thing, pieces=part)
        left -= part


def _fits(bags: Sequence[Bag], limits: Limits) -> bool:
    return (
        sum(bag.weight_g for bag in bags) <= limits.most_g
        and sum(bag.volume_ml for bag in bags) <= limits.most_ml
    )


def _share(bag: Bag, limits: Limits) -> float:
    return max(bag.weight_g / limits.most_g, bag.volume_ml / limits.most_ml)


def _rows(bag: Bag) -> tuple[int, ...]:
    return tuple(thing.row for thing in bag.things)


def _heavy_below(bags: Sequence[Bag]) -> tuple[Bag, ...]:
    return tuple(sorted(bags, key=lambda bag: (-bag.weight_g, _rows(bag))))
