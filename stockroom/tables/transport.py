"""Rows of the road: runs, their stops, and parcels."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Field, SQLModel

from stockroom.tables.base import UtcDateTime, choice


class StopKind(StrEnum):
    """Whom a stop is at."""

    FACILITY = "facility"
    SITE = "site"
    DONOR = "donor"


class Run(SQLModel, table=True):
    """One trip of one van with one driver."""

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(index=True)
    van_id: int = Field(foreign_key="place.id", index=True)
    driver_id: int = Field(foreign_key="person.id", index=True)
    planned_in: int
    departed_in: int | None = None
    closed_in: int | None = None


class Stop(SQLModel, table=True):
    """One place on a run's way, in order; times of day as HH:MM, local to the stop."""

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    position: int
    kind: StopKind = Field(sa_type=choice(StopKind))
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    site_id: int | None = Field(default=None, foreign_key="place.id")
    donor_id: int | None = Field(default=None, foreign_key="donor.id")
    window_from: str = Field(default="", max_length=5)
    window_until: str = Field(default="", max_length=5)


class Parcel(SQLModel, table=True):
    """One sealing of one box for one facility."""

    id: int | None = Field(default=None, primary_key=True)
    box_id: int = Field(foreign_key="place.id", index=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    sealed_in: int
    opened_in: int | None = None


class RunEntry(SQLModel, table=True):
    """What one journal entry did to a run's account, in pieces."""

    __tablename__ = "run_entry"

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    run_id: int = Field(foreign_key="run.id", index=True)
    loaded: int = 0
    delivered: int = 0
    returned: int = 0
    lost: int = 0


class Delivery(SQLModel, table=True):
    """One handover to a facility, at its gate or at our door; who received, by role."""

    id: int | None = Field(default=None, primary_key=True)
    command_id: str = Field(max_length=36, unique=True)
    sequence: int = Field(unique=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    run_id: int | None = Field(default=None, foreign_key="run.id", index=True)
    received_by: str = Field(default="", max_length=40)
    handed_over_at: datetime = Field(sa_type=UtcDateTime, index=True)
    confirmed_in: int | None = None


class DeliveryEntry(SQLModel, table=True):
    """A later journal entry that corrects a delivery."""

    __tablename__ = "delivery_entry"

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    delivery_id: int = Field(foreign_key="delivery.id", index=True)


class Refusal(SQLModel, table=True):
    """Pieces that a gate would not take, why, and the new lot that they became."""

    id: int | None = Field(default=None, primary_key=True)
    sequence: int
    facility_id: int = Field(foreign_key="facility.id", index=True)
    line_id: int | None = Field(default=None, foreign_key="wish_line.id", index=True)
    lot_id: int = Field(foreign_key="lot.id")
    quantity: int
    reason: str = Field(max_length=24)
