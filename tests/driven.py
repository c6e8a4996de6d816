"""A run ready to be loaded: one sealed parcel for each of its stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.world import World

PIECES = 5
TODAY = "2026-11-21"


@dataclass
class Loaded:
    """A run of Dora's with its parcels, by the code of the facility that each is for."""

    world: World
    run: int
    boxes: dict[str, int] = field(default_factory=dict)
    lots: dict[str, str] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)

    @classmethod
    def ready(
        cls,
        world: World,
        facilities: Sequence[str] = ("M-1", "E-2"),
        day: str = TODAY,
        others: Sequence[Mapping[str, Any]] = (),
    ) -> Loaded:
        """The run planned, and for each facility a parcel of five packs sealed on the bench.

        `others` are stops at sites and donors, after those at facilities.
        """
        stops = [*({"facility": code} for code in facilities), *others]
        run = world.do("alice", "runs", day=day, van="Van 1", driver="dora", stops=stops).made[
            "run"
        ]
        made = cls(world, int(run))
        for code in facilities:
            made.parcel(code)
        return made

    def parcel(self, facility: str, pieces: int = PIECES, site: str = "North") -> int:
        """One more sealed parcel for a facility, on the bench of a site; its box's number."""
        shelf = {"North": "A1", "South": "S1"}[site]
        lot, line = self.world.shelved(shelf, pieces), self.world.line(pieces, facility, size="4")
        self.world.do("alice", "allocations", lot=lot, line=line, quantity=pieces)
        number = int(self.world.do("bob", "boxes", place=f"{site} bench").made["number"])
        self.world.do("bob", "packings", lot=lot, line=line, quantity=pieces, box=f"box {number}")
        self.world.do("bob", "sealings", box=f"box {number}", facility=facility)
        self.boxes[facility], self.lots[facility], self.lines[facility] = number, lot, line
        return number

    def ref(self, facility: str) -> str:
        """What commands call the parcel's box."""
        return f"box {self.boxes[facility]}"

    def sheet(self, facility: str) -> str:
        """The gate sheet of a stop, printed; the code in its QR."""
        made = self.world.do("dora", "gate-sheets", run=self.run, facility=facility).made
        return str(made["code"])
