"""Clearances on pages: which drivers and vans a gate lets in, what lapses soon, and a new one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.desk import Receipt
from stockroom.ledger import PLACE
from stockroom.reports.stages import table
from stockroom.tables.gates import Clearance
from stockroom.tables.people import Role
from stockroom.tables.stock import PlaceKind
from stockroom.web.door import PERSON
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.wishes import how_we_know, known
from stockroom.web.pages.wishes.known import FACILITY

CLEARANCE = table(Clearance)
SOON = timedelta(days=30)
"""How long before it lapses a clearance is asked for again: gates take their weeks over papers."""
HALF_A_YEAR = timedelta(days=182)
MOST_SHOWN = 200
_STANDING = (
    sa.select(
        CLEARANCE.c.id,
        CLEARANCE.c.identity,
        CLEARANCE.c.cleared_until,
        CLEARANCE.c.source,
        FACILITY.c.code.label("facility"),
        PERSON.c.name.label("driver"),
        PERSON.c.login,
        PLACE.c.name.label("van"),
        PLACE.c.number,
    )
    .select_from(
        CLEARANCE.join(FACILITY, FACILITY.c.id == CLEARANCE.c.facility_id)
        .outerjoin(PERSON, PERSON.c.id == CLEARANCE.c.driver_id)
        .outerjoin(PLACE, PLACE.c.id == CLEARANCE.c.van_id)
    )
    .where(
        CLEARANCE.c.ended_in.is_(None),
        FACILITY.c.active,
        sa.func.coalesce(PERSON.c.lapsed, sa.false()).is_(sa.false()),
    )
    .order_by(CLEARANCE.c.cleared_until, CLEARANCE.c.id)
    .limit(MOST_SHOWN)
)
_DRIVERS = (
    sa.select(PERSON.c.login, PERSON.c.name)
    .where(PERSON.c.role.in_([Role.DRIVER, Role.COORDINATOR]), sa.not_(PERSON.c.lapsed))
    .order_by(PERSON.c.role.desc(), PERSON.c.name)
    .limit(MOST_SHOWN)
)
_VANS = (
    sa.select(PLACE.c.number, PLACE.c.name)
    .where(PLACE.c.kind == PlaceKind.VAN, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.name)
    .limit(MOST_SHOWN)
)


class Cleared(NamedTuple):
    """Somebody or a van that a gate knows; `state` is "over", "soon" or "good"."""

    row: Any
    state: str


def of_facility(look: Look, facility_id: int) -> list[Cleared]:
    """Whom one gate lets in, what lapses first on top; one statement."""
    return _cleared(look, _STANDING.where(CLEARANCE.c.facility_id == facility_id))


def lapsing(today: date) -> sa.Select[Any]:
    """What is over, or will be within a month, at every gate."""
    return _STANDING.where(CLEARANCE.c.cleared_until < today + SOON)


def _cleared(look: Look, query: sa.Select[Any]) -> list[Cleared]:
    today = look.clock.now().astimezone().date()
    return [Cleared(row, _state(row.cleared_until, today)) for row in look.books.execute(query)]


def _state(until: date, today: date) -> str:
    if until < today:
        return "over"
    return "soon" if until < today + SOON else "good"


def _listed(look: Look) -> Facts:
    """All, or those of a driver, a van or a facility; `soon` leaves out what holds long enough."""
    today = look.clock.now().astimezone().date()
    query = lapsing(today) if look.form.ticked("soon") else _STANDING
    named = {"driver": PERSON.c.login, "facility": FACILITY.c.code, "van": PLACE.c.name}
    for name, column in named.items():
        if look.form.text(name):
            query = query.where(column == look.form.text(name))
    chosen = next((look.form.text(name) for name in named if look.form.text(name)), "")
    return {
        "clearances": _cleared(look, query),
        "chosen": chosen,
        "soon": look.form.ticked("soon"),
    }


def _new(look: Look) -> Facts:
    code = look.form.text("facility")
    if not code:
        raise GoTo("/facilities")
    today = look.clock.now().astimezone().date()
    return {
        "facility": known.facility_by_code(look, code),
        "drivers": _choices(look, _DRIVERS),
        "vans": _choices(look, _VANS),
        "half_a_year": (today + HALF_A_YEAR).isoformat(),
    }


def _choices(look: Look, query: sa.Select[Any]) -> Sequence[tuple[str, str]]:
    return [(str(value), name) for value, name in look.books.execute(query)]


def _content(look: Look) -> dict[str, Any]:
    typed = look.form.content(without=["sure", "source"])
    return {**typed, **how_we_know.told(look.form, "source")}


def _one(look: Look) -> Facts:
    """The clearance that the address names, if it stands."""
    number = look.form.number("clearance")
    found = _cleared(look, _STANDING.where(CLEARANCE.c.id == number)) if number else []
    if not found:
        raise known.unknown("clearance", look.form.text("clearance"))
    return {"one": found[0]}


def _ended(look: Look) -> dict[str, Any]:
    return {"clearance": look.form.text("clearance"), "reason": look.form.text("reason")}


def _after(_receipt: Receipt, look: Look) -> str:
    code = look.form.text("facility")
    return f"/facilities/{code}#cleared" if code else "/clearances"


PAGES: tuple[Page | Act, ...] = (
    Page("/clearances", "wishes/clearances.html", DESK, _listed),
    Act("clearances", "/clearances/new", "wishes/clearance_new.html", _new, _content, after=_after),
    Act(
        "clearance-endings",
        "/clearance-endings/new",
        "wishes/clearance_end.html",
        _one,
        _ended,
        after=_after,
    ),
)
