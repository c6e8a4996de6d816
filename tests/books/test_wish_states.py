"""The states of wishes as the database selects them are those that the rule reads from facts."""

from __future__ import annotations

import contextlib
from typing import Any

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from stockroom.errors import Refused
from stockroom.reports.stages import LINE
from stockroom.reports.wish_states import (
    FOUND_SHORT,
    LINE_STATE,
    LIST,
    LIST_STATE,
    LOOKED_FOR,
)
from stockroom.rules import wish_states
from stockroom.rules.wish_states import ListFacts
from stockroom.tables.plans import PlanMade, PlanMatch, PlanShort
from stockroom.web.pages.wishes import progress
from tests.wishing import ask
from tests.world import World

ACTS = (
    "allocations", "allocations", "picks", "packings", "loadings", "deliveries", "confirmations",
    "changes", "checks", "closings", "withdrawals", "found", "missed",
)  # fmt: skip
step = st.tuples(st.sampled_from(ACTS), st.integers(0, 1), st.integers(1, 3))


def take(world: World, at: dict[str, Any], act: str, line: int, pieces: int) -> None:
    """One act about the list, or none where the desk refuses it."""
    goods: dict[str, Any] = {"lot": at["lot"], "line": line, "quantity": pieces}
    handed: dict[str, Any] = {"lot": at["lot"], "line": line, "accepted": pieces}
    changed: dict[str, Any] = {"line": line, "asked": pieces - 1, "reason": "mistake"}
    number = at["wish_list"]
    match act:
        case "allocations" | "picks":
            world.do("alice", act, **goods)
        case "packings":
            world.do("bob", act, box="Box one", **goods)
        case "loadings":
            world.do("dora", act, run=at["run"], items=[goods])
        case "deliveries":
            made = world.do("alice", act, facility="M-1", lines=[handed]).made
            # What looks like the same handover once more is held, and makes none.
            at["delivery"] = made.get("delivery", at.get("delivery", 999))
        case "confirmations":
            world.do("alice", act, delivery=at.get("delivery", 999))
        case "changes":
            world.do("alice", "wish-list-changes", **changed)
        case "checks":
            world.do("alice", "wish-list-checks", wish_list=number)
        case "closings":
            world.do("alice", "wish-list-closings", wish_list=number, reason="agreed")
        case "withdrawals":
            world.do("alice", "wish-list-withdrawals", wish_list=number)
        case _:
            plan(world, world.lot_id(at["lot"]), line, pieces, short=act == "missed")


def plan(world: World, lot: int, line: int, pieces: int, *, short: bool) -> None:
    """A plan that found goods for a line, or found too little."""
    with world.house.database.writing() as books, Session(bind=books) as rows:
        made = PlanMade(made_in=1, position=1)
        rows.add(made)
        rows.flush()
        assert made.id is not None
        if short:
            rows.add(PlanShort(plan_id=made.id, line_id=line, pieces=pieces, why="none"))
        else:
            place = books.execute(sa.text("SELECT id FROM place WHERE name = 'A1'")).scalar_one()
            found = {"lot_id": lot, "place_id": place, "line_id": line, "pieces": pieces}
            rows.add(PlanMatch(plan_id=made.id, level="exact", **found))
        rows.flush()


def selected(books: sa.Connection) -> tuple[dict[int, str], dict[int, str]]:
    """The state of every list and of every line, by the database."""
    lists = books.execute(sa.select(LIST.c.id, LIST_STATE).select_from(LIST)).all()
    lines = books.execute(sa.select(LINE.c.id, LINE_STATE).select_from(LINE)).all()
    return {row[0]: row[1] for row in lists}, {row[0]: row[1] for row in lines}


def read(books: sa.Connection) -> tuple[dict[int, str], dict[int, str]]:
    """The same by the rule."""
    rows = books.execute(
        sa.select(LINE.c.id, LINE.c.wish_list_id, FOUND_SHORT.label("short"))
    ).all()
    far = progress.of_lines(books, [row.id for row in rows])
    facts = {row.id: progress.facts(far[row.id], bool(row.short)) for row in rows}
    lists = {
        row.id: wish_states.list_state(
            ListFacts(
                lines=[facts[line.id] for line in rows if line.wish_list_id == row.id],
                checked=row.checked_in is not None,
                looked_for=bool(row.looked_for),
                closed=row.closed_in is not None,
                withdrawn=row.withdrawn_in is not None,
            )
        )
        for row in books.execute(sa.select(LIST, LOOKED_FOR.label("looked_for")))
    }
    return dict(lists), {line: wish_states.line_state(one) for line, one in facts.items()}


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=st.lists(step, max_size=12), second=st.booleans())
def test_the_database_and_the_rule_agree(
    world: World, steps: list[tuple[str, int, int]], second: bool
) -> None:
    wanted = {"product": "NP-DISP", "size": "4", "quantity": 2, "urgency": "routine"}
    made = ask(world, lines=[wanted, wanted] if second else [wanted])
    at = made | {"lot": world.shelved(quantity=9), "run": world.run()}

    for act, which, pieces in steps:
        with contextlib.suppress(Refused):
            take(world, at, act, made["lines"][which % len(made["lines"])], pieces)

    with world.house.database.reading() as books:
        assert selected(books) == read(books)
