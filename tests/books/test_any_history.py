"""Whatever people do, in whatever order it arrives, the six sentences hold."""

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
from tests import postgres
from tests.world import NOON, StillClock, World

LOTS = [codes.make(number * 7919) for number in range(1, 6)]
SEATS = [codes.make(number * 104_729) for number in range(1, 3)]
PLACES = (
    "A1",
    "A2",
    "S1",
    "North inbound",
    "North bench",
    "Box one",
    "Box two",
    "Van 1",
    "nowhere",
)
NAMESPACE = UUID("5c1ab1e0-0000-4000-8000-000000000000")

lot = st.sampled_from(LOTS + SEATS)
place = st.sampled_from(PLACES)
box = st.sampled_from(["Box one", "Box two"])
pieces = st.integers(1, 9)
line = st.integers(1, 4)
maybe = st.none()


def act(noun: str, **fields: Any) -> st.SearchStrategy[tuple[str, dict[str, Any]]]:
    """A command of that noun; fields drawn as None are left out."""
    content = st.fixed_dictionaries(fields).map(
        lambda drawn: {name: value for name, value in drawn.items() if value is not None}
    )
    return st.tuples(st.just(noun), content)


ACTS = st.one_of(
    act("intakes", product=st.just("NP-DISP"), size=st.just("4"), quantity=pieces,
        code=st.sampled_from(LOTS)),
    act("intakes", product=st.just("TR-SEAT"), quantity=st.just(1), code=st.sampled_from(SEATS)),
    act("opening-counts", product=st.just("NP-DISP"), size=st.just("4"), quantity=pieces,
        place=place, code=st.sampled_from(LOTS)),
    act("inspections", lot=lot, outcome=st.sampled_from(["accept", "accept", "quarantine",
        "destroy"]), quantity=maybe | pieces),
    act("put-aways", thing=lot | box, place=place, quantity=maybe | pieces, source=maybe | place),
    act("transfers", thing=lot | box, place=place, quantity=maybe | pieces, source=maybe | place),
    act("boxings", lot=lot, box=box, quantity=maybe | pieces),
    act("toppings-up", lot=lot, box=box, quantity=pieces),
    act("redescriptions", lot=lot, quantity=maybe | pieces, condition=st.just("worn")),
    act("conversions", lot=lot, quantity=pieces,
        into=st.lists(st.fixed_dictionaries({"quantity": pieces}), min_size=1, max_size=2)),
    act("counts", place=place, position=st.integers(0, 60),
        lines=st.lists(st.fixed_dictionaries({"lot": lot, "counted": st.integers(0, 9)}),
                       min_size=1, max_size=2)),
    act("holds", lot=lot, reason=st.just("recalled")),
    act("hold-liftings", lot=lot),
    act("write-offs", lot=lot, quantity=pieces, reason=st.just("damaged")),
    act("wish-lists", facility=st.sampled_from(["M-1", "E-2"]),
        lines=st.lists(st.fixed_dictionaries({
            "product": st.sampled_from(["NP-DISP", "TR-SEAT"]), "quantity": pieces,
            "urgency": st.sampled_from(["tonight", "routine"])}), min_size=1, max_size=2)),
    act("wish-list-changes", line=line, asked=st.integers(0, 9), reason=st.just("more_needed")),
    act("wish-list-withdrawals", wish_list=st.integers(1, 3)),
    act("allocations", lot=lot, line=line, quantity=pieces),
    act("allocations", lot=lot, line=line, quantity=pieces),
    act("bench-sendings", lot=lot, line=line, quantity=pieces, place=maybe | place,
        bench=maybe | st.just("North bench")),
    act("releases", lot=lot, line=line, quantity=maybe | pieces),
    act("picks", lot=lot, line=line, quantity=pieces, place=maybe | place),
    act("packings", lot=lot, line=line, quantity=pieces, box=box),
    act("sealings", box=box, facility=st.sampled_from(["M-1", "E-2"])),
    act("unsealings", box=box),
    act("runs", day=st.just("2026-11-23"), van=st.just("Van 1"), driver=st.just("dora"),
        stops=st.just([{"facility": "M-1"}])),
    act("loadings", run=st.integers(1, 2), items=st.lists(st.one_of(
        st.fixed_dictionaries({"box": box}),
        st.fixed_dictionaries({"lot": lot, "line": line, "quantity": pieces})),
        min_size=1, max_size=2)),
    act("departures", run=st.integers(1, 2)),
    act("deliveries", facility=st.sampled_from(["M-1", "E-2"]), run=maybe | st.integers(1, 2),
        way=maybe | st.sampled_from(["collected", "taxi", "volunteer", "post"]),
        boxes=st.lists(box, max_size=1),
        lines=st.lists(st.fixed_dictionaries({
            "lot": lot, "line": st.none() | line, "accepted": st.integers(0, 6),
            "missing": st.integers(0, 2),
            "refused": st.lists(st.fixed_dictionaries({
                "quantity": st.integers(1, 3), "reason": st.just("damaged")}), max_size=1)}),
            max_size=2)),
    act("refusals", facility=st.just("M-1"), run=maybe | st.integers(1, 2), lot=lot,
        line=maybe | line,
        quantity=pieces, reason=st.just("not_sealed")),
    act("returns", run=maybe | st.integers(1, 2), items=st.lists(st.one_of(
        st.fixed_dictionaries({"box": box}),
        st.fixed_dictionaries({"lot": lot, "quantity": st.none() | pieces})),
        min_size=1, max_size=2)),
    act("unloadings", run=st.integers(1, 2), site=st.sampled_from(["North", "South"]),
        items=st.lists(st.one_of(
            st.fixed_dictionaries({"box": box}),
            st.fixed_dictionaries({"lot": lot, "quantity": st.none() | pieces})),
            min_size=1, max_size=2)),
    act("stop-callings-off", run=st.integers(1, 2), stop=st.integers(1, 2),
        reason=st.just("closed")),
    act("pick-swaps", lot=lot, instead=lot, line=line, quantity=pieces, place=maybe | place,
        from_place=maybe | place, why=st.sampled_from(["not_there", "fewer", "not_good"])),
    act("packed-boxes", place=st.just("North bench"), lines=st.lists(st.fixed_dictionaries({
        "lot": lot, "line": line, "quantity": pieces}), min_size=1, max_size=2)),
    act("confirmations", delivery=st.integers(1, 3)),
    act("delivery-corrections", delivery=st.integers(1, 3), lines=st.lists(
        st.fixed_dictionaries({"lot": lot, "line": st.none() | line,
                               "fewer": st.none() | pieces, "more": st.none() | pieces}),
        min_size=1, max_size=2)),
    act("run-closings", run=st.integers(1, 2)),
    act("discrepancy-settlings", discrepancy=st.integers(1, 12), place=maybe | place,
        settlement=st.sampled_from(["accept", "lost", "found", "apply", "drop"])),
)  # fmt: skip
STEP = st.one_of(
    st.tuples(st.just("do"), ACTS, st.integers(-90, 90)),
    st.tuples(st.just("do"), ACTS, st.integers(-90, 90)),
    st.tuples(st.just("do"), ACTS, st.integers(-90, 90)),
    st.tuples(st.just("repeat"), st.integers(0, 40), st.booleans()),
    st.tuples(st.just("reverse"), st.integers(0, 40), st.just(0)),
)
HISTORIES = st.lists(STEP, min_size=8, max_size=50)
BEGINNINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    *(
        ("opening-counts", {"product": "NP-DISP", "size": "4", "quantity": 9, "place": where,
                            "code": code})
        for code, where in zip(LOTS[:3], ("A1", "A2", "Box one"), strict=True)
    ),
    *(("opening-counts", {"product": "TR-SEAT", "quantity": 1, "place": "A1", "code": code})
      for code in SEATS),
    ("intakes", {"product": "BAG", "quantity": 9, "code": LOTS[3]}),
    ("sortings", {"lot": LOTS[3], "bags": 2, "into": [{"box": "Box two", "size": "68",
                                                        "quantity": 9}]}),
    ("wish-lists", {"facility": "M-1", "lines": [
        {"product": "NP-DISP", "quantity": 7, "urgency": "tonight"},
        {"product": "TR-SEAT", "quantity": 1, "urgency": "routine"}]}),
    ("wish-lists", {"facility": "E-2", "lines": [
        {"product": "NP-DISP", "quantity": 7, "urgency": "nice_to_have"},
        {"product": "TR-SEAT", "quantity": 1, "urgency": "two_weeks"}]}),
    *(("runs", {"day": "2026-11-23", "van": "Van 1", "driver": "dora",
                "stops": [{"facility": "M-1"}]}) for _ in range(2)),
)  # fmt: skip


