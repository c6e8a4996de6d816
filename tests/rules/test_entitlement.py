"""Shares follow heads: whoever asks for double is due no more."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules import entitlement
from stockroom.rules.entitlement import Claim, Heads, Share

TWO = Heads(mothers=2, months_0_5=1)
FOUR = Heads(mothers=4, months_0_5=2)

numbers = st.integers(0, 60)
heads = st.builds(
    Heads, mothers=numbers, expectant=numbers, months_0_5=numbers, months_6_11=numbers,
    months_12_23=numbers, months_24_35=numbers, older=numbers,
)  # fmt: skip
claim = st.builds(
    Claim, heads=st.none() | heads, capacity=st.none() | st.integers(0, 200),
    received=st.integers(0, 10_000), asked=st.integers(0, 5_000),
)  # fmt: skip
claims = st.dictionaries(st.integers(1, 99), claim, min_size=1, max_size=12)


def test_twice_the_heads_are_due_twice_as_much() -> None:
    told = entitlement.shares({
        1: Claim(heads=TWO, received=30, asked=12), 2: Claim(heads=FOUR, received=60, asked=24),
    })  # fmt: skip

    assert told == {1: Share(entitled=42, served=30), 2: Share(entitled=84, served=60)}


def test_what_one_had_too_much_of_is_due_to_the_others() -> None:
    told = entitlement.shares({1: Claim(heads=TWO, received=90), 2: Claim(heads=TWO)})

    assert told == {1: Share(45, 90), 2: Share(45, 0)}


def test_at_the_beginning_everybody_is_due_what_the_middle_one_asks_for_so_many_heads() -> None:
    told = entitlement.shares({
        1: Claim(heads=TWO, asked=12), 2: Claim(heads=FOUR, asked=24),
        3: Claim(heads=TWO, asked=90), 4: Claim(heads=TWO),
    })  # fmt: skip

    assert [told[key].entitled for key in (1, 2, 3, 4)] == [12, 24, 12, 12]


def test_the_youngest_weigh_most_and_an_expectant_mother_more_than_herself() -> None:
    bands = ("months_0_5", "months_6_11", "months_12_23", "months_24_35", "older")
    weights = [entitlement.weighed({1: Claim(heads=Heads(**{band: 1}))})[1] for band in bands]
    mother, expectant = (
        entitlement.weighed({1: Claim(heads=one)})[1]
        for one in (Heads(mothers=1), Heads(expectant=1))
    )

    assert weights == sorted(weights, reverse=True)
    assert mother < expectant


@pytest.mark.parametrize("nobody", [None, Heads()])
def test_without_a_headcount_places_count_and_without_those_the_middle_of_the_others(
    nobody: Heads | None,
) -> None:
    told = entitlement.weighed({
        1: Claim(heads=TWO), 2: Claim(heads=nobody, capacity=20), 3: Claim(heads=nobody),
        4: Claim(heads=FOUR), 5: Claim(heads=nobody, capacity=0),
    })  # fmt: skip

    assert told == {1: 6, 2: 30, 3: 12, 4: 12, 5: 12}


def test_alone_and_unknown_it_is_due_what_it_had() -> None:
    assert entitlement.shares({7: Claim(received=5, asked=9)}) == {7: Share(5, 5)}
    assert entitlement.shares({}) == {}


@settings(deadline=None, max_examples=300)
@given(claims, st.data(), st.integers(0, 10))
def test_asking_for_double_never_raises_what_one_is_due(
    told: dict[int, Claim], data: st.DataObject, times: int
) -> None:
    one = data.draw(st.sampled_from(sorted(told)))
    louder = told | {one: replace(told[one], asked=told[one].asked * times + times)}

    assert entitlement.shares(told)[one] == entitlement.shares(louder)[one]


@settings(deadline=None, max_examples=300)
@given(claims, st.data())
def test_more_heads_are_never_due_less(told: dict[int, Claim], data: st.DataObject) -> None:
    one = data.draw(st.sampled_from(sorted(told)))
    known = {
        key: replace(claim, heads=replace(claim.heads or TWO, expectant=1), asked=0)
        for key, claim in told.items()
    }
    counted = known[one].heads or TWO
    more = known | {one: replace(known[one], heads=replace(counted, mothers=counted.mothers + 1))}

    assert entitlement.shares(known)[one].entitled <= entitlement.shares(more)[one].entitled


@settings(deadline=None, max_examples=300)
@given(claims)
def test_no_more_is_due_than_there_was_where_nothing_is_asked(told: dict[int, Claim]) -> None:
    quiet = {key: replace(claim, asked=0) for key, claim in told.items()}

    due = sum(share.entitled for share in entitlement.shares(quiet).values())

    assert due <= sum(claim.received for claim in told.values()) < due + len(told) + 1
