"""What each role is shown, key by key, kept as a snapshot: a new key is seen before it leaks.

`STOCKROOM_WRITE_SNAPSHOTS=1` writes the snapshot anew, for the change to be read in review.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest

from stockroom.commands import COMMANDS
from stockroom.reports import REPORTS
from stockroom.tables.people import Role
from stockroom.web.api.reads import READS
from tests import snapshots
from tests.api.guests import SCHEMA, STRANGER, Guests, role_of
from tests.api.lived_in import LivedIn

ONE_OF_EACH_ROLE = ("bob", "alice", "dora", "fatima", "sam", "sue")
NEVER = re.compile(r"address|contact|password.*|secret.*|sealed|nonce|birth.*", re.IGNORECASE)
# Texts that only the vault may know; see tests/world.py.
SECRETS = ("invented street", "invented nurse", "has a long password")
MAPS = frozenset({"names"})  # keys there are languages
Kept = dict[str, dict[str, list[str]]]


def test_no_role_is_shown_a_key_that_the_snapshot_does_not_have(lived: LivedIn) -> None:
    shown = {
        **lists(lived.guests),
        **receipts(lived),
        **look_ups(lived),
        **batches(lived.guests),
        **reports(lived.guests),
        **problems(lived.guests),
    }

    snapshots.compare("key_sets.json", json.dumps(shown, indent=1, sort_keys=True) + "\n")


def test_every_list_had_rows_to_show(lived: LivedIn) -> None:
    empty = [noun for noun in nouns() if not lived.guests.items("sam", noun)]

    # This world's first people were let in at the machine, without a beginning.
    assert empty == ["beginnings"]


def test_no_answer_has_a_key_or_a_text_that_is_secret(lived: LivedIn) -> None:
    for path, who, text in everything_shown(lived):
        assert not [secret for secret in SECRETS if secret in text], (path, who)
        if text.startswith(("{", "[")):
            found = [key for key in keys_of(json.loads(text)) if NEVER.fullmatch(last(key))]
            assert found == [], (path, who)


@pytest.mark.parametrize("name", ["address", "a.contact", "password_hash", "b.sealed", "Nonce"])
def test_a_secret_key_would_be_noticed(name: str) -> None:
    assert NEVER.fullmatch(last(name))


def everything_shown(lived: LivedIn) -> Iterator[tuple[str, str, str]]:
    """Every thing that can be read, as each role is answered."""
    paths = [*nouns(), "me", *(f"reports/{report.name}" for report in REPORTS)]
    paths += [f"reports/{report.name}.csv" for report in REPORTS]
    paths += [f"journal/{receipt.id}" for receipt in lived.done.receipts]
    paths += [f"codes/{lived.done.code}", "stock?at=30", "barcodes?text=5901234123457"]
    paths += ["turns", "bundle", "road"]
    for who in (*ONE_OF_EACH_ROLE, STRANGER):
        for path in paths:
            answer = lived.guests.ask(who, "GET", f"/api/{path}")
            yield path, who, answer.text


def lists(guests: Guests) -> Kept:
    """The keys of each list's rows by role."""
    return {
        f"GET {noun.rstrip('?&')}": by_role(
            (who, union(answer.json()["items"]))
            for who in ONE_OF_EACH_ROLE
            if (answer := guests.ask(who, "GET", f"/api/{noun}limit=200")).status_code == 200
        )
        for noun in (*(f"{noun}?" for noun in nouns()), "stock?at=60&")
    }


def receipts(lived: LivedIn) -> Kept:
    """The keys of each act's receipt, which is the same for whoever gave it."""
    found: dict[str, set[str]] = {}
    for receipt in lived.done.receipts:
        answer = lived.guests.get("sam", f"journal/{receipt.id}").json()
        found.setdefault(receipt.noun, set()).update(keys_of(answer))
    return {f"PUT {noun}": {"everyone": sorted(keys)} for noun, keys in found.items()}


