"""Browsers that scan: which people take turns on one, and what its outboxes have sent.

Like signing in (see sessions.py) this is no part of the trade: no command, nothing in the journal.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.errors import NotFound, TooMany
from stockroom.rules.gaps import Gap, Seen, after
from stockroom.sessions import digest
from stockroom.tables.people import Device, DevicePerson, Outbox

DEVICE = cast(sa.Table, Device.__table__)  # type: ignore[attr-defined]
ON_DEVICE = cast(sa.Table, DevicePerson.__table__)  # type: ignore[attr-defined]
OUTBOX = cast(sa.Table, Outbox.__table__)  # type: ignore[attr-defined]
HAS_GAPS = sa.cast(OUTBOX.c.gaps, sa.Text) != "[]"
MOST_PEOPLE = 60
MOST_OUTBOXES = 100


@dataclass(frozen=True)
class Devices:
    """Knows browsers by their device cookie; made once, by the composition root."""

    database: Database
    clock: Clock

    def begin(self, name: str, person_id: int) -> str:
        """The secret of a new device, on which this person has just signed in."""
        secret, now = self.clock.secret(), self.clock.now()
        with self.database.writing() as books:
            made = books.execute(
                sa.insert(DEVICE)
                .values(name=name, revoked=False, secret_hash=digest(secret), made_at=now)
                .returning(DEVICE.c.id)
            ).scalar_one()
            _join(books, made, person_id, now)
        return secret

    def join(self, device_id: int, person_id: int) -> None:
        """Another person has signed in on a device, or the same one once more."""
        with self.database.writing() as books:
            on_it = sa.select(ON_DEVICE.c.person_id).where(ON_DEVICE.c.device_id == device_id)
            people = set(books.execute(on_it).scalars())
            if person_id in people:
                return
            if len(people) >= MOST_PEOPLE:
                raise TooMany("too_many_people", "Too many people share this device.")
            _join(books, device_id, person_id, self.clock.now())

    def take_back(self, device_id: int) -> None:
        """Have a browser's cookie open nothing any more; raises `NotFound` for no such device."""
        one = sa.and_(DEVICE.c.id == device_id, DEVICE.c.secret_hash.is_not(None))
        with self.database.writing() as books:
            if not books.execute(sa.update(DEVICE).where(one).values(revoked=True)).rowcount:
                raise NotFound("no_such_device", "There is no such device.")

    def known(self, secret: str) -> int | None:
        """The number of the device whose cookie this is; None for none, or one taken back."""
        mine = sa.and_(DEVICE.c.secret_hash == digest(secret), sa.not_(DEVICE.c.revoked))
        with self.database.reading() as books:
            found: int | None = books.execute(sa.select(DEVICE.c.id).where(mine)).scalar()
        return found

    def heard(self, outbox: str, device_id: int, numbers: Collection[int]) -> None:
        """Note which acts of an outbox have come: a number that never does shows as a gap.

        A browser that lost its device's cookie but not its storage is a new device with the old
        outbox: that moves with it, what is missing included.
        """
        now = self.clock.now()
        with self.database.writing() as books:
            row = books.execute(sa.select(OUTBOX).where(OUTBOX.c.id == outbox)).first()
            if row is None:
                _make_room(books, device_id)
                first = {"id": outbox, "device_id": device_id, "highest": 0, "gaps": []}
                books.execute(sa.insert(OUTBOX).values(**first, seen_at=now))
            told = after(_seen(row._mapping if row is not None else {}), numbers)
            gaps = [list(gap) for gap in told.gaps]
            change = {"highest": told.highest, "gaps": gaps, "device_id": device_id}
            books.execute(
                sa.update(OUTBOX).where(OUTBOX.c.id == outbox).values(**change, seen_at=now)
            )


def _join(books: sa.Connection, device_id: int, person_id: int, now: datetime) -> None:
    who = {"device_id": device_id, "person_id": person_id}
    books.execute(sa.insert(ON_DEVICE).values(**who, since=now))


def _make_room(books: sa.Connection, device_id: int) -> None:
    """Forget the outbox that was silent longest: a device must never be kept from telling more."""
    mine = sa.select(OUTBOX.c.id).where(OUTBOX.c.device_id == device_id)
    kept = books.execute(mine.order_by(OUTBOX.c.seen_at, OUTBOX.c.id)).scalars().all()
    if len(kept) >= MOST_OUTBOXES:
        books.execute(sa.delete(OUTBOX).where(OUTBOX.c.id == kept[0]))


def _seen(row: Mapping[Any, Any]) -> Seen:
    gaps = tuple(Gap(first, last) for first, last in row.get("gaps", ()))
    return Seen(row.get("highest", 0), gaps)
