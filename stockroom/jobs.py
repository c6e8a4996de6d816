"""What the service does by itself, hour by hour: fourteen days of silence confirm a delivery."""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID, uuid5

import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.commands.base import Actor
from stockroom.commands.confirming import Confirmation
from stockroom.db import Database
from stockroom.desk import Desk
from stockroom.errors import Problem
from stockroom.tables.people import Role
from stockroom.tables.transport import Delivery

SILENCE = timedelta(days=14)
EVERY_S = 3600.0
ITSELF = Actor(id=None, name="Stockroom", role=Role.STEWARD)
# The id follows from the delivery, so that two server processes confirm it once.
OWN_IDS = UUID("8d6ac1a2-9a0f-4d53-9d7e-5b1b1f3f7a10")
DELIVERY = cast(sa.Table, Delivery.__table__)  # type: ignore[attr-defined]
LOG = logging.getLogger(__name__)


def confirm_by_silence(database: Database, desk: Desk, now: datetime) -> list[int]:
    """Confirm what was handed over fourteen days ago and never contradicted; gives its ids."""
    silent = sa.select(DELIVERY.c.id, DELIVERY.c.command_id).where(
        DELIVERY.c.confirmed_in.is_(None), DELIVERY.c.handed_over_at <= now - SILENCE
    )
    with database.reading() as connection:
        due = connection.execute(silent).all()
    for delivery, command_id in due:
        desk.do(Confirmation(delivery=delivery), ITSELF, id=uuid5(OWN_IDS, command_id))
    return [delivery for delivery, _ in due]


class Hourly:
    """A thread that does the jobs once an hour until told to stop."""

    def __init__(self, database: Database, desk: Desk, clock: Clock) -> None:
        self._stop = threading.Event()
        self._work: tuple[Any, ...] = (database, desk, clock)
        self._thread = threading.Thread(target=self._run, name="hourly", daemon=True)

    def start(self) -> None:
        """Begin; the first round is an hour from now."""
        self._thread.start()

    def stop(self) -> None:
        """End after the round that is under way."""
        self._stop.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        database, desk, clock = self._work
        while not self._stop.wait(EVERY_S):
            try:
                confirm_by_silence(database, desk, clock.now())
            except Problem as problem:
                LOG.warning("hourly jobs: %s", problem)
