"""Plans by the command line: proposed with reasons, pinned, accepted, set aside."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.planning import MATCH
from tests.cli.conftest import Terminal


def test_a_list_is_filled_with_its_reasons_in_view(alice: Terminal) -> None:
    lot = alice.world.shelved(quantity=4)
    line = alice.world.line(4, size="4", urgency="tonight")
    alice.world.line(4, size="4", facility="E-2")

    ran = alice.run("plan")

    assert "The need of M-1 is for tonight; that of E-2 is routine." in ran.out
    assert "Others need it more: M-1." in ran.out
    assert alice.run("accept-plan", "1", "--match", "1=3").code == 0
    assert alice.world.inside(lot) == {"A1": 1, f"A1/{line}": 3}
    assert alice.run("show-plan", "1", "--json").json["matches"][0]["taken"] is True
    assert alice.run("set-plan-aside", "1").code == 0


def test_what_was_refused_is_said_match_by_match(alice: Terminal) -> None:
    gone = alice.world.shelved(quantity=4)
    alice.world.line(4, size="4")
    alice.run("plan", "--list", "1")
    alice.world.do("bob", "holds", lot=gone, reason="torn open")

    ran = alice.run("accept-plan", "1")

    assert ran.code == 0
    assert "match 1:" in ran.err
    assert "is on hold." in ran.err


def test_goods_are_kept_and_ruled_out_by_numbers(alice: Terminal) -> None:
    lot = alice.world.lot_id(alice.world.shelved(quantity=4))
    first, second = alice.world.line(4, size="4"), alice.world.line(4, size="4", facility="E-2")
    alice.run("plan")
    with alice.world.house.database.reading() as books:
        place = books.execute(sa.select(MATCH.c.place_id).limit(1)).scalar_one()

    pinned = alice.run("plan", "--after", "1", "--pin", f"{lot}/{place}/{second}=4")
    banned = alice.run("plan", "--ban", f"{lot}/{first}", "--ban", f"{lot}/{second}")

    assert "A coordinator wants it so." in pinned.out
    assert "A coordinator ruled it out." in banned.out
    assert alice.run("plan", "--pin", "3/4=2").code == 2
