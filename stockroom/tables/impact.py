"""Rows of giving and of what it did: donors, donations, headcounts."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel


class Donor(SQLModel, table=True):
    """Who gave: a drive, a shop, a parish, or a person who wishes to be named."""

    id: int | None = Field(default=None, primary_key=True)
    name: str = Field(max_length=80, index=True)
    kind: str = Field(default="person", max_length=16)


class Donation(SQLModel, table=True):
    """One occasion of giving, with any restriction that the donor put on it."""

    id: int | None = Field(default=None, primary_key=True)
    command_id: str = Field(max_length=36, unique=True)
    donor_id: int | None = Field(default=None, foreign_key="donor.id", index=True)
    received_on: date
    restriction: str = Field(default="", max_length=120)
    note: str = Field(default="", max_length=200)
