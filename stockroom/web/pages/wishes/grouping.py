"""The lines of a list as they belong together: each kit, each set that is one bag, the rest."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.reports.wish_states import ASKED_KIT, KITS_ASKED
from stockroom.web.pages.wishes.filled import KITS
from stockroom.web.pages.wishes.progress import Progress


class Asked(NamedTuple):
    """One line with how far it is, and its state."""

    line: Any
    progress: Progress
    state: str


class Group(NamedTuple):
    """Lines that belong together; `kit` is the kits asked for, `bag` the number of a set.

    `found` and `arrived` count whole kits: those for which everything is set aside or further, and
    those of which everything was handed over.
    """

    lines: Sequence[Asked]
    kit: Any = None
    found: int = 0
    arrived: int = 0
    bag: int | None = None
    of_bags: int = 0


def of_list(books: sa.Connection, number: int, lines: Sequence[Asked]) -> Sequence[Group]:
    """The lines of a list in groups, each where its first line stands; one statement."""
    kits = _kits(books, number)
    sets = sorted({one.line.set_number for one in lines if one.line.set_number})
    groups: dict[tuple[str, int], list[Asked]] = {}
    for one in lines:
        groups.setdefault(_key(one.line), []).append(one)
    return [_group(kind, which, found, kits, sets) for (kind, which), found in groups.items()]


def _key(line: Any) -> tuple[str, int]:
    if line.wish_kit_id:
        return "kit", line.wish_kit_id
    return ("set", line.set_number) if line.set_number else ("", 0)


def _group(
    kind: str, which: int, lines: Sequence[Asked], kits: Mapping[int, Any], sets: Sequence[int]
) -> Group:
    if kind == "kit":
        return Group(
            lines,
            kit=kits[which],
            found=min(one.progress.given // one.line.per_kit for one in lines),
            arrived=min(one.progress.arrived // one.line.per_kit for one in lines),
        )
    if kind == "set":
        return Group(lines, bag=sets.index(which) + 1, of_bags=len(sets))
    return Group(lines)


def _kits(books: sa.Connection, number: int) -> dict[int, Any]:
    query = (
        sa.select(
            ASKED_KIT.c.id,
            ASKED_KIT.c.size_label,
            ASKED_KIT.c.whole,
            KITS.c.name,
            KITS.c.names,
            KITS_ASKED.label("number"),
        )
        .select_from(ASKED_KIT.join(KITS, KITS.c.id == ASKED_KIT.c.kit_id))
        .where(ASKED_KIT.c.wish_list_id == number)
    )
    return {row.id: row for row in books.execute(query)}
