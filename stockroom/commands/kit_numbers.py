"""Another number of kits asked for: all their lines change together."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Annotated

from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs
from stockroom.commands.asking_for_kits import MOST_KITS
from stockroom.commands.base import Command, Entry, RowId, Trade, known
from stockroom.commands.lines import LineFacts
from stockroom.commands.wishes import OWN, Why, ask, lines_of, own, part_of_a_kit, still_open
from stockroom.tables.wishes import WishKit, WishLine, WishList


class WishKitChange(Command, frozen=True, kw_only=True):
    """So many kits are asked from now on, of the frozen recipe; none empties its lines."""

    wish_kit: RowId
    number: Annotated[int, Meta(ge=0, le=MOST_KITS, description="whole kits, or none")]
    reason: Why


def change(command: WishKitChange, entry: Entry) -> None:
    """Let each line of the kits ask the number times what one kit holds."""
    unknown = refs.unknown_row("kit on a list", command.wish_kit)
    kits = refs.by_id(entry, WishKit, command.wish_kit, "kit on a list")
    wish_list = refs.by_id(entry, WishList, kits.wish_list_id, "wish list")
    own(entry, wish_list.facility_id, unknown)
    for line in lines_of(entry, WishLine.wish_kit_id == kits.id):
        per_kit = known(refs.by_id(entry, WishLine, line.id, "wish line").per_kit)
        asked = command.number * per_kit
        if asked > line.asked:
            still_open(wish_list)
        if asked != line.asked:
            ask(entry, line.id, asked, command.reason.value)


def keep_whole(entry: Entry, lowered: Collection[int], ended: Collection[int]) -> None:
    """Refuse where lines that were lowered leave a kit that is given whole in pieces.

    Its lines may ask for fewer kits together, or all of them be `ended`.
    """
    query = select(WishLine.wish_kit_id).where(WishLine.id.in_(lowered)).distinct()  # type: ignore[union-attr]
    for wish_kit in entry.rows.exec(query).all():
        kits = entry.rows.get(WishKit, wish_kit) if wish_kit is not None else None
        if kits is None or not kits.whole:
            continue
        parts = lines_of(entry, WishLine.wish_kit_id == kits.id)
        if not {line.id for line in parts} <= set(ended) and not _is_whole(entry, parts):
            raise part_of_a_kit(entry, kits)


def _is_whole(entry: Entry, parts: Sequence[LineFacts]) -> bool:
    """Whether every line asks for the same number of kits, and for no part of one."""
    asked = {
        divmod(line.asked, known(refs.by_id(entry, WishLine, line.id, "wish line").per_kit))
        for line in parts
    }
    return len(asked) == 1 and not any(rest for _kits, rest in asked)


TRADES = (
    Trade(
        "wish-kit-changes",
        WishKitChange,
        change,
        OWN,
        example={"wish_kit": 3, "number": 2, "reason": "more_needed"},
    ),
)
