"""The maker of plans: one at a time, never within the writer's lock, and none shown unchecked.

A plan weighs everybody's wishes, also where it is for one list: so its reasons are true, and nobody
whose need is greater is robbed.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import msgspec
import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.commands.lines import LINE, LIST
from stockroom.commands.planning import (
    MOST_KEPT,
    MatchFound,
    PlanAsked,
    PlanFound,
    ShortFound,
)
from stockroom.commands.refs import unknown_row
from stockroom.db import Database
from stockroom.errors import Busy, Refused
from stockroom.planning import child, costs, gathering, telling
from stockroom.planning.checking import Fault, Kind, check
from stockroom.planning.costs import Cost
from stockroom.planning.facts import Pin, Snapshot, Trips
from stockroom.planning.gathering import Gathered
from stockroom.planning.plans import Match, Plan
from stockroom.web.plans import counting, others
from stockroom.words import Urgency

SECONDS = telling.SECONDS
TURN_WAIT_S = 20.0
"""How long a second asker waits for the plan before; longer than one plan takes."""
NOT_FATAL = frozenset(
    {
        Kind.VALUE, Kind.SHORT, Kind.WHY, Kind.REASON_PIN, Kind.REASON_OVER, Kind.REASON_LEVEL,
        Kind.REASON_FACTS, Kind.URGENCY, Kind.FAIRNESS, Kind.FIT, Kind.AGE, Kind.UNPROVEN,
    }
)  # fmt: skip
"""Faults of a plan that can be carried out even so; any other is never shown to anybody."""
MOST_BY_HAND = 3_000
"""Stocks and needs together of which a plan is made without the solver."""
RANK = {urgency: at for at, urgency in enumerate(Urgency)}
_log = logging.getLogger("stockroom.plans")


@dataclass(frozen=True)
class Made:
    """A plan with what it was made of, and what its checker says of it."""

    gathered: Gathered
    plan: Plan
    faults: Sequence[Fault]


class Maker:
    """Makes plans for the desk; one for each process, wired by the composition root."""

    def __init__(self, database: Database, clock: Clock, seconds: float = SECONDS) -> None:
        self.database = database
        self.clock = clock
        self.seconds = seconds
        self._turn = threading.Lock()
        self._last: Made | None = None

    def __call__(self, asked: PlanAsked) -> PlanFound:
        """The plan that a command asks for; raises `Refused`, or `Busy` where others are first."""
        with self._one_at_a_time():
            made = self._made(asked)
            return _found(asked, made, self._lines_of(asked.wish_list))

    def cost(self, asked: PlanAsked, lot: int, place: int, change: Pin) -> Cost | None:
        """What it would cost to give goods to another line; None where they are gone meanwhile.

        `change` names the line and the pieces; the stock in it is found by lot and place.
        """
        with self._one_at_a_time():
            made = self._made(asked)
            snapshot = made.gathered.snapshot
            found = [one.id for one in snapshot.stocks if (one.lot, one.place) == (lot, place)]
            if not found:
                return None
            pin = Pin(stock=found[0], line=change.line, pieces=change.pieces)
            return costs.cost_of(snapshot, made.plan, pin, self.seconds, self._by_solver)

    @contextmanager
    def _one_at_a_time(self) -> Iterator[None]:
        if not self._turn.acquire(timeout=TURN_WAIT_S):
            raise Busy("planning", "Another plan is being made. Try again in a moment.")
        try:
            yield
        finally:
            self._turn.release()

    def _made(self, asked: PlanAsked) -> Made:
        """A plan of everything; the last one again where nothing has changed since."""
        with self.database.snapshot() as books:
            if asked.wish_list is not None:
                _known(books, asked.wish_list)
            gathered = gathering.gathered(
                books,
                self.clock.now().astimezone().date(),
                pins=[(one.lot, one.place, one.line, one.quantity) for one in asked.pins],
                forbidden=[(one.lot, one.line) for one in asked.forbidden],
                trips=Trips(most_stops=asked.most_stops) if asked.most_stops else None,
            )
        last = self._last
        if last is None or last.gathered.snapshot != gathered.snapshot:
            last = self._solved(gathered)
        self._last = Made(gathered, last.plan, last.faults)
        return self._last

    def _solved(self, gathered: Gathered) -> Made:
        """The best plan that holds before the checker; the one made by hand, if no other does."""
        snapshot = gathered.snapshot
        for make in (self._by_solver, _by_hand):
            plan = make(snapshot)
            faults = check(snapshot, plan)
            for fault in faults:
                _log.error("a plan has the fault %s: %s", fault.kind, fault.sentence)
            if all(fault.kind in NOT_FATAL for fault in faults):
                return Made(gathered, plan, faults)
        raise Refused(
            "no_plan", "No plan could be made that holds. A steward finds why in the log."
        )

    def _by_solver(self, snapshot: Snapshot, _seconds: float = SECONDS) -> Plan:
        plan = child.said(snapshot, self.seconds)
        return _by_hand(snapshot) if plan is None else plan

    def _lines_of(self, wish_list: int | None) -> set[int] | None:
        if wish_list is None:
            return None
        query = sa.select(LINE.c.id).where(LINE.c.wish_list_id == wish_list)
        with self.database.reading() as books:
            return set(books.execute(query).scalars())


def _by_hand(snapshot: Snapshot) -> Plan:
    """A plan made here, where there is little; more would keep the whole service waiting."""
    if len(snapshot.stocks) + len(snapshot.needs) > MOST_BY_HAND:
        raise Busy("no_plan_in_time", "No plan was ready in time. Try again in a moment.")
    return telling.by_hand(snapshot)


def _known(books: sa.Connection, wish_list: int) -> None:
    if books.execute(sa.select(LIST.c.id).where(LIST.c.id == wish_list)).first() is None:
        raise unknown_row("wish list", wish_list)


def _found(asked: PlanAsked, made: Made, lines: set[int] | None) -> PlanFound:
    """The plan as the desk keeps it: these lines of it, the most urgent first."""
    snapshot, plan = made.gathered.snapshot, made.plan
    needs = {need.line: need for need in made.gathered.asked}
    stocks = {stock.id: stock for stock in snapshot.stocks}

    def first(line: int) -> tuple[int, int]:
        return RANK[needs[line].urgency], line

    matches = [one for one in plan.matches if lines is None or one.line in lines]
    matches.sort(key=lambda one: (first(one.line), one.stock))
    cut_and_short = counting.shorts(made.gathered, plan)
    short = [one for one in cut_and_short if lines is None or one.line in lines]
    short = sorted(short, key=lambda one: first(one.line))[:MOST_KEPT]
    told = {one.line for one in short}
    instead = others.instead(snapshot, plan, [one for one in plan.short if one.line in told])
    return PlanFound(
        **{name: getattr(asked, name) for name in PlanAsked.__struct_fields__},
        position=made.gathered.position,
        matches=[_match(one, stocks[one.stock]) for one in matches[:MOST_KEPT]],
        short=[
            ShortFound(
                line=one.line,
                pieces=one.pieces,
                why=one.why.value,
                others=instead.get(one.line, ()),
            )
            for one in short
        ],
        certain=sorted(plan.certain),
        faults=[{"kind": one.kind.value, "sentence": one.sentence} for one in made.faults],
        left_out=max(0, len(matches) - MOST_KEPT),
    )


def _match(one: Match, stock: Any) -> MatchFound:
    return MatchFound(
        lot=stock.lot,
        place=stock.place,
        line=one.line,
        pieces=one.pieces,
        level=one.reason.level.value,
        over=one.reason.over,
        facts=msgspec.to_builtins(one.reason.facts),
        pinned=one.reason.pinned,
    )
