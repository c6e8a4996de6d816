"""Refusals that propose a rule: the same reason twice, in different handovers."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.errors import Malformed
from stockroom.rules import gate
from stockroom.rules.gate import proposing
from stockroom.rules.gate.proposing import Turned, proposals
from tests.rules.gates import a_rule, letters

TODAY = date(2026, 11, 22)


def turned(handover: str, reason: str = "banned_material", **about: Any) -> Turned:
    """A bottle of glass that the gate would not take."""
    told: dict[str, Any] = {
        "on": TODAY,
        "product": "FE-BOTG",
        "category": "feeding",
        "condition": "new",
        "flags": "GL",
    }
    return Turned(handover=handover, reason=reason, **told | about)


def test_twice_in_one_handover_proposes_nothing() -> None:
    assert proposals("M-1", [turned("1"), turned("1")]) == []


def test_twice_in_two_handovers_proposes_what_they_have_in_common() -> None:
    (found,) = proposals("M-1", [turned("1"), turned("2", flags="GK")])

    assert (found.kind, found.facts, found.handovers) == ("flags", {"letters": "G"}, 2)
    assert str(found.said.sentence.format(**found.said.facts)) == (
        "Refused 2 times at M-1 for glass: make it a rule?"
    )


def test_what_has_nothing_in_common_is_left_to_a_person() -> None:
    (found,) = proposals("M-1", [turned("1", flags="G"), turned("2", flags="K")])

    assert found.facts == {}


@pytest.mark.parametrize(
    ("reason", "about", "facts"),
    [
        ("not_sealed", ({"condition": "good"}, {"condition": "worn"}), {"least": "new"}),
        ("not_sealed", ({"condition": "good"}, {"condition": "new"}), {"least": "new_sealed"}),
        (
            "expiry_too_short",
            ({"use_by": TODAY + timedelta(days=30)}, {"use_by": TODAY + timedelta(days=3)}),
            {"days": 60},
        ),
        ("expiry_too_short", ({}, {}), {"days": 30}),
        (
            "over_quantity",
            ({"accepted": 40}, {"accepted": 30}),
            {"most": 40, "per": "delivery", "product": "FE-BOTG"},
        ),
        (
            "over_quantity",
            ({"product": "FE-BOT"}, {}),
            {"per": "delivery", "category": "feeding"},
        ),
        ("over_quantity", ({"category": "sleep", "product": "SL-COT"}, {}), {"per": "delivery"}),
        ("driver_not_cleared", ({}, {}), {}),
        ("outside_window", ({}, {}), {}),
        ("not_on_manifest", ({}, {}), {"days": 3}),
        ("paperwork_missing", ({}, {}), {"days": 3}),
    ],
)
def test_each_reason_proposes_its_kind(
    reason: str, about: tuple[dict[str, Any], dict[str, Any]], facts: dict[str, object]
) -> None:
    first, second = about

    (found,) = proposals("M-1", [turned("1", reason, **first), turned("2", reason, **second)])

    assert (found.kind, dict(found.facts)) == (proposing.KINDS[reason], facts)


@pytest.mark.parametrize("reason", ["damaged", "locked_down", "no_longer_needed", "other"])
def test_what_no_rule_would_have_spared_proposes_nothing(reason: str) -> None:
    assert proposals("M-1", [turned("1", reason), turned("2", reason)]) == []


@pytest.mark.parametrize(
    ("reason", "about", "foreseen", "other"),
    [
        ("banned_material", {}, a_rule("flags", letters="GM"), a_rule("flags", letters="K")),
        (
            "not_sealed",
            {},
            a_rule("condition", least="new_sealed"),
            a_rule("condition", least="new"),
        ),
        (
            "expiry_too_short",
            {"use_by": TODAY + timedelta(days=9)},
            a_rule("shelf_life", days=10),
            a_rule("shelf_life", days=9),
        ),
        (
            "over_quantity",
            {},
            a_rule("quantity", most=4, per="delivery", category="feeding"),
            a_rule("quantity", most=4, per="delivery", product="NP-DISP"),
        ),
        ("driver_not_cleared", {}, a_rule("driver"), a_rule("vehicle")),
        (
            "banned_material",
            {},
            a_rule("flags", letters="G"),
            a_rule("flags", letters="G", ended=True),
        ),
    ],
)  # fmt: skip
def test_what_a_standing_rule_foresaw_proposes_nothing(
    reason: str, about: dict[str, Any], foreseen: gate.Rule, other: gate.Rule
) -> None:
    twice = [turned("1", reason, **about), turned("2", reason, **about)]

    assert proposals("M-1", twice, [foreseen]) == []
    assert len(proposals("M-1", twice, [other])) == 1


def test_the_latest_is_asked_first() -> None:
    old = [turned(one, "driver_not_cleared", on=TODAY - timedelta(days=9)) for one in "12"]
    new = [turned(one) for one in "34"]

    assert [one.reason for one in proposals("M-1", old + new)] == [
        "banned_material",
        "driver_not_cleared",
    ]


REFUSED = st.builds(
    Turned,
    handover=st.sampled_from(["1", "2", "3"]),
    reason=st.sampled_from([*proposing.KINDS, "damaged"]),
    on=st.dates(TODAY, TODAY + timedelta(days=9)),
    product=st.sampled_from(["FE-BOTG", "NP-DISP"]),
    category=st.sampled_from(["feeding", "nappies"]),
    condition=st.sampled_from(["new", "new_sealed", "good"]),
    flags=letters,
    use_by=st.none() | st.dates(TODAY, TODAY + timedelta(days=900)),
    accepted=st.none() | st.integers(0, 99),
)


@given(st.lists(REFUSED, max_size=9))
def test_a_proposal_that_is_whole_is_a_rule_that_would_have_spared_it(some: list[Turned]) -> None:
    for found in proposals("M-1", some):
        whys = [one for one in some if one.reason == found.reason]
        assert len({one.handover for one in whys}) == found.handovers >= proposing.TWICE
        try:
            facts: dict[str, Any] = gate.read(found.kind, found.facts)
        except Malformed:
            continue
        rule = a_rule(found.kind, **facts)
        if found.kind in {"flags", "condition", "driver"}:
            new = [one for one in whys if one.condition != "new_sealed" or found.kind == "flags"]
            assert proposals("M-1", new, [rule]) == []
