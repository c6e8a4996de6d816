"""How many live at a facility: the newest numbers, those before, and the form for new ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from stockroom.desk import Receipt
from stockroom.reports.stages import table
from stockroom.tables.wishes import Headcount
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, row_or_not_found
from stockroom.web.pages.wishes import known
from stockroom.web.pages.wishes.known import FACILITY
from stockroom.web.pages.words import HEADS

FEW = 6
HEADCOUNT = table(Headcount)


def newest(books: sa.Connection, facility_id: int) -> Sequence[Any]:
    """The newest numbers of a facility and a few before them; one statement."""
    query = sa.select(HEADCOUNT).where(HEADCOUNT.c.facility_id == facility_id)
    return books.execute(query.order_by(HEADCOUNT.c.id.desc()).limit(FEW)).all()


def _facts(look: Look) -> Facts:
    code = look.form.text("facility").upper()[:12]
    if not (code or known.is_own(look)):
        raise GoTo("/facilities")
    of_it = known.seen(look) if known.is_own(look) else FACILITY.c.code == code
    facility = look.books.execute(sa.select(FACILITY).where(of_it)).first()
    row = row_or_not_found(facility, code)
    last = newest(look.books, row.id)[:1]
    return {
        "facility": row,
        "own": known.is_own(look),
        "last": last[0] if last else None,
        "bands": list(HEADS),
        "today": look.clock.now().date().isoformat(),
    }


def _content(look: Look) -> Mapping[str, Any]:
    content = look.form.content()
    return content | {"facility": known.code_of_own(look)} if known.is_own(look) else content


def _after(_receipt: Receipt, look: Look) -> str:
    return "/" if known.is_own(look) else f"/facilities/{look.form.text('facility')}"


PAGES = (
    Act("headcounts", "/headcounts/new", "wishes/headcount.html", _facts, _content, after=_after),
)
