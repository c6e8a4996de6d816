"""A facility's record by the command line: what is secret can be deleted there, never written."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.secret_fields import SECRET
from tests.cli.conftest import Terminal


def test_secrets_are_deleted_by_name(alice: Terminal) -> None:
    ran = alice.run("facility-change", "M-1", "--forget", "address", "--forget", "contact")

    assert ran.code == 0, ran.err
    with alice.world.house.database.reading() as books:
        assert books.execute(sa.select(SECRET.c.owner_id)).scalars().all() == [2]


def test_what_is_still_needed_stays_and_the_sentence_says_why(alice: Terminal) -> None:
    run = alice.world.run()

    ran = alice.run("facility-change", "M-1", "--forget", "address")

    assert ran.code == 3
    assert f"Run {run} has still to go to M-1" in ran.err
