"""Rows of contradiction: what surprised the books, and how they were made to agree."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Discrepancy(SQLModel, table=True):
    """A contradiction between what was told and the books, for a coordinator to settle."""

    id: int | None = Field(default=None, primary_key=True)
    kind: str = Field(max_length=24, index=True)
    opened_in: int = Field(index=True)
    lot_id: int | None = Field(default=None, foreign_key="lot.id")
    place_id: int | None = Field(default=None, foreign_key="place.id")
    line_id: int | None = Field(default=None, foreign_key="wish_line.id")
    quantity: int = 0
    alarm: bool = False
    facts: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON)
    settled_in: int | None = Field(default=None, index=True)
    settlement: str = Field(default="", max_length=24)


class Correction(SQLModel, table=True):
    """Pieces a told act needed at a place where the books had none, and whence they came.

    A late act that explains them (the loading that arrives after its delivery) absorbs them.
    """

    id: int | None = Field(default=None, primary_key=True)
    sequence: int
    lot_id: int = Field(foreign_key="lot.id", index=True)
    needed_at: int = Field(foreign_key="place.id")
    came_from: int = Field(foreign_key="place.id")
    line_id: int | None = Field(default=None, foreign_key="wish_line.id")
    quantity: int
    absorbed: int = 0
    done_at: str = Field(max_length=27)
    discrepancy_id: int | None = Field(default=None, foreign_key="discrepancy.id")
