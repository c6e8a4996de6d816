"""Gates as goods and runs meet them: read for many facilities and runs at once, few statements."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

import sqlalchemy as sa

from stockroom.commands import as_told, refs
from stockroom.commands.barred import OF_RULE, RULE, as_rule
from stockroom.rules.gate import Goods, Rule, Some, Told, Trip, quantity
from stockroom.tables.gates import Clearance
from stockroom.tables.let_in import taken
from stockroom.tables.papers import GateSheet, Manifest
from stockroom.tables.transport import Run, Stop, StopKind
from stockroom.tables.wishes import Facility, ProofLevel

FACILITY = cast(sa.Table, Facility.__table__)  # type: ignore[attr-defined]
RUN = cast(sa.Table, Run.__table__)  # type: ignore[attr-defined]
STOP = cast(sa.Table, Stop.__table__)  # type: ignore[attr-defined]
CLEARANCE = cast(sa.Table, Clearance.__table__)  # type: ignore[attr-defined]
MANIFEST = cast(sa.Table, Manifest.__table__)  # type: ignore[attr-defined]
SHEET = cast(sa.Table, GateSheet.__table__)  # type: ignore[attr-defined]
_STOPS = (
    sa.select(
        STOP.c.run_id,
        STOP.c.kind,
        STOP.c.facility_id,
        STOP.c.window_from,
        STOP.c.window_until,
        STOP.c.arrives_at,
        RUN.c.day,
        RUN.c.van_id,
        RUN.c.driver_id,
    )
    .select_from(STOP.join(RUN, RUN.c.id == STOP.c.run_id))
    .where(STOP.c.called_off_in.is_(None))
    .order_by(STOP.c.run_id, STOP.c.position)
)
_NEXT_RUN = (
    sa.select(RUN.c.id)
    .select_from(STOP.join(RUN, RUN.c.id == STOP.c.run_id))
    .where(
        STOP.c.facility_id == sa.bindparam("facility"),
        STOP.c.called_off_in.is_(None),
        RUN.c.departed_in.is_(None),
        RUN.c.closed_in.is_(None),
        RUN.c.day >= sa.bindparam("today"),
    )
    .order_by(RUN.c.day, RUN.c.id)
    .limit(1)
)


@dataclass(frozen=True)
class AtGate:
    """A facility as a van meets it: its code, the proofs that it requires, the rules that stand."""

    code: str
    required: frozenset[str]
    rules: tuple[Rule, ...]

    def has(self, *kinds: str) -> bool:
        """Whether a rule of one of these kinds stands."""
        return any(rule.kind in kinds for rule in self.rules)

    @property
    def counts_a_month(self) -> bool:
        """Whether a rule asks what went there in the last 30 days."""
        return any(rule.facts.get("per") == quantity.A_MONTH for rule in self.rules)


@dataclass(frozen=True)
class _Known:
    """What trips are judged by, beside their stops, by run or facility and what is known there."""

    drivers: Mapping[tuple[int, int], date]
    vans: Mapping[tuple[int, int], date]
    manifests: Mapping[tuple[int, int], Told]
    sheets: Collection[tuple[int, int]]


def gates_at(books: sa.Connection, facilities: Collection[int]) -> dict[int, AtGate]:
    """The gates of these facilities; one statement."""
    query = (
        sa.select(FACILITY.c.id.label("of"), FACILITY.c.code.label("facility"), FACILITY.c.proof)
        .add_columns(*OF_RULE)
        .select_from(
            FACILITY.outerjoin(
                RULE, sa.and_(RULE.c.facility_id == FACILITY.c.id, RULE.c.ended_in.is_(None))
            )
        )
        .where(FACILITY.c.id.in_(facilities))
        .order_by(RULE.c.id)
    )
    rows: dict[int, list[Any]] = defaultdict(list)
    for row in books.execute(query):
        rows[row.of].append(row)
    return {of: _at_gate(some) for of, some in rows.items()}


def next_run(books: sa.Connection, facility_id: int, today: date) -> int | None:
    """The next run that stops at a facility and has not left."""
    return books.execute(_NEXT_RUN, {"facility": facility_id, "today": today}).scalar()


def trips(
    books: sa.Connection,
    gates: Mapping[int, AtGate],
    runs: Collection[int],
    today: date,
    *,
    is_loading: bool,
) -> dict[tuple[int, int], Trip]:
    """Each stop of these runs at these gates, by run and facility; at most four statements."""
    if not gates or not runs:
        return {}
    rows = books.execute(_STOPS.where(STOP.c.run_id.in_(runs))).all()
    known = _known(books, gates, runs)
    by_run: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_run[row.run_id].append(row)
    return {
        (row.run_id, row.facility_id): Trip(
            today=today,
            is_loading=is_loading,
            **_trip(row, by_run[row.run_id], gates[row.facility_id], known),
        )
        for row in rows
        if row.facility_id in gates
    }


def lately(books: sa.Connection, facilities: Collection[int], today: date) -> dict[int, list[Some]]:
    """What these facilities took in the last 30 days (see `taken`), by product; one statement."""
    if not facilities:
        return {}
    took, product = taken(today, facilities).subquery(), refs.PRODUCT
    query = (
        sa.select(took.c.facility_id, took.c.pieces, product.c.code, product.c.category)
        .join(product, product.c.id == took.c.product_id)
        .order_by(product.c.code)
    )
    found: dict[int, list[Some]] = defaultdict(list)
    for row in books.execute(query) if facilities else ():
        goods = Goods(condition="", product=row.code, category=row.category)
        found[row.facility_id].append(Some(goods, int(row.pieces)))
    return found


def _at_gate(rows: Sequence[Any]) -> AtGate:
    proof = rows[0].proof or {}
    return AtGate(
        code=rows[0].facility,
        required=frozenset(kind for kind in proof if proof[kind] == ProofLevel.REQUIRED),
        rules=tuple(as_rule(row) for row in rows if row.id is not None),
    )


def _trip(row: Any, stops: Sequence[Any], at: AtGate, known: _Known) -> dict[str, Any]:
    here = row.run_id, row.facility_id
    return {
        "day": row.day,
        "window_from": row.window_from,
        "window_until": row.window_until,
        "arrives_at": row.arrives_at,
        "known_driver": known.drivers.get((row.facility_id, row.driver_id)),
        "known_van": known.vans.get((row.facility_id, row.van_id)),
        "manifest": known.manifests.get(here),
        "required": at.required,
        "sheet_printed": here in known.sheets,
        "others_aboard": _others_aboard(row, stops),
    }


def _others_aboard(row: Any, stops: Sequence[Any]) -> bool:
    """Whether goods of another stop pass this gate: for a later facility, or picked up before."""
    here = stops.index(row)
    later = (one.facility_id for one in stops[here + 1 :] if one.kind == StopKind.FACILITY)
    picked_up = any(one.kind != StopKind.FACILITY for one in stops[:here])
    return picked_up or any(other != row.facility_id for other in later)


def _known(books: sa.Connection, gates: Mapping[int, AtGate], runs: Collection[int]) -> _Known:
    cleared = [of for of, gate in gates.items() if gate.has("driver", "vehicle")]
    told = [of for of, gate in gates.items() if gate.has("manifest")]
    phoneless = [of for of, gate in gates.items() if gate.has("phone")]
    drivers, vans = _clearances(books, cleared)
    return _Known(drivers, vans, _manifests(books, told, runs), _sheets(books, phoneless, runs))


def _clearances(
    books: sa.Connection, facilities: Collection[int]
) -> tuple[dict[tuple[int, int], date], dict[tuple[int, int], date]]:
    query = sa.select(CLEARANCE).where(
        CLEARANCE.c.facility_id.in_(facilities), CLEARANCE.c.ended_in.is_(None)
    )
    drivers: dict[tuple[int, int], date] = {}
    vans: dict[tuple[int, int], date] = {}
    rows = books.execute(query.order_by(CLEARANCE.c.cleared_until)) if facilities else ()
    for row in rows:
        if row.driver_id is not None:
            drivers[row.facility_id, row.driver_id] = row.cleared_until
        else:
            vans[row.facility_id, row.van_id] = row.cleared_until
    return drivers, vans


def _manifests(
    books: sa.Connection, facilities: Collection[int], runs: Collection[int]
) -> dict[tuple[int, int], Told]:
    """What was sent first counts for the day, what was sent last for the language.

    It is as told where the load is what was sent, and approved if it followed one already sent.
    """
    query = (
        sa.select(
            MANIFEST.c.run_id,
            MANIFEST.c.facility_id,
            MANIFEST.c.language,
            MANIFEST.c.sent_on,
        )
        .where(MANIFEST.c.facility_id.in_(facilities), MANIFEST.c.run_id.in_(runs))
        .order_by(MANIFEST.c.version)
    )
    versions: dict[tuple[int, int], list[Any]] = defaultdict(list)
    for row in books.execute(query) if facilities else ():
        versions[row.run_id, row.facility_id].append(row)
    told = {}
    for at, rows in versions.items():
        sent = [row for row in rows if row.sent_on is not None]
        if sent:
            equal = not as_told.differs(books, *at)
            told[at] = Told(sent_on=sent[0].sent_on, language=sent[-1].language, equal=equal)
    return told


def _sheets(
    books: sa.Connection, facilities: Collection[int], runs: Collection[int]
) -> set[tuple[int, int]]:
    query = sa.select(SHEET.c.run_id, SHEET.c.facility_id).where(
        SHEET.c.facility_id.in_(facilities), SHEET.c.run_id.in_(runs)
    )
    rows: Iterable[Any] = books.execute(query) if facilities else ()
    return {(row.run_id, row.facility_id) for row in rows}
