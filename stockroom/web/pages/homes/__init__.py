"""The first page: for each role, what to do next."""

from __future__ import annotations

from stockroom.commands.base import ANY_SIGNED_IN
from stockroom.tables.people import Role
from stockroom.web.changes import newest
from stockroom.web.pages.acting import Act, Facts, Look, Page
from stockroom.web.pages.homes import coordinator, driver, facility, steward, volunteer

_OF_ROLE = {
    Role.VOLUNTEER: volunteer.facts,
    Role.COORDINATOR: coordinator.facts,
    Role.DRIVER: driver.facts,
    Role.FACILITY: facility.facts,
    Role.STEWARD: steward.facts,
}


def _home(look: Look) -> Facts:
    """The steps of the reader's role."""
    made = _OF_ROLE.get(look.actor.role)
    return {"position": newest(look.books), **(made(look) if made else {"groups": ()})}


PAGES: tuple[Page | Act, ...] = (Page("/", "homes/home.html", ANY_SIGNED_IN, _home),)
