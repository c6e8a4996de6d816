"""Whose hands an act was done by, where people take turns on one device."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import sqlalchemy as sa
from litestar import Request

from stockroom.commands.base import Actor
from stockroom.db import Database
from stockroom.devices import DEVICE, ON_DEVICE
from stockroom.errors import NotAllowed
from stockroom.sessions import digest
from stockroom.web.door import ACTOR_COLUMNS, PERSON, Door, actor_of

_ON_DEVICE = (
    sa.select(*ACTOR_COLUMNS, DEVICE.c.id.label("device_id"))
    .select_from(
        DEVICE.join(ON_DEVICE, ON_DEVICE.c.device_id == DEVICE.c.id).join(
            PERSON, PERSON.c.id == ON_DEVICE.c.person_id
        )
    )
    .where(DEVICE.c.secret_hash == sa.bindparam("secret_hash"), sa.not_(DEVICE.c.revoked))
)


@dataclass(frozen=True)
class Hands:
    """Whoever sends, the device that they send from, and the people who take turns on it."""

    sender: Actor
    device_id: int | None = None
    people: Mapping[int, Actor] = field(default_factory=dict)

    def of(self, person_id: int | None) -> Actor:
        """The actor of that number, or the sender; raises `NotAllowed` for somebody else."""
        if person_id is None or person_id == self.sender.id:
            return self.sender
        if person_id not in self.people:
            raise NotAllowed(
                "not_on_this_device", "Whoever did this has not signed in on this device."
            )
        return self.people[person_id]


def hands(database: Database, request: Request[Any, Any, Any], door: Door, sender: Actor) -> Hands:
    """The hands behind a request; without a device cookie of ours, the sender's alone.

    So too on a device that was taken back, or on which the sender has not begun to scan.
    """
    secret = request.cookies.get(door.device_cookie)
    if not secret:
        return Hands(sender, sender.device_id)
    with database.reading() as books:
        rows = books.execute(_ON_DEVICE, {"secret_hash": digest(secret)}).all()
    people = {row.person_id: actor_of(row) for row in rows}
    if sender.id not in people:
        return Hands(sender)
    device_id = people[sender.id].device_id
    return Hands(replace(sender, device_id=device_id), device_id, people)
