"""Rows of wishing: facilities, their lists, lines and what was asked when."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import UtcDateTime, choice
from stockroom.words import Fits, Season, Urgency


class FacilityKind(StrEnum):
    """Who receives."""

    SHELTER = "shelter"
    PRISON = "prison"


class Climate(StrEnum):
    """What the year is like where a facility stands; clothes follow it (see rules/climate)."""

    TEMPERATE_NORTH = "temperate_north"
    TEMPERATE_SOUTH = "temperate_south"
    HOT = "hot"
    COLD = "cold"


class CameBy(StrEnum):
    """How a wish list reached us."""

    DESK = "desk"
    PORTAL = "portal"
    TELEPHONE = "telephone"
    MESSAGE = "message"
    FILE = "file"


class Proof(StrEnum):
    """What can prove a handover."""

    PAPER = "paper"
    SIGNATURE = "signature"
    PHOTO = "photo"
    PIN = "pin"
    SCAN = "scan"


class ProofLevel(StrEnum):
    """How much one kind of proof is wanted at a facility."""

    REQUIRED = "required"
    ASKED = "asked"
    OPTIONAL = "optional"
    FORBIDDEN = "forbidden"


class HandsOverAt(StrEnum):
    """Where goods change hands: at the gate, or away from it, so that nobody finds the house."""

    GATE = "gate"
    MEETING_POINT = "meeting_point"


class Facility(SQLModel, table=True):
    """A shelter or prison unit, known by its code; where it stands is never in this row.

    `proof` gives each `Proof` its `ProofLevel`; one that is not named is optional. Photos are kept
    `photo_days`. `instructions` and `contact_role` are what a driver may carry on a phone: no name,
    no number, no address. A handover takes `service_min` minutes.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=12, unique=True)
    kind: FacilityKind = Field(sa_type=choice(FacilityKind))
    name: str = Field(default="", max_length=60)
    language: str = Field(default="en", max_length=5)
    capacity: int | None = None
    max_age_months: int | None = None
    climate: Climate = Field(default=Climate.TEMPERATE_NORTH, sa_type=choice(Climate))
    proof: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    photo_days: int = 90
    hands_over_at: HandsOverAt = Field(default=HandsOverAt.GATE, sa_type=choice(HandsOverAt))
    instructions: str = Field(default="", max_length=200)
    contact_role: str = Field(default="", max_length=40)
    service_min: int = 20
    active: bool = True


class Headcount(SQLModel, table=True):
    """How many a facility says that it houses, by coarse age; the newest row counts.

    Children are counted in completed months of age; nobody is ever named.
    """

    id: int | None = Field(default=None, primary_key=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    sequence: int
    declared_on: date
    mothers: int = 0
    expectant: int = 0
    months_0_5: int = 0
    months_6_11: int = 0
    months_12_23: int = 0
    months_24_35: int = 0
    older: int = 0


class WishDraft(SQLModel, table=True):
    """A wish list that is still being written: `body` is its content so far."""

    __tablename__ = "wish_draft"

    id: int | None = Field(default=None, primary_key=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    saved_at: datetime = Field(sa_type=UtcDateTime)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)


class WishList(SQLModel, table=True):
    """What a facility asked for on one occasion; how far it is follows from its lines."""

    __tablename__ = "wish_list"

    id: int | None = Field(default=None, primary_key=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    submitted_in: int
    came_by: CameBy = Field(default=CameBy.DESK, sa_type=choice(CameBy))
    checked_in: int | None = None
    closed_in: int | None = None
    withdrawn_in: int | None = None
    note: str = Field(default="", max_length=200)


class WishSource(SQLModel, table=True):
    """The message or photo that a list was read from, blacked out; deleted when its days are over.

    A photo is named by its hash among the stored files.
    """

    __tablename__ = "wish_source"

    id: int | None = Field(default=None, primary_key=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    wish_list_id: int | None = Field(default=None, foreign_key="wish_list.id", index=True)
    text: str = Field(default="", sa_type=sa.Text)
    photo: str | None = Field(default=None, max_length=64)
    delete_on: date = Field(index=True)


class WishKit(SQLModel, table=True):
    """Kits of one kind asked on a list; its lines carry the frozen recipe (`per_kit`).

    `whole` means all or nothing for each kit; else a kit may be begun and completed later.
    """

    __tablename__ = "wish_kit"

    id: int | None = Field(default=None, primary_key=True)
    wish_list_id: int = Field(foreign_key="wish_list.id", index=True)
    kit_id: int = Field(foreign_key="kit.id", index=True)
    size_label: str = Field(default="", max_length=40)
    whole: bool = True


class WishLine(SQLModel, table=True):
    """One product and size, frozen once submitted; what is asked is in `wish_change`."""

    __tablename__ = "wish_line"

    id: int | None = Field(default=None, primary_key=True)
    wish_list_id: int = Field(foreign_key="wish_list.id", index=True)
    position: int
    set_number: int | None = None
    wish_kit_id: int | None = Field(default=None, foreign_key="wish_kit.id", index=True)
    per_kit: int | None = None
    product_id: int = Field(foreign_key="product.id", index=True)
    size_scheme: str = Field(default="none", max_length=12)
    size_low: int = 0
    size_high: int = 0
    size_label: str = Field(default="", max_length=40)
    as_of: date | None = None
    fits: Fits = Field(default=Fits.ANY, sa_type=choice(Fits))
    season: Season = Field(default=Season.ANY, sa_type=choice(Season))
    urgency: Urgency = Field(sa_type=choice(Urgency), index=True)
    needed_by: date | None = None
    new_only: bool = False
    substitutes: bool = True
    note: str = Field(default="", max_length=120)


class WishChange(SQLModel, table=True):
    """How many pieces a line asks from this journal position on."""

    __tablename__ = "wish_change"
    __table_args__ = (sa.CheckConstraint("asked >= 0", name="asked_not_negative"),)

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="wish_line.id", index=True)
    sequence: int
    asked: int
    reason: str = Field(default="", max_length=24)


class NeedAnswer(SQLModel, table=True):
    """A facility's answer to "still needed?" for one line, before its goods are loaded."""

    __tablename__ = "need_answer"

    id: int | None = Field(default=None, primary_key=True)
    line_id: int = Field(foreign_key="wish_line.id", index=True)
    sequence: int
    still: bool
    by_telephone: bool = False
