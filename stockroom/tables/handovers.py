"""Rows of handing over: deliveries, what became of each piece, what proves it, what was refused."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import UtcDateTime, choice
from stockroom.tables.wishes import Proof


class Way(StrEnum):
    """How goods reach a facility."""

    RUN = "run"
    COLLECTED = "collected"
    TAXI = "taxi"
    VOLUNTEER = "volunteer"
    POST = "post"


class ConfirmedBy(StrEnum):
    """How the facility's own count reached us."""

    FACILITY = "facility"
    PAPER_CODE = "paper_code"
    TELEPHONE = "telephone"
    SILENCE = "silence"


class Delivery(SQLModel, table=True):
    """One handover to a facility, at its gate or at our door; who received, by role.

    `organisation` is whom they received for where it is not the facility itself. `confirmed_role`
    is who counted, by role.
    """

    id: int | None = Field(default=None, primary_key=True)
    command_id: str = Field(max_length=36, unique=True)
    sequence: int = Field(unique=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    run_id: int | None = Field(default=None, foreign_key="run.id", index=True)
    way: Way = Field(default=Way.RUN, sa_type=choice(Way))
    manifest_id: int | None = Field(default=None, foreign_key="manifest.id")
    receipt_number: str = Field(default="", max_length=8, index=True)
    received_by: str = Field(default="", max_length=40)
    organisation: str = Field(default="", max_length=60)
    handed_over_at: datetime = Field(sa_type=UtcDateTime, index=True)
    confirmed_in: int | None = None
    confirmed_by: ConfirmedBy | None = Field(default=None, sa_type=choice(ConfirmedBy))
    confirmed_role: str = Field(default="", max_length=40)


class DeliveryLine(SQLModel, table=True):
    """What became of one lot at a handover, in pieces: every piece that came is accounted for."""

    __tablename__ = "delivery_line"
    __table_args__ = (
        sa.CheckConstraint(
            "shipped + over_shipped = accepted + refused + missing", name="every_piece"
        ),
        sa.CheckConstraint(
            "shipped >= 0 AND over_shipped >= 0 AND accepted >= 0 AND refused >= 0"
            " AND missing >= 0",
            name="no_piece_owed",
        ),
    )

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    lot_id: int = Field(foreign_key="lot.id", index=True)
    line_id: int | None = Field(default=None, foreign_key="wish_line.id")
    shipped: int
    over_shipped: int = 0
    accepted: int = 0
    refused: int = 0
    missing: int = 0


class Evidence(SQLModel, table=True):
    """One proof of a handover; a photo or a signature by the hash that its sender named.

    The file goes when its day has come; the hash stays with the record.
    """

    id: int | None = Field(default=None, primary_key=True)
    delivery_id: int = Field(foreign_key="delivery.id", index=True)
    kind: Proof = Field(sa_type=choice(Proof))
    sha256: str | None = Field(default=None, max_length=64)
    delete_on: date | None = Field(default=None, index=True)
    deleted: bool = False


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