def live(world: World, history: list[tuple[Any, ...]]) -> None:
    """Let a history happen; what is refused is refused in words, never by a fault."""
    done: list[tuple[str, UUID, dict[str, Any], Any]] = []
    for number, (kind, what, more) in enumerate(history):
        try:
            if kind == "do":
                noun, content = what
                own = uuid5(NAMESPACE, str(number))
                content = content | {"done_at": (NOON + timedelta(minutes=more)).isoformat()}
                receipt = world.do("alice", noun, id=own, **content)
                assert receipt.reason != "books_refused", content
                done.append((noun, own, content, receipt))
            elif kind == "repeat" and done:
                again(world, done[what % len(done)], changed=more)
            elif kind == "reverse" and done:
                world.do("alice", "reversals", command=str(done[what % len(done)][1]))
        except (Refused, IdReused):
            pass
    assert world.breaches() == []


def begin(house: House) -> None:
    """Put goods on the shelves and wishes on the lists."""
    for noun, content in BEGINNINGS:
        World.of(house).do("alice", noun, **content)
    house.database.close()


def again(world: World, said: tuple[str, UUID, dict[str, Any], Any], *, changed: bool) -> None:
    """The same id gives the same receipt, or, with other content, is refused."""
    noun, own, content, receipt = said
    if changed:
        other = content | {"done_at": (NOON - timedelta(days=9)).isoformat()}
        with pytest.raises(IdReused):
            world.do("alice", noun, id=own, **other)
        return
    repeated = world.do("alice", noun, id=own, **content)
    assert repeated.repeated
    assert repeated.sequence == receipt.sequence


