"""Reports as JSON or CSV; one pair of routes serves them all."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Sequence
from typing import Any

import msgspec
from litestar import Request, Response, get
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler

from stockroom.db import Database
from stockroom.errors import Malformed
from stockroom.reports import REPORTS
from stockroom.reports.base import Report, Row
from stockroom.web.given import GivenDatabase, GivenDoor

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """A report's question, its columns and its rows."""

    question: str
    columns: list[str]
    rows: list[dict[str, Any]]


def routes() -> Sequence[HTTPRouteHandler]:
    """JSON and CSV of every report."""
    return [route for report in REPORTS for route in (_json(report), _csv(report))]


def _json(report: Report) -> HTTPRouteHandler:
    def answer(
        request: Request[Any, Any, State], database: GivenDatabase, door: GivenDoor
    ) -> Answered:
        door.enter(request, report.roles)
        rows = _rows(report, database, request)
        return Answered(question=report.question, columns=list(report.columns), rows=rows)

    answer.__name__ = f"report_{report.name}"
    answer.__doc__ = report.question
    return get(
        f"/api/reports/{report.name}",
        name=f"report:{report.name}",
        tags=["reports"],
        sync_to_thread=True,
        opt={"roles": report.roles},
    )(answer)


def _csv(report: Report) -> HTTPRouteHandler:
    def answer(
        request: Request[Any, Any, State], database: GivenDatabase, door: GivenDoor
    ) -> Response[str]:
        door.enter(request, report.roles)
        text = as_csv(report.columns, _rows(report, database, request))
        name = f'attachment; filename="{report.name}.csv"'
        return Response(text, media_type="text/csv", headers={"Content-Disposition": name})

    answer.__name__ = f"report_{report.name}_csv"
    answer.__doc__ = report.question
    return get(
        f"/api/reports/{report.name}.csv",
        name=f"csv:{report.name}",
        tags=["reports"],
        sync_to_thread=True,
        opt={"roles": report.roles},
    )(answer)


def as_csv(columns: Sequence[str], rows: Sequence[Row]) -> str:
    """Rows as CSV; a cell that a spreadsheet would run as a formula is quoted with a dash."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(row.get(name)) for name in columns])
    return out.getvalue()


def harmless(value: Any) -> Any:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return "" if value is None else value


def _rows(report: Report, database: Database, request: Request[Any, Any, State]) -> list[Row]:
    choices = dict(request.query_params.items())
    for name, value in choices.items():
        if name not in report.choices or not re.fullmatch(report.choices[name], str(value)):
            raise Malformed(
                "unknown_filter",
                "{noun} cannot be filtered by {name}.",
                noun=report.name,
                name=name[:40],
            )
    with database.snapshot() as connection:
        return report.answer(connection, choices)
