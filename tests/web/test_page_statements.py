"""How many statements each page of the shelves may take, and that no number of rows raises it."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from stockroom.ledger import PLACE
from tests.web.visits import Visits, statements
from tests.world import World

FEW, MANY = 3, 60
BACK_AND_FORTH = (("A1", "A2"), ("A2", "A1"))
# The session's own statement is one of them.
CEILINGS = {
    "/stock": 5,
    "/stock?available=yes": 5,
    "/stock?q=nappies+4": 7,
    "/stock?kind=bin&category=NP&hold=yes": 7,
    "/stock.csv": 3,
    "/lots/{lot}": 11,
    "/places": 3,
    "/places?q=A1": 3,
    "/places/{bin}": 8,
    "/places/{box}": 10,
    "/places/{site}": 8,
    "/labels/choose?list=stock": 6,
    "/labels/choose?list=places": 3,
    "/labels/choose?list=place&place={bin}": 5,
    "/labels/{lot}": 6,
    "/bench-sendings/new?lot={lot}": 6,
    "/intakes/new?product=NP-DISP": 8,
    "/put-aways": 4,
    "/put-aways/new?thing={lot}": 4,
    "/put-aways/new?place={bin}": 2,
    "/transfers/new?thing={lot}": 4,
    "/boxings/new?lot={lot}": 4,
    "/counts/new?place={bin}": 4,
    "/bins/new": 2,
    "/boxes/new?place={bin}": 2,
    "/place-changes/new?place={bin}": 2,
    "/code-claims/new?thing={lot}": 2,
}


@pytest.fixture
def numbers(world: World) -> dict[str, str]:
    """What the paths name, in a house with three lots."""
    lot = world.shelved("A1", 9)
    for place in ("A1", "Box one"):
        world.shelved(place, 2)
    with world.house.database.reading() as books:
        rows = books.execute(sa.select(PLACE.c.name, PLACE.c.number)).all()
    found = {name: str(number) for name, number in rows}
    return {"lot": lot, "bin": found["A1"], "box": found["Box one"], "site": found["North"]}


def costs(visits: Visits, numbers: dict[str, str]) -> dict[str, int]:
    """Statements of every page."""
    browser = visits.browser("alice")
    found = {}
    for path in CEILINGS:
        with statements(visits.world) as seen:
            answer = browser.get(path.format_map(numbers))
            assert answer.status_code == 200, (path, answer.status_code)
        found[path] = len(seen)
    return found


def test_no_page_takes_more_statements_than_it_may_nor_more_for_many_rows(
    visits: Visits, numbers: dict[str, str]
) -> None:
    few = costs(visits, numbers)
    for count in range(MANY - FEW):
        source, place = BACK_AND_FORTH[count % 2]
        code = visits.world.shelved(("A1", "Box one")[count % 2], 2)
        visits.world.do("bob", "transfers", thing=code, place="A2", quantity=1)
        visits.world.do(
            "bob", "transfers", thing=numbers["lot"], source=source, place=place, quantity=1
        )
        visits.world.do("bob", "boxes", place=("A1", "North inbound")[count % 2])
        visits.world.shelved("North inbound", 1)

    many = costs(visits, numbers)

    assert {path: count for path, count in many.items() if count > few[path]} == {}
    assert {path: count for path, count in many.items() if count > CEILINGS[path]} == {}
