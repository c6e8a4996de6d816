"""The page that explains the API, written out of the very lists that the routes are made of."""

from __future__ import annotations

import json
from functools import cache
from typing import Any, NamedTuple

from litestar import Request, Response, get
from litestar.datastructures import State

from stockroom.commands import COMMANDS
from stockroom.commands.base import Trade
from stockroom.reports import REPORTS
from stockroom.tables.people import Role
from stockroom.web.api.reads import READS
from stockroom.web.given import GivenDoor
from stockroom.web.pages.fields import Field, fields_of
from stockroom.web.pages.frame import GivenFrame
from stockroom.web.roles import ANYONE


class Act(NamedTuple):
    """One command as the page shows it."""

    noun: str
    describes: str
    told: bool
    reversible: bool
    roles: tuple[str, ...]
    fields: tuple[Field, ...]
    example: str


class Listing(NamedTuple):
    """One list or report as the page shows it."""

    name: str
    describes: str
    roles: tuple[str, ...]
    filters: tuple[str, ...]
    columns: tuple[str, ...]


@get(
    "/api",
    name="page:api",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def api_page(
    request: Request[Any, Any, State], door: GivenDoor, frame: GivenFrame
) -> Response[Any]:
    """Every act, list and report, with who may use it and what it takes."""
    return frame.page(
        request,
        door.guest(request),
        "api.html",
        acts=acts(),
        lists=lists(),
        reports=reports(),
    )


@cache
def acts() -> tuple[Act, ...]:
    """Every command of the trade."""
    return tuple(_act(trade) for trade in COMMANDS)


@cache
def lists() -> tuple[Listing, ...]:
    """Every list with rows of its own."""
    return tuple(
        Listing(
            read.noun,
            read.describes,
            _in_order(read.roles),
            tuple(read.filters),
            tuple(read.select.selected_columns.keys()),
        )
        for read in READS
    )


@cache
def reports() -> tuple[Listing, ...]:
    """Every report."""
    return tuple(
        Listing(
            report.name,
            report.question,
            _in_order(report.roles),
            tuple(report.choices),
            tuple(report.columns),
        )
        for report in REPORTS
    )


def _act(trade: Trade[Any]) -> Act:
    return Act(
        noun=trade.noun,
        describes=" ".join((trade.command.__doc__ or "").split()),
        told=trade.told,
        reversible=trade.reversible,
        roles=_in_order(trade.roles),
        fields=fields_of(trade.command),
        example=json.dumps(dict(trade.example), indent=2, ensure_ascii=False, default=str),
    )


def _in_order(roles: frozenset[Role]) -> tuple[str, ...]:
    return tuple(role.value for role in Role if role in roles)
