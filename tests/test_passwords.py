"""What it costs to guess a password, which every other test spares itself."""

from __future__ import annotations

import pytest
from argon2 import extract_parameters

from stockroom import passwords
from tests.conftest import REAL

OWASP_MIB, OWASP_PASSES = 19, 2
"""The least that OWASP's Password Storage Cheat Sheet asks of argon2id, for one thread."""


@pytest.fixture(autouse=True)
def _real(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(passwords, "_HASHER", REAL)


def test_a_hash_costs_more_than_the_least_that_owasp_asks() -> None:
    cost = extract_parameters(passwords.hashed("bob plays in the demo"))

    assert cost.memory_cost > OWASP_MIB * 1024
    assert cost.time_cost > OWASP_PASSES


def test_a_person_who_is_not_there_costs_as_much_as_one_who_is() -> None:
    assert extract_parameters(passwords._NOBODY) == extract_parameters(passwords.hashed("any"))
    assert not passwords.matches("any", "")


def test_only_the_right_password_matches() -> None:
    kept = passwords.hashed("the right one")

    assert passwords.matches("the right one", kept)
    assert not passwords.matches("the wrong one", kept)
    assert not passwords.matches("the right one", "no hash at all")
