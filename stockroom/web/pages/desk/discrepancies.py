"""Contradictions between what was told and the books: the list, and settling one."""

from __future__ import annotations

from functools import partial
from typing import Any

import msgspec
import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.commands.lines import LINE, LIST
from stockroom.desk import JOURNAL, Receipt
from stockroom.ledger import LOT, PLACE
from stockroom.reports.stages import table
from stockroom.rules.gate import Said
from stockroom.tables.discrepancies import Discrepancy
from stockroom.web.api.reads.road import DELIVERY
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.api.reads.stock import PRODUCT
from stockroom.web.changes import newest
from stockroom.web.door import PERSON
from stockroom.web.pages.acting import Act, Facts, Look, Page, row_or_not_found
from stockroom.web.pages.desk.kinds import ENDINGS, kind_of
from stockroom.web.pages.road.loading import RUN_ENTRY
from stockroom.web.pages.shelves.columns import code_of_lot

ON_A_PAGE = 40
MOST_ALARMS = 200
DISCREPANCY = table(Discrepancy)
_STOP, _WISHER = FACILITY.alias("handed_to"), FACILITY.alias("wisher")
_ROWS = sa.select(
    DISCREPANCY,
    PRODUCT.c.name,
    PRODUCT.c.names,
    sa.func.coalesce(LOT.c.size_label, LINE.c.size_label).label("size_label"),
    code_of_lot.label("lot_code"),
    PLACE.c.name.label("place_name"),
    PLACE.c.kind.label("place_kind"),
    PLACE.c.number.label("place_number"),
    JOURNAL.c.noun,
    JOURNAL.c.done_at,
    JOURNAL.c.command_id,
    JOURNAL.c.receipt,
    PERSON.c.name.label("who"),
    sa.func.coalesce(_STOP.c.code, _WISHER.c.code).label("facility"),
    RUN_ENTRY.c.run_id,
).select_from(
    DISCREPANCY.join(JOURNAL, JOURNAL.c.sequence == DISCREPANCY.c.opened_in)
    .outerjoin(LOT, LOT.c.id == DISCREPANCY.c.lot_id)
    .outerjoin(LINE, LINE.c.id == DISCREPANCY.c.line_id)
    .outerjoin(LIST, LIST.c.id == LINE.c.wish_list_id)
    .outerjoin(PRODUCT, PRODUCT.c.id == sa.func.coalesce(LOT.c.product_id, LINE.c.product_id))
    .outerjoin(PLACE, PLACE.c.id == DISCREPANCY.c.place_id)
    .outerjoin(PERSON, PERSON.c.id == JOURNAL.c.actor_id)
    .outerjoin(DELIVERY, DELIVERY.c.sequence == DISCREPANCY.c.opened_in)
    .outerjoin(_STOP, _STOP.c.id == DELIVERY.c.facility_id)
    .outerjoin(_WISHER, _WISHER.c.id == LIST.c.facility_id)
    .outerjoin(RUN_ENTRY, RUN_ENTRY.c.sequence == DISCREPANCY.c.opened_in)
)


def _listed(look: Look) -> Facts:
    """Open ones, alarms first; or those settled, newest first."""
    settled = look.form.text("settled") == "yes"
    after = look.form.number("after")
    select = _ROWS.where(
        DISCREPANCY.c.settled_in.is_not(None) if settled else DISCREPANCY.c.settled_in.is_(None)
    )
    alarms: list[Any] = []
    if not settled and after is None:
        loud = select.where(DISCREPANCY.c.alarm).order_by(DISCREPANCY.c.id.desc())
        alarms = list(look.books.execute(loud.limit(MOST_ALARMS)))
    if after is not None:
        select = select.where(DISCREPANCY.c.id < after)
    if not settled:
        select = select.where(sa.not_(DISCREPANCY.c.alarm))
    select = select.order_by(DISCREPANCY.c.id.desc()).limit(ON_A_PAGE + 1)
    rows = look.books.execute(select).all()
    shown = rows[:ON_A_PAGE]
    return {
        "alarms": alarms,
        "rows": shown,
        "settled": settled,
        "more_after": shown[-1].id if len(rows) > ON_A_PAGE else None,
        "kind_of": kind_of,
        "endings": ENDINGS,
        "rule_said": partial(_rule_said, look),
        "why_held": partial(_why_held, look),
        "position": newest(look.books),
    }


def _rule_said(look: Look, row: Any) -> str:
    """What the rule of a gate said when hands went past it."""
    said = Said.of(row.facts["said"])
    return look.reader.say(said.sentence, **said.facts)


def _settled(look: Look) -> Facts:
    """One contradiction with what may be answered; the first answer is the likeliest."""
    number = look.form.number("discrepancy")
    row = look.books.execute(_ROWS.where(DISCREPANCY.c.id == number)).first()
    row = row_or_not_found(row, number)
    return {
        "row": row,
        "kind": kind_of(row),
        "endings": ENDINGS,
        "why_held": partial(_why_held, look),
    }


def _why_held(look: Look, row: Any) -> str:
    """The sentence for which an act is held; empty for any other kind."""
    if row.kind != "held":
        return ""
    said = Said.of(msgspec.json.decode(row.receipt)["said"])
    return look.reader.say(said.sentence, **said.facts)


def _back(_receipt: Receipt, _look: Look) -> str:
    return "/discrepancies"


PAGES: tuple[Page | Act, ...] = (
    Page("/discrepancies", "desk/discrepancies.html", DESK, _listed),
    Act(
        "discrepancy-settlings",
        "/discrepancy-settlings/new",
        "desk/settling.html",
        facts=_settled,
        after=_back,
    ),
)
