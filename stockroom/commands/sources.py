"""The message or photo that a wish list was read from: kept blacked out, for set days only."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import msgspec
import sqlalchemy as sa
from msgspec import Meta
from sqlmodel import select

from stockroom.commands import refs
from stockroom.commands.base import (
    DESK,
    NO_NUL,
    Command,
    Entry,
    RowId,
    Sha256,
    Trade,
    known,
)
from stockroom.errors import Refused
from stockroom.rules.blacking import blackened
from stockroom.rules.messages import MOST_CHARACTERS
from stockroom.tables.stock import Setting, StoredFile
from stockroom.tables.wishes import WishSource

DAYS = "source_days"
USUAL_DAYS = 30
MOST_DAYS = 180


class WishSourceRecord(Command, frozen=True, kw_only=True):
    """A message that a facility sent, or a photo of its paper list, until its days are over.

    Whatever the text says about a person is blacked out here once more, whoever sends it; it is
    never part of the journal.
    """

    facility: Annotated[str, Meta(min_length=1, max_length=12, pattern=NO_NUL)]
    text: Annotated[str, Meta(max_length=MOST_CHARACTERS, pattern=NO_NUL)] = ""
    photo: Sha256 | None = None


class WishSourceRemoval(Command, frozen=True, kw_only=True):
    """A source deleted before its day."""

    source: RowId


def with_bars(command: WishSourceRecord) -> WishSourceRecord:
    """The same command with whatever may tell who somebody is blacked out."""
    return msgspec.structs.replace(command, text=blackened(command.text).text)


def record(command: WishSourceRecord, entry: Entry) -> None:
    """Keep it until its day; that day does not move when the setting is changed."""
    facility = refs.facility(entry, command.facility)
    if not (command.text.strip() or command.photo):
        raise Refused("no_source", "There is nothing to keep: neither a message nor a photo.")
    if command.photo and not _is_stored(entry, command.photo):
        raise Refused("unknown_photo", "There is no such photo here.")
    until = entry.recorded_at.date() + timedelta(days=days_kept(entry))
    source = entry.add(
        WishSource(
            facility_id=known(facility.id),
            text=blackened(command.text).text,
            photo=command.photo,
            delete_on=until,
        )
    )
    entry.made["wish_source"] = source.id
    entry.made["delete_on"] = until.isoformat()


def removal(command: WishSourceRemoval, entry: Entry) -> None:
    """Empty it at once; its row, its photo and what was said of it go within the hour."""
    source = refs.by_id(entry, WishSource, command.source, "wish source")
    source.text = ""
    source.delete_on = entry.recorded_at.date()
    entry.add(source)


def days_kept(entry: Entry) -> int:
    """How many days a source is kept, as a steward has set it."""
    setting = entry.rows.get(Setting, DAYS)
    return int(setting.value) if setting and setting.value else USUAL_DAYS


def _is_stored(entry: Entry, photo: str) -> bool:
    query = select(sa.literal(1)).where(StoredFile.named_hash == photo)
    return entry.rows.exec(query).first() is not None


TRADES = (
    Trade(
        "wish-sources",
        WishSourceRecord,
        record,
        DESK,
        secret_fields=("text",),
        prepare=with_bars,
        example={"facility": "M-1", "text": "Bonjour ████, 10 bodies taille 62 pour ce soir."},
    ),
    Trade(
        "wish-source-removals",
        WishSourceRemoval,
        removal,
        DESK,
        example={"source": 3},
    ),
)