@pytest.fixture(scope="module")
def fresh_sqlite(
    sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[], House]:
    """A new copy of the small world with goods and wishes in it, each time it is asked for."""
    folder = tmp_path_factory.mktemp("histories")
    begun = tmp_path_factory.mktemp("begun")
    for name in ("stockroom.db", "stockroom.key"):
        shutil.copy(sqlite_template / name, begun / name)
    begin(app.wire(Settings(data=begun, database=sqlite_url(begun)), StillClock()))

    def fresh() -> House:
        for name in ("stockroom.db", "stockroom.key"):
            shutil.copy(begun / name, folder / name)
        for leftover in folder.glob("stockroom.db-*"):
            leftover.unlink()
        return app.wire(Settings(data=folder, database=sqlite_url(folder)), StillClock())

    return fresh


@pytest.fixture(scope="module")
def begun_postgres(
    postgres_server: postgres.Postgres,
    postgres_template: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> str:
    """The same beginning in a PostgreSQL database, to be copied."""
    url = postgres_server.create_database(template=postgres_template)
    folder = tmp_path_factory.mktemp("begun-postgres")
    begin(app.wire(Settings(data=folder, database=url), StillClock()))
    return url


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(history=HISTORIES)
def test_any_history_leaves_the_books_true_on_sqlite(
    fresh_sqlite: Callable[[], House], history: list[tuple[Any, ...]]
) -> None:
    house = fresh_sqlite()
    try:
        live(World.of(house), history)
    finally:
        house.database.close()


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(history=HISTORIES)
def test_any_history_leaves_the_books_true_on_postgres(
    postgres_server: postgres.Postgres,
    begun_postgres: str,
    tmp_path_factory: pytest.TempPathFactory,
    history: list[tuple[Any, ...]],
) -> None:
    url = postgres_server.create_database(template=begun_postgres)
    folder = tmp_path_factory.mktemp("history")
    house = app.wire(Settings(data=folder, database=url), StillClock())
    try:
        live(World.of(house), history)
    finally:
        house.database.close()
        postgres_server.drop_database(url)
