"""The whole day by the command line: proposed, and taken over by the line that it names."""

from __future__ import annotations

import shlex

import pytest

from stockroom.web.pages.road import together
from tests.cli.conftest import Terminal
from tests.commands.test_run_changes import order
from tests.web.test_whole_day import DAY, crossed


def test_a_day_is_proposed_and_taken_over_as_it_was_told(
    alice: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(together, "SECONDS", 0.4)
    one, _other = crossed(alice.world)

    ran = alice.run("suggest-day", DAY)
    _said, _word, line = ran.err.partition("stockroom-cli ")
    taken = alice.run(*shlex.split(line))

    assert "E-2" in ran.out
    assert "Minutes of driving saved:" in ran.out
    assert (taken.code, order(alice.world, one)) == (0, [1])
    assert "good as it is" in alice.run("suggest-day", DAY).out
    assert alice.run("suggest-day", DAY, "--json").json["better"] is False
    assert alice.run("order-day", DAY, "--seen", "1", "--run", "1=x").code == 2
