"""Whether what lies in a bag is what its recipe says: each thing, in its size, and no more."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from stockroom.errors import Refused
from stockroom.rules import kit_sizes
from stockroom.rules.sizes import Size


@dataclass(frozen=True)
class Wanted:
    """So many pieces of a product in a bag; `size` is the words of the recipe or of the bag."""

    product: int
    name: str
    sizing: str
    size: str
    quantity: int


@dataclass(frozen=True)
class Inside:
    """Pieces of one lot in a bag."""

    product: int
    name: str
    size: Size
    quantity: int


def must_answer(kit: str, recipe: Sequence[Wanted], inside: Sequence[Inside]) -> None:
    """Raise `Refused` naming the first part that is short, or the first thing that is too much.

    A lot of two sizes (62/68) may answer either of two parts; the parts are filled from the
    smallest, each first from the lots that no later part could use.
    """
    left = [lot.quantity for lot in inside]
    for part in _smallest_first(recipe):
        short = _fill(part, recipe, inside, left)
        if short:
            raise Refused(
                "part_missing",
                "{kit} holds {wanted} of {thing}; {there} of them are in the bag.",
                kit=kit,
                wanted=part.quantity,
                thing=_named(part.name, part.size),
                there=part.quantity - short,
            )
    for lot, more in zip(inside, left, strict=True):
        if more:
            raise Refused(
                "not_in_kit",
                "{more} of {thing} in the bag are more than {kit} holds.",
                more=more,
                thing=_named(lot.name, lot.size.label),
                kit=kit,
            )


def _smallest_first(recipe: Iterable[Wanted]) -> list[Wanted]:
    return sorted(recipe, key=_order)


def _order(part: Wanted) -> tuple[int, bool, int, int]:
    """By product and from the smallest size up; what may be of any size comes last."""
    size = kit_sizes.range_of(part.size, part.sizing)
    return (part.product, not part.size, size.low, size.high)


def _fill(part: Wanted, recipe: Sequence[Wanted], inside: Sequence[Inside], left: list[int]) -> int:
    """Take the pieces of a part from what is left; gives how many are short."""
    short = part.quantity
    fitting = [at for at, lot in enumerate(inside) if left[at] and _answers(lot, part)]

    def last_use(at: int) -> tuple[int, bool, int, int]:
        return max(_order(other) for other in recipe if _answers(inside[at], other))

    for at in sorted(fitting, key=last_use):
        pieces = min(left[at], short)
        left[at] -= pieces
        short -= pieces
    return short


def _answers(lot: Inside, part: Wanted) -> bool:
    return lot.product == part.product and kit_sizes.answers(lot.size, part.size, part.sizing)


def _named(name: str, size: str) -> str:
    return f"{name} {size}" if size else name
