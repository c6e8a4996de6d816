"""Whatever is told of a day on the road, in whatever order: its runs, parcels and records agree."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stockroom import app
from stockroom.app import House
from stockroom.errors import IdReused, Refused
from stockroom.rules import codes
from stockroom.settings import Settings, sqlite_url
from tests.books.test_any_history import act
from tests.world import NOON, StillClock, World

NAMESPACE = UUID("5c1ab1e0-0000-4000-8000-000000000001")
LOTS = [codes.make(number * 7919) for number in range(1, 5)]
SEAT = codes.make(104_729)
PIECES = 5

box = st.sampled_from(["Box one", "Box two"])
lot = st.sampled_from([*LOTS, SEAT])
line = st.integers(1, 4)
some = st.integers(1, 6)
run = st.sampled_from([1, 1, 1, 2])
maybe = st.none()
facility = st.sampled_from(["M-1", "M-1", "E-2"])
reason = st.sampled_from(["damaged", "not_sealed"])
loose = st.fixed_dictionaries({"lot": lot, "line": maybe | line, "quantity": some})
free = st.fixed_dictionaries({"lot": lot, "quantity": some, "site": maybe | st.just("South")})
handed = st.fixed_dictionaries({
    "lot": lot, "line": maybe | line, "accepted": st.integers(0, 6),
    "missing": st.integers(0, 2),
    "refused": st.lists(st.fixed_dictionaries({"quantity": some, "reason": reason}), max_size=1),
})  # fmt: skip
back = st.one_of(
    st.fixed_dictionaries({"box": box}),
    st.fixed_dictionaries({"lot": lot, "quantity": maybe | some}),
)
ON_THE_ROAD = st.one_of(
    act("loadings", run=run, items=st.lists(
        st.one_of(st.fixed_dictionaries({"box": box}), loose, free), min_size=1, max_size=2)),
    act("departures", run=run),
    act("stop-arrivals", run=run, stop=st.integers(1, 3)),
    act("stop-leavings", run=run, stop=st.integers(1, 3)),
    act("stop-callings-off", run=run, stop=st.integers(1, 3), reason=st.just("closed")),
    act("deliveries", facility=facility, run=maybe | run, boxes=st.lists(box, max_size=2),
        lines=st.lists(handed, max_size=2)),
    act("deliveries", facility=facility, run=run, boxes=st.lists(box, min_size=1, max_size=2),
        lines=st.just([])),
    act("refusals", facility=facility, run=maybe | run, lot=lot, line=maybe | line,
        quantity=some, reason=reason),
    act("returns", run=maybe | run, items=st.lists(back, min_size=1, max_size=2)),
    act("unloadings", run=run, site=st.just("South"),
        items=st.lists(back, min_size=1, max_size=2)),
    act("run-closings", run=run),
)  # fmt: skip
AT_THE_DESK = st.one_of(
    act("sealings", box=box, facility=facility),
    act("unsealings", box=box),
    act("packings", lot=lot, line=line, quantity=some, box=box),
    act("boxings", lot=lot, box=box, quantity=maybe | some),
    act("put-aways", thing=lot | box, place=st.sampled_from(["A1", "A2", "Van 1", "Van 2"]),
        quantity=maybe | some, source=maybe | st.sampled_from(["Van 1", "North bench"])),
    act("transfers", thing=lot | box, place=st.sampled_from(["A1", "Van 1", "Box two"]),
        quantity=maybe | some, source=maybe | st.sampled_from(["Van 1", "A1"])),
    act("holds", lot=lot, reason=st.just("recalled")),
    act("write-offs", lot=lot, quantity=some, reason=st.just("damaged")),
    act("wish-list-changes", line=line, asked=st.integers(0, 9), reason=st.just("more_needed")),
    act("releases", lot=lot, line=line, quantity=maybe | some),
    act("allocations", lot=lot, line=line, quantity=some),
    act("confirmations", delivery=st.integers(1, 3)),
    act("delivery-corrections", delivery=st.integers(1, 3), lines=st.lists(
        st.fixed_dictionaries({"lot": lot, "line": maybe | line, "fewer": maybe | some,
                               "more": maybe | some}), min_size=1, max_size=2)),
    act("discrepancy-settlings", discrepancy=st.integers(1, 14),
        settlement=st.sampled_from(["accept", "apply", "apply", "apply", "drop"])),
    act("run-closings", run=run),
)  # fmt: skip
HOME = st.tuples(st.just("home"), run, st.just(0))
APPLY = st.tuples(st.just("apply"), st.integers(0, 9), st.just(0))
DRIVER = st.tuples(st.just("dora"), ON_THE_ROAD, st.integers(-90, 90))
STEP = st.one_of(
    DRIVER,
    DRIVER,
    st.tuples(st.just("alice"), st.one_of(ON_THE_ROAD, AT_THE_DESK), st.integers(-90, 90)),
    st.tuples(st.just("again"), st.integers(0, 30), st.integers(0, 1)),
    HOME,
    APPLY,
    st.tuples(st.just("reverse"), st.integers(0, 30), st.just(0)),
)
# On some days the runs are closed early, and what the driver told late is applied.
DAYS = st.lists(STEP, min_size=4, max_size=24) | st.lists(
    st.one_of(HOME, DRIVER, APPLY), min_size=4, max_size=24
)
BEGINNINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        ("opening-counts", {"product": "NP-DISP", "size": "4", "quantity": 9, "place": "A1",
                            "code": code})
        for code in LOTS
    ),
    ("opening-counts", {"product": "TR-SEAT", "quantity": 1, "place": "A1", "code": SEAT}),
    *(
        ("wish-lists", {"facility": code, "lines": [
            {"product": "NP-DISP", "size": "4", "quantity": 7, "urgency": "tonight"},
            {"product": "TR-SEAT", "quantity": 1, "urgency": "routine"}]})
        for code in ("M-1", "E-2")
    ),
    ("allocations", {"lot": LOTS[0], "line": 1, "quantity": PIECES}),
    ("packings", {"lot": LOTS[0], "line": 1, "quantity": PIECES, "box": "Box one"}),
    ("sealings", {"box": "Box one", "facility": "M-1"}),
    ("allocations", {"lot": LOTS[1], "line": 3, "quantity": PIECES}),
    ("packings", {"lot": LOTS[1], "line": 3, "quantity": PIECES, "box": "Box two"}),
    ("sealings", {"box": "Box two", "facility": "E-2"}),
    ("runs", {"day": "2026-11-23", "van": "Van 1", "driver": "dora",
              "stops": [{"facility": "M-1"}, {"facility": "E-2"}]}),
    ("runs", {"day": "2026-11-23", "van": "Van 2", "driver": "dora",
              "stops": [{"facility": "M-1"}]}),
)  # fmt: skip
UNEVEN = """
    SELECT run.id, sum(loaded), sum(unsaid), sum(delivered), sum(returned), sum(lost) FROM run
    JOIN run_entry ON run_id = run.id WHERE closed_in IS NOT NULL GROUP BY run.id
    HAVING sum(loaded) + sum(unsaid) != sum(delivered) + sum(returned) + sum(lost)
