"""Where pieces are and which of them move: the words that the books are kept in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Spot(NamedTuple):
    """A place by its id and, if promised, a wish line by its id."""

    place: int
    line: int | None = None


class Move(NamedTuple):
    """Pieces of one lot from one spot to another, and the word for why."""

    lot: int
    source: Spot
    target: Spot
    quantity: int
    reason: str


class Held(NamedTuple):
    """A spot inside that holds pieces of a lot; `stands_in` is set when the place is a box.

    `bag` is the ready bag that the box is now; `cupboard` tells of goods in a refuge's cupboard.
    """

    spot: Spot
    quantity: int
    kind: str
    stands_in: int | None
    site: int | None
    urgency: str | None
    bag: int | None = None
    cupboard: bool = False


URGENCIES = ("tonight", "two_weeks", "routine", "nice_to_have")


def draw(held: Iterable[Held], quantity: int, *, line: int | None = None) -> list[tuple[Held, int]]:
    """Which pieces move when hands take `quantity`, from spots that the hands could mean.

    The line they are for comes first, then free pieces, then other promises with the least
    urgent first; a taking of everything carries every promise with it. Gives fewer pieces than
    asked when the spots have fewer.
    """

    def rank(one: Held) -> tuple[int, int]:
        if line is not None and one.spot.line == line:
            return (0, 0)
        if one.spot.line is None:
            return (1, 0)
        return (2, -URGENCIES.index(one.urgency) if one.urgency in URGENCIES else 0)

    taken: list[tuple[Held, int]] = []
    for one in sorted(held, key=rank):
        pieces = min(one.quantity, quantity)
        if pieces <= 0:
            break
        taken.append((one, pieces))
        quantity -= pieces
    return taken
