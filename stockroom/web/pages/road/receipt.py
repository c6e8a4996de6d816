"""A signed gate sheet typed in: by its receipt number, all accepted but these.

It may be of any run, also of one that is closed by now: then what it says is kept for a
coordinator, as every told act is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from stockroom.commands.refusing import Reason
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.rules import receipt_numbers
from stockroom.tables.papers import GateSheet
from stockroom.tables.people import Role
from stockroom.web.api.reads.road import DELIVERY
from stockroom.web.api.reads.scopes import FACILITY, table
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, Look
from stockroom.web.pages.road import goods, handing, runs, telling
from stockroom.web.pages.road.runs import Run

SHEET = table(GateSheet)
PATH = "/receipts/new"
_BY_NUMBER = (
    sa.select(
        SHEET.c.run_id,
        SHEET.c.facility_id,
        SHEET.c.receipt_number,
        FACILITY.c.code,
        FACILITY.c.proof,
    )
    .select_from(SHEET.join(FACILITY, FACILITY.c.id == SHEET.c.facility_id))
    .where(SHEET.c.receipt_number == sa.bindparam("number"))
)
_TOLD = (
    sa.select(DELIVERY.c.id, DELIVERY.c.handed_over_at)
    .where(DELIVERY.c.receipt_number == sa.bindparam("number"))
    .order_by(DELIVERY.c.id)
)


class Sheet(NamedTuple):
    """A gate sheet that was printed: its run, its facility, and its number."""

    run: Run
    facility_id: int
    facility: str
    number: str
    policy: Mapping[str, str]


def facts(look: Look) -> Facts:
    """Which number; then what was on the van for that stop, line by line."""
    typed = look.form.text("number")
    try:
        sheet = _sheet(look) if typed else None
    except Refused as refusal:
        return {"signed": None, "problem": refusal}
    if sheet is None:
        return {"signed": None, "problem": None}
    bundles = _aboard(look, sheet)
    return {
        "signed": sheet,
        "policy": sheet.policy,
        "bundles": bundles,
        "lines": handing.spoken(bundles),
        "reasons": list(Reason),
        "told_before": look.books.execute(_TOLD, {"number": sheet.number}).all(),
        "extra_rows": range(handing.EXTRA_ROWS),
        "position": newest(look.books),
        **telling.facts(),
        "moments": telling.MOMENTS[1:],
        "when": _when(look, sheet.run),
    }


def content(look: Look) -> Mapping[str, Any]:
    """One delivery, as the paper says it was."""
    sheet = _sheet(look)
    told = handing.content(look, handing.spoken(_aboard(look, sheet)), sheet.run)
    given = telling.proofs(look)
    return {
        "facility": sheet.facility,
        "run": sheet.run.id,
        "receipt_number": sheet.number,
        **told,
        **given,
        "proofs": [{"kind": "paper"}],
        "received_by": telling.received_by(look),
        **telling.done_at(look),
    }


def after(receipt: Receipt, look: Look) -> str:
    """To the delivery; for those who may not see it, to the next sheet."""
    made = receipt.made.get("delivery")
    return f"/deliveries/{made}" if made and look.actor.role != Role.VOLUNTEER else PATH


def _sheet(look: Look) -> Sheet:
    """The sheet with the number that was typed; raises `Refused` and `NotFound`."""
    number = receipt_numbers.read(look.form.text("number"))
    row = look.books.execute(_BY_NUMBER, {"number": number}).first()
    if row is None:
        raise Refused(
            "unknown_receipt",
            "No gate sheet has the number {number}. Look at it again, or use the run's own page.",
            number=receipt_numbers.show(number),
        )
    run = runs.run_of(look, row.run_id)
    return Sheet(run, row.facility_id, row.code, row.receipt_number, row.proof or {})


def _when(look: Look, run: Run) -> str:
    """When it will have been, unless it was another time: on the day of its run."""
    ago = (look.clock.now().astimezone().date() - run.day).days
    return "today" if ago <= 0 else "yesterday" if ago == 1 else "day"


def _aboard(look: Look, sheet: Sheet) -> Sequence[goods.Bundle]:
    if sheet.run.closed_in is not None:
        return ()
    found = goods.of_van(look.books, sheet.run.van_id, [sheet.facility_id])
    return goods.at(found, goods.ABOARD, sheet.facility_id)


PAGES = (Act("deliveries", PATH, "road/receipt.html", facts, content, after=after),)
