"""A held act is applied once its run is closed: the account never stands uneven unasked."""

from __future__ import annotations

from collections import Counter
from typing import Any

import sqlalchemy as sa

from stockroom.tables.discrepancies import Discrepancy
from tests.commands.test_told_twice import account
from tests.world import World

ASKED = Discrepancy.__table__  # type: ignore[attr-defined]


def closed_run(world: World) -> tuple[int, str, int]:
    """A run that was closed with nothing told of it, and nine pieces promised: run, lot, line."""
    lot, line, run = world.shelved(quantity=9), world.line(9), world.run()
    world.do("alice", "allocations", lot=lot, line=line, quantity=9)
    world.do("dora", "run-closings", run=run)
    return run, lot, line


def apply(world: World, noun: str, **content: Any) -> None:
    """Something that the driver tells too late, and that a coordinator lets happen."""
    held = world.do("dora", noun, **content)
    assert held.reason == "run_closed"
    world.do(
        "alice", "discrepancy-settlings", discrepancy=held.discrepancies[0], settlement="apply"
    )


def asked(world: World) -> dict[str, int]:
    """The questions about accounts that are open, and about how many pieces."""
    query = sa.select(ASKED.c.kind, ASKED.c.quantity).where(ASKED.c.settled_in.is_(None))
    found = Counter[str]()
    with world.house.database.reading() as books:
        for kind, quantity in books.execute(query):
            found[kind] += quantity
    return found


def test_a_handover_that_nobody_loaded_is_asked_about_until_its_loading_comes(
    world: World,
) -> None:
    run, lot, line = closed_run(world)

    told = [{"lot": lot, "line": line, "accepted": 5}]
    apply(world, "deliveries", facility="M-1", run=run, lines=told)

    assert asked(world) == {"loading_unsaid": 5}
    apply(world, "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 4}])
    assert asked(world) == {"loading_unsaid": 1}
    assert account(world, run) == (4, 5, 0, 0)


def test_a_loading_is_asked_about_until_somebody_says_what_became_of_it(world: World) -> None:
    run, lot, line = closed_run(world)

    apply(world, "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 5}])

    assert asked(world) == {"unaccounted": 5}
    told = [{"lot": lot, "line": line, "accepted": 3}]
    apply(world, "deliveries", facility="M-1", run=run, lines=told)
    assert asked(world) == {"unaccounted": 2}
    apply(world, "returns", run=run, items=[{"lot": lot, "quantity": 2}])
    assert asked(world) == {}
    assert account(world, run) == (5, 3, 2, 0)


def test_what_a_gate_refused_is_looked_for_on_the_van(world: World) -> None:
    run, lot, line = closed_run(world)

    refused = [{"quantity": 2, "reason": "damaged"}]
    told = [{"lot": lot, "line": line, "accepted": 3, "refused": refused}]
    apply(world, "deliveries", facility="M-1", run=run, lines=told)
    apply(
        world, "refusals", facility="M-1", run=run, lot=lot, line=line, quantity=1, reason="damaged"
    )

    assert asked(world) == {"loading_unsaid": 3, "late": 3}


def test_what_another_run_has_aboard_is_none_of_a_closed_runs_loading(world: World) -> None:
    run, lot, line = closed_run(world)
    told = [{"lot": lot, "line": line, "accepted": 4}]
    apply(world, "deliveries", facility="M-1", run=run, lines=told)
    world.do("dora", "loadings", run=world.run(), items=[{"lot": lot, "quantity": 3}])

    apply(world, "loadings", run=run, items=[{"lot": lot, "line": line, "quantity": 4}])

    assert account(world, run) == (4, 4, 0, 0)
    assert asked(world) == {}
