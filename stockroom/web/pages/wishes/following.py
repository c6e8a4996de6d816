"""One wish list, followed line by line; what is asked changed, the whole list withdrawn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.wishes import Why
from stockroom.reports.stages import ASKED, LINE
from stockroom.speech import mark as _
from stockroom.web.changes import newest
from stockroom.web.pages import needs, papers
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.wishes import known, progress
from stockroom.web.pages.wishes.known import FACILITY, LIST, PRODUCT
from stockroom.web.pages.wishes.lists import ROWS
from stockroom.web.pages.wishes.progress import Progress

WHY = {
    Why.NO_LONGER_NEEDED.value: _("no longer needed"),
    Why.MORE_NEEDED.value: _("more is needed"),
    Why.TONIGHT.value: _("needed tonight"),
    Why.MISTAKE.value: _("it was a mistake"),
}
LINES = sa.select(
    *LINE.c,
    ASKED,
    PRODUCT.c.code.label("product"),
    PRODUCT.c.name.label("product_name"),
    PRODUCT.c.names.label("product_names"),
    PRODUCT.c.category,
    FACILITY.c.code.label("facility"),
    FACILITY.c.name.label("facility_name"),
    FACILITY.c.language,
).select_from(
    LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
    .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
    .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
)

_FACILITY_OF = sa.select(LIST.c.facility_id).where(LIST.c.id == sa.bindparam("list"))


class Asked(NamedTuple):
    """One line with how far it is."""

    line: Any
    progress: Progress


def of_number(look: Look, number: int | None) -> tuple[Any, Sequence[Asked]]:
    """A list and its lines, if the reader may see it, else `NotFound`; four statements."""
    row = look.books.execute(ROWS.where(LIST.c.id == number, known.seen(look))).first()
    if row is None:
        raise known.unknown("wish list", number)
    lines = look.books.execute(
        LINES.where(LINE.c.wish_list_id == number).order_by(LINE.c.position)
    ).all()
    far = progress.of_lines(look.books, [line.id for line in lines])
    return row, [Asked(line, far[line.id]) for line in lines]


def _shown(look: Look) -> Facts:
    row, lines = of_number(look, look.path["id"])
    facility = look.books.execute(_FACILITY_OF, {"list": row.id}).scalar_one()
    return {
        "list": row,
        "lines": lines,
        "silent": needs.unanswered(look.books, look.clock.now(), [facility]),
        "whole": Progress.of_all(one.progress for one in lines),
        "own": known.is_own(look),
        "changes": look.may("wish-list-changes"),
        "why": WHY,
        "position": newest(look.books),
    }


def _printed(look: Look) -> Facts:
    row, lines = of_number(look, look.path["id"])
    sets = sorted({one.line.set_number for one in lines if one.line.set_number})
    return papers.sheet(
        look.form,
        "paper/wish_list.html",
        row.language,
        back=f"/wish-lists/{row.id}",
        list=row,
        lines=[one for one in lines if one.progress.asked],
        sets=sets,
    )


def _changing(look: Look) -> Facts:
    number = look.form.number("line")
    if number is None:
        raise GoTo("/wish-lists")
    line = look.books.execute(LINES.where(LINE.c.id == number, known.seen(look))).first()
    if line is None:
        raise known.unknown("wish line", number)
    return {
        "line": line,
        "far": progress.of_lines(look.books, [line.id])[line.id],
        "why": WHY,
        "own": known.is_own(look),
    }


def _withdrawing(look: Look) -> Facts:
    number = look.form.number("wish_list")
    if number is None:
        raise GoTo("/wish-lists")
    row, lines = of_number(look, number)
    far = Progress.of_all(one.progress for one in lines)
    return {"list": row, "far": far, "own": known.is_own(look), "why": WHY}


PAGES: tuple[Page | Act, ...] = (
    Page("/wish-lists/{id:int}", "wishes/list.html", known.READERS, _shown),
    Page("/wish-lists/{id:int}/paper", "sheet.html", known.READERS, _printed),
    Act(
        "wish-list-changes",
        "/wish-list-changes/new",
        "wishes/change.html",
        _changing,
        after=lambda _receipt, look: f"/wish-lines/{look.form.text('line')}",
    ),
    Act(
        "wish-list-withdrawals",
        "/wish-list-withdrawals/new",
        "wishes/withdraw.html",
        _withdrawing,
        after=lambda _receipt, look: f"/wish-lists/{look.form.text('wish_list')}",
    ),
)
