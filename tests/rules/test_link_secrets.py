"""Secrets of links survive being read out, typed badly and pasted whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stockroom.rules import link_secrets

BITS = st.integers(0, (1 << link_secrets.BITS) - 1)


@given(BITS)
def test_however_it_is_typed_it_is_the_same_secret(bits: int) -> None:
    secret = link_secrets.make(bits)
    shown = link_secrets.show(secret)

    misread = secret.replace("0", "o").replace("1", "l").lower()
    for typed in (
        secret,
        shown,
        misread,
        f" {shown.replace('-', ' ')} ",
        f"https://x/portal#{shown}",
    ):
        assert link_secrets.read(typed) == secret


@given(BITS, BITS)
def test_two_numbers_make_two_secrets(one: int, other: int) -> None:
    assert (link_secrets.make(one) == link_secrets.make(other)) == (one == other)


@given(st.text(max_size=250))
def test_whatever_is_typed_gives_a_secret_or_nothing(typed: str) -> None:
    assert len(link_secrets.read(typed)) in (0, link_secrets.LETTERS)


@pytest.mark.parametrize("typed", ["", "7K3Q", "U" * 20, "7" * 21, "7K3Q" * 5 + "!", "7" * 400])
def test_what_no_link_has_is_nothing(typed: str) -> None:
    assert link_secrets.read(typed) == ""


@pytest.mark.parametrize("bits", [-1, 1 << link_secrets.BITS])
def test_more_than_a_hundred_bits_make_no_secret(bits: int) -> None:
    with pytest.raises(ValueError, match="100 bits"):
        link_secrets.make(bits)
