"""What is decided about a whole list: read, closed short, withdrawn; and another number of kits."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands.wish_closing import WhyClosed
from stockroom.reports.wish_states import ASKED_KIT
from stockroom.speech import mark as _
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.wishes import known
from stockroom.web.pages.wishes.following import WHY, of_number
from stockroom.web.pages.wishes.grouping import Group
from stockroom.web.pages.wishes.known import LIST
from stockroom.web.pages.wishes.progress import Progress

WHY_CLOSED = {
    WhyClosed.NOT_TO_BE_HAD.value: _("it is not to be had"),
    WhyClosed.TOO_LATE.value: _("it would come too late"),
    WhyClosed.FOUND_ELSEWHERE.value: _("found elsewhere"),
    WhyClosed.AGREED.value: _("agreed with the facility"),
}


def _whole(look: Look) -> Facts:
    """The list that the address names, and how far all of it is."""
    number = look.form.number("wish_list")
    if number is None:
        raise GoTo("/wish-lists")
    found = of_number(look, number)
    return {
        "list": found.row,
        "far": found.whole,
        "short": [one for one in found.lines if one.progress.open],
        "own": known.is_own(look),
        "why": WHY,
        "why_closed": WHY_CLOSED,
    }


def _kits(look: Look) -> Facts:
    """The kits that the address names, on their list."""
    number = look.form.number("wish_kit")
    if number is None:
        raise GoTo("/wish-lists")
    group, row = _group(look, number)
    far = Progress.of_all(one.progress for one in group.lines)
    return {"group": group, "list": row, "far": far, "why": WHY, "own": known.is_own(look)}


def _group(look: Look, number: int) -> tuple[Group, Any]:
    query = (
        sa.select(LIST.c.id)
        .select_from(ASKED_KIT.join(LIST, LIST.c.id == ASKED_KIT.c.wish_list_id))
        .where(ASKED_KIT.c.id == number)
    )
    wish_list = look.books.execute(query).scalar()
    if wish_list is None:
        raise known.unknown("kit on a list", number)
    found = of_number(look, wish_list)
    return next(one for one in found.groups if one.kit and one.kit.id == number), found.row


def _list(_receipt: Any, look: Look) -> str:
    return f"/wish-lists/{look.form.text('wish_list')}"


PAGES: tuple[Act, ...] = (
    Act("wish-list-checks", "/wish-list-checks/new", "wishes/check.html", _whole, after=_list),
    Act("wish-list-closings", "/wish-list-closings/new", "wishes/close.html", _whole, after=_list),
    Act(
        "wish-list-withdrawals",
        "/wish-list-withdrawals/new",
        "wishes/withdraw.html",
        _whole,
        after=_list,
    ),
    Act(
        "wish-kit-changes",
        "/wish-kit-changes/new",
        "wishes/change_kits.html",
        _kits,
        after=lambda _receipt, _look: "/wish-lists",
    ),
)
