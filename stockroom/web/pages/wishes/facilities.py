"""Facilities: the list, one with its wish lists and deliveries, a new one, and changes.

An address and all that is secret is taken here and never shown: it is sealed as it is written.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.desk import Receipt
from stockroom.reports.stages import table
from stockroom.tables.handovers import Delivery
from stockroom.tables.secrets import SecretField
from stockroom.tables.transport import StopKind
from stockroom.tables.wishes import Climate, FacilityKind
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page
from stockroom.web.pages.papers import NAMES_OF_PAPERS
from stockroom.web.pages.wishes import (
    clearances,
    gate_proposals,
    gates,
    handing,
    heads,
    known,
    lists,
)
from stockroom.web.pages.wishes.known import FACILITY, LIST

ON_A_PAGE = 50
FEW = 8
DELIVERY, SECRET = table(Delivery), table(SecretField)
KINDS = [one.value for one in FacilityKind]


def _listed(look: Look) -> Facts:
    after, former = look.form.text("after")[:12], look.form.text("former") == "yes"
    query = (
        sa.select(FACILITY)
        .where(FACILITY.c.code > after, FACILITY.c.active == sa.literal(not former))
        .order_by(FACILITY.c.code)
        .limit(ON_A_PAGE + 1)
    )
    rows = look.books.execute(query).all()
    shown = rows[:ON_A_PAGE]
    return {
        "rows": shown,
        "former": former,
        "more_after": shown[-1].code if len(rows) > ON_A_PAGE else "",
        "languages_of_papers": NAMES_OF_PAPERS,
    }


def _shown(look: Look) -> Facts:
    row = known.facility_by_code(look, look.path["code"])
    newest = lists.ROWS.where(FACILITY.c.id == row.id).order_by(LIST.c.id.desc()).limit(FEW)
    deliveries = (
        sa.select(DELIVERY)
        .where(DELIVERY.c.facility_id == row.id)
        .order_by(DELIVERY.c.id.desc())
        .limit(FEW)
    )
    return {
        "facility": row,
        "sealed": _sealed(look, row.id),
        **handing.of(look, row),
        "lists": lists.with_progress(look.books, look.books.execute(newest).all()),
        "deliveries": look.books.execute(deliveries).all(),
        "headcounts": heads.newest(look.books, row.id),
        "rules": gates.of_facility(look, row.id),
        "clearances": clearances.of_facility(look, row.id),
        "proposals": gate_proposals.asked(look, row.id),
        "today": look.clock.now().astimezone().date().isoformat(),
        "languages_of_papers": NAMES_OF_PAPERS,
    }


def _sealed(look: Look, facility: int) -> list[str]:
    """Which secret fields are kept; never what they say."""
    query = sa.select(SECRET.c.field).where(
        SECRET.c.kind == StopKind.FACILITY, SECRET.c.owner_id == facility
    )
    return list(look.books.execute(query).scalars())


def _climates(look: Look) -> list[tuple[str, str]]:
    return [(one.value, look.reader.word("climate", one.value)) for one in Climate]


def _new(look: Look) -> Facts:
    return {
        "kinds": KINDS,
        "climates": _climates(look),
        "languages_of_papers": NAMES_OF_PAPERS,
        **handing.of(look, None),
    }


def _changing(look: Look) -> Facts:
    code = look.form.text("facility")
    if not code:
        raise GoTo("/facilities")
    row = known.facility_by_code(look, code)
    return {
        "facility": row,
        "sealed": _sealed(look, row.id),
        "climates": _climates(look),
        "languages_of_papers": NAMES_OF_PAPERS,
        **handing.of(look, row),
    }


def _content_of_new(look: Look) -> Mapping[str, Any]:
    return _typed(look) | {"code": look.form.text("code").upper()}


def _content_of_change(look: Look) -> Mapping[str, Any]:
    return _typed(look) | {
        "active": look.form.ticked("active"),
        "forget": look.form.all("forget"),
    }


def _typed(look: Look) -> dict[str, Any]:
    """What was typed; the language has a field of another name, since `language` is the page's."""
    content = look.form.content(without=["paper", "forget", *handing.FIELDS])
    return content | {"language": look.form.text("paper")} | handing.typed(look)


def _after(receipt: Receipt, look: Look) -> str:
    return f"/facilities/{receipt.made.get('facility') or look.form.text('facility')}"


PAGES: tuple[Page | Act, ...] = (
    Page("/facilities", "wishes/facilities.html", DESK, _listed),
    Page("/facilities/{code:str}", "wishes/facility.html", DESK, _shown),
    Act(
        "facilities",
        "/facilities/new",
        "wishes/facility_new.html",
        _new,
        _content_of_new,
        after=_after,
    ),
    Act(
        "facility-changes",
        "/facility-changes/new",
        "wishes/facility_change.html",
        _changing,
        _content_of_change,
        after=_after,
    ),
)
