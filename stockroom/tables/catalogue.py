"""Rows of the catalogue: what kinds of thing there are, and how we remember packs."""

from __future__ import annotations

from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, SQLModel

from stockroom.tables.base import choice


class Depth(StrEnum):
    """How closely a product is followed: each piece, a number, or a mixed box."""

    SINGLE = "single"
    COUNTED = "counted"
    MIXED_BOX = "mixed_box"


class Product(SQLModel, table=True):
    """A kind of thing: sizing scheme, safety profile, weight in grams, volume in millilitres.

    `value_minor` is what one piece is worth today, in minor units of the house's currency; it is
    told where a paper asks for a value.
    """

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=16, unique=True)
    name: str = Field(max_length=80)
    names: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    category: str = Field(max_length=24, index=True)
    unit: str = Field(max_length=8)
    sizing: str = Field(max_length=24)
    safety_profile: str = Field(max_length=8)
    depth: Depth = Field(sa_type=choice(Depth))
    has_expiry: bool
    weight_g: int = Field(ge=0)
    volume_ml: int = Field(ge=0)
    gate_flags: str = Field(default="", max_length=16)
    value_minor: int | None = Field(default=None, ge=0)
    active: bool = True


class PackHabit(SQLModel, table=True):
    """What a description means here: 'vests 5-pack, 8' is 8 pieces or 40, asked once."""

    __tablename__ = "pack_habit"

    id: int | None = Field(default=None, primary_key=True)
    description: str = Field(max_length=120, unique=True)
    pieces_per_pack: int = Field(ge=1)
    counts_packs: bool
