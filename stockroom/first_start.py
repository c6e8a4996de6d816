"""What a new stockroom begins with: the outside places, the catalogue and its kits, an epoch."""

from __future__ import annotations

import sqlalchemy as sa
from sqlmodel import Session, select

from stockroom import catalogue
from stockroom.catalogue import kits
from stockroom.clock import Clock
from stockroom.db import Database
from stockroom.tables.catalogue import Product
from stockroom.tables.kits import Kit, KitPart
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
        _add_kits(rows)


def _add_kits(rows: Session) -> None:
    """The recipes of the built-in kits, made before the first entry of the journal."""
    product = {row.code: row.id or 0 for row in rows.exec(select(Product)).all()}
    for starter in kits.KITS:
        row = Kit(code=starter.code, name=starter.name, names=starter.names, made_in=0)
        rows.add(row)
        rows.flush()
        rows.add_all(
            KitPart(
                kit_id=row.id or 0,
                position=position,
                product_id=product[part.product],
                quantity=part.quantity,
                size_label=part.size,
            )
            for position, part in enumerate(starter.parts, start=1)
        )
    rows.flush()


def epoch(connection: sa.Connection) -> str:
    """The epoch of this database: a new one begins with each restore."""
    query = select(Setting.value).where(Setting.name == "epoch")
    return str(connection.execute(query).scalar_one())
