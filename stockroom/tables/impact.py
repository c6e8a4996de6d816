"""Rows of giving and of what it did: donors, donations, what was turned away."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import choice


class WhyNot(StrEnum):
    """Why something was turned away at our door."""

    UNSAFE = "unsafe"
    RECALLED = "recalled"
    TOO_WORN = "too_worn"
    DIRTY = "dirty"
    INCOMPLETE = "incomplete"
    EXPIRED = "expired"
    OPENED = "opened"
    NOT_NEEDED = "not_needed"
    NO_ROOM = "no_room"
    OTHER = "other"


class Donor(SQLModel, table=True):
    """Who gave: a drive, a shop, a parish, or a person who wishes to be named.

    `folded` is the name as searches compare it, whatever its script, case and accents.
    """

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, index=True)
    kind: str = Field(default="person", max_length=16)
    folded: str = Field(default="", sa_type=sa.Text)


class Donation(SQLModel, table=True):
    """One occasion of giving, with any restriction that the donor put on it.

    `only_for` are codes of facilities, or kinds of them, which alone may have the goods; none: any.
    """

    id: int | None = Field(default=None, primary_key=True)
    command_id: str = Field(max_length=36, unique=True)
    donor_id: int | None = Field(default=None, foreign_key="donor.id", index=True)
    received_on: date
    restriction: str = Field(default="", max_length=120)
    only_for: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    note: str = Field(default="", max_length=200)


class TurnedAway(SQLModel, table=True):
    """Things that were not taken, and why: a product, or words where the catalogue has none.

    A row whose command was reversed stands for nothing.
    """

    __tablename__ = "turned_away"

    id: int | None = Field(default=None, primary_key=True)
    command_id: str = Field(max_length=36, unique=True)
    product_id: int | None = Field(default=None, foreign_key="product.id", index=True)
    what: str = Field(max_length=60)
    quantity: int = Field(ge=1)
    reason: WhyNot = Field(sa_type=choice(WhyNot))
    donor_id: int | None = Field(default=None, foreign_key="donor.id", index=True)
    note: str = Field(default="", max_length=200)
