"""Boxes as they are proposed for what lies on the bench; one tap makes one and packs it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urlencode

import sqlalchemy as sa

from stockroom.commands.house import BOX_LIMITS
from stockroom.commands.refs import SETTING
from stockroom.desk import Receipt
from stockroom.planning import boxing
from stockroom.planning.boxing import Bag, Box, Limits, Thing
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.bench import goods
from stockroom.web.pages.bench.bagged import Group
from stockroom.web.pages.shelves.wanted import row_in

MOST_SHOWN = 20
_LIMITS = sa.select(SETTING.c.value).where(SETTING.c.name == BOX_LIMITS)


class Proposed(NamedTuple):
    """Box `number` of `last`: rows with how many of their pieces, from the bottom up.

    It is packed at the bench with the number `bench`; `site` names the building where there are
    several.
    """

    number: int
    last: int
    lines: Sequence[tuple[Any, int]]
    weight_g: int
    volume_ml: int
    is_too_much: bool
    bench: int
    site: str


def boxes(look: Look, groups: Sequence[Group]) -> list[Proposed]:
    """The boxes for these rows, bags kept whole, each of one building; one statement."""
    rows = dict(one for group in groups for one in group.members)
    most, sites = limits(look.books), dict.fromkeys(row.site_id for row in rows.values())
    found = [box for site in sites for box in _of_building(groups, site, most)]
    return [
        Proposed(
            number,
            len(found),
            [(rows[thing.row], thing.pieces) for thing in box.things],
            box.weight_g,
            box.volume_ml,
            box.is_too_much,
            rows[box.things[0].row].number,
            rows[box.things[0].row].site if len(sites) > 1 else "",
        )
        for number, box in enumerate(found[:MOST_SHOWN], start=1)
    ]


def limits(books: sa.Connection) -> Limits:
    """What a box should hold here: as it was set, else as is usual."""
    return read_limits(books.execute(_LIMITS).scalar() or "")


def read_limits(kept: str) -> Limits:
    """The limits in a setting, which says kilograms and litres."""
    if not kept:
        return Limits()
    kg, litres = map(int, kept.split())
    return Limits(kg * 1000, litres * 1000)


def proposed(look: Look) -> Facts:
    """The list that the box is for, shown only where it could not be packed."""
    if not look.form.content().get("lines"):
        raise GoTo("/packings")
    return {"list_id": row_in(look.form, "list") or ""}


def packed(look: Look) -> Mapping[str, Any]:
    """The box as it was proposed."""
    said = look.form.content()
    return {name: said[name] for name in ("lines", "place") if name in said}


def into_it(receipt: Receipt, look: Look) -> str:
    """On to the list, with the new box in hand."""
    number, list_id = receipt.made.get("number"), row_in(look.form, "list")
    if number is None or list_id is None:
        return "/packings"
    return f"/packings/{list_id}?" + urlencode({"box": number})


def _of_building(groups: Sequence[Group], site: int | None, most: Limits) -> Sequence[Box]:
    """The boxes for what lies in one building: nobody carries half a bag across a town."""
    here = [
        group._replace(members=[one for one in group.members if one[1].site_id == site])
        for group in groups
    ]
    whole = [Bag(_things(group)) for group in here if group.is_bag and group.members]
    loose = [thing for group in here if not group.is_bag for thing in _things(group)]
    return boxing.propose(whole, loose, most)


def _things(group: Group) -> tuple[Thing, ...]:
    return tuple(
        Thing(number, row.quantity, row.weight_g, row.volume_ml, _together(row))
        for number, row in group.members
    )


def _together(row: Any) -> int:
    return int(row.pieces_per_pack) if goods.packs(row) else 1


PAGES = (
    Act(
        "packed-boxes",
        "/packings/proposed",
        "bench/packed_box.html",
        proposed,
        packed,
        after=into_it,
    ),
)
