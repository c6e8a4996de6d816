"""Before the first day: the people, the place, the van and the facilities, entered by pages."""

from __future__ import annotations

from stockroom.app import House
from stockroom.commands.base import Actor
from stockroom.tables.people import Role
from tests.browser.story.hands import Hands
from tests.browser.windows import Windows
from tests.world import World, password_of

SITE = "Harbour hall"
BINS = ("A1", "B1", "C1", "D1", "E1")
SHELTERS = ("DFWC", "EW-1", "EW-2", "EW-3")
PRISONS = ("IK-5", "IK-15", "IK-18")
UNIT = {"code": "BAU", "kind": "prison", "capacity": "12", "max_age_months": "18"}
PEOPLE = (
    {"login": "alice", "role": "coordinator"},
    {"login": "bob", "role": "volunteer", "site": SITE},
    {"login": "dora", "role": "driver"},
    {"login": "fatima", "role": "facility", "facility": "BAU"},
)


def set_up(house: House, windows: Windows) -> dict[str, Hands]:
    """Everybody of the story at a window of their own, in a stockroom that knows its places."""
    first = World(house, {"": Actor(id=None, name="", role=Role.STEWARD)})
    first.do("", "people", login="sam", name="Sam", role="steward", password=password_of("sam"))
    sam = Hands(windows.open("sam"))
    _places(sam)
    for person in PEOPLE:
        said = {**person, "name": person["login"].title()}
        sam.act("/people/new", {**said, "password": password_of(person["login"])})
    return {one["login"]: Hands(windows.open(one["login"])) for one in PEOPLE}


def _places(sam: Hands) -> None:
    sam.act("/sites/new", {"name": SITE})
    for name in BINS:
        sam.act("/bins/new", {"name": name})
    sam.act("/vans/new", {"name": "Van 1"})
    for code in SHELTERS:
        sam.act("/facilities/new", {"code": code, "kind": "shelter"})
    for code in PRISONS:
        sam.act("/facilities/new", {"code": code, "kind": "prison"})
    sam.act("/facilities/new", UNIT)
