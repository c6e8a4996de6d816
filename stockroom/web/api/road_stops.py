"""The runs and stops that road.py carries: the queries, each bounded."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from stockroom.ledger import PLACE
from stockroom.tables.gates import GateRule, GateRuleKind
from stockroom.tables.handovers import Delivery
from stockroom.tables.papers import GateSheet
from stockroom.tables.stock import PlaceKind
from stockroom.tables.sums import ACCOUNT, CODE_OF_PLACE
from stockroom.tables.transport import RunEntry, StopKind
from stockroom.web.api.reads.road import REFUSAL
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP, table

MOST_RUNS = 20
MOST_STOPS = 400
MOST_RULES = 400
MOST_VANS = 100
RULE, SHEET, DELIVERY = table(GateRule), table(GateSheet), table(Delivery)
HOME, RUN_ENTRY = PLACE.alias("home"), table(RunEntry)
RUNS = (
    sa.select(
        RUN.c.id,
        RUN.c.day,
        RUN.c.colour,
        RUN.c.van_id,
        PLACE.c.number.label("van_number"),
        PLACE.c.name.label("van"),
        CODE_OF_PLACE.label("van_code"),
        HOME.c.name.label("home"),
        RUN.c.starts_at,
        RUN.c.ends_at,
        RUN.c.planned_in,
        RUN.c.departed_in,
    )
    .select_from(
        RUN.join(PLACE, PLACE.c.id == RUN.c.van_id).outerjoin(HOME, HOME.c.id == RUN.c.site_id)
    )
    .where(RUN.c.closed_in.is_(None))
    .order_by(RUN.c.day, RUN.c.id)
    .limit(MOST_RUNS)
)
_SHEET_OF_STOP = sa.and_(SHEET.c.run_id == STOP.c.run_id, SHEET.c.facility_id == STOP.c.facility_id)
_HANDED_OVER = (
    sa.exists()
    .where(DELIVERY.c.run_id == STOP.c.run_id, DELIVERY.c.facility_id == STOP.c.facility_id)
    .correlate(STOP)
)
# A gate that took nothing at all has refusals of this run's days, and no delivery.
_TURNED_AWAY = (
    sa.exists()
    .where(
        REFUSAL.c.facility_id == STOP.c.facility_id,
        REFUSAL.c.sequence > RUN.c.planned_in,
        STOP.c.arrived_at.is_not(None),
    )
    .correlate(STOP, RUN)
)
_STOPS = (
    sa.select(
        STOP,
        FACILITY.c.code,
        PLACE.c.name.label("site"),
        FACILITY.c.proof,
        FACILITY.c.photo_days,
        FACILITY.c.instructions,
        FACILITY.c.contact_role,
        FACILITY.c.hands_over_at,
        SHEET.c.code.label("sheet"),
        SHEET.c.receipt_number,
        sa.or_(_HANDED_OVER, _TURNED_AWAY).label("is_told"),
    )
    .select_from(
        STOP.join(RUN, RUN.c.id == STOP.c.run_id)
        .outerjoin(FACILITY, FACILITY.c.id == STOP.c.facility_id)
        .outerjoin(PLACE, PLACE.c.id == STOP.c.site_id)
        .outerjoin(SHEET, _SHEET_OF_STOP)
    )
    .order_by(STOP.c.run_id, STOP.c.position)
    .limit(MOST_STOPS)
)
VANS = (
    sa.select(PLACE.c.number, PLACE.c.name, CODE_OF_PLACE.label("code"))
    .where(PLACE.c.kind == PlaceKind.VAN, sa.not_(PLACE.c.closed))
    .order_by(PLACE.c.number)
    .limit(MOST_VANS)
)
_PHONES = sa.select(RULE.c.facility_id, RULE.c.facts).where(
    RULE.c.kind == GateRuleKind.PHONE, RULE.c.ended_in.is_(None)
)


@dataclass(frozen=True, kw_only=True)
class Row:
    """A stop with its facility's wishes for a handover, its sheet, and what its gate says of
    phones: `phone` is empty, "in_vehicle" or "outside"."""

    id: int
    run_id: int
    position: int
    kind: StopKind
    facility_id: int | None
    code: str | None
    site: str | None
    window_from: str
    window_until: str
    arrives_at: str
    service_min: int
    to_fetch: str
    to_fetch_g: int
    to_fetch_ml: int
    instructions: str | None
    contact_role: str | None
    hands_over_at: str | None
    proof: Mapping[str, str] | None
    photo_days: int | None
    sheet: str | None
    receipt_number: str
    arrived_at: datetime | None
    left_at: datetime | None
    called_off_in: int | None
    called_off_because: str
    is_told: bool
    phone: str
    camera: bool


def of_runs(books: sa.Connection, runs: Sequence[int]) -> dict[int, list[Row]]:
    """The stops of these runs, in order; two statements."""
    rows = books.execute(_STOPS.where(STOP.c.run_id.in_(runs))).all()
    facilities = {row.facility_id for row in rows if row.facility_id is not None}
    phones = _phones(books, sorted(facilities))
    found: dict[int, list[Row]] = {run: [] for run in runs}
    for row in rows:
        found[row.run_id].append(_row(row, phones.get(row.facility_id, [])))
    return found


def sums_of(books: sa.Connection, runs: Sequence[int]) -> dict[int, dict[str, int]]:
    """Pieces loaded, delivered, returned and lost on each of these runs that has an account."""
    query = sa.select(RUN_ENTRY.c.run_id, *ACCOUNT).where(RUN_ENTRY.c.run_id.in_(runs))
    return {
        row.run_id: {sum_.name: int(getattr(row, sum_.name)) for sum_ in ACCOUNT}
        for row in books.execute(query.group_by(RUN_ENTRY.c.run_id))
    }


def _phones(books: sa.Connection, facilities: Sequence[int]) -> dict[int, list[Mapping[str, Any]]]:
    said: dict[int, list[Mapping[str, Any]]] = {}
    query = _PHONES.where(RULE.c.facility_id.in_(facilities)).limit(MOST_RULES)
    for facility, facts in books.execute(query):
        said.setdefault(facility, []).append(facts)
    return said


def _row(row: Any, phones: Sequence[Mapping[str, Any]]) -> Row:
    """Of several rules of one gate the strictest is told."""
    told = {one.get("phone", "") for one in phones}
    strictest = next((one for one in ("outside", "in_vehicle") if one in told), "")
    about = {name: getattr(row, name) for name in Row.__dataclass_fields__ if hasattr(row, name)}
    about |= {"receipt_number": row.receipt_number or "", "is_told": bool(row.is_told)}
    camera = all(one.get("camera", True) for one in phones)
    return Row(**about, phone=strictest, camera=camera)
