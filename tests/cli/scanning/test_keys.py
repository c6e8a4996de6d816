"""Scans are told from typing by how fast the letters come, and none of either is lost."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from stockroom_cli.scanning.keys import FASTEST_HAND_S, Heard, Keys

TEXTS = st.text("ABCDEFGHJKMNPQRSTVWXYZ0123456789:-/", min_size=3, max_size=30)


def heard(*pressed: tuple[str, float]) -> list[Heard]:
    """What comes of letters at their moments, in seconds."""
    keys = Keys()
    return [one for letters, at in pressed for one in keys.take(letters, at)]


def slowly(text: str, begin: float = 10.0, pause: float = 0.09) -> list[tuple[str, float]]:
    """Letter by letter."""
    return [(letter, begin + at * pause) for at, letter in enumerate(text)]


def told(pressed: Sequence[tuple[str, float]]) -> list[tuple[str, str, str]]:
    """Text, how it came, and what stood before it."""
    return [(one.text, one.how, one.before) for one in heard(*pressed)]


@given(TEXTS, st.floats(0, FASTEST_HAND_S - 0.001), st.sampled_from(["\r", "\n", "\t", "\r\n"]))
def test_fast_letters_and_an_end_are_a_scan(text: str, pause: float, end: str) -> None:
    assert told(slowly(text + end, pause=pause)) == [(text, "scan", "")]


@given(TEXTS, st.floats(FASTEST_HAND_S + 0.001, 2))
def test_slow_letters_are_typing_whatever_they_are(text: str, pause: float) -> None:
    assert told(slowly(text + "\r", pause=pause)) == [(text, "typed", "")]


@given(st.lists(TEXTS, min_size=1, max_size=20))
def test_scans_that_come_in_one_go_are_heard_in_their_order(texts: list[str]) -> None:
    assert [one.text for one in heard(("".join(f"{one}\r" for one in texts), 1.0))] == texts


def test_a_scan_amid_typing_leaves_what_was_typed() -> None:
    keys = Keys()
    for letter, at in slowly("bo"):
        assert list(keys.take(letter, at)) == []

    scanned = list(keys.take("28T5CY4TQKFFA\r", 20.0))
    typed = [one for letter, at in slowly("x 214\r", 30) for one in keys.take(letter, at)]

    assert [(one.text, one.before) for one in scanned] == [("28T5CY4TQKFFA", "bo")]
    assert [one.text for one in typed] == ["box 214"]


def test_two_quick_keys_are_no_scan() -> None:
    assert told([("n", 1.0), ("o\r", 1.01)]) == [("no", "typed", "")]


def test_tab_ends_a_scan_and_no_typing() -> None:
    assert told([*slowly("box\t"), *slowly(" 2\r", 20)]) == [("box 2", "typed", "")]


def test_what_is_rubbed_out_is_gone() -> None:
    assert told(slowly("boz\x7fx\r")) == [("box", "typed", "")]
    assert told(slowly("nonsense\x15q\r")) == [("q", "typed", "")]


def test_arrows_type_nothing() -> None:
    assert told([("b", 1.0), ("\x1b[A", 1.2), ("\x1bOB", 1.4), ("q\r", 1.8)]) == [
        ("bq", "typed", "")
    ]


def test_the_separator_of_gs1_is_kept() -> None:
    assert heard(("010590123412345710AB\x1d17270331\r", 1.0))[0].text.count("\x1d") == 1


def test_ctrl_d_leaves_where_nothing_is_typed() -> None:
    keys = Keys()
    list(keys.take("a\x04", 1.0))
    assert not keys.ended

    list(keys.take("\x7f\x04", 2.0))
    assert keys.ended


def test_an_endless_line_is_cut() -> None:
    keys = Keys()
    list(keys.take("x" * 100_000, 1.0))

    assert len(keys.typed) < 1000