"""
UNASKED = """
    SELECT run_id, unsaid FROM
    (SELECT run_id, sum(unsaid) AS unsaid, max(CASE WHEN unsaid != 0 THEN sequence END) AS latest
     FROM run_entry GROUP BY run_id)
    WHERE unsaid != 0 AND NOT EXISTS (
        SELECT 1 FROM discrepancy WHERE opened_in = latest AND quantity = abs(unsaid)
        AND kind = CASE WHEN unsaid > 0 THEN 'loading_unsaid' ELSE 'unaccounted' END)
"""
OWED = """
    SELECT run_id, sum(loaded), sum(delivered), sum(returned), sum(lost) FROM run_entry
    GROUP BY run_id HAVING min(0, sum(loaded), sum(delivered), sum(returned), sum(lost)) < 0
"""
TWO_RECORDS = """
    SELECT run_id, said, told FROM
    (SELECT run_id, sum(delivered) AS said FROM run_entry GROUP BY run_id) JOIN
    (SELECT delivery.run_id AS run, sum(accepted) AS told FROM delivery
     JOIN delivery_line ON delivery_id = delivery.id GROUP BY 1) ON run = run_id
    WHERE said != told
"""
TWICE_SEALED = """
    SELECT box_id FROM parcel JOIN place ON place.id = box_id WHERE opened_in IS NULL
    GROUP BY box_id HAVING count(*) > 1 OR max(closed) = 1
"""
ABOARD_IN_BOXES = """
    SELECT place.name FROM place JOIN run ON place.stands_in = van_id
    WHERE place.kind = 'box' AND run.id =