def look_ups(lived: LivedIn) -> Kept:
    """The keys of what a code is on, and of who is signed in."""
    paths = {"codes of a lot": f"codes/{lived.done.code}", "me": "me"}
    place = next(row["code"] for row in lived.guests.items("sam", "places") if row["code"])
    paths["codes of a place"] = f"codes/{place}"
    paths |= {"barcodes": "barcodes?text=5901234123457", "turns": "turns", "bundle": "bundle"}
    paths |= {"road": "road"}
    return {
        f"GET {name}": by_role(
            (who, keys_of(answer.json()))
            for who in ONE_OF_EACH_ROLE
            if (answer := lived.guests.ask(who, "GET", f"/api/{path}")).status_code == 200
        )
        for name, path in paths.items()
    }


def batches(guests: Guests) -> Kept:
    """The keys of a batch's answers: one act recorded, one held, one malformed, one unknown."""
    intake = {"product": "NP-DISP", "size": "4", "quantity": 1}
    acts: list[tuple[str, dict[str, Any]]] = [
        ("intakes", intake),
        ("put-aways", {"thing": "28T5CY4TQKFFA", "place": "A1"}),
        ("put-aways", {"nonsense": 1}),
        ("nothing-of-ours", {}),
    ]
    new_id = guests.world.house.clock.command_id
    sent = [{"noun": noun, "id": str(new_id()), "content": said} for noun, said in acts]
    found = {}
    for who in ("bob", "alice"):
        answer = guests.ask(who, "POST", "/api/batches", json={"commands": sent}).json()
        found[who] = keys_of(answer)
    return {"POST batches": by_role(found.items())}


def reports(guests: Guests) -> Kept:
    """The keys of each report, its rows included."""
    return {
        f"GET reports/{report.name}": by_role(
            (who, keys_of(answer.json()))
            for who in ONE_OF_EACH_ROLE
            if (answer := guests.get(who, f"reports/{report.name}")).status_code == 200
        )
        for report in REPORTS
    }


def problems(guests: Guests) -> Kept:
    """The keys of what goes wrong: not signed in, not allowed, malformed, refused, unknown."""
    answers = {
        "401": guests.get(STRANGER, "lots"),
        "403": guests.get("sue", "lots"),
        "400": guests.put("bob", "put-aways", nonsense=1),
        "404": guests.get("bob", "codes/A-name-that-nobody-gave"),
        "422": guests.put("alice", "run-closings", run=999_999),
    }
    assert {name: str(answer.status_code) for name, answer in answers.items()} == {
        name: name for name in answers
    }
    return {
        f"problem {name}": {"everyone": sorted(keys_of(answer.json()))}
        for name, answer in answers.items()
    }


def nouns() -> list[str]:
    """Everything that has a list."""
    return sorted({*(read.noun for read in READS), *(trade.noun for trade in COMMANDS)})


def by_role(found: Iterable[tuple[str, set[str]]]) -> dict[str, list[str]]:
    """Key sets by the roles that are shown them, roles that see alike written together."""
    alike: dict[tuple[str, ...], list[Role]] = {}
    for who, keys in found:
        role = role_of(who)
        assert role is not None
        alike.setdefault(tuple(sorted(keys)), []).append(role)
    return {" ".join(sorted(roles)): list(keys) for keys, roles in alike.items()}


def union(rows: list[dict[str, Any]]) -> set[str]:
    """The keys of all rows of a list."""
    return set().union(*map(keys_of, rows)) if rows else {"(no row of theirs)"}


def keys_of(value: Any, above: str = "") -> set[str]:
    """Every key in an answer, those inside others written with a dot."""
    if isinstance(value, list):
        return set().union(*(keys_of(one, above) for one in value)) if value else set()
    if not isinstance(value, dict):
        return set()
    found = set()
    for key, inner in value.items():
        found |= {above + key}
        if key not in MAPS:
            found |= keys_of(inner, f"{above}{key}.")
    return found


def last(key: str) -> str:
    """The key itself, without those around it."""
    return key.rpartition(".")[2]


def test_the_description_names_no_secret_as_something_that_is_answered(lived: LivedIn) -> None:
    document = lived.guests.ask("sam", "GET", SCHEMA).json()
    answered = {"Receipt", "Page", "Found", "Me", "Answered", "Answers", "ProblemDetails"}

    schemas = document["components"]["schemas"]

    assert answered <= schemas.keys()
    for name in answered:
        assert not [key for key in schemas[name]["properties"] if NEVER.fullmatch(key)], name
