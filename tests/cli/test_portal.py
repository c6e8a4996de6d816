"""A link made and ended, and a telephone's answer noted, from the command line."""

from __future__ import annotations

import re

from tests.cli.conftest import Terminal


def test_a_link_is_shown_once_and_ended(alice: Terminal) -> None:
    made = alice.run("portal-link", "M-1", "--for", "night desk", "--days", "7")

    assert made.code == 0, made.err
    assert re.search(r"/portal#[0-9A-Z]{20}", made.out.replace("\n", ""))
    assert alice.run("portal-link-end", "1").code == 0
    assert alice.run("portal-link-end", "1").code != 0


def test_what_the_telephone_said_is_noted(alice: Terminal) -> None:
    line = alice.world.line(4)

    ran = alice.run("still-needed", str(line), "--no", "--by-telephone")

    assert ran.code == 0, ran.err
