"""Rows of kits: their recipes, bags packed ahead, and how many of them should stand ready."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Field, SQLModel


class Kit(SQLModel, table=True):
    """Things that are given together, such as a week's clothes; a changed recipe is another kit."""

    id: int | None = Field(default=None, primary_key=True)
    code: str = Field(max_length=16, unique=True)
    name: str = Field(max_length=80)
    names: dict[str, str] = Field(default_factory=dict, sa_type=sa.JSON)
    made_in: int
    active: bool = True


class KitPart(SQLModel, table=True):
    """So many pieces of a product in each kit; without a size of its own, of the kit's size."""

    __tablename__ = "kit_part"
    __table_args__ = (sa.CheckConstraint("quantity > 0", name="something_in_it"),)

    id: int | None = Field(default=None, primary_key=True)
    kit_id: int = Field(foreign_key="kit.id", index=True)
    position: int
    product_id: int = Field(foreign_key="product.id")
    quantity: int
    size_label: str = Field(default="", max_length=40)


class ReadyBag(SQLModel, table=True):
    """A box packed ahead as one kit for nobody yet, closed until given, used or opened."""

    __tablename__ = "ready_bag"

    id: int | None = Field(default=None, primary_key=True)
    box_id: int = Field(foreign_key="place.id", index=True)
    kit_id: int = Field(foreign_key="kit.id", index=True)
    size_label: str = Field(default="", max_length=40)
    sealed_in: int
    opened_in: int | None = None


class KitMinimum(SQLModel, table=True):
    """How many bags of a kit and size should stand ready at a site; fewer are a task to refill."""

    __tablename__ = "kit_minimum"
    __table_args__ = (sa.UniqueConstraint("kit_id", "size_label", "site_id"),)

    id: int | None = Field(default=None, primary_key=True)
    kit_id: int = Field(foreign_key="kit.id", index=True)
    size_label: str = Field(default="", max_length=40)
    site_id: int = Field(foreign_key="place.id")
    minimum: int
