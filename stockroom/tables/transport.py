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


class RouteColour(StrEnum):
    """The colour, always with a shape of its own, by which one day's runs are told apart."""

    GREEN = "green"
    BLUE = "blue"
    ORANGE = "orange"
    PURPLE = "purple"
    RED = "red"
    YELLOW = "yellow"
    BROWN = "brown"
    BLACK = "black"


class Packaging(StrEnum):
    """How a parcel is closed: in a plain box, in a bag that shows what is in it, as from a shop."""

    BOX = "box"
    CLEAR_BAG = "clear_bag"
    SHOP = "shop"


class Van(SQLModel, table=True):
    """What a van is beside a place: its plate, and what it carries in grams and millilitres."""

    place_id: int = Field(foreign_key="place.id", primary_key=True)
    plate: str = Field(default="", max_length=12)
    most_g: int | None = None
    most_ml: int | None = None


class Run(SQLModel, table=True):
    """One trip of one van with one driver.

    It starts and ends at a site of ours; `starts_at` and `ends_at` bound the driver's shift, as
    HH:MM of the house. `longest_wait_min` is how long a van may stand before a closed window.
    `changed_in` is the journal's position of the last change of its plan.
    """

    id: int | None = Field(default=None, primary_key=True)
    day: date = Field(index=True)
    van_id: int = Field(foreign_key="place.id", index=True)
    driver_id: int = Field(foreign_key="person.id", index=True)
    site_id: int | None = Field(default=None, foreign_key="place.id")
    colour: RouteColour = Field(default=RouteColour.GREEN, sa_type=choice(RouteColour))
    starts_at: str = Field(default="08:00", max_length=5)
    ends_at: str = Field(default="17:00", max_length=5)
    longest_wait_min: int = 30
    planned_in: int
    changed_in: int | None = None
    departed_in: int | None = None
    closed_in: int | None = None


class Stop(SQLModel, table=True):
    """One place on a run's way, in order; times of day as HH:MM of the house.

    The window is what was agreed for this stop; `arrives_at` is what the plan expects; `to_fetch`
    is what waits there, in a few words, and about how much that is. A stop that was `called_off`
    stays, and is not driven to. Arriving and leaving are the driver's own times.
    """

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    position: int
    kind: StopKind = Field(sa_type=choice(StopKind))
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    site_id: int | None = Field(default=None, foreign_key="place.id")
    donor_id: int | None = Field(default=None, foreign_key="donor.id")
    window_from: str = Field(default="", max_length=5)
    window_until: str = Field(default="", max_length=5)
    service_min: int = 20
    to_fetch: str = Field(default="", max_length=120)
    to_fetch_g: int = Field(default=0, ge=0)
    to_fetch_ml: int = Field(default=0, ge=0)
    arrives_at: str = Field(default="", max_length=5)
    arrived_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    left_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    called_off_in: int | None = None
    called_off_because: str = Field(default="", max_length=24)


class TravelTime(SQLModel, table=True):
    """Minutes from one place to another; `typed` by somebody, else along the straight line.

    Each way is a row of its own. The ids are those of facilities, sites (places) or donors.
    """

    __tablename__ = "travel_time"

    from_kind: StopKind = Field(sa_type=choice(StopKind, "from_kind"), primary_key=True)
    from_id: int = Field(primary_key=True)
    to_kind: StopKind = Field(sa_type=choice(StopKind, "to_kind"), primary_key=True)
    to_id: int = Field(primary_key=True)
    minutes: int = Field(ge=0)
    typed: bool = False


class Parcel(SQLModel, table=True):
    """One sealing of one box for one facility, with what it weighs and the room that it takes."""

    id: int | None = Field(default=None, primary_key=True)
    box_id: int = Field(foreign_key="place.id", index=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    packaging: Packaging = Field(default=Packaging.BOX, sa_type=choice(Packaging))
    repacked: bool = False
    weight_g: int = 0
    volume_ml: int = 0
    sealed_in: int
    opened_in: int | None = None


class RunEntry(SQLModel, table=True):
    """What one journal entry did to a run's account, in pieces.

    `unsaid` makes the account of a closed run even, and a person is asked about it: above nought
    nobody told of their loading, below it nobody told what became of them. Of a closed run
    loaded + unsaid = delivered + returned + lost.
    """

    __tablename__ = "run_entry"

    sequence: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    run_id: int = Field(foreign_key="run.id", index=True)
    loaded: int = 0
    delivered: int = 0
    returned: int = 0
    lost: int = 0
    unsaid: int = 0


class LoadingLine(SQLModel, table=True):
    """Loose pieces of a lot that one loading told of, for nobody's wish.

    `site_id` is the site of ours that they are for, where somebody said so; `unloaded` are those
    that came off there.
    """

    __tablename__ = "loading_line"

    id: int | None = Field(default=None, primary_key=True)
    sequence: int = Field(index=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    lot_id: int = Field(foreign_key="lot.id")
    quantity: int
    site_id: int | None = Field(default=None, foreign_key="place.id")
    unloaded: int = 0
