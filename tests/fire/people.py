"""Bearer tokens for the cast, and a house over data that servers share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from stockroom import app, books
from stockroom.settings import Settings
from tests.world import World


@contextmanager
def at_the_desk(settings: Settings) -> Iterator[World]:
    """The world of a stockroom, worked in this process while no server runs on SQLite."""
    house = app.build(settings)
    try:
        yield World.of(house)
    finally:
        house.database.close()


def tokens(settings: Settings, *logins: str) -> dict[str, str]:
    """A bearer token for each of these of the cast."""
    with at_the_desk(settings) as world:
        issued = {}
        for login in logins:
            person = world.cast[login].id
            assert person is not None
            issued[login] = world.house.sessions.issue(person, f"{login}'s phone", login)
        return issued


def breaches(settings: Settings) -> list[books.Breach]:
    """What the six sentences find wrong with the books of a stockroom."""
    with at_the_desk(settings) as world:
        return world.breaches()
