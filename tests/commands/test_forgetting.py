"""A facility's secret can be deleted for good: named, journalled by name, never by accident."""

from __future__ import annotations

from typing import Any

import pytest
import sqlalchemy as sa

from stockroom.commands.facilities import SECRETS
from stockroom.commands.travelling import TRAVEL_TIME
from stockroom.errors import Refused
from stockroom.secret_fields import SECRET
from tests.world import World

ALL: dict[str, str] = {
    "address": "12 hidden lane",
    "contact": "the night officer",
    "email": "house@quiet-hill.example",
    "point": "43.3611, 5.3103",
    "meeting_point": "the clock at the ferry",
    "pin": "47114711",  # so long that no identifier has it in it by chance
}


def kept(world: World, facility: str = "M-1") -> set[str]:
    """The names of what is kept sealed of it."""
    query = sa.text(
        "SELECT field FROM secret_field WHERE kind = 'facility'"
        " AND owner_id = (SELECT id FROM facility WHERE code = :code)"
    )
    with world.house.database.reading() as books:
        return set(books.execute(query, {"code": facility}).scalars())


def change(world: World, **content: Any) -> None:
    """Alice edits the record of M-1."""
    world.do("alice", "facility-changes", facility="M-1", **content)


@pytest.mark.parametrize("name", SECRETS)
def test_what_is_named_is_deleted_and_nothing_else(name: str, world: World) -> None:
    change(world, **ALL)

    change(world, forget=[name])

    assert kept(world) == {*ALL} - {name}


def test_all_can_go_at_once_and_what_is_gone_may_be_named_again(world: World) -> None:
    change(world, **ALL)

    change(world, forget=list(ALL))
    change(world, forget=list(ALL))

    assert kept(world) == set()


def test_the_journal_has_the_name_and_never_what_it_said(world: World) -> None:
    change(world, **ALL)
    change(world, forget=["meeting_point"])

    with world.house.database.reading() as books:
        told = str(books.exec_driver_sql("SELECT body FROM command_content").all())
        rows = str(books.execute(sa.select(SECRET)).all())
    assert "meeting_point" in told
    assert [said for said in ALL.values() if said in told + rows] == []


def test_a_point_takes_the_minutes_with_it_but_not_those_that_people_typed(world: World) -> None:
    change(world, point=ALL["point"])
    world.do("alice", "points", site="North", point="43.2965, 5.3698")
    world.do("alice", "points", facility="E-2", point="43.4, 5.4")
    world.do("alice", "travel-times", start={"site": "North"}, end={"facility": "M-1"}, minutes=35)

    change(world, forget=["point"])

    with world.house.database.reading() as books:
        rows = books.execute(sa.select(TRAVEL_TIME.c.minutes, TRAVEL_TIME.c.typed)).all()
    assert sorted(row.minutes for row in rows if row.typed) == [35, 35]
    assert len(rows) == 4


def test_an_empty_field_deletes_nothing_and_says_how(world: World) -> None:
    change(world, **ALL)

    for name in SECRETS:
        with pytest.raises(Refused, match="forget"):
            change(world, **{name: ""})

    assert kept(world) == {*ALL}


def test_one_field_is_not_written_and_deleted_at_once(world: World) -> None:
    with pytest.raises(Refused) as refused:
        change(world, address="3 other lane", forget=["address"])

    assert refused.value.reason == "forget_or_write"


def test_a_pin_that_proves_each_handover_stays(world: World) -> None:
    change(world, pin="4711", proof={"pin": "required"})

    with pytest.raises(Refused) as refused:
        change(world, forget=["pin"])
    assert refused.value.reason == "pin_needed"

    change(world, forget=["pin"], proof={"pin": "forbidden"})
    assert "pin" not in kept(world)


def test_a_meeting_point_where_goods_change_hands_stays(world: World) -> None:
    change(world, meeting_point="the clock at the ferry", hands_over_at="meeting_point")

    with pytest.raises(Refused) as refused:
        change(world, forget=["meeting_point"])
    assert refused.value.reason == "meeting_point_needed"

    change(world, forget=["meeting_point"], hands_over_at="gate")
    assert "meeting_point" not in kept(world)


def test_an_address_stays_while_a_run_has_still_to_go_there(world: World) -> None:
    run = world.run()

    with pytest.raises(Refused) as refused:
        change(world, forget=["address"])
    assert refused.value.reason == "address_needed"
    change(world, forget=["contact"])

    world.do("dora", "stop-callings-off", run=run, stop=world.stop(run), reason="closed")
    change(world, forget=["address"])
    assert kept(world) == set()


def test_where_they_meet_us_the_address_may_go_at_any_time(world: World) -> None:
    world.run()
    change(world, meeting_point="the clock at the ferry", hands_over_at="meeting_point")

    change(world, forget=["address"])

    assert kept(world) == {"contact", "meeting_point"}
