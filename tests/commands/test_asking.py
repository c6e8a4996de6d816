"""Wish lists as facilities ask: lines, kits, seasons, and how the lists came to us."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

from stockroom.commands.base import MOST_PIECES
from stockroom.errors import Refused
from stockroom.tables.wishes import (
    CameBy,
    Climate,
    Facility,
    WishDraft,
    WishKit,
    WishList,
    WishSource,
)
from stockroom.words import Season
from tests.wishing import ask, asked, kit, kits, line_rows
from tests.world import World

BODY = {"product": "CL-BODY", "size": "62", "quantity": 3, "urgency": "routine"}


def list_row(world: World, wish_list: int) -> WishList:
    """A list as it is kept."""
    with world.house.database.reading() as books, Session(bind=books) as rows:
        return rows.exec(select(WishList).where(WishList.id == wish_list)).one()


def source(world: World, facility: str) -> int:
    """A message that a facility sent."""
    with world.house.database.writing() as books, Session(bind=books) as rows:
        wanted = rows.exec(select(Facility.id).where(Facility.code == facility)).one()
        assert wanted is not None
        row = WishSource(facility_id=wanted, text="3 bodies 62", delete_on=date(2026, 12, 1))
        rows.add(row)
        rows.flush()
        assert row.id is not None
        return row.id


def live_in(world: World, climate: Climate) -> None:
    """Let M-1 stand where the year is like that."""
    with world.house.database.writing() as books:
        books.execute(sa.update(Facility).where(Facility.code == "M-1").values(climate=climate))  # type: ignore[arg-type]


def test_a_kit_becomes_one_line_for_each_thing_in_it(world: World) -> None:
    kit(world)

    made = ask(world, lines=[BODY], kits=[kits(number=3, size="6-9 months", set_number=2)])

    assert asked(world, made["wish_list"]) == [3, 21, 12, 9, 6]
    rows = line_rows(world, made["wish_list"])
    assert made["lines"] == [row.id for row in rows]
    assert [row.wish_kit_id for row in rows] == [None, *made["kits"] * 4]
    assert [row.per_kit for row in rows] == [None, 7, 4, 3, 2]
    assert [row.size_label for row in rows] == ["62", "6-9 months", "6-9 months", "17", ""]
    assert [(row.size_low, row.size_high) for row in rows[1:3]] == [(68, 74)] * 2
    assert {row.set_number for row in rows[1:]} == {2}


def test_a_size_that_one_part_cannot_have_is_refused_naming_that_part(world: World) -> None:
    kit(world, parts=(("CL-BODY", 7, "62"), ("SH-SOFT", 1, "")))

    with pytest.raises(Refused, match=r"pre-walker shoes in kit WEEK .* 6-9 months") as refusal:
        ask(world, kits=[kits(size="6-9 months")])

    assert refusal.value.reason == "size_of_part"
    with pytest.raises(Refused, match=r"shoes in kit WEEK .* - is none"):
        ask(world, kits=[kits(size="")])


def test_a_list_asks_for_something(world: World) -> None:
    with pytest.raises(Refused, match="at least one thing"):
        ask(world)


def test_a_kit_that_is_not_known_or_not_given_any_more_is_not_asked_for(world: World) -> None:
    with pytest.raises(Refused, match="WEEK is not known"):
        ask(world, kits=[kits()])

    kit(world)
    world.do("alice", "kit-changes", kit="WEEK", active=False)
    with pytest.raises(Refused, match="not given any more"):
        ask(world, kits=[kits()])


def test_the_most_of_the_fullest_kit_is_what_a_line_can_ask(world: World) -> None:
    kit(world, parts=(("CL-BODY", 1000, ""),))

    asked_for = ask(world, kits=[kits(number=1000)])

    assert asked(world, asked_for["wish_list"]) == [MOST_PIECES]


@pytest.mark.parametrize(
    ("climate", "needed_by", "worn"),
    [
        (Climate.TEMPERATE_NORTH, None, Season.WINTER),
        (Climate.TEMPERATE_NORTH, "2027-05-01", Season.SUMMER),
        (Climate.TEMPERATE_SOUTH, None, Season.SUMMER),
        (Climate.HOT, None, Season.SUMMER),
    ],
)
def test_clothes_are_asked_for_the_weather_there(
    world: World, climate: Climate, needed_by: str | None, worn: Season
) -> None:
    live_in(world, climate)
    kit(world)
    day = {"needed_by": needed_by} if needed_by else {}

    made = ask(world, lines=[BODY | day], kits=[kits(**day)])

    found = [row.season for row in line_rows(world, made["wish_list"])]
    assert found == [worn, worn, worn, worn, Season.ANY]


def test_the_season_follows_the_day_on_which_goods_are_likely_to_come(world: World) -> None:
    world.clock.times.append(datetime(2026, 3, 25, 12, tzinfo=UTC))

    made = ask(world, lines=[BODY | {"urgency": "tonight"}, BODY])

    found = [row.season for row in line_rows(world, made["wish_list"])]
    assert found == [Season.WINTER, Season.SUMMER]


def test_any_season_stays_any_where_it_is_said(world: World) -> None:
    made = ask(world, lines=[BODY | {"season": "any"}, BODY | {"season": "summer"}])

    found = [row.season for row in line_rows(world, made["wish_list"])]
    assert found == [Season.ANY, Season.SUMMER]


def test_what_a_facility_sends_came_by_the_portal_and_waits_to_be_read(world: World) -> None:
    made = ask(world, came_by="telephone", lines=[BODY])

    row = list_row(world, made["wish_list"])
    assert (row.came_by, row.checked_in) == (CameBy.PORTAL, None)


def test_what_a_coordinator_enters_has_been_read(world: World) -> None:
    made = ask(world, "alice", came_by="telephone", lines=[BODY])

    row = list_row(world, made["wish_list"])
    assert (row.came_by, row.checked_in) == (CameBy.TELEPHONE, row.submitted_in)


def test_the_draft_goes_and_the_message_stays_with_the_list(world: World) -> None:
    draft = world.do("fatima", "wish-drafts", facility="M-1", body={}).made["draft"]
    message = source(world, "M-1")

    made = ask(world, "alice", lines=[BODY], draft=draft, source=message)

    with world.house.database.reading() as books, Session(bind=books) as rows:
        assert rows.exec(select(WishDraft)).all() == []
        assert rows.exec(select(WishSource.wish_list_id)).all() == [made["wish_list"]]


def test_another_facility_s_draft_and_message_are_unknown(world: World) -> None:
    draft = world.do("farid", "wish-drafts", facility="E-2", body={}).made["draft"]

    for who in ("fatima", "alice"):
        with pytest.raises(Refused, match="no draft"):
            ask(world, who, lines=[BODY], draft=draft)
        with pytest.raises(Refused, match="no message"):
            ask(world, who, lines=[BODY], source=source(world, "E-2"))
    with pytest.raises(Refused, match="E-2 is not known"):
        ask(world, facility="E-2", lines=[BODY])


def test_the_recipe_asked_for_is_frozen(world: World) -> None:
    kit(world)
    made = ask(world, kits=[kits(number=2)])

    with world.house.database.writing() as books:
        books.execute(sa.text("UPDATE kit_part SET quantity = 99"))
    world.do("fatima", "wish-kit-changes", wish_kit=made["kits"][0], number=3, reason="mistake")

    assert asked(world, made["wish_list"]) == [21, 12, 9, 6]
    with world.house.database.reading() as books, Session(bind=books) as rows:
        assert rows.exec(select(WishKit.whole, WishKit.size_label)).all() == [(True, "68")]
