"""Four phones with bad reception: their commands come twice or thrice, late and in any batches.

A script is drawn from a seed: what hands did and coordinators asked, split over four devices. The
air then repeats, delays and interleaves it; within a device first arrivals keep their order.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from stockroom.rules import codes
from tests.fire.callers import Sent
from tests.world import NOON

DEVICES = {"intake phone": "bob", "packing phone": "ben", "desk": "alice", "door": "bob"}
MOST_TIMES = 3
MOST_IN_A_BATCH = 9
BINS = ("A1", "A2", "A3")


@dataclass(frozen=True)
class Script:
    """What each device has to say, in the order in which it happened there."""

    said: Mapping[str, Sequence[Sent]]

    @property
    def commands(self) -> dict[UUID, tuple[str, Sent]]:
        """Every command by its id, with its device."""
        return {one.id: (device, one) for device, each in self.said.items() for one in each}


def script(seed: int, lines: Sequence[int], commands: int = 200) -> Script:
    """That many commands about a handful of lots."""
    chance, said = random.Random(seed), {device: list[Sent]() for device in DEVICES}
    lots: list[str] = []
    for minute in range(commands):
        device = "intake phone" if minute < 8 else chance.choice(list(DEVICES))
        noun, content = _act(device, chance, lots, lines)
        happened = (NOON - timedelta(hours=8) + timedelta(minutes=minute)).isoformat()
        sent = Sent(noun, content | {"done_at": happened}, UUID(int=chance.getrandbits(128)))
        said[device].append(sent)
    return Script(said)


def through_the_air(script: Script, seed: int) -> Iterator[tuple[str, list[Sent]]]:
    """What reaches the server, batch by batch, each from one device."""
    chance = random.Random(seed)
    streams = {device: _with_repeats(each, chance) for device, each in script.said.items()}
    while any(streams.values()):
        device = chance.choice([name for name, stream in streams.items() if stream])
        size = chance.randint(1, MOST_IN_A_BATCH)
        yield device, streams[device][:size]
        del streams[device][:size]


def _with_repeats(commands: Sequence[Sent], chance: random.Random) -> list[Sent]:
    """Each command one to three times; a repetition may come any time after its first."""
    places = [(float(place), one) for place, one in enumerate(commands)]
    for place, one in enumerate(commands):
        for _ in range(chance.randint(1, MOST_TIMES) - 1):
            places.append((chance.choice([place + 0.5, chance.uniform(place, len(commands))]), one))
    return [one for _, one in sorted(places, key=lambda pair: pair[0])]


def _act(
    device: str, chance: random.Random, lots: list[str], lines: Sequence[int]
) -> tuple[str, dict[str, Any]]:
    """One thing that somebody with this device did or asks."""
    if device == "intake phone":
        return _intake(chance, lots)
    lot, line, few = chance.choice(lots), chance.choice(lines), chance.randint(1, 3)
    if device == "packing phone":
        return _one_of(
            chance,
            ("picks", {"lot": lot, "line": line, "quantity": few, "site": "North"}),
            ("packings", {"lot": lot, "line": line, "quantity": few, "box": "Box one"}),
            ("transfers", {"thing": lot, "place": "S1", "quantity": few}),
        )
    if device == "desk":
        return _one_of(
            chance,
            ("allocations", {"lot": lot, "line": line, "quantity": few}),
            ("allocations", {"lot": lot, "line": line, "quantity": 1}),
            ("releases", {"lot": lot, "line": line}),
            ("write-offs", {"lot": lot, "quantity": 1, "reason": "damaged"}),
        )
    handed = [{"lot": lot, "line": line, "accepted": few}]
    return "deliveries", {"facility": "M-1", "lines": handed, "received_by": "unit officer"}


def _intake(chance: random.Random, lots: list[str]) -> tuple[str, dict[str, Any]]:
    """Take something in, look at it, shelve it, or count what lies in a bin."""
    if len(lots) < 8 or chance.random() < 0.2:
        lots.append(codes.make(chance.getrandbits(60)))
        about = {"product": "NP-DISP", "size": "4", "quantity": chance.randint(4, 20)}
        return "intakes", about | {"code": lots[-1], "site": "North"}
    lot, place = chance.choice(lots), chance.choice(BINS)
    counted = {"lot": lot, "counted": chance.randint(0, 9)}
    return _one_of(
        chance,
        ("inspections", {"lot": lot, "outcome": "accept"}),
        ("put-aways", {"thing": lot, "place": place}),
        ("put-aways", {"thing": lot, "place": place, "quantity": 3}),
        ("counts", {"place": place, "position": chance.randint(20, 90), "lines": [counted]}),
    )


def _one_of(chance: random.Random, *acts: tuple[str, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """One of these acts, each as likely."""
    return chance.choice(acts)
