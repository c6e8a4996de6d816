"""What a new stockroom begins with: the outside places, the catalogue, an epoch."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session, select

from stockroom import catalogue
from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.tables.catalogue import Product
from stockroom.tables.stock import Place, PlaceKind, Setting

OUTSIDE_FOR_ALL = (
    PlaceKind.DONOR,
    PlaceKind.OPENING,
    PlaceKind.CONVERSION,
    PlaceKind.WRITTEN_OFF,
    PlaceKind.COUNT_DIFFERENCE,
)


def begin(database: Database, clock: Clock) -> None:
    """Give an empty database what every stockroom needs; a begun one is left alone."""
    with database.writing() as books, Session(bind=books) as rows:
        if rows.exec(select(Setting).where(Setting.name == "epoch")).first() is not None:
            return
        rows.add(Setting(name="epoch", value=str(clock.command_id())))
        for kind in OUTSIDE_FOR_ALL:
            rows.add(Place(kind=kind, name=kind.value, outside=True))
        for fields in catalogue.products():
            rows.add(Product(**fields))
        rows.flush()


def epoch(connection: sa.Connection) -> str:
    """The epoch of this database: a new one begins with each restore."""
    query = select(Setting.value).where(Setting.name == "epoch")
    return str(connection.execute(query).scalar_one())
