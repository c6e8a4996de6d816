"""Every piece inside or at a gate has exactly one holder, whatever people do."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from stockroom import app
from stockroom.app import House
from stockroom.ledger import HOLDING, PLACE
from stockroom.reports.custody import custody
from stockroom.rules import custody as rule
from stockroom.settings import Settings, sqlite_url
from tests.books.test_any_history import HISTORIES, begin, live
from tests.world import StillClock, World

WAYS = st.dictionaries(st.sampled_from([*rule.CARRIED_BY, "run"]), st.integers(-9, 40), max_size=4)


def rows(house: House) -> list[dict[str, Any]]:
    """The report as it stands now."""
    with house.database.snapshot() as connection:
        return custody(connection, {})


def held(house: House) -> dict[str, int]:
    """Pieces by holder, as the report tells."""
    sums = Counter[str]()
    for row in rows(house):
        sums[row["holder"]] += row["pieces"]
    return dict(sums)


def answered_for(house: House) -> int:
    """Pieces at all places where somebody has custody."""
    query = sa.select(sa.func.sum(HOLDING.c.quantity)).select_from(
        HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id)
    )
    with house.database.snapshot() as connection:
        return int(connection.execute(query.where(PLACE.c.kind.in_(rule.HELD_AT))).scalar() or 0)


@given(pieces=st.integers(1, 60), carried=WAYS)
def test_every_piece_at_a_gate_has_one_holder(pieces: int, carried: Mapping[str, int]) -> None:
    shares = rule.shares_at_gate(pieces, carried)

    assert sum(share.pieces for share in shares) == pieces
    assert all(share.pieces > 0 for share in shares)
    brought = {rule.CARRIED_BY[way]: number for way, number in carried.items() if way != "run"}
    assert all(
        share.pieces <= brought[share.holder] for share in shares if share.holder != rule.FACILITY
    )


def test_a_place_that_is_not_ours_is_in_nobodys_hands() -> None:
    with pytest.raises(ValueError, match="donor"):
        rule.holder_inside("donor", None, on_a_run=False)


@pytest.fixture(scope="module")
def begun(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small world with goods and wishes in it, to be copied."""
    folder = tmp_path_factory.mktemp("custody")
    for name in ("stockroom.db", "stockroom.key"):
        shutil.copy(sqlite_template / name, folder / name)
    begin(app.wire(Settings(data=folder, database=sqlite_url(folder)), StillClock()))
    return folder


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck), print_blob=True)
@given(history=HISTORIES)
def test_any_history_leaves_every_piece_with_one_holder(
    begun: Path, tmp_path_factory: pytest.TempPathFactory, history: list[tuple[Any, ...]]
) -> None:
    folder = tmp_path_factory.mktemp("history")
    for name in ("stockroom.db", "stockroom.key"):
        shutil.copy(begun / name, folder / name)
    house = app.wire(Settings(data=folder, database=sqlite_url(folder)), StillClock())
    try:
        live(World.of(house), history)
        assert sum(held(house).values()) == answered_for(house)
    finally:
        house.database.close()
        shutil.rmtree(folder)


def test_goods_pass_from_hand_to_hand(world: World) -> None:
    house = world.house
    lot, line, run = world.shelved(quantity=9), world.line(9), world.run()
    assert held(house) == {"site": 9}

    world.do("alice", "allocations", lot=lot, line=line, quantity=9)
    world.do("bob", "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 6}])
    assert held(house) == {"site": 3, "driver": 6}

    taken = [{"lot": lot, "line": line, "accepted": 6}]
    world.do("dora", "deliveries", facility="M-1", run=run, lines=taken)
    assert held(house) == {"site": 3, "facility": 6}

    by_taxi = [{"lot": lot, "line": line, "accepted": 3}]
    sent = world.do("alice", "deliveries", facility="M-1", way="taxi", lines=by_taxi)
    assert held(house) == {"taxi": 3, "facility": 6}

    assert all(all(row.values()) for row in rows(house))

    fewer = [{"lot": lot, "line": line, "fewer": 1}]
    delivery = sent.made["delivery"]
    world.do("alice", "delivery-corrections", delivery=delivery, lines=fewer)
    assert held(house) == {"taxi": 2, "facility": 6}

    world.do("fatima", "confirmations", delivery=delivery)
    assert held(house) == {"facility": 8}


def test_a_box_on_a_van_without_a_run_is_the_sites_again(world: World) -> None:
    lot = world.shelved("Box one", 4)
    run = world.run()
    world.do("bob", "transfers", thing="Box one", place="Van 1")
    assert held(world.house) == {"driver": 4}

    world.do("dora", "returns", run=run, items=[{"box": "Box one"}])
    world.do("alice", "run-closings", run=run)

    assert lot
    assert held(world.house) == {"site": 4}