"""
ABOARD_LOOSE = """
    SELECT DISTINCT lot_id FROM holding JOIN run ON place_id = van_id
    WHERE quantity > 0 AND run.id =
"""
SHORT = settings(
    max_examples=50, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True
)
LONG = settings(SHORT, max_examples=1_500)
NEVER = {
    "owed": OWED,
    "two records": TWO_RECORDS,
    "twice sealed": TWICE_SEALED,
    "uneven": UNEVEN,
    "unasked": UNASKED,
}


def live(world: World, day: list[tuple[Any, ...]]) -> None:
    """Let a day happen; what is refused is refused in words, never by a fault."""
    done: list[tuple[str, str, UUID, dict[str, Any]]] = []
    for number, (kind, what, more) in enumerate(day):
        own = uuid5(NAMESPACE, str(number))
        try:
            if kind in ("dora", "alice"):
                noun, content = what
                content = content | {"done_at": (NOON + timedelta(minutes=more)).isoformat()}
                receipt = world.do(kind, noun, id=own, **content)
                assert receipt.reason != "books_refused", content
                done.append((kind, noun, own, content))
            elif kind == "again" and done:
                # It is told once more: on the other phone of the same driver, or by somebody else.
                who, noun, _, content = done[what % len(done)]
                world.do("alice" if more else who, noun, id=own, **content)
            elif kind == "reverse" and done:
                world.do("alice", "reversals", command=str(done[what % len(done)][2]))
            elif kind == "home":
                come_home(world, what)
            elif kind == "apply":
                apply(world, what)
        except (Refused, IdReused):
            pass


def come_home(world: World, run: int) -> None:
    """All that is on the run's van is brought back, and the run is closed."""
    items = [{"box": name} for (name,) in rows(world, f"{ABOARD_IN_BOXES} {run}")]
    items += [{"lot": f"lot {lot}"} for (lot,) in rows(world, f"{ABOARD_LOOSE} {run}")]
    if items:
        world.do("alice", "returns", run=run, items=items)
    world.do("alice", "run-closings", run=run)


def apply(world: World, which: int) -> None:
    """One of the acts that wait for a person is let happen after all."""
    if held := rows(world, "SELECT id FROM discrepancy WHERE kind = 'held' AND settled_in IS NULL"):
        asked = held[which % len(held)][0]
        world.do("alice", "discrepancy-settlings", discrepancy=asked, settlement="apply")


def rows(world: World, query: str) -> list[Any]:
    """What the books answer."""
    with world.house.database.reading() as books:
        return list(books.exec_driver_sql(query))


def wrong(world: World) -> dict[str, list[Any]]:
    """What must never be so, and is."""
    found = {name: rows(world, query) for name, query in NEVER.items()}
    return {name: wrongs for name, wrongs in found.items() if wrongs}


@pytest.fixture(scope="module")
def fresh(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[], House]:
    """The small world with two sealed parcels and two runs, each time it is asked for."""
    folder, begun = (tmp_path_factory.mktemp(name) for name in ("roads", "begun"))
    for name in ("stockroom.db", "stockroom.key"):
        shutil.copy(sqlite_template / name, begun / name)
    house = app.wire(Settings(data=begun, database=sqlite_url(begun)), StillClock())
    for noun, content in BEGINNINGS:
        World.of(house).do("alice", noun, **content)
    house.database.close()

    def made() -> House:
        for leftover in folder.glob("stockroom.db*"):
            leftover.unlink()
        for name in ("stockroom.db", "stockroom.key"):
            shutil.copy(begun / name, folder / name)
        return app.wire(Settings(data=folder, database=sqlite_url(folder)), StillClock())

    return made


@SHORT
@given(day=DAYS)
def test_any_day_on_the_road_is_accounted_for(
    fresh: Callable[[], House], day: list[tuple[Any, ...]]
) -> None:
    lived(fresh(), day)


@pytest.mark.long
@LONG
@given(day=DAYS)
def test_any_of_many_days_on_the_road_is_accounted_for(
    fresh: Callable[[], House], day: list[tuple[Any, ...]]
) -> None:
    lived(fresh(), day)


def lived(house: House, day: list[tuple[Any, ...]]) -> None:
    """Such a day, and a look at the books after it."""
    try:
        world = World.of(house)
        live(world, day)
        assert world.breaches() == []
        assert wrong(world) == {}
    finally:
        house.database.close()
