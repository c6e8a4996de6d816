"""A facility's home: ask for something, what is coming, what came; and how far its lists are."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.desk import JOURNAL
from stockroom.ledger import LINE
from stockroom.reports.stages import table
from stockroom.reports.wish_states import LIST_STATE
from stockroom.speech import mark as _
from stockroom.tables.wishes import Headcount, WishDraft
from stockroom.web.pages import needs
from stockroom.web.pages.acting import Facts, Look
from stockroom.web.pages.homes import waiting
from stockroom.web.pages.homes.steps import MOST_COUNTED
from stockroom.web.pages.homes.waiting import DELIVERY, LIST
from stockroom.web.pages.kits import cupboard
from stockroom.web.pages.wishes import deliveries

DRAFT, HEADCOUNT = table(WishDraft), table(Headcount)
FEW_LISTS, FEW_DRAFTS, FEW_GOODS = 4, 3, 4
NUMBERS_LAST = timedelta(days=90)
# How far a list is, as those say it who wait for it.
FAR = {
    "submitted": (_("sent; we have not read it yet"), "plain"),
    "checked": (_("read; we look for it"), "plain"),
    "open": (_("we are looking for it"), "plain"),
    "part_filled": (_("on its way, or set aside for you"), "good"),
    "complete": (_("all of it arrived"), "good"),
    "closed_short": (_("closed; the rest we could not find"), "care"),
    "withdrawn": (_("withdrawn"), "plain"),
}
# What a list may begin from: its address, word, icon, and a few words about it.
BEGINNINGS = (
    ("arrival", _("Arrival tonight"), "moon", _("somebody comes with nothing")),
    ("newborn", _("Newborn starter"), "bottle", _("for the first weeks")),
    ("last", _("As last month"), "repeat", _("your last list once more")),
    ("", _("Something else"), "plus", _("an empty list")),
)


class Draft(NamedTuple):
    """A list that is still being written."""

    id: int
    saved_at: str
    things: int


def facts(look: Look) -> Facts:
    """What this facility can do now; nothing here is of another one."""
    mine = look.actor.facility_id or 0
    lists = look.books.execute(_LISTS.where(LIST.c.facility_id == mine)).all()
    count = waiting.TO_CONFIRM.where(DELIVERY.c.facility_id == mine).limit(MOST_COUNTED)
    to_count = list(look.books.execute(count).scalars())
    coming = deliveries.coming(look, mine)
    return {
        "facility_home": True,
        **cupboard.bags(look),
        "questions": needs.unanswered(look.books, look.clock.now(), [mine]),
        "beginnings": [one for one in BEGINNINGS if one[0] != "last" or lists],
        "drafts": _drafts(look, mine),
        "coming": coming[:FEW_GOODS],
        "coming_pieces": sum(int(one.quantity) for one in coming),
        "more_coming": len(coming) > FEW_GOODS,
        "on_the_road": any(one.on_the_road for one in coming),
        "day": deliveries.day_of_next(look, mine) if coming else None,
        "to_count": to_count,
        "lists": lists[:FEW_LISTS],
        "more_lists": len(lists) > FEW_LISTS,
        "far": FAR,
        "heads_told": _heads_told(look, mine),
    }


def _drafts(look: Look, facility: int) -> Sequence[Draft]:
    query = sa.select(DRAFT.c.id, DRAFT.c.saved_at, DRAFT.c.body)
    newest = query.where(DRAFT.c.facility_id == facility).order_by(DRAFT.c.saved_at.desc())
    return [
        Draft(row.id, row.saved_at.isoformat(), _things(row.body))
        for row in look.books.execute(newest.limit(FEW_DRAFTS))
    ]


def _things(body: dict[str, Any]) -> int:
    return len(body.get("lines", ())) + len(body.get("kits", ()))


def _heads_told(look: Look, facility: int) -> date | None:
    """The day of the newest headcount, unless that is long ago: then it is asked for."""
    query = sa.select(HEADCOUNT.c.declared_on).where(HEADCOUNT.c.facility_id == facility)
    told: date | None = look.books.execute(query.order_by(HEADCOUNT.c.id.desc()).limit(1)).scalar()
    recent = told and look.clock.now().date() - told <= NUMBERS_LAST
    return told if recent else None


_LISTS = (
    sa.select(
        LIST.c.id,
        JOURNAL.c.recorded_at,
        LIST_STATE.label("state"),
        sa.select(sa.func.count())
        .where(LINE.c.wish_list_id == LIST.c.id)
        .correlate(LIST)
        .scalar_subquery()
        .label("lines"),
    )
    .select_from(LIST.join(JOURNAL, JOURNAL.c.sequence == LIST.c.submitted_in))
    .order_by(LIST.c.id.desc())
    .limit(FEW_LISTS + 1)
)
