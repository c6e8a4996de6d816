"""A steward's home: whether the house itself is well, then what a coordinator would see."""

from __future__ import annotations

from stockroom.web.pages.acting import Facts, Look
from stockroom.web.pages.admin.health_facts import steward_facts
from stockroom.web.pages.homes import coordinator


def facts(look: Look) -> Facts:
    """How the house is, and what waits."""
    house = steward_facts(look.upkeep, look.books, look.reader)
    return {"house": house, "groups": coordinator.facts(look)["groups"]}
