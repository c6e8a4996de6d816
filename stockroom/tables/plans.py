"""Rows of plans: what was proposed, why, and what a coordinator took of it."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class PlanMade(SQLModel, table=True):
    """A proposal as it was made: for one list or for all, on the books as of `position`.

    `pins` are [lot, place, line, pieces], `forbidden` [lot, line]; `most_stops` is how many
    facilities can be visited, None for as many as there are; `faults` are the sentences of
    the checker, none of which a sound plan has.
    """

    __tablename__ = "plan"

    id: int | None = Field(default=None, primary_key=True)
    made_in: int
    wish_list_id: int | None = Field(default=None, foreign_key="wish_list.id", index=True)
    position: int
    pins: list[list[int]] = Field(default_factory=list, sa_type=sa.JSON)
    forbidden: list[list[int]] = Field(default_factory=list, sa_type=sa.JSON)
    most_stops: int | None = None
    certain: list[str] = Field(default_factory=list, sa_type=sa.JSON)
    faults: list[dict[str, Any]] = Field(default_factory=list, sa_type=sa.JSON)
    set_aside_in: int | None = None


class PlanMatch(SQLModel, table=True):
    """One proposed promise: so many pieces of a lot in a place for a line, and the reason."""

    __tablename__ = "plan_match"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    lot_id: int = Field(foreign_key="lot.id")
    place_id: int = Field(foreign_key="place.id")
    line_id: int = Field(foreign_key="wish_line.id", index=True)
    pieces: int
    level: str = Field(max_length=12)
    over_line: int | None = Field(default=None, foreign_key="wish_line.id")
    facts: dict[str, int] = Field(default_factory=dict, sa_type=sa.JSON)
    pinned: bool = False
    taken_in: int | None = None


class PlanShort(SQLModel, table=True):
    """What a line would still be short of under a plan, and why.

    `others` are a few of the lines that get what it could have used.
    """

    __tablename__ = "plan_short"

    id: int | None = Field(default=None, primary_key=True)
    plan_id: int = Field(foreign_key="plan.id", index=True)
    line_id: int = Field(foreign_key="wish_line.id", index=True)
    pieces: int
    why: str = Field(max_length=16)
    others: list[int] = Field(default_factory=list, sa_type=sa.JSON)
