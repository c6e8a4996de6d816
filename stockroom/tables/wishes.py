"""Rows of wishing: facilities, their lists, lines and what was asked when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import choice
from stockroom.tables.stock import Fits, Season


class FacilityKind(StrEnum):
    """Who receives."""

    SHELTER = "shelter"
    PRISON = "prison"


class Urgency(StrEnum):
    """How soon a line is needed; the order of the members is the order of urgency."""

    TONIGHT = "tonight"
    TWO_WEEKS = "two_weeks"
    ROUTINE = "routine"
    NICE = "nice_to_have"


class Facility(SQLModel, table=True):
    """A shelter or prison unit, known by its code; where it stands is never in this row."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=12, unique=True)
    kind: FacilityKind = Field(sa_type=choice(FacilityKind))
    name: str = Field(default="", max_length=60)
    language: str = Field(default="en", max_length=5)
    capacity: int | None = None
    max_age_months: int | None = None
    active: bool = True


class FacilitySecret(SQLModel, table=True):
    """One secret field of a facility, encrypted under a key that no database holds."""

    __tablename__ = "facility_secret"

    facility_id: int = Field(foreign_key="facility.id", primary_key=True)
    field: str = Field(max_length=20, primary_key=True)
    key_id: str = Field(max_length=16)
    nonce: bytes
    sealed: bytes


class WishList(SQLModel, table=True):
    """What a facility asked for on one occasion."""

    __tablename__ = "wish_list"

    id: int | None = Field(default=None, primary_key=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    submitted_in: int
    withdrawn_in: int | None = None
    note: str = Field(default="", max_length=200)


class WishLine(SQLModel, table=True):
    """One product and size, frozen once submitted; what is asked is in `wish_change`."""

    __tablename__ = "wish_line"

    id: int | None = Field(default=None, primary_key=True)
    wish_list_id: int = Field(foreign_key="wish_list.id", index=True)
    position: int
    set_number: int | None = None
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
