"""Rules that refusals propose, asked by a program."""

from __future__ import annotations

import pytest

from tests.api.guests import Guests
from tests.commands.test_proposals import refused


def test_a_program_reads_what_is_asked_and_says_no(guests: Guests) -> None:
    refused(guests.world)
    refused(guests.world)

    (one,) = guests.items("alice", "gate-proposals")
    elsewhere = guests.items("alice", "gate-proposals", facility="E-2")
    no = guests.put("alice", "proposal-dismissals", facility="M-1", reason="banned_material")

    assert (one["facility"], one["kind"], one["facts"]) == ("M-1", "flags", {"letters": "G"})
    assert one["sentence"] == "Refused 2 times at M-1 for glass: make it a rule?"
    assert elsewhere == []
    assert no.status_code == 201
    assert guests.items("alice", "gate-proposals") == []


@pytest.mark.parametrize(
    ("who", "status"), [("sam", 200), ("bob", 403), ("fatima", 403), ("charlie", 401)]
)
def test_it_is_for_the_desk(guests: Guests, who: str, status: int) -> None:
    assert guests.get(who, "gate-proposals").status_code == status
