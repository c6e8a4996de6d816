"""Rows of what is secret: sealed fields of places that are not ours to tell, and who opened one."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from stockroom.tables.base import UtcDateTime, choice
from stockroom.tables.transport import StopKind


class SecretField(SQLModel, table=True):
    """One secret field of a facility, a site or a donor, under a key that no database holds.

    `owner_id` is the id of that facility, place or donor; `field` is "address", "contact",
    "meeting_point", "point" (latitude and longitude in degrees), "email" or "pin".
    """

    __tablename__ = "secret_field"

    kind: StopKind = Field(sa_type=choice(StopKind), primary_key=True)
    owner_id: int = Field(primary_key=True)
    field: str = Field(max_length=20, primary_key=True)
    key_id: str = Field(max_length=16)
    nonce: bytes
    sealed: bytes


class AddressOpening(SQLModel, table=True):
    """Somebody had the address of a stop opened: for the road, or for that stop's sealed sheet."""

    __tablename__ = "address_opening"

    id: int | None = Field(default=None, primary_key=True)
    sequence: int = Field(index=True)
    stop_id: int = Field(foreign_key="stop.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id")
    purpose: str = Field(max_length=12)
    opened_at: datetime = Field(sa_type=UtcDateTime)
