"""One wish list, followed line by line; what one line asks, changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands import barred
from stockroom.commands.wishes import Why
from stockroom.reports.stages import ASKED, LINE
from stockroom.reports.wish_states import FOUND_SHORT
from stockroom.rules import gate, wish_states
from stockroom.speech import mark as _
from stockroom.web.changes import newest
from stockroom.web.pages import needs, papers
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.wishes import grouping, known, progress
from stockroom.web.pages.wishes.grouping import Asked, Group
from stockroom.web.pages.wishes.known import FACILITY, LIST, PRODUCT
from stockroom.web.pages.wishes.lists import ROWS, state_of
from stockroom.web.pages.wishes.progress import Progress

WHY = {
    Why.NO_LONGER_NEEDED.value: _("no longer needed"),
    Why.MORE_NEEDED.value: _("more is needed"),
    Why.TONIGHT.value: _("needed tonight"),
    Why.MISTAKE.value: _("it was a mistake"),
}
LINES = sa.select(
    *LINE.c,
    LIST.c.facility_id,
    ASKED,
    FOUND_SHORT.label("found_short"),
    PRODUCT.c.code.label("product"),
    PRODUCT.c.name.label("product_name"),
    PRODUCT.c.names.label("product_names"),
    PRODUCT.c.category,
    PRODUCT.c.gate_flags,
    FACILITY.c.code.label("facility"),
    FACILITY.c.name.label("facility_name"),
    FACILITY.c.language,
).select_from(
    LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
    .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
    .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
)


class Followed(NamedTuple):
    """A list as it is followed: its row, its lines, those in groups, its state, all of it."""

    row: Any
    lines: Sequence[Asked]
    groups: Sequence[Group]
    state: str
    whole: Progress


def of_number(look: Look, number: int | None) -> Followed:
    """A list with its lines, if the reader may see it, else `NotFound`; five statements."""
    row = look.books.execute(ROWS.where(LIST.c.id == number, known.seen(look))).first()
    if row is None:
        raise known.unknown("wish list", number)
    found = look.books.execute(
        LINES.where(LINE.c.wish_list_id == number).order_by(LINE.c.position)
    ).all()
    far = progress.of_lines(look.books, [line.id for line in found])
    lines = [Asked(line, far[line.id], _state(line, far[line.id])) for line in found]
    return Followed(
        row,
        lines,
        grouping.of_list(look.books, row.id, lines),
        state_of(row, [one.progress for one in lines]),
        Progress.of_all(one.progress for one in lines),
    )


def _state(line: Any, far: Progress) -> str:
    return wish_states.line_state(progress.facts(far, bool(line.found_short)))


def _shown(look: Look) -> Facts:
    found = of_number(look, look.path["id"])
    return {
        "list": found.row,
        "lines": found.lines,
        "groups": found.groups,
        "state": found.state,
        "whole": found.whole,
        "silent": needs.unanswered(look.books, look.clock.now(), [found.row.facility_id]),
        "own": known.is_own(look),
        "changes": look.may("wish-list-changes"),
        "closes": look.may("wish-list-closings"),
        "why": WHY,
        "at_gate": _at_the_gate(look, found),
        "position": newest(look.books),
    }


def _at_the_gate(look: Look, found: Followed) -> Mapping[int, Sequence[str]]:
    """What the gate says against all goods of a line's product, by line; one statement."""
    at = barred.gate_of(look.books, found.row.facility_id, look.clock.now().astimezone().date())
    return {
        one.line.id: [
            look.reader.say(stop.said.sentence, **stop.said.facts)
            for stop in gate.of_product(at.rules, one.line.gate_flags, at.arrives_on)
        ]
        for one in found.lines
        if not one.progress.is_done
    }


def _printed(look: Look) -> Facts:
    found = of_number(look, look.path["id"])
    sets = sorted({one.line.set_number for one in found.lines if one.line.set_number})
    return papers.sheet(
        look.form,
        "paper/wish_list.html",
        found.row.language,
        back=f"/wish-lists/{found.row.id}",
        list=found.row,
        lines=[one for one in found.lines if one.progress.asked],
        state=found.state,
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
)
