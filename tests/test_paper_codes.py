"""The code on a facility's copy belongs to its receipt number and to our key alone."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from stockroom.paper_codes import LETTERS, code_for, is_code_for
from stockroom.rules import receipt_numbers
from stockroom.rules.check_letter import ALPHABET
from stockroom.vault import Vault

VAULT = Vault(bytes(range(32)))
OTHER = Vault(bytes(32))
NUMBERS = st.integers(0, receipt_numbers.HIGHEST).map(receipt_numbers.make)


@given(NUMBERS)
def test_a_code_is_recognised_however_it_is_typed(number: str) -> None:
    code = code_for(VAULT, number)

    misread = code.replace("0", "o").replace("1", "l").lower()
    for typed in (code, code.replace("-", ""), f" {code.replace('-', ' ')} ", misread):
        assert is_code_for(VAULT, number, typed)
    assert len(code.replace("-", "")) == LETTERS
    assert set(code) <= {*ALPHABET, "-"}


@given(NUMBERS, NUMBERS)
def test_the_code_of_another_sheet_or_key_is_none(number: str, another: str) -> None:
    assert is_code_for(VAULT, number, code_for(VAULT, another)) == (number == another)
    assert not is_code_for(VAULT, number, code_for(OTHER, number))


@given(NUMBERS, st.text(max_size=60))
def test_whatever_else_is_typed_is_no_code(number: str, typed: str) -> None:
    assert not is_code_for(VAULT, number, f"U{typed}")
