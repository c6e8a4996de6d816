"""What the service does by itself, hour by hour: silence confirms, retention erases.

A source of wishes goes on the day that was set for it, and so does a picture of a handover. Notices
to facilities go by mail, last of all, since a mail server may take its time.
"""

from __future__ import annotations

import logging
import threading
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast
from uuid import UUID, uuid5

import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.commands.base import Actor
from stockroom.commands.confirming import Confirmation
from stockroom.db import Database
from stockroom.desk import Desk
from stockroom.errors import Refused
from stockroom.keeping import erasure, evidence, sources
from stockroom.keeping.notices import Post
from stockroom.tables.handovers import Delivery
from stockroom.tables.people import Role

SILENCE = timedelta(days=14)
EVERY_S = 3600.0
ITSELF = Actor(id=None, name="Stockroom", role=Role.STEWARD)
# The id follows from the delivery, so that two server processes confirm it once.
OWN_IDS = UUID("8d6ac1a2-9a0f-4d53-9d7e-5b1b1f3f7a10")
DELIVERY = cast(sa.Table, Delivery.__table__)  # type: ignore[attr-defined]
LOG = logging.getLogger(__name__)


def confirm_by_silence(database: Database, desk: Desk, now: datetime) -> list[int]:
    """Confirm what was handed over fourteen days ago and not confirmed since; gives its ids."""
    silent = sa.select(DELIVERY.c.id, DELIVERY.c.command_id).where(
        DELIVERY.c.confirmed_in.is_(None), DELIVERY.c.handed_over_at <= now - SILENCE
    )
    with database.reading() as connection:
        due = connection.execute(silent).all()
    return [delivery for delivery, command_id in due if _confirmed(desk, delivery, command_id)]


def _confirmed(desk: Desk, delivery: int, command_id: str) -> bool:
    """Confirm one; that one cannot be is no reason to leave the others."""
    try:
        desk.do(Confirmation(delivery=delivery), ITSELF, id=uuid5(OWN_IDS, command_id))
    except Refused as refusal:
        LOG.warning("delivery %s is not confirmed by silence: %s", delivery, refusal)
        return False
    return True


class Hourly:
    """A thread that does the jobs once an hour until told to stop."""

    def __init__(
        self, database: Database, desk: Desk, clock: Clock, erasures: Path, files: Path, post: Post
    ) -> None:
        self._stop = threading.Event()
        self._post = post
        self._work: tuple[Any, ...] = (database, desk, clock, erasures, files)
        self._thread = threading.Thread(target=self._run, name="hourly", daemon=True)

    def start(self) -> None:
        """Begin; the first round is an hour from now."""
        self._thread.start()

    def stop(self) -> None:
        """End after the round that is under way."""
        self._stop.set()
        self._thread.join(timeout=30)

    def _run(self) -> None:
        database, desk, clock, erasures, files = self._work
        while not self._stop.wait(EVERY_S):
            try:
                confirm_by_silence(database, desk, clock.now())
                sources.forget(database, clock, erasures, files)
                evidence.forget(database, clock, files)
                erasure.keep_to_retention(database, clock, erasures)
                self._post.round(ends=self._stop.is_set)
            except Exception:
                # Whatever one round meets, the next must still come.
                LOG.exception("hourly jobs")
