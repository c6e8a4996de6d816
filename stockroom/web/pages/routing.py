"""How pages and acts become routes: who may, what is read, what is handed in, what is shown."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from litestar import Request, Response, get, post
from litestar.datastructures import State
from litestar.handlers import HTTPRouteHandler
from litestar.params import RawBody
from litestar.response import Redirect

from stockroom.clock import Clock
from stockroom.commands import BY_NOUN
from stockroom.commands.base import Actor
from stockroom.db import Database
from stockroom.desk import Desk, Receipt
from stockroom.errors import IdReused, Malformed, NotFound, NotSignedIn, Problem
from stockroom.keeping.upkeep import Upkeep
from stockroom.rules.gate import Said
from stockroom.speech import mark as _
from stockroom.web.door import Door, Guest, allowed
from stockroom.web.given import GivenDatabase, GivenDesk, GivenDoor, GivenUpkeep
from stockroom.web.pages import done, forms
from stockroom.web.pages.acting import Act, GoTo, Look, Many, NotDone, Page, Step, command_of
from stockroom.web.pages.addresses import own_path, sign_in_address, with_query
from stockroom.web.pages.faults import NO_PAGE
from stockroom.web.pages.forms import Form
from stockroom.web.pages.frame import Frame, GivenFrame, Reader, language_of
from stockroom.web.pages.sign_in import asked_first

AnyRequest = Request[Any, Any, State]
SENT_ALREADY = _("This form was sent before. If you mean to do it once more, send it again.")
SOME_NOT_DONE = 422
HIGHEST_ID = 2**31 - 1


@dataclass(frozen=True)
class Visit:
    """One request for a page: who sends it, what was typed, and what it takes to show a page."""

    request: AnyRequest
    guest: Guest
    actor: Actor
    typed: Form
    database: Database
    frame: Frame
    upkeep: Upkeep

    def look(self, books: sa.Connection) -> Look:
        """The same as pages are given it."""
        return Look(
            books=books,
            actor=self.actor,
            reader=Reader(language_of(self.request, self.guest), self.guest),
            form=self.typed,
            path=_of_ours(self.request.path_params),
            here=self.request.url.path,
            clock=self.upkeep.clock,
            upkeep=self.upkeep,
        )

    def shown(
        self, page: Page | Act | Many, fault: Problem | None = None, **more: object
    ) -> Response[Any]:
        """The page as the books are now; with a fault, the form again with what was typed."""
        with self.database.snapshot() as books:
            look = self.look(books)
            try:
                facts = {**page.facts(look), **more}
            except GoTo as going:
                if fault is not None:
                    raise fault from going  # led elsewhere, nobody would read why it was refused
                return gone_to(self.request, _still_told(going.path, self.typed.text("done")))
            told = done.told(books, self.typed.text("done"), self.actor) if not fault else None
        return self.frame.page(
            self.request,
            self.guest,
            page.template,
            status=facts.pop("status", fault.status if fault else 200),
            typed=self.typed,
            fault=fault,
            told=told,
            new_id=_ids(look.here, self.typed, fault, look.clock),
            **facts,
        )


def routes(*pages: Page | Act | Many) -> list[HTTPRouteHandler]:
    """The routes of these pages."""
    made: list[HTTPRouteHandler] = []
    for page in pages:
        made.append(_shown(page))
        if isinstance(page, Act):
            made.append(_taken(page, _done))
        if isinstance(page, Many):
            made.append(_taken(page, _many_done))
    return made


def gone_to(request: AnyRequest, path: str) -> Response[Any]:
    """On to another page, also where a script asked for a piece of this one."""
    if "HX-Request" in request.headers:
        return Response("", headers={"HX-Redirect": path})
    return Redirect(path, status_code=303)


def _shown(page: Page | Act | Many) -> HTTPRouteHandler:
    def show(
        request: AnyRequest,
        database: GivenDatabase,
        door: GivenDoor,
        upkeep: GivenUpkeep,
        frame: GivenFrame,
    ) -> Response[Any]:
        guest = door.guest(request)
        actor = allowed(guest.actor, page.roles, reading=True)
        typed = forms.made(list(request.query_params.multi_items()))
        visit = Visit(request, guest, actor, typed, database, frame, upkeep)
        if isinstance(page, Many):
            many = typed.number("many") or 0
            return visit.shown(page, refused=(), many=many)
        return visit.shown(page)

    show.__name__ = f"show_{_name(page.path)}"
    return get(
        page.path,
        name=f"page:{page.path}",
        sync_to_thread=True,
        opt={"roles": page.roles},
        include_in_schema=False,
    )(show)


def _taken(page: Any, act: Callable[[Any, Visit, Desk], Response[Any]]) -> HTTPRouteHandler:
    """The route that takes a page's form."""

    def send(
        request: AnyRequest,
        body: RawBody,
        desk: GivenDesk,
        database: GivenDatabase,
        door: GivenDoor,
        upkeep: GivenUpkeep,
        frame: GivenFrame,
    ) -> Response[Any]:
        typed = forms.read(body)
        guest = door.guest_of_form(request)
        if guest.actor is None:
            return _signed_in_first(page, request, door, frame, typed)
        visit = Visit(request, guest, guest.actor, typed, database, frame, upkeep)
        none_tried = {"refused": (), "many": 0} if isinstance(page, Many) else {}
        try:
            door.enter(request, page.roles, csrf=typed.text("csrf"))
            if typed.ticked("shown_again"):
                allowed(guest.actor, page.roles, reading=True)
                return visit.shown(page, None, **none_tried)
            return act(page, visit, desk)
        except NotSignedIn:
            raise
        except Problem as fault:
            allowed(guest.actor, page.roles, reading=True)
            return visit.shown(page, _as_told(fault), **none_tried)

    send.__name__ = f"send_{_name(page.path)}"
    return post(
        page.path,
        name=f"form:{page.path}",
        sync_to_thread=True,
        status_code=303,
        request_max_body_size=forms.BODY_LIMIT,
        opt={"roles": page.roles},
        include_in_schema=False,
    )(send)


