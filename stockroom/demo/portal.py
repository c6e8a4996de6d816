"""The night desk of one shelter comes in by a link; its secret is known to all, as is all here."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from stockroom.clock import Clock
from stockroom.demo.stage import Chapter, Stage
from stockroom.rules import link_secrets

FACILITY, DESK, DAYS = "EW-1", "night desk", 365
SECRET_BITS = 0xDE_0D_EC0DE_0D_EC0DE_0D_EC0DE


class ToldChance(Clock):
    """A clock whose chance is no chance, so that the secret can be told at every start."""

    def bits(self, _count: int) -> int:
        """The bits of the one secret that everybody knows."""
        return SECRET_BITS


def chapters() -> Iterator[Chapter]:
    """The link, on the day on which Alice took it there."""
    yield Chapter(10, _let_in)


def address(url: str) -> str:
    """The link as it is opened: for a demo only."""
    return f"{url}/portal#{link_secrets.show(link_secrets.make(SECRET_BITS))}"


def _let_in(stage: Stage) -> None:
    receipt = stage.do("alice", "portal-links", facility=FACILITY, for_whom=DESK, days=DAYS)
    replace(stage.house.portal, clock=ToldChance()).draw(receipt.made["link"])
