"""How far lists and lines are, case by case and as properties."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.rules.wish_states import (
    LINE_STATES,
    LIST_STATES,
    LineFacts,
    ListFacts,
    line_state,
    list_state,
)

numbers = st.integers(0, 4)
lines = st.builds(
    LineFacts,
    asked=numbers,
    promised=numbers,
    packed=numbers,
    on_the_way=numbers,
    delivered=numbers,
    confirmed=numbers,
    found_short=st.booleans(),
)
lists = st.builds(
    ListFacts,
    lines=st.lists(lines, max_size=3),
    checked=st.booleans(),
    looked_for=st.booleans(),
    closed=st.booleans(),
    withdrawn=st.booleans(),
)


@pytest.mark.parametrize(
    ("line", "state"),
    [
        (LineFacts(4), "asked"),
        (LineFacts(4, found_short=True), "short"),
        (LineFacts(4, promised=1), "short"),
        (LineFacts(4, promised=4), "promised"),
        (LineFacts(4, promised=1, packed=3), "promised"),
        (LineFacts(4, packed=3, on_the_way=1), "packed"),
        (LineFacts(4, on_the_way=3, delivered=1), "on_the_way"),
        (LineFacts(4, delivered=1, confirmed=3), "delivered"),
        (LineFacts(4, confirmed=4), "confirmed"),
        (LineFacts(2, confirmed=2, promised=5), "confirmed"),
        (LineFacts(0), "let_go"),
        (LineFacts(0, on_the_way=2), "on_the_way"),
    ],
)
def test_a_line_is_as_far_as_its_last_piece(line: LineFacts, state: str) -> None:
    assert line_state(line) == state


@pytest.mark.parametrize(
    ("facts", "state"),
    [
        (ListFacts([LineFacts(4)]), "submitted"),
        (ListFacts([LineFacts(4)], checked=True), "checked"),
        (ListFacts([LineFacts(4)], checked=True, looked_for=True), "open"),
        (ListFacts([LineFacts(4)], looked_for=True), "open"),
        (ListFacts([LineFacts(4, promised=1), LineFacts(2)]), "part_filled"),
        (ListFacts([LineFacts(4, confirmed=4), LineFacts(2, delivered=2)]), "part_filled"),
        (ListFacts([LineFacts(4, confirmed=4), LineFacts(0)]), "complete"),
        (ListFacts([LineFacts(2, confirmed=2)], closed=True), "closed_short"),
        (ListFacts([LineFacts(0)], closed=True), "closed_short"),
        (ListFacts([LineFacts(4, promised=1)], withdrawn=True), "withdrawn"),
        (ListFacts([LineFacts(0), LineFacts(0)], checked=True), "withdrawn"),
        (ListFacts([LineFacts(0, on_the_way=2)]), "part_filled"),
    ],
)
def test_a_list_s_state_follows_from_facts(facts: ListFacts, state: str) -> None:
    assert list_state(facts) == state


@given(facts=lists)
def test_every_state_has_its_name(facts: ListFacts) -> None:
    assert list_state(facts) in LIST_STATES
    assert {line_state(line) for line in facts.lines} <= set(LINE_STATES)


@given(facts=lists)
def test_a_complete_list_has_no_line_that_waits(facts: ListFacts) -> None:
    if list_state(facts) == "complete":
        waits = {"asked", "short", "promised", "packed", "on_the_way", "delivered"}
        assert not {line_state(line) for line in facts.lines if line.asked} & waits
