"""Phones that scan: who takes turns on each, what came of its outboxes, and what never did."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any

import sqlalchemy as sa
from litestar import Response, post
from litestar.params import PathParameter, RawBody
from litestar.response import Redirect

from stockroom.commands.base import DESK
from stockroom.devices import DEVICE, HAS_GAPS, ON_DEVICE, OUTBOX
from stockroom.web.door import PERSON
from stockroom.web.given import GivenDevices, GivenDoor
from stockroom.web.pages.admin.sent import SMALL, AnyRequest, sent

MOST_DEVICES = 100
MOST_OUTBOXES = 5
MOST_SHOWN = 12
DeviceId = Annotated[int, PathParameter(ge=1, le=2**31 - 1)]
_STANDS = sa.and_(DEVICE.c.secret_hash.is_not(None), sa.not_(DEVICE.c.revoked))
_DEVICES = (
    sa.select(DEVICE.c.id, DEVICE.c.name, DEVICE.c.made_at)
    .where(_STANDS)
    .order_by(
        sa.exists().where(OUTBOX.c.device_id == DEVICE.c.id, HAS_GAPS).desc(), DEVICE.c.id.desc()
    )
    .limit(MOST_DEVICES)
)
WITH_GAPS = (
    sa.select(OUTBOX.c.device_id)
    .distinct()
    .select_from(OUTBOX.join(DEVICE, DEVICE.c.id == OUTBOX.c.device_id))
    .where(_STANDS, HAS_GAPS)
)


@dataclass(frozen=True)
class Came:
    """What came of one outbox: the highest number, when the last was heard, and what is missing.

    `missing` holds the first `MOST_SHOWN` gaps as "3" or "5–9"; `count` counts every number.
    """

    highest: int
    seen_at: datetime
    missing: Sequence[str]
    more: bool
    count: int


@dataclass(frozen=True)
class Scans:
    """One device that scans."""

    id: int
    name: str
    made_at: datetime | None
    people: Sequence[str]
    outboxes: Sequence[Came]

    @property
    def misses(self) -> bool:
        """Whether a number is missing."""
        return any(one.count for one in self.outboxes)


def scanning(books: sa.Connection) -> list[Scans]:
    """The devices that scan and were not taken back, those that miss something first."""
    devices = books.execute(_DEVICES).all()
    ids = [one.id for one in devices]
    people, outboxes = _people(books, ids), _outboxes(books, ids)
    return [
        Scans(one.id, one.name, one.made_at, people[one.id], outboxes[one.id]) for one in devices
    ]


def _people(books: sa.Connection, ids: Sequence[int]) -> Mapping[int, list[str]]:
    on_it = ON_DEVICE.join(PERSON, PERSON.c.id == ON_DEVICE.c.person_id)
    query = (
        sa.select(ON_DEVICE.c.device_id, PERSON.c.name)
        .select_from(on_it)
        .where(ON_DEVICE.c.device_id.in_(ids), sa.not_(PERSON.c.lapsed))
        .order_by(PERSON.c.name)
    )
    found = defaultdict[int, list[str]](list)
    for row in books.execute(query):
        found[row.device_id].append(row.name)
    return found


def _outboxes(books: sa.Connection, ids: Sequence[int]) -> Mapping[int, list[Came]]:
    """The newest outboxes of each device, and every one that misses something."""
    query = sa.select(OUTBOX).where(OUTBOX.c.device_id.in_(ids)).order_by(OUTBOX.c.seen_at.desc())
    found = defaultdict[int, list[Came]](list)
    for row in books.execute(query):
        if row.gaps or len(found[row.device_id]) < MOST_OUTBOXES:
            found[row.device_id].append(_came(row))
    return found


def _came(row: Any) -> Came:
    missing = [str(first) if first == last else f"{first}–{last}" for first, last in row.gaps]
    count = sum(last - first + 1 for first, last in row.gaps)
    more = len(missing) > MOST_SHOWN
    return Came(row.highest, row.seen_at, missing[:MOST_SHOWN], more, count)


@post(
    "/scanning-devices/{device_id:int}/ending",
    name="form:/scanning-devices/ending",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": DESK},
    include_in_schema=False,
)
def take_back(
    request: AnyRequest, device_id: DeviceId, body: RawBody, door: GivenDoor, devices: GivenDevices
) -> Response[Any]:
    """Take a device back: nobody takes turns on it any more, until somebody signs in on it anew."""
    sent(request, body, door, DESK)
    devices.take_back(device_id)
    return Redirect("/devices?ended=1", status_code=303)
