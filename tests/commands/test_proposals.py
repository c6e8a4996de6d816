"""What gates refuse twice is asked about: is it a rule? On pages, in JSON and on the terminal."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from stockroom.commands import proposals
from stockroom.errors import NotAllowed, NotFound, Refused
from tests.commands.test_gates import NO_GLASS
from tests.world import World


def refused(
    world: World, reason: str = "banned_material", facility: str = "M-1", **about: Any
) -> None:
    """A handover at which glass bottles came to the gate and stayed outside."""
    goods: dict[str, Any] = {"product": "FE-BOTG", "size": "240 ml", "quantity": 4}
    lot = world.shelved(**(goods | about))
    line = {"lot": lot, "accepted": 1, "refused": [{"quantity": 3, "reason": reason}]}
    world.do("bob", "deliveries", facility=facility, lines=[line])


def asked(world: World) -> list[tuple[str, str, dict[str, Any]]]:
    """What is asked about now: whose gate, which reason, which figures."""
    with world.house.database.snapshot() as books:
        found = proposals.proposed(books, world.clock.now())
    return [(one.facility, one.proposal.reason, dict(one.proposal.facts)) for one in found]


def test_two_handovers_propose_and_one_does_not(world: World) -> None:
    refused(world)
    assert asked(world) == []
    refused(world, facility="E-2")
    assert asked(world) == []

    refused(world)

    assert asked(world) == [("M-1", "banned_material", {"letters": "G"})]


def test_many_things_at_one_gate_on_one_day_are_one_handover(world: World) -> None:
    told: dict[str, Any] = {"facility": "M-1", "quantity": 1, "reason": "banned_material"}
    bottles: dict[str, Any] = {"product": "FE-BOTG", "size": "240 ml"}
    first, second = world.shelved(**bottles), world.shelved(**bottles)

    world.do("bob", "refusals", lot=first, **told)
    world.do("bob", "refusals", lot=second, **told)
    assert asked(world) == []
    world.clock.forward(timedelta(days=1))
    world.do("bob", "refusals", lot=second, **told)

    assert [reason for _, reason, _ in asked(world)] == ["banned_material"]


def test_what_was_told_apart_belongs_to_the_delivery_of_its_day(world: World) -> None:
    refused(world)
    lot = world.shelved(product="FE-BOTG", size="240 ml")

    told: dict[str, Any] = {
        "facility": "M-1",
        "lot": lot,
        "quantity": 1,
        "reason": "banned_material",
    }
    world.do("bob", "refusals", **told)

    assert asked(world) == []


def test_too_many_proposes_as_many_as_were_taken(world: World) -> None:
    for _each in range(2):
        refused(world, "over_quantity")

    ((_gate, _reason, facts),) = asked(world)

    assert (facts["per"], facts["product"]) == ("delivery", "FE-BOTG")


def test_a_rule_that_says_so_ends_the_question(world: World) -> None:
    refused(world)
    refused(world)
    rule = world.do("alice", "gate-rules", **NO_GLASS).made["gate_rule"]
    assert asked(world) == []

    world.do("alice", "gate-rule-endings", rule=rule)

    assert len(asked(world)) == 1


def test_a_year_later_it_is_forgotten(world: World) -> None:
    refused(world)
    world.clock.forward(timedelta(days=400))
    refused(world)

    assert asked(world) == []


def test_who_says_no_is_asked_again_after_two_more(world: World) -> None:
    no: dict[str, Any] = {"facility": "M-1", "reason": "banned_material"}
    refused(world)
    with pytest.raises(Refused) as nothing:
        world.do("alice", "proposal-dismissals", **no)
    assert nothing.value.reason == "nothing_proposed"
    refused(world)

    world.do("alice", "proposal-dismissals", **no)
    assert asked(world) == []
    refused(world)
    assert asked(world) == []
    refused(world)

    assert len(asked(world)) == 1


@pytest.mark.parametrize("who", ["bob", "dora", "fatima", "sue"])
def test_only_the_desk_says_no(world: World, who: str) -> None:
    refused(world)
    refused(world)

    with pytest.raises(NotAllowed):
        world.do(who, "proposal-dismissals", facility="M-1", reason="banned_material")


def test_a_gate_that_nobody_knows_proposes_nothing(world: World) -> None:
    with pytest.raises((NotFound, Refused)):
        world.do("alice", "proposal-dismissals", facility="X-9", reason="banned_material")
