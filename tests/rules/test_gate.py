"""What a gate turns away: read strictly, judged by one rule at a time, and said in words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.errors import Malformed
from stockroom.rules import gate
from stockroom.rules.gate import Goods, Rule
from stockroom.tables.gates import GateRuleKind
from tests.rules.gates import TODAY, a_rule, goods, rules


def in_words(said: gate.Said) -> str:
    return said.sentence.format(**said.facts)


SEALED, NEW = a_rule("condition", least="new_sealed"), a_rule("condition", least="new")
NO_GLASS, KEEPS = a_rule("flags", letters="GB"), a_rule("shelf_life", days=30)


def test_there_is_a_rule_for_every_kind_that_the_tables_know() -> None:
    assert set(gate.KINDS) == {one.value for one in GateRuleKind}


@pytest.mark.parametrize(
    ("rule", "turned_away", "let_in"),
    [
        (SEALED, Goods(condition="new"), Goods(condition="new_sealed")),
        (NEW, Goods(condition="good"), Goods(condition="new")),
        (NEW, Goods(condition="worn"), Goods(condition="new_sealed")),
        (NO_GLASS, Goods(condition="new", flags="LG"), Goods(condition="new", flags="LM")),
        (
            KEEPS,
            Goods(condition="new", use_by=TODAY + timedelta(days=29)),
            Goods(condition="new", use_by=TODAY + timedelta(days=30)),
        ),
        (KEEPS, Goods(condition="new", use_by=TODAY), Goods(condition="new")),
    ],
)
def test_a_rule_speaks_against_what_it_is_about_and_nothing_else(
    rule: Rule, turned_away: Goods, let_in: Goods
) -> None:
    assert gate.speaks(rule, turned_away, TODAY)
    assert not gate.speaks(rule, let_in, TODAY)


def test_shelf_life_is_counted_from_the_day_of_arrival() -> None:
    a_month = Goods(condition="new", use_by=TODAY + timedelta(days=30))

    assert not gate.speaks(KEEPS, a_month, TODAY)
    assert gate.speaks(KEEPS, a_month, TODAY + timedelta(days=1))


def test_a_rule_says_who_told_us_and_when() -> None:
    stop = gate.stopped_by([SEALED], Goods(condition="good"), TODAY)

    assert stop is not None
    assert in_words(stop.said) == (
        "The gate of M-1 takes only new goods in sealed packs (telephone, 2026-11-03)."
    )


def test_the_letter_of_the_goods_is_the_one_that_is_told() -> None:
    battery = gate.stopped_by([NO_GLASS], Goods(condition="new", flags="BM"), TODAY)

    assert battery is not None
    assert "battery" in in_words(battery.said)
    assert [in_words(one).split(" (")[0] for one in gate.sentences(NO_GLASS)] == [
        "The gate of M-1 takes nothing of glass",
        "The gate of M-1 takes nothing with a battery",
    ]


@given(st.lists(rules, max_size=4), goods, st.dates(TODAY, TODAY + timedelta(days=30)))
def test_goods_are_stopped_by_the_first_rule_that_blocks_and_speaks(
    some: list[Rule], thing: Goods, on: date
) -> None:
    speaking = [rule for rule in some if gate.speaks(rule, thing, on)]
    stop = gate.stopped_by(some, thing, on)
    warned = gate.warned_by(some, thing, on)

    blocking = [rule for rule in speaking if rule.action == "block"]
    assert (stop.rule if stop else None) == (blocking[0] if blocking else None)
    assert [one.rule for one in warned] == [rule for rule in speaking if rule.action != "block"]
    assert not any(rule.ended for rule in speaking)
    for one in [stop, *warned] if stop else warned:
        assert in_words(one.said) in map(in_words, gate.sentences(one.rule))


def test_a_lapsed_rule_still_holds_and_asks_to_be_confirmed() -> None:
    lapsed = a_rule("condition", least="new", lapses_on=TODAY)
    ended = a_rule("condition", least="new", lapses_on=TODAY, ended=True)
    used = Goods(condition="good")

    assert gate.speaks(lapsed, used, TODAY)
    assert gate.asks_confirmation(lapsed, TODAY)
    assert not gate.asks_confirmation(lapsed, TODAY - timedelta(days=1))
    assert not gate.asks_confirmation(NEW, TODAY)
    assert not gate.speaks(ended, used, TODAY)
    assert not gate.asks_confirmation(ended, TODAY)


@pytest.mark.parametrize(
    ("kind", "facts"),
    [
        ("condition", {}),
        ("condition", {"least": "worn"}),
        ("condition", {"least": 3}),
        ("condition", {"least": "new", "more": 1}),
        ("flags", {"letters": ""}),
        ("flags", {"letters": "X"}),
        ("flags", {"letters": "G" * 12}),
        ("flags", {"letters": ["G"]}),
        ("shelf_life", {"days": 0}),
        ("shelf_life", {"days": 731}),
        ("shelf_life", {"days": True}),
        ("shelf_life", {"days": "30"}),
        ("brand", {"brands": []}),
        ("brand", {"brands": [" "]}),
        ("brand", {"brands": ["Softly"] * 11}),
        ("retailer", {"shop": "any"}),
        ("quantity", {"most": 0, "per": "delivery"}),
        ("quantity", {"most": True, "per": "delivery"}),
        ("quantity", {"most": 4, "per": "week"}),
        ("quantity", {"most": 4}),
        ("quantity", {"most": 4, "per": "delivery", "product": "A", "category": "b"}),
        ("quantity", {"most": 4, "per": "delivery", "product": ""}),
        ("packaging", {"packaging": "box"}),
        ("packaging", {"packaging": 3}),
        ("manifest", {"days": 31}),
        ("manifest", {"days": True}),
        ("manifest", {"language": "fr"}),
        ("manifest", {"days": 3, "language": "de"}),
        ("window", {"days": 30}),
        ("window", {"windows": []}),
        ("window", {"windows": [3]}),
        ("window", {"windows": [{"days": "1"}]}),
        ("window", {"windows": [{"days": "8", "from": "09:00", "until": "11:00"}]}),
        ("window", {"windows": [{"days": "1", "from": "11:00", "until": "09:00"}]}),
        ("window", {"windows": [{"days": "1", "from": "9", "until": "11:00"}]}),
        ("window", {"windows": [{"days": "1", "from": 9, "until": "11:00"}]}),
        ("driver", {"name": "anybody"}),
        ("phone", {}),
        ("phone", {"phone": "off"}),
        ("phone", {"phone": "outside", "camera": "no"}),
        ("receipt", {}),
        ("receipt", {"role": " "}),
        ("receipt", {"role": "x" * 41}),
        ("receipt", {"role": "nurse", "windows": []}),
        ("receipt", {"role": "nurse", "name": "x"}),
        ("weather", {}),
    ],
)
def test_figures_of_another_kind_or_out_of_bounds_are_refused(
    kind: str, facts: dict[str, object]
) -> None:
    with pytest.raises(Malformed):
        gate.read(kind, facts)


def test_letters_are_kept_once_and_in_the_order_of_the_catalogue() -> None:
    assert gate.read("flags", {"letters": "BGBM"}) == {"letters": "MGB"}
    assert gate.read("condition", {"least": "new"}) == {"least": "new"}
    assert gate.read("shelf_life", {"days": 30}) == {"days": 30}


@given(rules)
def test_a_rule_is_read_as_it_was_kept_and_has_something_to_say(rule: Rule) -> None:
    assert gate.read(rule.kind, rule.facts) == rule.facts

    said = [in_words(one) for one in gate.sentences(rule)]
    assert said
    assert all("M-1" in one and "(telephone, 2026-11-03)" in one for one in said)
