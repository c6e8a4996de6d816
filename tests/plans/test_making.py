"""Plans made for people: of everybody's wishes, checked, apart from the service, never twice."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from uuid import uuid4

import pytest
import sqlalchemy as sa

from stockroom.commands.planning import MADE, MATCH, SHORT, PlanAsked
from stockroom.errors import Busy, Refused
from stockroom.planning import child, telling
from stockroom.planning.facts import Snapshot
from stockroom.planning.plans import Plan
from stockroom.web.plans import making
from tests.world import World

SERVICE = """
import sys
from pathlib import Path
from stockroom import app
from stockroom.settings import Settings, sqlite_url
from stockroom.commands.planning import PlanAsked
folder = Path(sys.argv[1])
house = app.build(Settings(data=folder, database=sqlite_url(folder)))
app.application(house)
house.plans(PlanAsked())
print(*sys.modules)
"""


def rows(world: World, table: sa.Table) -> list[sa.Row[tuple[object, ...]]]:
    """Every row of a table, in its order."""
    with world.house.database.reading() as books:
        return list(books.execute(sa.select(table).order_by(table.c.id)))


def test_no_solver_is_in_the_service_once_it_has_made_a_plan(world: World) -> None:
    world.shelved()
    world.line(3, size="4")
    folder = world.house.settings.data
    if world.house.database.engine.dialect.name != "sqlite":
        pytest.skip("one database is enough to load a service")

    command = [sys.executable, "-c", SERVICE, str(folder)]
    loaded = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()

    assert "stockroom.web.plans.making" in loaded
    assert not {"ortools", "numpy", "pandas"} & set(loaded)


def test_a_plan_for_one_list_robs_nobody_whose_need_is_greater(world: World) -> None:
    world.shelved(quantity=4)
    world.line(4, size="4", facility="M-1")
    urgent = world.line(4, size="4", facility="E-2", urgency="tonight")

    made = world.do("alice", "plans", wish_list=1).made

    assert (made["matches"], made["short"]) == (0, 4)
    short = rows(world, SHORT)[0]
    assert (short.why, short.others) == ("others", [urgent])


def test_with_one_visit_only_one_facility_is_given_anything(world: World) -> None:
    world.shelved(quantity=8)
    for facility in ("M-1", "E-2"):
        world.line(4, size="4", facility=facility)

    made = world.do("alice", "plans", most_stops=1).made

    assert (made["matches"], made["pieces"], made["short"]) == (1, 4, 4)
    assert rows(world, MADE)[0].most_stops == 1
    assert rows(world, SHORT)[0].why == "no_visit"


def test_a_plan_is_kept_with_its_reasons_as_of_a_position(world: World) -> None:
    world.shelved(quantity=4)
    late = world.line(4, size="4", facility="M-1")
    world.line(4, size="4", facility="E-2", urgency="tonight")
    position = world.position()

    world.do("alice", "plans")

    plan, match = rows(world, MADE)[0], rows(world, MATCH)[0]
    assert (plan.position, plan.faults) == (position, [])
    assert set(plan.certain) >= {"urgency", "fairness"}
    assert (match.level, match.over_line, match.facts["over_tier"]) == ("urgency", late, 2)


def test_a_list_that_is_not_there_gets_no_plan(world: World) -> None:
    with pytest.raises(Refused, match="no wish list 7"):
        world.do("alice", "plans", wish_list=7)


def test_a_plan_asked_for_twice_is_made_once(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    same = uuid4()
    first = world.do("alice", "plans", id=same)
    monkeypatch.setattr(making.Maker, "_made", pytest.fail)

    again = world.do("alice", "plans", id=same)

    assert again.repeated
    assert again.made == first.made


def overfull(plan: Plan) -> Plan:
    """The plan with one piece too many of everything."""
    return replace(plan, matches=tuple(replace(m, pieces=m.pieces + 1) for m in plan.matches))


@pytest.fixture
def spoilt(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Makes a solver, or the plan by hand, give away more than there is."""

    def spoil(what: str) -> None:
        room, name = (child, "said") if what == "solver" else (telling, "by_hand")
        own = getattr(room, name)

        def planned(snapshot: Snapshot, *seconds: float) -> Plan | None:
            plan = own(snapshot, *seconds)
            return overfull(plan) if plan else None

        monkeypatch.setattr(room, name, planned)

    return spoil


def test_a_plan_that_cannot_be_carried_out_gives_way_to_the_one_by_hand(
    world: World, spoilt: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    world.shelved(quantity=4)
    world.line(6, size="4")
    spoilt("solver")

    made = world.do("alice", "plans").made

    assert (made["pieces"], made["short"]) == (4, 2)
    assert rows(world, MADE)[0].certain == []
    assert "a plan has the fault overused" in caplog.text


def test_a_large_plan_that_is_late_is_not_made_in_the_service(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "said", lambda *_asked: None)
    monkeypatch.setattr(making, "MOST_BY_HAND", 1)
    world.shelved()
    world.line(3, size="4")

    with pytest.raises(Busy, match="No plan was ready"):
        world.do("alice", "plans")


def test_where_no_plan_holds_none_is_shown(world: World, spoilt: Callable[[str], None]) -> None:
    world.shelved(quantity=4)
    world.line(6, size="4")
    spoilt("solver")
    spoilt("hand")

    with pytest.raises(Refused, match="No plan could be made"):
        world.do("alice", "plans")
    assert rows(world, MADE) == []


def test_a_second_asker_waits_and_is_told_if_it_takes_too_long(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "TURN_WAIT_S", 0.05)
    begun, go_on = threading.Event(), threading.Event()
    own = making.Maker._made

    def slowly(maker: making.Maker, asked: PlanAsked) -> making.Made:
        begun.set()
        go_on.wait(20)
        return own(maker, asked)

    monkeypatch.setattr(making.Maker, "_made", slowly)
    first = threading.Thread(target=lambda: world.do("alice", "plans"))
    first.start()
    begun.wait(20)

    with pytest.raises(Busy, match="Another plan is being made"):
        world.do("sam", "plans")
    world.shelved()  # nothing waits for the plan but another plan
    go_on.set()
    first.join()
    assert len(rows(world, MADE)) == 1


def test_only_so_many_matches_are_kept_the_most_urgent_first(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(making, "MOST_KEPT", 1)
    world.shelved(quantity=4)
    world.shelved(product="BA-WASH")
    world.line(1, product="BA-WASH")
    urgent = world.line(4, size="4", urgency="tonight")

    made = world.do("alice", "plans").made

    assert (made["matches"], made["left_out"]) == (1, 1)
    assert rows(world, MATCH)[0].line_id == urgent
