"""Wish lists still being written: saved as far as they are, saved again, thrown away."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import msgspec
from msgspec import Meta
from sqlmodel import func, select

from stockroom.commands import refs
from stockroom.commands.asking import SetNumber
from stockroom.commands.asking_for_kits import MOST_KITS
from stockroom.commands.base import (
    MOST_LINES,
    NO_NUL,
    Command,
    Entry,
    Note,
    PiecesOrNone,
    RowId,
    Text,
    Trade,
    Word,
    known,
)
from stockroom.commands.wishes import MOST_KINDS_OF_KIT, OWN, FacilityRef, own, own_facility
from stockroom.errors import Refused
from stockroom.tables.wishes import CameBy, WishDraft
from stockroom.words import Fits, Season, Urgency

MOST_DRAFTS = 50
CodeOrNone = Annotated[str, Meta(max_length=16, pattern=NO_NUL)]


class LineDraft(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """A line as far as it is filled in; `pack` is the pieces in one pack where packs are asked."""

    product: CodeOrNone = ""
    size: Word = ""
    as_of: date | None = None
    fits: Fits = Fits.ANY
    season: Season | None = None
    quantity: PiecesOrNone | None = None
    pack: PiecesOrNone | None = None
    urgency: Urgency | None = None
    needed_by: date | None = None
    new_only: bool = False
    substitutes: bool = True
    set_number: SetNumber | None = None
    note: Text = ""


class KitDraft(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """Kits as far as they are filled in."""

    kit: CodeOrNone = ""
    number: Annotated[int, Meta(ge=0, le=MOST_KITS)] | None = None
    size: Word = ""
    as_of: date | None = None
    whole: bool = True
    fits: Fits = Fits.ANY
    season: Season | None = None
    urgency: Urgency | None = None
    needed_by: date | None = None
    new_only: bool = False
    substitutes: bool = True
    set_number: SetNumber | None = None
    note: Text = ""


class DraftBody(
    msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True
):
    """What a submission would say, as far as it is written."""

    lines: Annotated[list[LineDraft], Meta(max_length=MOST_LINES)] = []
    kits: Annotated[list[KitDraft], Meta(max_length=MOST_KINDS_OF_KIT)] = []
    came_by: CameBy = CameBy.DESK
    note: Note = ""


class WishDraftSaving(Command, frozen=True, kw_only=True):
    """A wish list saved as far as it is written; with `draft` it takes that one's place."""

    facility: FacilityRef
    draft: RowId | None = None
    body: DraftBody


class WishDraftRemoval(Command, frozen=True, kw_only=True):
    """A draft thrown away; nothing of it was ever asked."""

    draft: RowId


def saving(command: WishDraftSaving, entry: Entry) -> None:
    """Keep the draft; nothing is asked by it, and no plan sees it."""
    facility = own_facility(entry, command.facility)
    row = _own(entry, command.draft) if command.draft is not None else _new(entry, facility.id)
    row.facility_id = known(facility.id)
    row.person_id = entry.actor.id
    row.saved_at = entry.recorded_at
    row.body = msgspec.to_builtins(command.body)
    entry.made["draft"] = entry.add(row).id


def removal(command: WishDraftRemoval, entry: Entry) -> None:
    """Delete the draft."""
    entry.rows.delete(_own(entry, command.draft))


def _own(entry: Entry, draft: int) -> WishDraft:
    row = refs.by_id(entry, WishDraft, draft, "draft")
    own(entry, row.facility_id, refs.unknown_row("draft", draft))
    return row


def _new(entry: Entry, facility: int | None) -> WishDraft:
    many = select(func.count()).select_from(WishDraft).where(WishDraft.facility_id == facility)
    if entry.rows.exec(many).one() >= MOST_DRAFTS:
        raise Refused(
            "too_many_drafts",
            "There are {most} drafts already; send one or throw one away first.",
            most=MOST_DRAFTS,
        )
    return WishDraft(facility_id=known(facility), saved_at=entry.recorded_at)


TRADES = (
    Trade(
        "wish-drafts",
        WishDraftSaving,
        saving,
        OWN,
        example={
            "facility": "M-1",
            "body": {"lines": [{"product": "CL-BODY", "size": "62"}], "note": "by Friday"},
        },
    ),
    Trade("wish-draft-removals", WishDraftRemoval, removal, OWN, example={"draft": 2}),
)
