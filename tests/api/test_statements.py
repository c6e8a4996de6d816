"""How many statements a request costs: counted, since counts say more than microseconds do."""

from __future__ import annotations

import subprocess
import sys

import pytest

from stockroom.web.api.reads import READS
from tests.api.guests import Guests, counted
from tests.api.lived_in import LivedIn

# Reasons in docs/decisions: each of these took 70 MB or 0.3 s at every start.
HEAVY = ("ortools", "pyvrp", "highspy", "numpy", "pandas", "scipy")
SIGN_IN = 1
PUT_AWAY_MOST = 14


def test_looking_up_a_code_is_one_statement_the_sign_in_included(lived: LivedIn) -> None:
    with counted(lived.guests) as seen:
        answer = lived.guests.get("bob", f"codes/{lived.done.code}")

    assert answer.status_code == 200
    assert len(seen) == 1


def test_a_code_of_a_lot_in_many_places_is_one_statement_too(guests: Guests) -> None:
    code = guests.world.shelved(quantity=9)
    for place in ("A2", "A3", "S1", "Box one"):
        guests.world.do("bob", "transfers", thing=code, place=place, quantity=1, source="A1")

    with counted(guests) as seen:
        found = guests.get("bob", f"codes/{code}").json()

    assert len(found["where"]) == 5
    assert len(seen) == 1


@pytest.mark.parametrize("read", READS, ids=lambda read: str(read.noun))
def test_a_list_is_two_statements_however_many_rows_it_has(read: object, lived: LivedIn) -> None:
    noun = str(getattr(read, "noun", ""))
    with counted(lived.guests) as many:
        rows = lived.guests.items("sam", noun, limit=200)
    with counted(lived.guests) as one:
        lived.guests.items("sam", noun, limit=1)

    assert rows
    assert len(many) == len(one) == 2


def test_a_put_away_is_few_statements(guests: Guests) -> None:
    lot = guests.put("bob", "intakes", product="NP-DISP", size="4", quantity=12).json()

    with counted(guests) as seen:
        answer = guests.put("bob", "put-aways", thing=lot["made"]["lot"], place="A1")

    assert answer.status_code == 201
    assert len(seen) <= SIGN_IN + PUT_AWAY_MOST, "\n".join(seen)


def test_a_command_known_already_is_two_statements(guests: Guests) -> None:
    command = guests.world.house.clock.command_id()
    guests.put("bob", "blank-codes", id=command, number=1)

    with counted(guests) as seen:
        again = guests.put("bob", "blank-codes", id=command, number=1)

    assert again.status_code == 200
    assert len(seen) == SIGN_IN + 1


def test_starting_does_not_load_what_only_planning_needs() -> None:
    asked = f"import sys, stockroom.app; print([m for m in {HEAVY!r} if m in sys.modules])"

    loaded = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", asked], capture_output=True, text=True, check=True
    )

    assert loaded.stdout.strip() == "[]"
