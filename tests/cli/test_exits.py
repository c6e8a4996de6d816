"""The exit codes that scripts trust, and what stands on which stream."""

from __future__ import annotations

import pytest

from stockroom_cli.__main__ import main
from tests.cli.conftest import Terminal, as_one_of_the_cast


def test_done_is_nought(alice: Terminal) -> None:
    ran = alice.run("donor", "Parish drive", "--kind", "drive")

    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("recorded: donor ")


NOT_SAID_RIGHTLY = [
    ("intake", "CL-BODY", "--quantity", "0"),
    ("intake", "CL-BODY", "--packs", "eight"),
    ("no-such-command",),
    ("deliver", "M-1"),
    ("deliver", "M-1", "--line", "LOT:17:accepted=x"),
    ("do", "put-aways", "--content", "not json"),
    ("do", "put-aways", "--content", '{"thing": 4}'),
    ("report", "../me"),
]


def test_what_is_not_said_rightly_is_two(alice: Terminal) -> None:
    ran = [alice.run(*arguments) for arguments in NOT_SAID_RIGHTLY]

    assert [one.code for one in ran] == [2] * len(NOT_SAID_RIGHTLY)
    assert all(one.err for one in ran)


def test_a_refusal_is_three_and_says_why(alice: Terminal) -> None:
    lot = alice.world.shelved(quantity=3)
    line = alice.world.line(9)

    ran = alice.run("allocate", lot, "--line", str(line), "--quantity", "5")

    assert (ran.code, ran.out) == (3, "")
    assert "promised" in ran.err


def test_the_same_id_for_something_else_is_three(alice: Terminal) -> None:
    first = alice.run("donor", "Parish drive", "--json").json["id"]

    assert alice.run("donor", "School", "--id", first).code == 3


def test_a_role_that_may_not_is_four(terminal: Terminal) -> None:
    bob = as_one_of_the_cast(terminal, "bob")

    assert bob.run("allocate", "7K3Q", "--line", "1", "--quantity", "1").code == 4


def test_nobody_signed_in_is_four(terminal: Terminal) -> None:
    assert terminal.run("stock").code == 4


def test_no_service_there_is_five(alice: Terminal, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STOCKROOM_URL", "http://127.0.0.1:9")
    monkeypatch.setenv("STOCKROOM_TOKEN", "any")

    ran = alice.run("donor", "Parish drive")

    assert ran.code == 5
    assert "5 of 5" in ran.err
    assert "--id " in ran.err


def test_what_a_coordinator_must_look_at_is_six(alice: Terminal) -> None:
    ran = alice.run("put-away", "no such thing", "A1")

    assert (ran.code, ran.out) == (6, "")
    assert ran.err.startswith("held: ")


def test_a_refusal_as_json_is_what_the_service_said(alice: Terminal) -> None:
    ran = alice.run("lift", alice.world.shelved(), "--json")

    assert ran.code == 3
    assert (ran.json["status"], ran.json["reason"]) == (422, "not_on_hold")


def test_the_codes_are_told_in_the_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == 0

    said = " ".join(capsys.readouterr().out.split())
    assert "6 held for a coordinator" in said
    assert "7 the file has bad rows and nothing was written" in said
