"""Gates that count pieces, name brands or ask who gave, as a plan is made beside them."""

from __future__ import annotations

from typing import Any

from tests.planning.gathering.looking import facility_id, look, need_of, stocks_of
from tests.world import World

TOLD: dict[str, Any] = {"facility": "M-1", "source": "telephone", "confirmed_on": "2026-11-20"}


def rule(world: World, kind: str, **facts: Any) -> None:
    """A rule of M-1's gate that blocks."""
    world.do("alice", "gate-rules", **TOLD, kind=kind, facts=facts)


def company_gift(world: World, **about: Any) -> str:
    """Sealed nappies of a company, on a shelf."""
    shop = f"Invented shop {about.get('brand')}"
    world.do("bob", "donors", name=shop, kind="company")
    gift = world.do("bob", "donations", donor=shop, received_on="2026-11-20").id
    goods: dict[str, Any] = {"product": "NP-DISP", "size": "4", "quantity": 9, **about}
    lot = str(
        world.do("bob", "intakes", donation=gift, condition="new_sealed", **goods).made["lot"]
    )
    world.do("bob", "inspections", lot=lot, outcome="accept")
    world.do("bob", "put-aways", thing=lot, place="A1")
    return lot


def test_brands_and_givers_are_told_only_where_a_gate_asks(world: World) -> None:
    world.line(size="4")
    lot = company_gift(world, brand="Softly")
    (quiet,) = stocks_of(world, lot)
    rule(world, "brand", brands=["SOFTLY", "Other"])
    rule(world, "retailer")

    (told,) = stocks_of(world, lot)

    assert (quiet.brand, quiet.from_company) == ("", False)
    assert (told.brand, told.from_company) == ("softly", True)
    (home,) = look(world).snapshot.homes
    assert (home.brands, home.retailer_only, home.sealed_only) == (
        frozenset({"softly", "other"}),
        True,
        True,
    )


def test_a_plan_obeys_brands_and_givers(world: World) -> None:
    line = world.line(9, size="4")
    rule(world, "brand", brands=["Softly"])
    rule(world, "retailer")
    world.shelved(quantity=9, condition="new_sealed", brand="Softly")
    company_gift(world, brand="Another")
    assert world.do("alice", "plans").made["matches"] == 0

    company_gift(world, brand="softly", quantity=4)
    made = world.do("alice", "plans").made
    taken = world.do("alice", "plan-acceptances", plan=made["plan"]).made

    assert (taken["pieces"], taken["refused"]) == (4, [])
    assert need_of(world, line).pieces == 5


def test_needs_are_trimmed_to_what_the_gate_still_lets_in(world: World) -> None:
    rule(world, "quantity", most=10, per="30_days", product="NP-DISP")
    first = world.line(4, size="4")
    lot = world.shelved(quantity=40)
    world.do("alice", "allocations", lot=lot, line=first, quantity=2)
    told = {"lot": lot, "line": first, "accepted": 2}
    world.do("bob", "deliveries", facility="M-1", lines=[told])
    world.do("alice", "allocations", lot=lot, line=first, quantity=1)
    urgent = world.line(5, size="4", urgency="tonight")

    gathered = look(world)

    (limit,) = gathered.snapshot.limits
    assert (limit.home, limit.left) == (facility_id(world), 7)
    assert {one.line: one.pieces for one in gathered.snapshot.needs} == {first: 1, urgent: 5}
    assert gathered.cut == {}
    more = world.line(5, size="4", urgency="tonight")
    gathered = look(world)
    assert {one.line: one.pieces for one in gathered.snapshot.needs} == {urgent: 5, more: 2}
    assert gathered.cut == {more: 3, first: 1}


def test_a_plan_says_which_rule_kept_a_line_short_and_can_be_taken_whole(world: World) -> None:
    rule(world, "quantity", most=6, per="delivery")
    line = world.line(10, size="4")
    world.shelved(quantity=10)

    made = world.do("alice", "plans").made
    taken = world.do("alice", "plan-acceptances", plan=made["plan"]).made

    assert (made["pieces"], made["short"]) == (6, 4)
    assert (taken["pieces"], taken["refused"]) == (6, [])
    again = world.do("alice", "plans").made
    assert (again["pieces"], again["short"]) == (0, 4)
    assert need_of_or_none(world, line) is None


def need_of_or_none(world: World, line: int) -> Any:
    """What a line asks in a plan, None where its gate lets in nothing more."""
    return next((one for one in look(world).snapshot.needs if one.line == line), None)


def test_whoever_only_warns_trims_nothing(world: World) -> None:
    facts = {"most": 1, "per": "delivery"}
    world.do("alice", "gate-rules", **TOLD, kind="quantity", facts=facts, action="warn")
    world.line(10, size="4")

    assert look(world).snapshot.limits == ()


def test_what_was_promised_meanwhile_is_refused_with_the_rule_in_any_language(
    world: World,
) -> None:
    rule(world, "quantity", most=6, per="delivery")
    world.line(6, size="4")
    world.shelved(quantity=6)
    plan = world.do("alice", "plans").made["plan"]
    other, elsewhere = world.shelved(quantity=3), world.line(3, size="4")
    world.do("alice", "allocations", lot=other, line=elsewhere, quantity=3)

    taken = world.do("alice", "plan-acceptances", plan=plan).made

    assert [one["sentence"] for one in taken["refused"]] == [
        "The gate of M-1 takes at most 6 pieces at a time (telephone, 2026-11-20). "
        "That would make it 9."
    ]
