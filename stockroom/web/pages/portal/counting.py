"""A facility's count by the code on its paper: nobody signs in, and nothing else is told.

Whoever has a number and a wrong code learns no more than whoever has neither; tries are slowed as
those of signing in are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from litestar import Response, get, post
from litestar.params import RawBody

from stockroom import paper_codes
from stockroom.commands.base import Actor
from stockroom.commands.confirming import Confirmation, Received
from stockroom.db import Database
from stockroom.desk import Desk
from stockroom.errors import Malformed, NotAllowed, NotSignedIn, Problem, Refused
from stockroom.rules import codes, receipt_numbers
from stockroom.sessions import Sessions
from stockroom.tables.handovers import ConfirmedBy
from stockroom.tables.people import Role
from stockroom.web.door import Door, Guest, same
from stockroom.web.given import GivenDatabase, GivenDesk, GivenDoor, GivenSessions
from stockroom.web.pages import forms
from stockroom.web.pages.admin.sent import SMALL, AnyRequest
from stockroom.web.pages.forms import Form
from stockroom.web.pages.frame import Frame, GivenFrame
from stockroom.web.pages.road import delivery
from stockroom.web.pages.road.delivery import Line
from stockroom.web.pages.road.telling import RECEIVERS
from stockroom.web.pages.sign_in import form_cookie, own_cookie
from stockroom.web.roles import ANYONE

PATH = "/confirm"
WRONG_FOR_NUMBER = 10
WRONG_FROM_ADDRESS = 20


@dataclass
class Thing:
    """One product in one size, in pieces as handed over, and the lots that it came from."""

    name: str
    names: Mapping[str, str] | None
    size_label: str
    here: int = 0
    lots: list[tuple[str, int | None, int]] = field(default_factory=list)


@get(
    PATH, name="page:/confirm", sync_to_thread=True, opt={"roles": ANYONE}, include_in_schema=False
)
def confirm(request: AnyRequest, door: GivenDoor, frame: GivenFrame) -> Response[Any]:
    """The form for the number and the code that stand on the paper."""
    return _form(request, door, frame)


@post(
    PATH,
    name="form:/confirm",
    sync_to_thread=True,
    status_code=200,
    request_max_body_size=SMALL,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def counted(
    request: AnyRequest,
    body: RawBody,
    desk: GivenDesk,
    database: GivenDatabase,
    door: GivenDoor,
    sessions: GivenSessions,
    frame: GivenFrame,
) -> Response[Any]:
    """What came on that paper, to be counted; or the count itself, taken into the books."""
    said = forms.read(body)
    if not same(request.cookies.get(form_cookie(door), ""), said.text("csrf")):
        raise NotAllowed("csrf", "This page is too old; load it again.")
    address = request.client.host if request.client else ""
    row: Any = None
    things: Sequence[Thing] = ()
    try:
        number = _proven(desk, sessions, said, address)
        row, things = _came(database, number)
        if said.text("count"):
            return _taken(request, desk, door, frame, said, row, things)
    except Problem as fault:
        return _form(request, door, frame, said, row, things, fault)
    return _form(request, door, frame, said, row, things)


def _proven(desk: Desk, sessions: Sessions, said: Form, address: str) -> str:
    """The receipt number whose code was brought; raises `NotSignedIn` or `TooMany`."""
    typed = said.text("number")[: receipt_numbers.LONGEST_TYPED]
    try:
        number = receipt_numbers.read(typed)
    except Malformed:
        number = ""
    tries = (f"paper:{number}", WRONG_FOR_NUMBER), (f"paper from:{address}", WRONG_FROM_ADDRESS)
    sessions.slow_down(*tries)
    fits = paper_codes.is_code_for(desk.vault, number, said.text("code"))
    if not (fits and number):
        raise NotSignedIn("wrong_paper", "The number or the code is not right. Look again.")
    for name, _most in tries:
        sessions.uncount(name)
    return number


def _came(database: Database, number: str) -> tuple[Any, Sequence[Thing]]:
    """The handover that waits to be counted, by product and size; raises `Refused` for none."""
    with database.snapshot() as books:
        row = delivery.by_receipt(books, number)
        if row is None:
            raise Refused("nothing_came", "Nothing has been handed over on this paper yet.")
        if row.confirmed_in is not None:
            raise Refused("counted_before", "This was counted already. Thank you!")
        return row, _things(delivery.lines_of(books, row))


def _things(lines: Sequence[Line]) -> Sequence[Thing]:
    found: dict[tuple[str, str], Thing] = {}
    for line in lines:
        here = line.accepted + line.corrected
        if here > 0:
            about = line.about
            thing = Thing(about.name, about.names, about.size_label)
            thing = found.setdefault((about.name, about.size_label), thing)
            thing.here += here
            lot = codes.name_of_lot(about.code, about.lot_id)
            thing.lots.append((lot, line.line_id, here))
    return list(found.values())


def _taken(
    request: AnyRequest,
    desk: Desk,
    door: Door,
    frame: Frame,
    said: Form,
    row: Any,
    things: Sequence[Thing],
) -> Response[Any]:
    role = said.text("role")
    command = Confirmation(
        delivery=row.id,
        by=ConfirmedBy.PAPER_CODE,
        role=role if role in dict(RECEIVERS) else "",
        lines=[] if said.ticked("all_right") else _counts(said, things),
    )
    whoever = Actor(id=None, name="", role=Role.FACILITY, facility_id=row.facility_id)
    try:
        own_id = UUID(said.text("id"))
    except ValueError as fault:
        raise Malformed("unreadable", forms.NOT_UNDERSTOOD) from fault
    desk.do(command, whoever, id=own_id)
    return frame.page(request, Guest(None, _secret(request, door)), "portal/counted.html")


def _counts(said: Form, things: Sequence[Thing]) -> list[Received]:
    """What was counted of each product, shared out over the lots that it came from."""
    found = []
    for at, thing in enumerate(things):
        left = said.number(f"counted.{at}")
        if left is None:
            raise Refused(
                "not_counted", "Line {line}: say how many arrived; 0 if none did.", line=at + 1
            )
        for place, (lot, line, here) in enumerate(thing.lots, start=1):
            took = left if place == len(thing.lots) else min(left, here)
            found.append(Received(lot=lot, line=line, counted=took))
            left -= took
    return found


def _form(
    request: AnyRequest,
    door: Door,
    frame: Frame,
    said: Form = forms.NOTHING,
    row: Any = None,
    things: Sequence[Thing] = (),
    fault: Problem | None = None,
) -> Response[Any]:
    """The form with its own secret, which a foreign page can neither read nor set."""
    kept = request.cookies.get(form_cookie(door), "")
    secret = kept or door.clock.secret()
    answer = frame.page(
        request,
        Guest(None, secret),
        "portal/count.html",
        status=fault.status if fault else 200,
        fault=fault,
        typed=said,
        delivery=row,
        things=things,
        receivers=RECEIVERS,
        own_id=said.text("id") or str(door.clock.command_id()),
    )
    if not kept:
        answer.set_cookie(own_cookie(form_cookie(door), secret, door))
    return answer


def _secret(request: AnyRequest, door: Door) -> str:
    return request.cookies.get(form_cookie(door), "")
