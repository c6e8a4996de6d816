"""What a phone says is saved reaches the books once, or stands on its list: whatever happens.

Two hundred made-up lives, cut off between every two steps, in `make long`; a few of them here.
"""

from __future__ import annotations

import random
from collections import Counter
from typing import Any
from uuid import UUID

import pytest

from stockroom.rules import codes
from tests.browser.scanning import Phone, counted, journalled, phone_of
from tests.browser.windows import Windows
from tests.world import World

PEOPLE = ("ben", "alice", "bob")
CUTS = ("before writing", "writing", "written", "before sending", "sent", "answered", "never")
AIRS = ("clear", "down", "lost", "twice", "partly")
LIVES = 4
SOME = 20
CLOCKS = (
    "1970-01-01T00:00:07Z",
    "2026-11-19T12:00:00+02:00",
    "2026-11-23T12:00:00Z",
    "2099-01-01T00:00:00Z",
)
BINS = ("A1", "A2", "A3")


@pytest.mark.parametrize("settings", ["sqlite"], indirect=True)
def test_some_histories_end_with_each_act_told_once(windows: Windows, world: World) -> None:
    live_through(windows, world, SOME, seed=1)


@pytest.mark.long
@pytest.mark.parametrize("seed", [2, 3])
def test_two_hundred_histories_end_with_each_act_told_once(
    windows: Windows, world: World, seed: int
) -> None:
    live_through(windows, world, 200, seed)


def live_through(windows: Windows, world: World, histories: int, seed: int) -> None:
    """Live that many histories on one phone, and hold each against the books."""
    phone, chance = phone_of(windows, world, *PEOPLE), random.Random(seed)
    ends: Counter[str] = Counter()
    for number in range(histories):
        name = f"history {number}"
        said, tried = history(phone, chance, name)
        for _ in range(3):
            phone.send(2, name)
        ends.update(judged(phone, name, said, tried))

    print(ends)
    assert ends["recorded"] > histories * 3
    assert ends["refused"] > 0
    assert ends["parked"] > 0


def history(phone: Phone, chance: random.Random, name: str) -> tuple[set[str], list[str]]:
    """Some lives of one outbox; gives the acts said to be saved, and all that were tried."""
    said: set[str] = set()
    tried: list[str] = []
    lots: list[str] = []
    for _ in range(LIVES):
        acts = [made_up(phone, chance, lots) for _ in range(chance.randint(0, 4))]
        plan = {
            "outbox": name,
            "acts": acts,
            "airs": [chance.choice(AIRS) for _ in range(chance.randint(0, 4))],
            "cut": chance.choice(CUTS),
            "nth": chance.randint(1, 3),
            "csrf": phone.csrf,
        }
        lived = phone.page.evaluate("plan => tested.live(plan)", plan)
        said |= set(lived["said"])
        tried += [one["id"] for one in acts]
    return said, tried


def judged(phone: Phone, name: str, said: set[str], tried: list[str]) -> list[str]:
    """What became of each act that was said to be saved; fails where one is lost or told twice."""
    kept = {one["id"]: one for one in phone.kept(name)}
    books = journalled(phone.world, tried)
    assert said <= kept.keys(), f"{name}: said, but not kept"
    assert books.keys() <= kept.keys(), f"{name}: in the books, but unknown to the phone"
    assert [one["counter"] for one in kept.values()] == list(range(1, len(kept) + 1)), name
    for one in kept.values():
        assert one["state"] != "saved", f"{name}: still waits"
        if one["state"] in {"recorded", "held"}:
            assert one["id"] in books, f"{name}: said to be {one['state']}"
        elif one["state"] == "refused":
            assert one["id"] not in books, f"{name}: refused, yet in the books"
    heard = [
        one["counter"] for one in kept.values() if one["state"] != "parked" or one["id"] in books
    ]
    assert counted(phone.world, phone.outbox(name)) == truth(heard), name
    return [one["state"] for one in kept.values()]


def truth(heard: list[int]) -> tuple[int, list[list[int]]]:
    """The highest number that the service answered, and those below it that it never did."""
    highest, gaps = max(heard, default=0), list[list[int]]()
    for number in sorted(set(range(1, highest)) - set(heard)):
        if gaps and gaps[-1][1] == number - 1:
            gaps[-1][1] = number
        else:
            gaps.append([number, number])
    return highest, gaps


def made_up(phone: Phone, chance: random.Random, lots: list[str]) -> Any:
    """One thing that somebody with this phone did, one in eight of them not of the form."""
    who = chance.choice(PEOPLE)
    if not lots or chance.random() < 0.3:
        lots.append(codes.make(chance.getrandbits(60)))
        made = phone.intake(lots[-1], who, quantity=chance.randint(3, 9))
    else:
        lot, place = chance.choice(lots), chance.choice(BINS)
        few = {"quantity": chance.randint(1, 9)} if chance.random() < 0.5 else {}
        made = phone.act("put-aways", [lot, place], who=who, thing=lot, place=place, **few)
    if chance.random() < 0.125:
        made["content"]["quantity"] = "many"
    if chance.random() < 0.25:
        made["doneAt"] = chance.choice(CLOCKS)
    return made | {"id": str(UUID(int=chance.getrandbits(128), version=4))}
