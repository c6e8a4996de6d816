"""Word to a facility that we come, or that something came, given by a person and not by mail."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Any

import sqlalchemy as sa
from msgspec import Meta

from stockroom.commands.base import DESK, NO_NUL, Command, Entry, RowId, Trade
from stockroom.commands.due_notices import NOTICE, Due, due
from stockroom.commands.wishes import FacilityRef
from stockroom.errors import Refused
from stockroom.rules.visits import Kind

Said = Annotated[str, Meta(max_length=40, pattern=NO_NUL)]


class Notice(Command, frozen=True, kw_only=True):
    """Somebody told a facility what there was to tell: of its stop on a run, or of a delivery.

    `said` is what the page showed in short ("tomorrow 2026-11-24 09:00-11:00"); where the plan has
    changed since, this is refused.
    """

    facility: FacilityRef | None = None
    run: RowId | None = None
    delivery: RowId | None = None
    said: Said | None = None


def notice(command: Notice, entry: Entry) -> None:
    """Note that they know, so that no mail says it again."""
    of_run = command.run is not None and command.facility is not None
    if of_run == (command.delivery is not None):
        raise Refused("which_notice", "Name a run and a facility, or a delivery.")
    one = _due(command, entry)
    if command.said is not None and command.said != one.said:
        raise Refused(
            "changed_meanwhile",
            "The plan for {code} has changed meanwhile: look at what is to be told now.",
            code=one.facility,
        )
    now = entry.recorded_at
    told = {"how": "copied", "text": "", "sent_at": now, "due_at": None, "unsure": False}
    entry.made["notice"] = keep(entry.books, one, told, now)


def keep(books: sa.Connection, one: Due, more: dict[str, Any], now: datetime) -> int:
    """Write the row of one notice, in the place of the one that waits; gives its id.

    One that says something else, and that they may have, stands beside it as told.
    """
    facts = {
        "kind": one.kind.value,
        "day": one.day,
        "hours": one.hours,
        "language": one.language,
        **more,
    }
    if one.waiting is not None:
        waiting = sa.update(NOTICE).where(NOTICE.c.id == one.waiting.id)
        if not (one.is_new and one.waiting.unsure):
            books.execute(waiting.values(facts))
            return int(one.waiting.id)
        books.execute(waiting.values(sent_at=now, due_at=None))
    facts = {"tries": 0, "mail_id": "", "unsure": False, "answer": "", **facts}
    row = books.execute(
        sa.insert(NOTICE).values(
            facility_id=one.facility_id,
            run_id=one.run,
            delivery_id=one.delivery,
            version=_version(books, one),
            **facts,
        )
    )
    assert row.inserted_primary_key is not None
    return int(row.inserted_primary_key[0])


def due_at_stop(books: sa.Connection, now: datetime, run: int | None, facility: str) -> Due | None:
    """What that facility is to hear of that run now, or nothing."""
    found = [one for one in due(books, now) if one.run == run and one.facility == facility]
    return found[0] if found else None


def due_of_delivery(books: sa.Connection, now: datetime, delivery: int) -> Due | None:
    """What is to be told of that handover now, or nothing."""
    found = [one for one in due(books, now) if one.delivery == delivery]
    return found[0] if found else None


def _due(command: Notice, entry: Entry) -> Due:
    if command.delivery is not None:
        one = due_of_delivery(entry.books, entry.recorded_at, command.delivery)
    else:
        code = (command.facility or "").strip().upper()
        one = due_at_stop(entry.books, entry.recorded_at, command.run, code)
    if one is None:
        raise Refused("nothing_to_tell", "There is nothing new to tell them of that now.")
    return one


def _version(books: sa.Connection, one: Due) -> int:
    if one.run is None:
        return 1
    last = sa.select(sa.func.max(NOTICE.c.version)).where(
        NOTICE.c.run_id == one.run, NOTICE.c.facility_id == one.facility_id
    )
    return (books.execute(last).scalar() or 0) + 1


TRADES = (
    Trade(
        "notices",
        Notice,
        notice,
        DESK,
        example={"run": 3, "facility": "M-1", "said": f"{Kind.TOMORROW} 2026-11-24 09:00-11:00"},
    ),
)
