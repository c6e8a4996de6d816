"""Gate rules: recorded as their kind reads them, confirmed, ended, and obeyed by promises."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
import sqlalchemy as sa

from stockroom.commands.barred import RULE
from stockroom.errors import Malformed, NotAllowed, Refused
from tests.world import World

TOLD: dict[str, Any] = {
    "facility": "M-1",
    "source": "telephone, the day warden",
    "confirmed_on": "2026-11-03",
}
SEALED = TOLD | {"kind": "condition", "facts": {"least": "new_sealed"}}
NO_GLASS = TOLD | {"kind": "flags", "facts": {"letters": "G"}}
KEEPS = TOLD | {"kind": "shelf_life", "facts": {"days": 30}}


def kept(world: World) -> list[Any]:
    """Every rule, the oldest first."""
    with world.house.database.reading() as books:
        return list(books.execute(sa.select(RULE).order_by(RULE.c.id)))


def wished(world: World, facility: str = "M-1", **asked: Any) -> int:
    """A line that asks for nappies of size 4 or what is said; its number."""
    line = {"product": "NP-DISP", "size": "4", "quantity": 5, "urgency": "routine"} | asked
    made = world.do("alice", "wish-lists", facility=facility, lines=[line]).made
    return int(made["lines"][0])


def promise(world: World, lot: str, line: int) -> Any:
    """A piece promised; the receipt."""
    return world.do("alice", "allocations", lot=lot, line=line, quantity=1)


def test_a_rule_is_kept_as_its_kind_reads_it(world: World) -> None:
    world.do("alice", "gate-rules", **SEALED, lapses_on="2027-05-03")
    world.do("alice", "gate-rules", **(NO_GLASS | {"facts": {"letters": "BGB"}, "action": "warn"}))

    first, second = kept(world)
    assert (first.facts, first.action, str(first.lapses_on)) == (
        {"least": "new_sealed"},
        "block",
        "2027-05-03",
    )
    assert (second.facts, second.action, second.lapses_on) == ({"letters": "GB"}, "warn", None)


@pytest.mark.parametrize(
    "wrong",
    [
        {"facts": {"letters": "G"}},
        {"facts": {}},
        {"facts": {"least": "new", "days": 3}},
    ],
)
def test_figures_of_another_kind_are_refused(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(Malformed):
        world.do("alice", "gate-rules", **(SEALED | wrong))
    assert kept(world) == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"kind": "weather"},
        {"facts": {"letters": "X"}},
        {"facts": {"days": -1}},
        {"facts": {"most": 0}},
        {"facts": {"per": "week"}},
        {"facts": {"brands": []}},
        {"facts": {"packaging": "box"}},
        {"facts": {"language": "de"}},
        {"facts": {"phone": "off"}},
        {"facts": {"role": ""}},
        {"facts": {"windows": []}},
        {"facts": {"windows": [{"days": "8", "from": "09:00", "until": "11:00"}]}},
        {"facts": {"windows": [{"days": "1", "from": "9", "until": "11:00"}]}},
        {"facts": {"least": "worn"}},
        {"facts": {"brand": "any"}},
        {"source": ""},
        {"source": "x" * 81},
        {"action": "burn"},
    ],
)
def test_what_is_no_rule_at_all_is_not_understood(world: World, wrong: dict[str, Any]) -> None:
    with pytest.raises(msgspec.ValidationError):
        world.do("alice", "gate-rules", **(SEALED | wrong))


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("condition", {"least": "new"}),
        ("flags", {"letters": "GB"}),
        ("shelf_life", {"days": 30}),
        ("brand", {"brands": ["Softly", "Tendre"]}),
        ("retailer", {}),
        ("quantity", {"most": 40, "per": "delivery"}),
        ("quantity", {"most": 40, "per": "30_days", "product": "NP-DISP"}),
        ("quantity", {"most": 40, "per": "30_days", "category": "nappies"}),
        ("packaging", {"packaging": "clear_bag"}),
        ("manifest", {"days": 3, "language": "fr"}),
        ("window", {"windows": [{"days": "12345", "from": "09:00", "until": "11:00"}]}),
        ("driver", {}),
        ("vehicle", {}),
        ("phone", {"phone": "outside", "camera": False}),
        ("other_goods", {}),
        ("receipt", {"role": "duty nurse"}),
    ],
)
def test_every_kind_is_kept_with_its_figures(
    world: World, kind: str, facts: dict[str, Any]
) -> None:
    world.do("alice", "gate-rules", **(TOLD | {"kind": kind, "facts": facts}))

    assert [(one.kind, one.facts) for one in kept(world)] == [(kind, facts)]


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"facts": {"most": 4, "per": "delivery", "product": "XX-NONE"}}, "unknown_code"),
        ({"facts": {"most": 4, "per": "delivery", "category": "ships"}}, "unknown_code"),
        ({"kind": "driver", "facts": {}, "action": "repack"}, "cannot_repack"),
    ],
)
def test_a_rule_names_what_the_catalogue_has_and_what_may_help(
    world: World, wrong: dict[str, Any], reason: str
) -> None:
    rule = TOLD | {"kind": "quantity"} | wrong

    with pytest.raises(Refused) as refused:
        world.do("alice", "gate-rules", **rule)

    assert refused.value.reason == reason
    assert kept(world) == []


@pytest.mark.parametrize(
    ("days", "reason"),
    [
        ({"confirmed_on": "2026-11-23"}, "not_yet"),
        ({"lapses_on": "2026-11-03"}, "lapses_before"),
        ({"facility": "X-9"}, "unknown_code"),
    ],
)
def test_the_days_of_a_rule_follow_each_other(
    world: World, days: dict[str, str], reason: str
) -> None:
    with pytest.raises(Refused) as refused:
        world.do("alice", "gate-rules", **(SEALED | days))
    assert refused.value.reason == reason


@pytest.mark.parametrize("who", ["bob", "dora", "fatima", "sue"])
def test_rules_are_the_desks(world: World, who: str) -> None:
    with pytest.raises(NotAllowed):
        world.do(who, "gate-rules", **SEALED)


def test_a_rule_is_confirmed_and_keeps_its_source_unless_another_is_told(world: World) -> None:
    rule = world.do("alice", "gate-rules", **SEALED, lapses_on="2026-11-04").made["gate_rule"]

    world.do("alice", "gate-rule-confirmations", rule=rule, confirmed_on="2026-11-21")
    (once,) = kept(world)
    world.do(
        "alice", "gate-rule-confirmations", rule=rule, confirmed_on="2026-11-21", source="a letter"
    )
    (twice,) = kept(world)

    assert (str(once.confirmed_on), once.lapses_on, once.source) == (
        "2026-11-21",
        None,
        "telephone, the day warden",
    )
    assert twice.source == "a letter"


def test_an_ended_rule_stops_nothing_and_is_ended_once(world: World) -> None:
    rule = world.do("alice", "gate-rules", **SEALED).made["gate_rule"]
    lot, line = world.shelved(condition="good"), wished(world)
    with pytest.raises(Refused):
        promise(world, lot, line)

    world.do("alice", "gate-rule-endings", rule=rule, reason="no longer so")

    assert promise(world, lot, line).status == "recorded"
    with pytest.raises(Refused, match="ended already"):
        world.do("alice", "gate-rule-endings", rule=rule)
    with pytest.raises(Refused, match="ended already"):
        world.do("alice", "gate-rule-confirmations", rule=rule, confirmed_on="2026-11-21")
    with pytest.raises(Refused, match="There is no gate rule 99"):
        world.do("alice", "gate-rule-endings", rule=99)


def test_a_gate_that_takes_sealed_goods_stops_others_with_its_sentence(world: World) -> None:
    world.do("alice", "gate-rules", **SEALED, lapses_on="2026-11-04")
    used, sealed = world.shelved(condition="new"), world.shelved(condition="new_sealed")
    line = wished(world)

    with pytest.raises(Refused) as refused:
        promise(world, used, line)

    assert refused.value.reason == "gate"
    assert str(refused.value) == (
        "The gate of M-1 takes only new goods in sealed packs "
        "(telephone, the day warden, 2026-11-03)."
    )
    assert promise(world, sealed, line).status == "recorded"
    assert promise(world, used, wished(world, "E-2")).status == "recorded"


def test_glass_is_known_by_its_product(world: World) -> None:
    world.do("alice", "gate-rules", **NO_GLASS)
    glass = world.shelved(product="FE-BOTG", size="240 ml", condition="new_sealed")

    with pytest.raises(Refused, match="takes nothing of glass"):
        promise(world, glass, wished(world, product="FE-BOTG", size="240 ml"))


def test_shelf_life_counts_from_the_next_run_there_or_a_week_on(world: World) -> None:
    world.do("alice", "gate-rules", **KEEPS)
    line = wished(world, product="NP-CREAM", size="")
    # A week and thirty days after 21 November is 28 December.
    soon = world.shelved(product="NP-CREAM", use_by="2026-12-27")
    late = world.shelved(product="NP-CREAM", use_by="2026-12-28")

    with pytest.raises(Refused, match="keeps for 30 days"):
        promise(world, soon, line)
    assert promise(world, late, line).status == "recorded"
    world.run(facility="M-1")
    assert promise(world, soon, line).status == "recorded"


def test_a_warning_stops_nothing_and_is_told_in_the_receipt(world: World) -> None:
    world.do("alice", "gate-rules", **SEALED, action="warn")

    receipt = promise(world, world.shelved(condition="good"), wished(world))

    assert receipt.status == "recorded"
    assert receipt.made["warnings"] == [
        "The gate of M-1 takes only new goods in sealed packs "
        "(telephone, the day warden, 2026-11-03)."
    ]


def test_an_act_that_was_held_is_carried_out_as_done_not_as_about_to_be(world: World) -> None:
    lot = world.shelved("Box one", 3)
    world.do("alice", "holds", lot=lot, reason="recalled")
    world.do("bob", "sealings", box="Box nine", facility="M-1")
    with world.house.database.writing() as books:
        books.execute(sa.text("UPDATE place SET name = 'Box nine' WHERE name = 'Box one'"))

    world.do("alice", "discrepancy-settlings", discrepancy=1, settlement="apply")

    assert "held_goods_sealed" in world.discrepancies()
