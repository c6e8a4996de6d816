"""The demo world: whole, true, made once, and silent about where anybody lives."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from litestar.testing import TestClient
from sqlmodel import SQLModel

from stockroom import app, books, demo
from stockroom.app import House
from stockroom.demo.facilities import RECEIVERS
from stockroom.demo.people import CAST, password_of
from stockroom.reports.wish_states import LIST, LIST_STATE
from stockroom.settings import Settings
from stockroom.tables.sums import READY_BAGS
from stockroom.web.pages.kits import refills
from tests.world import NOON

# Whose programmes inspired the facilities: codes are all that the books may say of them.
PROGRAMMES = (
    "Dubai",
    "Foundation",
    "Ewa'a",
    "Moscow",
    "Rostov",
    "Samara",
    "Baumettes",
    "Marseille",
)
OPEN_LINES = """
    SELECT count(*) FROM wish_line
    WHERE (SELECT asked FROM wish_change WHERE line_id = wish_line.id ORDER BY id DESC LIMIT 1)
        > (SELECT coalesce(sum(holding.quantity), 0) FROM holding
           JOIN place ON place.id = holding.place_id
           WHERE holding.line_id = wish_line.id AND place.outside)
"""


def number(house: House, query: str) -> int:
    """The one number that a query gives."""
    with house.database.reading() as connection:
        return int(connection.execute(sa.text(query)).scalar_one())


def everything(house: House) -> str:
    """All that the database holds outside its sealed fields, as one text."""
    kept = [table for table in SQLModel.metadata.sorted_tables if table.name != "facility_secret"]
    with house.database.reading() as connection:
        return "\n".join(
            repr(tuple(row)) for table in kept for row in connection.execute(sa.select(table))
        )


def test_the_books_of_the_demo_balance(demo_house: House) -> None:
    with demo_house.database.snapshot() as connection:
        assert books.check(connection) == []


def test_making_it_twice_makes_it_once(demo_settings: Settings, demo_house: House) -> None:
    before = number(demo_house, "SELECT count(*) FROM journal")

    demo.make(demo_settings, NOON)

    assert number(demo_house, "SELECT count(*) FROM journal") == before


def test_a_stockroom_with_a_life_of_its_own_is_left_alone(settings: Settings, house: House) -> None:
    before = everything(house)

    demo.make(settings, NOON)

    assert everything(house) == before


def test_there_is_enough_to_look_at(demo_house: House) -> None:
    lots = "SELECT count(DISTINCT lot_id) FROM holding WHERE outside = 0 AND quantity > 0"
    mixed = """
        SELECT count(DISTINCT place.id) FROM holding
        JOIN place ON place.id = holding.place_id JOIN lot ON lot.id = holding.lot_id
        WHERE place.kind = 'box' AND holding.quantity > 0 AND lot.source = 'many'
    """

    assert number(demo_house, lots) >= 250
    assert number(demo_house, mixed) >= 10
    assert number(demo_house, "SELECT count(*) FROM facility") == 8
    assert number(demo_house, "SELECT count(*) FROM place WHERE kind = 'box'") == 43
    assert number(demo_house, "SELECT count(*) FROM place WHERE kind = 'bin'") == 33
    assert number(demo_house, "SELECT count(DISTINCT set_number) FROM wish_line") == 5
    assert number(demo_house, OPEN_LINES) > 50


def test_lists_are_in_many_states_and_one_is_still_being_written(demo_house: House) -> None:
    with demo_house.database.reading() as books:
        found = set(books.execute(sa.select(LIST_STATE).select_from(LIST)).scalars())

    assert {"submitted", "checked", "part_filled", "closed_short"} <= found
    assert number(demo_house, "SELECT count(*) FROM wish_draft") == 1
    assert number(demo_house, "SELECT count(*) FROM wish_kit") == 4


def test_goods_stand_at_every_step_between_the_door_and_the_shelf(demo_house: House) -> None:
    for standing in ("waiting", "accepted", "quarantined", "rejected"):
        assert number(demo_house, f"SELECT count(*) FROM lot WHERE standing = '{standing}'") > 0
    for source in ("donor", "opening", "lot", "many"):
        assert number(demo_house, f"SELECT count(*) FROM lot WHERE source = '{source}'") > 0
    assert number(demo_house, "SELECT count(*) FROM hold WHERE lifted_in IS NULL") == 1


def test_one_run_is_on_the_road_one_is_closed_and_one_is_planned(demo_house: House) -> None:
    away = "SELECT count(*) FROM run WHERE departed_in IS NOT NULL AND closed_in IS NULL"
    closed = "SELECT count(*) FROM run WHERE closed_in IS NOT NULL"
    planned = "SELECT count(*) FROM run WHERE departed_in IS NULL"
    aboard = """
        SELECT sum(holding.quantity) FROM holding JOIN place ON place.id = holding.place_id
        LEFT JOIN place AS stand ON stand.id = place.stands_in
        WHERE 'Van 1' IN (place.name, stand.name)
    """

    assert [number(demo_house, query) for query in (away, closed, planned)] == [1, 1, 1]
    assert number(demo_house, aboard) > 100


def test_what_the_gate_refused_came_back_and_only_the_newest_handover_is_unconfirmed(
    demo_house: House,
) -> None:
    refused = "SELECT sum(quantity) FROM refusal"
    back = """
        SELECT sum(holding.quantity) FROM holding JOIN place ON place.id = holding.place_id
        JOIN refusal ON refusal.lot_id = holding.lot_id WHERE place.kind = 'bin'
    """
    unconfirmed = "SELECT count(*) FROM delivery WHERE confirmed_in IS NULL"

    assert number(demo_house, refused) == number(demo_house, back) == 8
    assert number(demo_house, unconfirmed) == 1


def test_some_gifts_were_turned_away(demo_house: House) -> None:
    assert number(demo_house, "SELECT count(*) FROM turned_away") == 3


def test_a_count_a_strange_label_and_a_missing_piece_wait_for_alice(demo_house: House) -> None:
    with demo_house.database.reading() as connection:
        query = "SELECT kind FROM discrepancy WHERE settled_in IS NULL"
        kinds = sorted(connection.execute(sa.text(query)).scalars())

    assert kinds == ["count_difference", "held", "missing"]


def test_the_books_are_in_the_order_of_their_days_and_end_now(demo_house: House) -> None:
    with demo_house.database.reading() as connection:
        query = "SELECT recorded_at FROM journal ORDER BY sequence"
        moments = list(connection.execute(sa.text(query)).scalars())

    assert moments == sorted(moments)
    assert moments[0] < "2026-10-11"
    assert "2026-11-21" < moments[-1] <= "2026-11-21T12:00:00.000000Z"


def test_no_row_names_a_programme_an_address_or_a_contact(demo_house: House) -> None:
    secrets = [text for one in RECEIVERS for text in (one.address, one.contact)]

    text = everything(demo_house)

    assert "wish-lists" in text
    assert [secret for secret in (*secrets, *PROGRAMMES) if secret in text] == []


def test_the_whole_cast_can_sign_in(demo_house: House) -> None:
    with TestClient(app.application(demo_house)) as client:
        for member in CAST:
            words: dict[str, Any] = {"login": member.login, "password": password_of(member.login)}
            answer = client.post("/api/tokens", json=words)

            assert answer.status_code == 201, answer.text
            assert answer.json()["role"] == member.role.value


def test_the_night_desk_comes_in_by_the_link_that_is_told(demo_house: House) -> None:
    told = next(line for line in demo.how_to_sign_in("").splitlines() if "/portal#" in line)

    person, _session = demo_house.portal.enter(told, "192.0.2.1")

    assert (person.name, person.role.value) == ("night desk", "facility")


def test_the_cast_is_introduced_with_a_warning() -> None:
    page = demo.how_to_sign_in("http://127.0.0.1:8000")

    assert "http://127.0.0.1:8000" in page
    assert "For a demo only" in page
    for member in CAST:
        assert password_of(member.login) in page
    assert max(map(len, page.splitlines())) <= demo.WIDTH


def test_two_bags_stand_ready_one_in_a_cupboard_and_one_is_to_be_packed(
    demo_house: House,
) -> None:
    with demo_house.database.reading() as connection:
        ready = [row.site_id for row in connection.execute(READY_BAGS)]
        short = refills.short(connection)

    assert sorted(ready.count(site) for site in set(ready)) == [1, 2]
    assert [(row.site, row.minimum - row.there) for row in short] == [("Blue cupboard", 1)]
