"""What gates refused twice, read and answered at a terminal."""

from __future__ import annotations

from tests.cli.conftest import Terminal
from tests.commands.test_proposals import refused


def test_a_terminal_reads_the_question_and_says_no(alice: Terminal) -> None:
    refused(alice.world)
    refused(alice.world)

    asked = alice.run("gate-proposals", "--facility", "M-1")
    (one,) = alice.run("gate-proposals", "--json").json["items"]
    no = alice.run("not-a-rule", "M-1", "banned_material")

    assert "banned_material" in asked.out
    assert (one["kind"], one["facts"]) == ("flags", {"letters": "G"})
    assert (no.code, alice.run("gate-proposals", "--json").json["items"]) == (0, [])
