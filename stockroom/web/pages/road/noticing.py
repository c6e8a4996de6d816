"""What facilities are to be told, as text to copy; what went out by mail, what waits and why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.due_notices import (
    DELIVERY,
    NOTICE,
    STILL_TOLD,
    Due,
    due,
    today_of,
)
from stockroom.commands.house import MAIL
from stockroom.commands.notices import due_at_stop, due_of_delivery
from stockroom.commands.refs import SETTING
from stockroom.desk import Receipt
from stockroom.keeping.notices import confirm_at, goes_by_mail
from stockroom.papers.notice import words
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.changes import newest
from stockroom.web.pages import papers
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.road.runs import Run

PATH = "/notices"
MOST_SHOWN = 100
_LATELY = (
    sa.select(
        NOTICE,
        FACILITY.c.code.label("facility"),
        DELIVERY.c.confirmed_in,
    )
    .select_from(
        NOTICE.join(FACILITY, FACILITY.c.id == NOTICE.c.facility_id).outerjoin(
            DELIVERY, DELIVERY.c.id == NOTICE.c.delivery_id
        )
    )
    .order_by(NOTICE.c.id.desc())
    .limit(MOST_SHOWN)
)
_MAIL = sa.select(SETTING.c.value).where(SETTING.c.name == MAIL)


class Shown(NamedTuple):
    """One notice that is due, the text of it, and how it stands: "mail", "by_hand" or "failed"."""

    due: Due
    text: str
    language: str
    stands: str


def of_run(look: Look, run: Run) -> Mapping[int, Shown]:
    """What is to be told of this run, by the id of the facility; nothing for who does not tell."""
    if not look.may("notices") or run.closed_in is not None:
        return {}
    found = due(look.books, look.clock.now())
    here = [one for one in found if one.run == run.id]
    return {one.due.facility_id: one for one in shown(look, here)}


def of_delivery(look: Look, delivery: int) -> Shown | None:
    """What is to be told of this handover."""
    if not look.may("notices"):
        return None
    one = due_of_delivery(look.books, look.clock.now(), delivery)
    return shown(look, [one])[0] if one is not None else None


def shown(look: Look, found: Sequence[Due]) -> list[Shown]:
    """Notices with their texts, each in the language of its facility; two statements."""
    if not found:
        return []
    page, mails = confirm_at(look.books), _mails(look.books)
    today = today_of(look.clock.now())
    return [_shown(one, page, today, mails=mails) for one in found]


def failed(look: Look) -> sa.Select[Any]:
    """Mails that nobody took, and that still matter: of visits ahead, of handovers just made."""
    today = today_of(look.clock.now())
    of_visit = sa.and_(NOTICE.c.run_id.is_not(None), NOTICE.c.day >= today)
    of_handover = sa.and_(
        NOTICE.c.delivery_id.is_not(None),
        NOTICE.c.day >= today - STILL_TOLD,
        DELIVERY.c.confirmed_in.is_(None),
    )
    return _LATELY.where(
        NOTICE.c.sent_at.is_(None), NOTICE.c.answer != "", sa.or_(of_visit, of_handover)
    )


def _shown(one: Due, page: str, today: date, *, mails: bool) -> Shown:
    language = papers.fitting(one.language)
    said = words(
        language, one.kind, one.day, one.hours, today=today,
        receipt_number=one.receipt_number, confirm_at=page,
    )  # fmt: skip
    by_itself = mails and goes_by_mail(one, today)
    stands = "failed" if one.has_failed else "mail" if by_itself else "by_hand"
    return Shown(one, said.text.strip(), language, stands)


def _mails(books: sa.Connection) -> bool:
    """Whether a mail server is set."""
    return bool(json.loads(books.execute(_MAIL).scalar() or "{}").get("host"))


def _listed(look: Look) -> Facts:
    """All that is to be told, then what was told lately, or never could be."""
    todo = shown(look, due(look.books, look.clock.now()))
    waiting = {one.due.waiting.id for one in todo if one.due.waiting is not None}
    lately = [row for row in look.books.execute(_LATELY) if row.id not in waiting]
    return {
        "todo": todo,
        "lately": lately,
        "position": newest(look.books),
    }


def _one(look: Look) -> Facts:
    """The text for the stop or the delivery that the address names."""
    one = _due(look)
    if one is None and not look.form.text("said"):
        raise GoTo(PATH)
    return {"one": None if one is None else shown(look, [one])[0]}


def _due(look: Look) -> Due | None:
    now = look.clock.now()
    delivery = look.form.number("delivery")
    if delivery is not None:
        return due_of_delivery(look.books, now, delivery)
    return due_at_stop(look.books, now, look.form.number("run"), look.form.text("facility"))


def _after(_receipt: Receipt, _look: Look) -> str:
    return PATH


PAGES = (
    Page(PATH, "road/notices.html", DESK, _listed),
    Act("notices", "/notices/new", "road/notice_new.html", _one, after=_after),
)
