"""The composition root: settings, database, desk and routes meet here and nowhere else."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

from litestar import Litestar
from litestar.di import Provide
from litestar.exceptions import HTTPException, ValidationException
from litestar.types import ControllerRouterHandler

from stockroom import first_start
from stockroom.clock import Clock
from stockroom.commands import BY_TYPE
from stockroom.db import Database, open_database
from stockroom.desk import Desk
from stockroom.devices import Devices
from stockroom.errors import Problem
from stockroom.jobs import Hourly
from stockroom.keeping import evidence
from stockroom.keeping.notices import Post
from stockroom.keeping.photos import Photos
from stockroom.keeping.setup_code import SetupCode
from stockroom.keeping.upkeep import Upkeep
from stockroom.portal import Portal
from stockroom.sessions import Sessions
from stockroom.settings import Settings
from stockroom.vault import Vault, open_vault
from stockroom.web import (
    health,
    home_screen,
    logs,
    pages,
    problems,
    security,
    shell,
    squeezing,
    static_files,
)
from stockroom.web.api import (
    barcodes,
    batches,
    bundle,
    code_readings,
    code_table,
    commands,
    day_orders,
    described,
    files,
    first_pages,
    gate_proposals,
    labels,
    lookup,
    plans,
    portal,
    printing,
    readings,
    reads,
    reports,
    road,
    sign_in,
    turns,
    wanted,
)
from stockroom.web.changes import Changes
from stockroom.web.changes import route as listen
from stockroom.web.door import Door
from stockroom.web.pages import faults
from stockroom.web.pages.frame import Frame
from stockroom.web.plans.making import Maker


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
    portal: Portal
    devices: Devices
    photos: Photos
    setup_code: SetupCode
    upkeep: Upkeep
    plans: Maker


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
    sessions = Sessions(database=database, clock=clock)
    maker = Maker(database, clock)
    return House(
        settings=settings,
        database=database,
        clock=clock,
        vault=vault,
        desk=Desk(
            database,
            clock,
            BY_TYPE,
            vault,
            sessions.is_own,
            maker,
            partial(evidence.let_go, database, settings.files),
        ),
        door=Door(database=database, clock=clock, secure_cookies=settings.secure_cookies),
        sessions=sessions,
        portal=Portal(database, clock, sessions),
        devices=Devices(database, clock),
        photos=Photos(database=database, files=settings.files),
        setup_code=SetupCode(database=database, path=settings.setup_code, clock=clock),
        upkeep=Upkeep(settings, database, clock, vault),
        plans=maker,
    )


def application(house: House, changes: Changes | None = None) -> Litestar:
    """The service over a house; whoever serves it may end the streams of `changes` by itself."""
    assets = static_files.load()
    frame = Frame(assets, house.clock, practice=house.settings.practice)
    changes = changes or Changes(house.database)
    service = Litestar(
        route_handlers=[*routes(house, frame), listen(changes, house.door)],
        dependencies={
            "desk": always(house.desk),
            "door": always(house.door),
            "database": always(house.database),
            "sessions": always(house.sessions),
            "portal": always(house.portal),
            "devices": always(house.devices),
            "photos": always(house.photos),
            "setup_code": always(house.setup_code),
            "upkeep": always(house.upkeep),
            "plans": always(house.plans),
            "frame": always(frame),
            "assets": always(assets),
        },
        exception_handlers={
            Problem: problems.from_problem,
            ValidationException: problems.from_validation,
            HTTPException: faults.outside_of_pages(frame),
            Exception: problems.from_fault,
        },
        openapi_config=described.config(),
        lifespan=[living(house, changes)],
        logging_config=logs.Logging(house.clock),
        compression_config=squeezing.ANSWERS,
        opt=squeezing.PLAIN,
        request_max_body_size=12_000_000,
    )
    insists = house.settings.secure_cookies and house.settings.insist_on_https
    guarded = security.Guarded(service.asgi_handler, secure=insists)
    service.asgi_handler = logs.Watched(guarded, house.clock)
    return service


def routes(house: House, frame: Frame) -> list[ControllerRouterHandler]:
    """Every address that is answered."""
    return [
        *commands.routes(house.desk, house.door),
        batches.batch,
        bundle.bundle,
        road.road,
        turns.turns,
        turns.take_turns,
        *reads.routes(),
        *readings.routes,
        *reports.routes(),
        *files.routes(),
        code_readings.code_reading,
        *labels.routes(),
        *printing.routes(),
        *first_pages.routes(),
        code_table.codes_csv,
        plans.plan,
        day_orders.suggested,
        gate_proposals.gate_proposals,
        lookup.route(house.database, house.door),
        barcodes.barcode,
        wanted.wanted,
        sign_in.sign_in,
        portal.secret,
        sign_in.me,
        sign_in.revoke,
        health.health,
        health.ready,
        static_files.static_file,
        shell.service_worker,
        home_screen.manifest,
        home_screen.icon,
        pages.router(frame),
    ]


def always(value: Any) -> Provide:
    """A dependency that is the same for every request."""

    def provide() -> Any:
        return value

    return Provide(provide, sync_to_thread=False, use_cache=True)


def living(
    house: House, changes: Changes
) -> Callable[[Litestar], AbstractAsyncContextManager[None]]:
    """Do the hourly jobs while the service runs; give back the database when it stops."""

    @asynccontextmanager
    async def lifespan(_app: Litestar) -> AsyncGenerator[None, None]:
        kept = house.settings
        post = Post(house.database, house.vault, house.clock)
        hourly = Hourly(house.database, house.desk, house.clock, kept.erasures, kept.files, post)
        hourly.start()
        try:
            yield
        finally:
            await changes.stop()
            hourly.stop()
            house.database.close()

    return lifespan
