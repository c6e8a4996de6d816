"""The demo world as the place to practise: marked as such, begun again at will, never mixed up."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from typing import cast

import sqlalchemy as sa

from stockroom import app
from stockroom.app import House
from stockroom.commands.refs import SETTING
from stockroom.demo.facilities import RECEIVERS
from stockroom.demo.people import CAST
from stockroom.demo.places import SETTINGS
from stockroom.desk import JOURNAL
from stockroom.errors import Problem
from stockroom.settings import Settings
from stockroom.tables.wishes import Facility
from stockroom.web.door import PERSON

FACILITY = cast(sa.Table, Facility.__table__)  # type: ignore[attr-defined]


def marked(settings: Settings) -> Settings:
    """The settings of the practice world, by which every page says that nothing is real.

    Raises `Problem` where a stockroom with goods of its own is kept: its people must never be
    told that.
    """
    house = app.wire(settings)
    try:
        house.database.migrate()
        if _begun(house) and not _is_practice(house):
            raise _real(settings)
    finally:
        house.database.close()
    return dataclasses.replace(settings, practice=True)


def clear(settings: Settings) -> None:
    """Throw the practice world away; raises `Problem` unless it is one, in its own folder."""
    if not settings.practice:
        raise _real(settings)
    kept_in = Path(sa.make_url(settings.database).database or "")
    if kept_in.parent != settings.data.absolute():
        raise Problem(
            "database_elsewhere",
            "The practice world is not a file in {folder}; give it a new database instead.",
            folder=settings.data,
        )
    for path in settings.data.glob(f"{kept_in.name}*"):
        path.unlink()
    for path in (settings.key_file, settings.erasures, settings.setup_code):
        path.unlink(missing_ok=True)
    shutil.rmtree(settings.files, ignore_errors=True)


def _real(settings: Settings) -> Problem:
    return Problem(
        "not_practice",
        "In {folder} is a real stockroom; give the practice world a folder of its own with --data.",
        folder=settings.data,
    )


def _begun(house: House) -> bool:
    with house.database.reading() as connection:
        return connection.execute(sa.select(JOURNAL.c.sequence).limit(1)).first() is not None


def _is_practice(house: House) -> bool:
    """Whether the whole cast and all invented facilities are here, or what is told before them."""
    with house.database.reading() as connection:
        logins = set(connection.execute(sa.select(PERSON.c.login)).scalars())
        codes = set(connection.execute(sa.select(FACILITY.c.code)).scalars())
        said = {(row.name, row.value) for row in connection.execute(sa.select(SETTING)).all()}
    whole = {one.login for one in CAST} <= logins and {one.code for one in RECEIVERS} <= codes
    return whole or set(SETTINGS.items()) <= said