def _done(act: Act, visit: Visit, desk: Desk) -> Response[Any]:
    """Hand in the command of a form, after those that must stand first; on to what it did."""
    with visit.database.snapshot() as books:
        look = visit.look(books)
        before = act.before(look)
        command = command_of(act.noun, act.content(look))
    for step in before:
        _handed_in(step, look, desk)
    receipt = desk.do(command, visit.actor, id=look.form_id)
    then = act.then(receipt, visit.typed, visit.database)
    with visit.database.snapshot() as books:
        going = own_path(visit.typed.text("next"), otherwise="")
        going = going or act.after(receipt, visit.look(books))
    return Redirect(with_query(going, done=receipt.id, **then), status_code=303)


def _many_done(many: Many, visit: Visit, desk: Desk) -> Response[Any]:
    """Hand in each command of a form; show the page again where one of them does not stand."""
    with visit.database.snapshot() as books:
        look = visit.look(books)
        steps = many.steps(look)
    refused = [one for one in (_tried(step, look, desk) for step in steps) if one]
    if refused:
        return visit.shown(
            many, status=SOME_NOT_DONE, refused=refused, many=len(steps) - len(refused)
        )
    going = own_path(visit.typed.text("next"), otherwise=look.here)
    facts = {"many": str(len(steps)), "sent": visit.typed.text("id")}
    if len(steps) == 1:
        facts = {"done": str(steps[0].id(look.form_id))}
    return Redirect(with_query(going, **facts), status_code=303)


def _tried(step: Step, look: Look, desk: Desk) -> NotDone | None:
    """Nothing where the step stands now; else why not."""
    try:
        receipt = _handed_in(step, look, desk)
    except Problem as fault:
        return NotDone(step, fault.sentence, fault.facts)
    if receipt.status != "held":
        return None
    why = Said.of(receipt.said)
    return NotDone(step, why.sentence, why.facts, kept=True)


def _handed_in(step: Step, look: Look, desk: Desk) -> Receipt:
    return desk.do(command_of(step.noun, step.content), look.actor, id=step.id(look.form_id))


def _as_told(fault: Problem) -> Problem:
    """The fault as a form tells it: an id that was used means that the form was sent before."""
    if not isinstance(fault, IdReused):
        return fault
    told = Problem("sent_already", SENT_ALREADY)
    told.status = fault.status
    return told


def _ids(here: str, typed: Form, fault: Problem | None, clock: Clock) -> Callable[[str], str]:
    """What draws an id for the form that goes to a path.

    The form that is shown again keeps its own until that has been used, so that it acts once.
    """
    used = fault is None or fault.status == IdReused.status or isinstance(fault, Malformed)
    kept = [] if used else [typed.text("id")]
    return lambda path: kept.pop() if kept and path == here else str(clock.command_id())


def _signed_in_first(
    page: Act | Many, request: AnyRequest, door: Door, frame: Frame, typed: Form
) -> Response[Any]:
    """The sign-in page, which keeps what was typed meanwhile, unless it is secret."""
    path = request.url.path
    if isinstance(page, Act) and BY_NOUN[page.noun].secret_fields:
        return Redirect(sign_in_address(path), status_code=303)
    return asked_first(request, door, frame, path, typed)


def _still_told(path: str, done_id: str) -> str:
    return with_query(path, done=done_id) if done_id else path


def _of_ours(parts: Mapping[str, Any]) -> Mapping[str, Any]:
    """The parts of an address; raises `NotFound` for what no database can hold."""
    for part in parts.values():
        if "\x00" in str(part) or (isinstance(part, int) and part > HIGHEST_ID):
            raise NotFound("http_404", NO_PAGE)
    return parts


def _name(path: str) -> str:
    return "".join(letter if letter.isalnum() else "_" for letter in path)
