"""All the boxes of a sorting put away on one page: a shelf for each, or one shelf for all."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

import sqlalchemy as sa

from stockroom.commands.base import EVERYBODY_INSIDE
from stockroom.desk import JOURNAL
from stockroom.errors import Refused
from stockroom.speech import mark as _
from stockroom.tables.stock import PlaceKind
from stockroom.web.pages.acting import Facts, Look, Many, Step
from stockroom.web.pages.arrivals import boxes
from stockroom.web.pages.arrivals.lately import UNDONE
from stockroom.web.pages.bench import sending

NO_SHELF = _("Choose a shelf for at least one box.")
_STANDS = sa.select(JOURNAL.c.command_id).where(
    JOURNAL.c.command_id.in_(sa.bindparam("ids", expanding=True)),
    JOURNAL.c.outcome == "recorded",
    sa.not_(UNDONE),
)


def away(look: Look) -> Facts:
    """The boxes, where each stands now, and what was put away just before."""
    sorting = look.form.text("sorting")[:36]
    found = boxes.of_sorting(look.books, sorting) if sorting else None
    rows = boxes.at_the_door(look) if found is None else found
    sites = {row.site_id for row in rows}
    codes = [("code", row.code) for row in rows if row.code]
    return {
        "boxes": rows,
        "offers": sending.offered_each(look, [row.lot_id for row in rows]),
        "sorting": sorting if found is not None else "",
        "waiting": [row for row in rows if row.stand_kind == PlaceKind.INBOUND],
        "bins": boxes.bins(look.books, sites.pop() if len(sites) == 1 else look.actor.site_id),
        "undo": _to_undo(look, rows) if look.may("reversals") else {},
        "labels": "/labels/sheet?" + urlencode([*codes, ("back", look.here)]) if codes else "",
        "sent": look.form.text("sent")[:36],
    }


def put_aways(look: Look) -> Sequence[Step]:
    """One put-away for each box that has a shelf; raises `Refused` where none has."""
    chosen = {box: _shelf(look, box) for box in look.form.all("box")[: boxes.MOST_AT_THE_DOOR]}
    if not any(chosen.values()):
        raise Refused("no_shelf", NO_SHELF)
    return [_step(box, shelf) for box, shelf in chosen.items() if shelf]


def _step(box: str, shelf: str) -> Step:
    return Step("put-aways", {"thing": box, "place": shelf}, says=box)


def _shelf(look: Look, box: str) -> str:
    return look.form.text(f"shelf-{box}") or look.form.text("all")


def _to_undo(look: Look, rows: Sequence[Any]) -> Mapping[int, str]:
    """The put-aways of the form that was sent just before, by the number of their box."""
    try:
        sent = UUID(look.form.text("sent"))
    except ValueError:
        return {}
    ids = {row.number: str(_step(str(row.number), str(row.stand_number)).id(sent)) for row in rows}
    stand = set(look.books.execute(_STANDS, {"ids": list(ids.values())}).scalars())
    return {number: one for number, one in ids.items() if one in stand}


PAGES = (Many("/sortings/boxes", "arrivals/boxes.html", EVERYBODY_INSIDE, away, put_aways),)
