"""What facilities have still to be told of visits and handovers, by the books as they stand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, cast

import sqlalchemy as sa

from stockroom.commands.at_gates import RUN, STOP
from stockroom.commands.barred import FACILITY
from stockroom.rules import visits
from stockroom.rules.visits import Kind, Visit
from stockroom.tables.handovers import Delivery, DeliveryLine, Way
from stockroom.tables.papers import Notice
from stockroom.tables.secrets import SecretField
from stockroom.tables.transport import StopKind

DELIVERY = cast(sa.Table, Delivery.__table__)  # type: ignore[attr-defined]
DELIVERED = cast(sa.Table, DeliveryLine.__table__)  # type: ignore[attr-defined]
NOTICE = cast(sa.Table, Notice.__table__)  # type: ignore[attr-defined]
SECRET = cast(sa.Table, SecretField.__table__)  # type: ignore[attr-defined]
STILL_TOLD = timedelta(days=3)
"""How long after a handover it is still told of."""
MOST = 500
MOST_TRIES = 5

_HAS_MAIL = sa.exists().where(
    SECRET.c.kind == StopKind.FACILITY,
    SECRET.c.owner_id == FACILITY.c.id,
    SECRET.c.field == "email",
)
_WHO = (FACILITY.c.code, FACILITY.c.language, _HAS_MAIL.label("has_mail"))
_TOLD = (
    sa.select(NOTICE.c.run_id, NOTICE.c.facility_id, NOTICE.c.kind, NOTICE.c.day, NOTICE.c.hours)
    .where(
        NOTICE.c.run_id.is_not(None),
        NOTICE.c.sent_at.is_not(None),
        NOTICE.c.day >= sa.bindparam("today"),
    )
    .order_by(NOTICE.c.version)
)
_WAITING = sa.select(NOTICE).where(
    NOTICE.c.sent_at.is_(None), NOTICE.c.day >= sa.bindparam("since")
)
_STOPS = (
    sa.select(
        *_WHO,
        RUN.c.id.label("run_id"),
        RUN.c.day,
        STOP.c.facility_id,
        STOP.c.position,
        STOP.c.window_from,
        STOP.c.window_until,
        STOP.c.arrives_at,
        STOP.c.called_off_in,
        sa.or_(STOP.c.arrived_at.is_not(None), STOP.c.left_at.is_not(None)).label("has_been"),
    )
    .select_from(
        STOP.join(RUN, RUN.c.id == STOP.c.run_id).join(
            FACILITY, FACILITY.c.id == STOP.c.facility_id
        )
    )
    .where(FACILITY.c.active, RUN.c.closed_in.is_(None))
    .order_by(RUN.c.day, RUN.c.id, STOP.c.position)
    .limit(MOST)
)
_GONE = (
    sa.select(*_WHO, FACILITY.c.id.label("facility_id"), RUN.c.id.label("run_id"))
    .select_from(FACILITY.join(RUN, sa.true()))
    .where(FACILITY.c.active, RUN.c.closed_in.is_(None))
)
_HANDED = (
    sa.select(
        *_WHO,
        DELIVERY.c.id,
        DELIVERY.c.facility_id,
        DELIVERY.c.receipt_number,
        DELIVERY.c.handed_over_at,
    )
    .select_from(DELIVERY.join(FACILITY, FACILITY.c.id == DELIVERY.c.facility_id))
    .where(
        FACILITY.c.active,
        DELIVERY.c.confirmed_in.is_(None),
        DELIVERY.c.way.in_([Way.RUN, Way.COLLECTED]),
        DELIVERY.c.handed_over_at >= sa.bindparam("since"),
        sa.exists().where(DELIVERED.c.delivery_id == DELIVERY.c.id, DELIVERED.c.accepted > 0),
        sa.not_(
            sa.exists().where(NOTICE.c.delivery_id == DELIVERY.c.id, NOTICE.c.sent_at.is_not(None))
        ),
    )
    .order_by(DELIVERY.c.id)
    .limit(MOST)
)


@dataclass(frozen=True)
class Due:
    """One thing that a facility is to hear now; `waiting` is its notice, once a mail was tried.

    A handover has a `delivery`; all else is about the visit of one `run`.
    """

    kind: Kind
    facility_id: int
    facility: str
    language: str
    has_mail: bool
    day: date
    hours: str = ""
    run: int | None = None
    position: int | None = None
    delivery: int | None = None
    receipt_number: str = ""
    waiting: Any = None

    @property
    def said(self) -> str:
        """What it says, in short: to see whether that has changed since somebody looked."""
        return f"{self.kind.value} {self.day} {self.hours}".strip()

    @property
    def is_new(self) -> bool:
        """Whether no mail was tried yet that says just this."""
        kept = self.waiting
        return kept is None or (kept.kind, kept.day, kept.hours) != (
            self.kind,
            self.day,
            self.hours,
        )

    @property
    def has_failed(self) -> bool:
        """Whether it was tried by mail as often as it will be."""
        return not self.is_new and self.waiting.tries >= MOST_TRIES


def due(books: sa.Connection, now: datetime) -> list[Due]:
    """All that is to be told now: visits first, then handovers; at most six statements."""
    today = today_of(now)
    since = today - STILL_TOLD
    waiting = list(books.execute(_WAITING, {"since": since}))
    return [*_visits(books, today, waiting), *_handovers(books, now, waiting)]


def today_of(now: datetime) -> date:
    """The day at our house."""
    return now.astimezone().date()


def _visits(books: sa.Connection, today: date, waiting: Sequence[Any]) -> Iterator[Due]:
    told = {(row.run_id, row.facility_id): row for row in books.execute(_TOLD, {"today": today})}
    kept = {(row.run_id, row.facility_id): row for row in waiting if row.run_id is not None}
    soon = RUN.c.day.in_([today, today + visits.TOMORROW])
    unsure = {key: row for key, row in kept.items() if row.unsure}
    heard = {**unsure, **told}
    known_runs = {run for run, _facility in heard}
    stops = books.execute(_STOPS.where(sa.or_(soon, RUN.c.id.in_(known_runs)))).all()
    planned = _by_facility(stops)
    for at in _missing(books, heard, planned):
        planned[at.run_id, at.facility_id] = at
    for key, stop in planned.items():
        one = _visit(stop, told.get(key), today)
        if one is None and key in unsure:  # what they perhaps heard may be wrong by now
            one = _visit(stop, unsure[key], today)
        if one is not None:
            kind, visit = one
            yield Due(
                kind, stop.facility_id, stop.code, stop.language, stop.has_mail, visit.day,
                visit.hours, run=stop.run_id, position=getattr(stop, "position", None),
                waiting=kept.get(key),
            )  # fmt: skip


def _by_facility(stops: Sequence[Any]) -> dict[tuple[int, int], Any]:
    """The stop of each run at each facility; one that is driven to before one called off."""
    found: dict[tuple[int, int], Any] = {}
    for stop in stops:
        key = stop.run_id, stop.facility_id
        if key not in found or found[key].called_off_in is not None:
            found[key] = stop
    return found


def _missing(
    books: sa.Connection,
    told: Mapping[tuple[int, int], Any],
    planned: Mapping[tuple[int, int], Any],
) -> Sequence[Any]:
    """Those who were told of a visit whose stop stands on no open run any more."""
    keys = [key for key in told if key not in planned]
    if not keys:
        return ()
    pairs = [sa.and_(RUN.c.id == run, FACILITY.c.id == facility) for run, facility in keys]
    return books.execute(_GONE.where(sa.or_(*pairs))).all()


def _visit(stop: Any, told: Any, today: date) -> tuple[Kind, Visit] | None:
    """What is to be said of one stop, and about which visit."""
    if getattr(stop, "has_been", False):
        return None
    expected = None
    if told is not None and told.kind != Kind.CALLED_OFF:
        expected = Visit(told.day, told.hours)
    planned = None
    if getattr(stop, "position", None) is not None and stop.called_off_in is None:
        before = expected.hours if expected is not None and expected.day == stop.day else ""
        hours = visits.hours(stop.window_from, stop.window_until, stop.arrives_at, before)
        planned = Visit(stop.day, hours)
    kind = visits.to_say(planned, expected, today)
    if kind is None:
        return None
    about = planned or expected
    assert about is not None
    return kind, about


def _handovers(books: sa.Connection, now: datetime, waiting: Sequence[Any]) -> Iterator[Due]:
    kept = {row.delivery_id: row for row in waiting if row.delivery_id is not None}
    for row in books.execute(_HANDED, {"since": now - STILL_TOLD}):
        yield Due(
            Kind.HANDED_OVER, row.facility_id, row.code, row.language, row.has_mail,
            today_of(row.handed_over_at), delivery=row.id,
            receipt_number=row.receipt_number, waiting=kept.get(row.id),
        )  # fmt: skip
