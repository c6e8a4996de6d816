"""Rows of what a facility is told on paper or by mail: manifests, gate sheets, notices."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import UtcDateTime


class Manifest(SQLModel, table=True):
    """What a facility was, or is to be, told is coming on one run: one version of it.

    `body` is all that the paper says, `hash` the SHA-256 of it in canonical JSON. A version that
    follows one already sent has to be approved by the facility before the load may leave.
    """

    __table_args__ = (sa.UniqueConstraint("run_id", "facility_id", "version"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    version: int
    language: str = Field(max_length=5)
    body: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    hash: str = Field(max_length=64)
    made_in: int
    sent_in: int | None = None
    sent_on: date | None = None
    sent_how: str = Field(default="", max_length=12)
    approved_in: int | None = None
    approved_by: str = Field(default="", max_length=40)


class GateSheet(SQLModel, table=True):
    """The sheet of one stop: the code in its QR, and the number on it that people can say.

    The code that is printed on the facility's copy, by which it may send its own count, follows
    from the vault's key and is kept nowhere.
    """

    __tablename__ = "gate_sheet"
    __table_args__ = (sa.UniqueConstraint("run_id", "facility_id"),)

    id: int | None = Field(default=None, primary_key=True)
    run_id: int = Field(foreign_key="run.id", index=True)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    code: str = Field(max_length=13, unique=True)
    receipt_number: str = Field(max_length=8, unique=True)
    manifest_id: int | None = Field(default=None, foreign_key="manifest.id")
    printed_in: int


class Notice(SQLModel, table=True):
    """Something told to a facility about a run or a handover: never what comes, never where to.

    Of one run a facility may be told several times: each is a `version`. `day` and `hours`
    ("09:00-11:00") are what it was told; `text` is what was mailed, while a person who told it by
    another way ("copied") chose the words. `answer` is what the mail server said, without the
    address. A mail that nobody has sent yet is not tried before `due_at`. Every try of it bears the
    same `mail_id`; it is `unsure` from just before it is sent until the server's answer is kept.
    """

    __table_args__ = (
        sa.UniqueConstraint("run_id", "facility_id", "version"),
        sa.UniqueConstraint("delivery_id"),
    )

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=12)
    facility_id: int = Field(foreign_key="facility.id", index=True)
    run_id: int | None = Field(default=None, foreign_key="run.id", index=True)
    delivery_id: int | None = Field(default=None, foreign_key="delivery.id")
    version: int = 1
    day: date = Field(index=True)
    hours: str = Field(default="", max_length=11)
    language: str = Field(max_length=5)
    text: str = Field(default="", sa_type=sa.Text)
    how: str = Field(default="", max_length=8)
    tries: int = 0
    mail_id: str = Field(default="", max_length=36)
    unsure: bool = False
    answer: str = Field(default="", max_length=200)
    due_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
