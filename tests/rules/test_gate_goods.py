"""Gates that look at brands and givers of goods, at how many come together and in what."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom import speech
from stockroom.rules import gate
from stockroom.rules.gate import Goods, Load, Rule, Said, Some, quantity
from stockroom.web.pages.frame import ISOLATED, Reader
from tests.rules.gates import NAPPIES, TODAY, a_load, a_rule, goods, loads, rules

AT_A_TIME = a_rule("quantity", most=40, per="delivery")
IN_A_MONTH = a_rule("quantity", most=40, per="30_days", product="NP-DISP")
ONE_KIND = a_rule("quantity", most=40, per="delivery", category="nappies")
BOTTLE = Goods(condition="new", product="FE-BOTG", category="feeding")


@pytest.mark.parametrize(
    ("rule", "turned_away"),
    [
        (a_rule("brand", brands=["Softly"]), replace(NAPPIES, brand="Tendre")),
        (a_rule("brand", brands=["Softly"]), replace(NAPPIES, brand="")),
        (a_rule("retailer"), replace(NAPPIES, from_company=False)),
        (a_rule("retailer"), replace(NAPPIES, condition="new")),
    ],
)
def test_a_gate_takes_its_brands_and_its_givers_only(rule: Rule, turned_away: Goods) -> None:
    assert gate.speaks(rule, turned_away, TODAY)
    assert not gate.speaks(rule, NAPPIES, TODAY)


def test_a_brand_is_the_same_however_it_is_written() -> None:
    rule = a_rule("brand", brands=["  softly ", "SOFTLY", "Tendre"])

    assert rule.facts == {"brands": ["SOFTLY", "Tendre"]}
    assert not gate.speaks(rule, NAPPIES, TODAY)


@pytest.mark.parametrize(
    ("rule", "load", "made_it"),
    [
        (AT_A_TIME, a_load(20, 20), None),
        (AT_A_TIME, a_load(20, 21), 41),
        (AT_A_TIME, a_load(40, lately=[Some(NAPPIES, 40)]), None),
        (IN_A_MONTH, a_load(10, lately=[Some(NAPPIES, 30)]), None),
        (IN_A_MONTH, a_load(11, lately=[Some(NAPPIES, 30)]), 41),
        (IN_A_MONTH, a_load(11, lately=[Some(BOTTLE, 30)]), None),
        (IN_A_MONTH, Load(goods=[Some(BOTTLE, 1)], lately=[Some(NAPPIES, 90)]), None),
        (ONE_KIND, Load(goods=[Some(BOTTLE, 90), Some(NAPPIES, 40)]), None),
        (ONE_KIND, Load(goods=[Some(BOTTLE, 90), Some(NAPPIES, 41)]), 41),
    ],
)
def test_no_more_pieces_than_a_gate_takes(rule: Rule, load: Load, made_it: int | None) -> None:
    said = [str(one.said) for one in gate.of_load([rule], load)]

    assert said == (
        [] if made_it is None else [f"{gate.sentences(rule)[0]} That would make it {made_it}."]
    )


@given(loads, st.sampled_from([AT_A_TIME, IN_A_MONTH, ONE_KIND]))
def test_what_a_rule_has_room_for_it_lets_in_and_one_piece_more_not(load: Load, rule: Rule) -> None:
    room = quantity.room(rule, load.lately)
    fits = [Some(NAPPIES, room)] if room > 0 else []

    assert gate.of_load([rule], replace(load, goods=fits)) == []
    assert gate.of_load([rule], replace(load, goods=[Some(NAPPIES, max(room, 0) + 1)])) != []


@given(goods)
def test_a_rule_counts_what_it_names(thing: Goods) -> None:
    assert quantity.counts(AT_A_TIME, thing)
    assert quantity.counts(IN_A_MONTH, thing) == (thing.product == "NP-DISP")
    assert quantity.counts(ONE_KIND, thing) == (thing.category == "nappies")


@pytest.mark.parametrize("packaging", ["clear_bag", "shop"])
def test_a_gate_takes_parcels_closed_in_its_own_way(packaging: str) -> None:
    rule = a_rule("packaging", packaging=packaging)

    assert gate.of_load([rule], a_load(1, packaging=packaging)) == []
    for other in {"", "box", "clear_bag", "shop"} - {packaging}:
        (stop,) = gate.of_load([rule], a_load(1, packaging=other))
        assert stop.said == gate.sentences(rule)[0]


@given(st.lists(rules, max_size=4), loads)
def test_every_standing_rule_speaks_once_of_a_load_in_its_order(
    some: list[Rule], load: Load
) -> None:
    spoken = [one.rule for one in gate.of_load(some, load)]

    assert spoken == [rule for rule in some if gate.of_load([rule], load)]
    assert not any(rule.ended for rule in spoken)
    assert {rule.kind for rule in spoken} <= {"quantity", "packaging"}


def test_a_rule_that_asks_to_repack_is_content_once_somebody_has() -> None:
    block, warn, repack = (
        a_rule("packaging", packaging="shop", action=action)
        for action in ("block", "warn", "repack")
    )

    assert [gate.stops_hands(one, repacked=False) for one in (block, warn, repack)] == [
        True,
        False,
        True,
    ]
    assert [gate.stops_hands(one, repacked=True) for one in (block, warn, repack)] == [
        True,
        False,
        False,
    ]
    assert {kind for kind in gate.KINDS if gate.can_repack(kind)} == {
        "condition", "flags", "shelf_life", "brand", "retailer", "quantity", "packaging",
    }  # fmt: skip


def test_a_lapsed_rule_still_speaks_and_asks_to_be_confirmed() -> None:
    rule = a_rule("packaging", packaging="shop", lapses_on=TODAY)
    (stop,) = gate.of_load([rule], a_load(1))

    assert str(gate.said_on(stop, TODAY)) == (
        "The gate of M-1 takes only parcels closed as in a shop (telephone, 2026-11-03). "
        "That rule has lapsed: ask the gate whether it still holds."
    )
    assert gate.said_on(stop, TODAY.replace(day=21)) == stop.said


@pytest.mark.parametrize("per", quantity.PER)
def test_a_kind_of_goods_is_said_by_its_name_in_the_language_of_the_reader(per: str) -> None:
    rule = a_rule("quantity", most=40, per=per, category="swim_nappies")

    (said,) = gate.sentences(rule)
    (there,) = gate.of_load(
        [rule], Load(goods=[Some(Goods(condition="new", category="swim_nappies"), 41)])
    )

    assert "of the kind swim nappies" in str(said)
    assert "of the kind swim nappies" in str(there.said)
    for one in (said, there.said, Said.of(there.said.kept())):
        told = speech.say("ar", one.sentence, one.facts)
        assert speech.say("ar", "swim nappies", {}) in told
        assert "swim" not in told


@pytest.mark.parametrize("per", quantity.PER)
def test_a_product_is_said_by_its_name_in_the_language_of_the_reader(per: str) -> None:
    called = gate.Named("disposable nappy", {"ar": "حفاض"})
    rule = replace(a_rule("quantity", most=40, per=per, product="NP-DISP"), product=called)

    (there,) = gate.of_load([rule], a_load(41))

    for one in (*gate.sentences(rule), there.said, Said.of(there.said.kept())):
        assert "at most 40 of disposable nappy" in str(one)
        assert "disposable nappy" in speech.say("fr", one.sentence, one.facts)
        assert "حفاض" in speech.say("ar", one.sentence, one.facts)
        assert ISOLATED.format("حفاض") in Reader("ar").say(one.sentence, **one.facts)


def test_a_kind_of_goods_that_we_do_not_ship_is_said_as_it_was_written() -> None:
    rule = a_rule("quantity", most=40, per="delivery", category="{odd} kind")

    assert "of the kind {odd} kind at a time" in str(gate.sentences(rule)[0])
