"""For whom a gift was given: kinds or codes, never both, and said in a few words."""

from __future__ import annotations

import pytest

from stockroom.errors import Malformed
from stockroom.rules import giving


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ([], []),
        ([" "], []),
        (["Prison"], ["prison"]),
        (["shelter", "prison"], []),
        (["e-2", "M-1", "E-2"], ["E-2", "M-1"]),
    ],
)
def test_kinds_and_codes_are_read_as_people_write_them(said: list[str], kept: list[str]) -> None:
    assert giving.read(said) == kept


def test_kinds_and_codes_do_not_mix() -> None:
    with pytest.raises(Malformed, match="not both"):
        giving.read(["prison", "E-2"])


@pytest.mark.parametrize(
    ("only_for", "prison", "shelter", "words"),
    [
        (None, True, True, None),
        ([], True, True, None),
        (["prison"], True, False, "given for prisons only"),
        (["shelter"], False, True, "given for shelters only"),
        (["M-1"], True, False, "given for M-1 only"),
        (["E-1", "E-2"], False, True, "given for E-1, E-2 only"),
    ],
)
def test_only_those_for_whom_it_was_given_may_have_it(
    only_for: list[str] | None, prison: bool, shelter: bool, words: str | None
) -> None:
    said = giving.in_words(only_for)

    assert giving.may_have(only_for, "M-1", "prison") is prison
    assert giving.may_have(only_for, "E-2", "shelter") is shelter
    assert (said[0].format(**said[1]) if said else None) == words
