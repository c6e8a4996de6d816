"""The composition root: settings, database, desk and routes meet here and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi import OpenAPIConfig
from litestar.openapi.spec import Components, SecurityScheme

from stockroom import __version__, first_start
from stockroom.clock import Clock
from stockroom.commands import BY_TYPE
from stockroom.db import Database, open_database
from stockroom.desk import Desk
from stockroom.errors import Problem
from stockroom.sessions import Sessions
from stockroom.settings import Settings
from stockroom.vault import Vault, open_vault
from stockroom.web import health, problems
from stockroom.web.api import commands, lookup, reads, reports, sign_in
from stockroom.web.door import Door


@dataclass(frozen=True)
class House:
    """Everything that one process needs, wired once."""

    settings: Settings
    database: Database
    clock: Clock
    vault: Vault
    desk: Desk
    door: Door
    sessions: Sessions


def build(settings: Settings, clock: Clock | None = None) -> House:
    """The house at these settings, its schema brought up to date, begun if it is new."""
    house = wire(settings, clock)
    house.database.migrate()
    first_start.begin(house.database, house.clock)
    return house


def wire(settings: Settings, clock: Clock | None = None) -> House:
    """The house at these settings, over a database that is up to date already."""
    clock = clock or Clock()
    database = open_database(settings.database, settings.lock_wait_s)
    vault = open_vault(settings.key_file)
    return House(
        settings=settings,
        database=database,
        clock=clock,
        vault=vault,
        desk=Desk(database=database, clock=clock, trades=BY_TYPE, vault=vault),
        door=Door(database=database, clock=clock, secure_cookies=settings.secure_cookies),
        sessions=Sessions(database=database, clock=clock),
    )


def application(house: House) -> Litestar:
    """The service over a house."""
    return Litestar(
        route_handlers=[
            *commands.routes(),
            *reads.routes(),
            *reports.routes(),
            lookup.look_up,
            sign_in.sign_in,
            sign_in.me,
            sign_in.revoke,
            health.health,
            health.ready,
        ],
        dependencies={
            "desk": always(house.desk),
            "door": always(house.door),
            "database": always(house.database),
            "sessions": always(house.sessions),
        },
        exception_handlers={
            Problem: problems.from_problem,
            ValidationException: problems.from_validation,
            HTTPException: problems.from_http,
            Exception: problems.from_fault,
        },
        openapi_config=OpenAPIConfig(
            title="Stockroom",
            version=__version__,
            create_examples=False,
            path="/api/schema",
            security=[{"token": []}],
            components=Components(
                security_schemes={"token": SecurityScheme(type="http", scheme="bearer")}
            ),
        ),
        lifespan=[closing(house)],
        request_max_body_size=12_000_000,
    )


def always(value: Any) -> Provide:
    """A dependency that is the same for every request."""

    def provide() -> Any:
        return value

    return Provide(provide, sync_to_thread=False, use_cache=True)


def closing(house: House):  # type: ignore[no-untyped-def]
    """Give back the database when the service stops."""

    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncGenerator[None, None]:
        yield
        house.database.close()

    return lifespan
