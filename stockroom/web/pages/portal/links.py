"""The links that stand, one of them, a new one, and the end of one."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.portal import MOST_DAYS, USUAL_DAYS
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.portal import IS_DRAWN, LINK
from stockroom.rules.privacy import worries
from stockroom.web.door import PERSON
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.wishes import known
from stockroom.web.pages.wishes.facilities import one_by_code
from stockroom.web.pages.wishes.known import FACILITY

ON_A_PAGE = 50
_LINKS = sa.select(
    LINK.c.id,
    LINK.c.made_at,
    LINK.c.expires_at,
    LINK.c.used_at,
    LINK.c.revoked_at,
    IS_DRAWN.label("is_drawn"),
    PERSON.c.name,
    PERSON.c.login,
    PERSON.c.lapsed,
    FACILITY.c.code,
).select_from(
    LINK.join(PERSON, PERSON.c.id == LINK.c.person_id).join(
        FACILITY, FACILITY.c.id == PERSON.c.facility_id
    )
)


def standing(books: sa.Connection, number: int) -> Any:
    """A link with what it stands for; raises `NotFound`. One statement."""
    row = books.execute(_LINKS.where(LINK.c.id == number)).first()
    if row is None:
        raise known.unknown("link", number)
    return row


def _listed(look: Look) -> Facts:
    """Those that stand first come first, of one facility or of all."""
    code = look.form.text("facility").upper()[:12]
    before = look.form.number("before")
    query = _LINKS.order_by(LINK.c.id.desc()).limit(ON_A_PAGE + 1)
    if code:
        query = query.where(FACILITY.c.code == one_by_code(look, code).code)
    if before is not None:
        query = query.where(LINK.c.id < before)
    found = look.books.execute(query).all()
    shown = found[:ON_A_PAGE]
    return {
        "rows": shown,
        "code": code,
        "now": look.clock.now(),
        "more_before": shown[-1].id if len(found) > ON_A_PAGE else None,
    }


def _shown(look: Look) -> Facts:
    return {"link": standing(look.books, look.path["id"]), "now": look.clock.now()}


def _new(look: Look) -> Facts:
    code = look.form.text("facility")
    return {
        "facilities": known.facilities(look),
        "named": known.facility_named,
        "code": code.upper()[:12],
        "usual": USUAL_DAYS,
        "most": MOST_DAYS,
    }


def _content(look: Look) -> Mapping[str, Any]:
    """The link as typed; raises `Refused` for a name that looks like a person's."""
    said = look.form.text("for_whom")
    if worries(said) and not look.form.ticked("sure"):
        raise Refused(
            "looks_personal", "{text} looks like a person; name the desk or the phone.", text=said
        )
    return look.form.content(without=["sure"])


def _ending(look: Look) -> Facts:
    number = look.form.number("link")
    if number is None:
        raise GoTo("/portal-links")
    return {"link": standing(look.books, number)}


def _made(receipt: Receipt, _look: Look) -> str:
    return f"/portal-links/{receipt.made['link']}"


def _ended(_receipt: Receipt, look: Look) -> str:
    return f"/portal-links/{look.form.text('link')}"


PAGES = (
    Page("/portal-links", "portal/links.html", DESK, _listed),
    Page("/portal-links/{id:int}", "portal/link.html", DESK, _shown),
    Act("portal-links", "/portal-links/new", "portal/new.html", _new, _content, after=_made),
    Act(
        "portal-link-endings",
        "/portal-link-endings/new",
        "portal/ending.html",
        _ending,
        after=_ended,
    ),
)
