"""A gate that counts pieces: no more are promised than it lets in, however they are promised."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stockroom.errors import Refused
from tests.commands.test_gates import TOLD
from tests.world import World

AT_MOST = TOLD | {"kind": "quantity"}


def limited(world: World, most: int = 10, per: str = "delivery", **of: Any) -> None:
    """A rule of M-1's gate on how many pieces it lets in."""
    action = of.pop("action", "block")
    facts = {"most": most, "per": per, **of}
    world.do("alice", "gate-rules", **AT_MOST, facts=facts, action=action)


def promised(world: World, pieces: int, **about: Any) -> Any:
    """So many pieces of a lot of its own promised to a line that asks for them; the receipt."""
    goods = {"product": "NP-DISP", "size": "4"} | about
    lot, line = world.shelved(quantity=pieces, **goods), world.line(pieces, **goods)
    return world.do("alice", "allocations", lot=lot, line=line, quantity=pieces)


def test_no_more_is_promised_than_the_gate_lets_in(world: World) -> None:
    limited(world)
    promised(world, 7)

    with pytest.raises(Refused) as refused:
        promised(world, 4)

    assert refused.value.reason == "gate"
    assert str(refused.value) == (
        "The gate of M-1 takes at most 10 pieces at a time (telephone, the day warden, "
        "2026-11-03). That would make it 11."
    )
    assert promised(world, 3).status == "recorded"


def test_only_what_the_rule_counts_is_counted(world: World) -> None:
    limited(world, 5, product="NP-DISP")
    limited(world, 8, category="bottles")
    promised(world, 5)
    bottles = {"product": "FE-BOT", "size": ""}

    promised(world, 8, **bottles)
    with pytest.raises(Refused, match="of the kind bottles"):
        promised(world, 1, **bottles)
    with pytest.raises(Refused, match="at most 5 of disposable nappy"):
        promised(world, 1)

    assert promised(world, 99, product="PL-BOOK", size="").status == "recorded"


def test_what_was_delivered_counts_for_thirty_days_only(world: World) -> None:
    limited(world, 10, "30_days")
    lot, line = world.shelved(quantity=8), world.line(8, size="4")
    world.do("alice", "allocations", lot=lot, line=line, quantity=8)
    told = {"lot": lot, "line": line, "accepted": 8}
    world.do("bob", "deliveries", facility="M-1", lines=[told])

    with pytest.raises(Refused, match="in 30 days"):
        promised(world, 3)
    promised(world, 2)
    world.clock.forward(timedelta(days=31))

    assert promised(world, 8).status == "recorded"


def test_what_was_delivered_leaves_room_for_the_next_delivery(world: World) -> None:
    limited(world)
    lot, line = world.shelved(quantity=10), world.line(10, size="4")
    world.do("alice", "allocations", lot=lot, line=line, quantity=10)
    told = {"lot": lot, "line": line, "accepted": 10}
    world.do("bob", "deliveries", facility="M-1", lines=[told])

    assert promised(world, 10).status == "recorded"


def test_a_rule_that_warns_is_told_and_one_that_ended_is_not(world: World) -> None:
    limited(world, 2, action="warn")
    limited(world, 1)
    world.do("alice", "gate-rule-endings", rule=2)

    made = promised(world, 3).made

    assert ["takes at most 2 pieces at a time" in one for one in made["warnings"]] == [True]
