"""Goods of a list by the bag that they go into: each set as one bag, and each kit as one bag.

A line of a kit asks so many pieces for each kit; the pieces fill kit after kit, those first that
have gone further: what is picked belongs to kit 1 before anything on the shelves does.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.ledger import HOLDING, LINE, PLACE
from stockroom.reports.stages import STAND, table
from stockroom.tables.kits import Kit
from stockroom.tables.sums import ASKED_NOW
from stockroom.tables.wishes import WishKit

KIT, WISH_KIT = table(Kit), table(WishKit)
SETS_FIRST, THEN_KITS, THEN_SINGLE = range(3)


class Group(NamedTuple):
    """What is one bag: a set, or kit `number` of `last`; what belongs to none has no number.

    `members` are numbered rows. Of a kit `whole` is how many pieces it should have and `have` how
    many are here or have gone on already.
    """

    kind: int
    number: int = 0
    last: int = 0
    kit: Any = None
    members: Sequence[tuple[int, Any]] = ()
    whole: int = 0
    have: int = 0

    @property
    def key(self) -> tuple[int, int, int]:
        """What its rows have in common."""
        return key_of(self.members[0][1])

    @property
    def is_set(self) -> bool:
        """Whether it is a set."""
        return self.kind == SETS_FIRST

    @property
    def is_kit(self) -> bool:
        """Whether it is a kit."""
        return self.kind == THEN_KITS

    @property
    def is_bag(self) -> bool:
        """Whether its rows go into one bag."""
        return self.kind != THEN_SINGLE

    @property
    def is_whole(self) -> bool:
        """Whether no piece of the kit is lacking; sets are as whole as their promises."""
        return self.have >= self.whole


class Kits(NamedTuple):
    """What is known of the kits of a list: their lines, and how many pieces have gone on."""

    lines: dict[int, Any]

    def last(self, wish_kit: int) -> int:
        """How many kits of that row are asked."""
        return max(
            (-(-one.asked // one.per_kit) for one in self._of(wish_kit)),
            default=0,
        )

    def whole(self, wish_kit: int) -> int:
        """How many pieces one of them has."""
        return sum(one.per_kit for one in self._of(wish_kit) if one.asked)

    def gone(self, wish_kit: int, number: int) -> int:
        """How many pieces of kit `number` have gone on already."""
        return sum(
            max(0, min(one.beyond - (number - 1) * one.per_kit, one.per_kit))
            for one in self._of(wish_kit)
        )

    def _of(self, wish_kit: int) -> list[Any]:
        return [one for one in self.lines.values() if one.wish_kit_id == wish_kit]


def kits_of(books: sa.Connection, list_id: int, here: sa.ColumnElement[bool]) -> Kits:
    """The kits of a list; `here` says which goods have not gone on yet. One statement."""
    left = sa.func.coalesce(sa.func.sum(HOLDING.c.quantity).filter(here), 0)
    served = sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0)
    select = (
        sa.select(
            LINE.c.id,
            LINE.c.wish_kit_id,
            LINE.c.per_kit,
            KIT.c.name,
            KIT.c.names,
            WISH_KIT.c.size_label,
            ASKED_NOW.label("asked"),
            (served - left).label("beyond"),
        )
        .select_from(
            LINE.join(WISH_KIT, WISH_KIT.c.id == LINE.c.wish_kit_id)
            .join(KIT, KIT.c.id == WISH_KIT.c.kit_id)
            .outerjoin(HOLDING, HOLDING.c.line_id == LINE.c.id)
            .outerjoin(PLACE, PLACE.c.id == HOLDING.c.place_id)
            .outerjoin(STAND, STAND.c.id == PLACE.c.stands_in)
        )
        .where(LINE.c.wish_list_id == list_id, LINE.c.per_kit > 0)
        .group_by(LINE.c.id, WISH_KIT.c.id, KIT.c.id)
    )
    return Kits({row.id: row for row in books.execute(select)})


def shares(rows: Sequence[Any], kits: Kits, *, parted: bool) -> list[Any]:
    """The rows with the kits that their pieces fill: `first_kit` to `last_kit` of `kits`.

    `parted` gives a row for each kit, as bags are filled; else a row says all its kits, as one
    walks past the shelf.
    """
    at = {line: one.beyond for line, one in kits.lines.items()}
    found: list[Any] = []
    for row in rows:
        kit = kits.lines.get(row.line)
        if kit is None:
            found.append(_share(row, row.quantity))
            continue
        for pieces in _parts(row.quantity, at[row.line], kit.per_kit) if parted else [row.quantity]:
            first, last = (n // kit.per_kit + 1 for n in (at[row.line], at[row.line] + pieces - 1))
            many = kits.last(kit.wish_kit_id)
            found.append(_share(row, pieces, kit, (first, last, many)))
            at[row.line] += pieces
    return found


def grouped(rows: Sequence[Any], kits: Kits) -> list[Group]:
    """The numbered rows by their bags: sets, then kits, then what belongs to none."""
    found: dict[tuple[int, int, int], list[tuple[int, Any]]] = {}
    for number, row in enumerate(rows):
        found.setdefault(key_of(row), []).append((number, row))
    return [_group(key, members, kits) for key, members in sorted(found.items())]


def key_of(row: Any) -> tuple[int, int, int]:
    """What a share is sorted and grouped by."""
    if row.set_number:
        return SETS_FIRST, 0, row.set_number
    if row.kit is not None:
        return THEN_KITS, row.kit.wish_kit_id, row.first_kit
    return THEN_SINGLE, 0, 0


def _group(key: tuple[int, int, int], members: Sequence[tuple[int, Any]], kits: Kits) -> Group:
    kind, wish_kit, number = key
    if kind != THEN_KITS:
        return Group(kind, number, members=members)
    here = sum(row.quantity for _, row in members)
    return Group(
        kind,
        number,
        kits.last(wish_kit),
        members[0][1].kit,
        members,
        kits.whole(wish_kit),
        here + kits.gone(wish_kit, number),
    )


def _parts(pieces: int, at: int, per_kit: int) -> list[int]:
    """The pieces kit by kit, the first of which may have been begun."""
    parts = []
    while pieces:
        part = min(pieces, per_kit - at % per_kit)
        parts.append(part)
        at, pieces = at + part, pieces - part
    return parts


def _share(row: Any, pieces: int, kit: Any = None, kits: tuple[int, int, int] = (0, 0, 0)) -> Any:
    first, last, many = kits
    said = {**row._asdict(), "quantity": pieces}
    return SimpleNamespace(**said, kit=kit, first_kit=first, last_kit=last, of_kits=many)
