"""Three drivers away for two days, while a coordinator changes what they carry."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from stockroom.errors import Refused
from tests.browser.scanning import PATH, Phone, serve_phone, sign_in
from tests.browser.windows import Look, Windows
from tests.world import World, password_of

DRIVERS = ("dora", "dan", "dina")
VANS = ("Van 1", "Van 2", "Van 3")
FACILITIES = ("M-1", "E-2")
PIECES = 4
AWAY = timedelta(hours=48)
WHO = ("nurse", "officer", "house manager")


@dataclass(frozen=True)
class Item:
    """What one pair of hands carries: a sealed box, or loose pieces of a lot, for a wish line."""

    facility: str
    line: int
    lot: str
    box: str = ""

    @property
    def touches(self) -> list[str]:
        """What an act with it touches."""
        return [self.box or self.lot]


@dataclass(frozen=True)
class Trip:
    """A driver's run and what lies ready for it."""

    driver: str
    run: int
    items: Sequence[Item]


def trips(world: World, acts: int) -> list[Trip]:
    """A run for each driver, with goods enough for so many acts of theirs."""
    world.do("sam", "vans", name=VANS[2])
    secret = password_of("dina")
    world.do("sam", "people", login="dina", name="Dina", role="driver", password=secret)
    world.cast = World.of(world.house).cast
    return [
        Trip(driver, _run(world, driver, van), list(_ready(world, acts // 2)))
        for driver, van in zip(DRIVERS, VANS, strict=True)
    ]


def _run(world: World, driver: str, van: str) -> int:
    stops = [{"facility": code} for code in FACILITIES]
    made = world.do("alice", "runs", day="2026-11-23", van=van, driver=driver, stops=stops).made
    return int(made["run"])


def _ready(world: World, number: int) -> Iterator[Item]:
    """Promised goods: every third thing sealed in a box, the others loose."""
    for at in range(number):
        facility = FACILITIES[at % 2]
        lot, line = world.shelved(quantity=PIECES), world.line(PIECES, facility)
        world.do("alice", "allocations", lot=lot, line=line, quantity=PIECES)
        yield Item(facility, line, lot, _boxed(world, lot, line, facility) if at % 3 == 0 else "")


def _boxed(world: World, lot: str, line: int, facility: str) -> str:
    box = f"box {world.do('bob', 'boxes', place='A1').made['number']}"
    world.do("bob", "packings", lot=lot, line=line, quantity=PIECES, box=box)
    world.do("bob", "sealings", box=box, facility=facility)
    return box


def phone_on(windows: Windows, world: World, driver: str, url: str) -> Phone:
    """A driver's phone whose way to the service is that address."""
    context = windows.context(driver, Look())
    serve_phone(context)
    phone = Phone(context, context.new_page(), world, base=url)
    sign_in(phone, windows, driver)
    phone.page.goto(url + PATH)
    return phone


def save(phone: Phone, trip: Trip, chance: random.Random, acts: int) -> list[str]:
    """What a driver did without network in two days, written down on the phone; gives the ids."""
    done = list(_acts(phone, trip, chance))[:acts]
    assert phone.save(*done) == ["saved"] * acts
    return [one["id"] for one in done]


def _acts(phone: Phone, trip: Trip, chance: random.Random) -> Iterator[Any]:
    began = phone.world.clock.now()
    step = AWAY / (2 * len(trip.items) + 1)
    told = [*(_loading(trip, one) for one in trip.items)]
    told.insert(len(told), ("departures", [], {"run": trip.run}))
    told += [_outcome(trip, one, chance) for one in trip.items]
    for at, (noun, touches, content) in enumerate(told):
        yield phone.act(noun, touches, who=trip.driver, **content) | {
            "doneAt": (began + at * step).isoformat()
        }


def _loading(trip: Trip, one: Item) -> tuple[str, list[str], dict[str, Any]]:
    loose = {"lot": one.lot, "line": one.line, "quantity": PIECES}
    item = {"box": one.box} if one.box else loose
    return "loadings", one.touches, {"run": trip.run, "items": [item]}


def _outcome(trip: Trip, one: Item, chance: random.Random) -> tuple[str, list[str], dict[str, Any]]:
    """Handed over, whole or line by line; or brought back."""
    at = {"facility": one.facility, "run": trip.run, "received_by": chance.choice(WHO)}
    lot = {"lot": one.lot, "line": one.line}
    match chance.randrange(5):
        case 0:
            item = {"box": one.box} if one.box else {"lot": one.lot, "quantity": PIECES}
            return "returns", one.touches, {"run": trip.run, "items": [item]}
        case 1:
            refused = [{"quantity": 1, "reason": "banned_material"}]
            line = lot | {"accepted": PIECES - 2, "refused": refused, "missing": 1}
            return "deliveries", one.touches, at | {"lines": [line]}
        case _ if one.box:
            return "deliveries", one.touches, at | {"boxes": [one.box]}
        case _:
            return "deliveries", one.touches, at | {"lines": [lot | {"accepted": PIECES}]}


def meddle(world: World, told: Sequence[Trip], chance: random.Random) -> int:
    """A coordinator promises anew, cancels and boxes anew meanwhile; gives how much was done."""
    world.clock.forward(timedelta(hours=24))
    items = [one for trip in told for one in trip.items]
    done = sum(
        _changed(world, one, chance.choice(items), chance)
        for one in chance.sample(items, len(items) // 3)
    )
    world.do("alice", "run-closings", run=told[-1].run)
    world.clock.forward(timedelta(hours=24))
    return done + 1


def _changed(world: World, one: Item, other: Item, chance: random.Random) -> bool:
    """One change of mind at the desk; False where the books would not have it."""
    changes: dict[str, dict[str, Any]] = {
        "releases": {"lot": one.lot, "line": one.line, "quantity": PIECES},
        "wish-list-changes": {"line": one.line, "asked": 1, "reason": "no_longer_needed"},
        "unsealings": {"box": one.box},
        "packings": {"lot": one.lot, "line": other.line, "quantity": 2, "box": "Box one"},
        "allocations": {"lot": one.lot, "line": other.line, "quantity": PIECES},
        "holds": {"lot": one.lot, "reason": "a notice is looked at"},
        "write-offs": {"lot": one.lot, "place": "A1", "quantity": 1, "reason": "damaged"},
    }
    noun = chance.choice([name for name in changes if one.box or name != "unsealings"])
    with suppress(Refused):
        world.do("alice", noun, **changes[noun])
        return True
    return False
