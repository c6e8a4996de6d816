"""Scanning with a USB or Bluetooth scanner beside this terminal."""

from __future__ import annotations

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import httpx
import typer

from stockroom_cli import config, exits, tables
from stockroom_cli.acting import answer, connect
from stockroom_cli.chapter import Chapter
from stockroom_cli.client import Client
from stockroom_cli.exits import NOT_ALLOWED, REFUSED, UNREACHABLE, USAGE, Stop
from stockroom_cli.options import Json
from stockroom_cli.scanning import terminal
from stockroom_cli.scanning.hearing import Ear, listed
from stockroom_cli.scanning.keys import Heard, Keys
from stockroom_cli.scanning.outbox import Outbox
from stockroom_cli.scanning.resolve import verb_named
from stockroom_cli.scanning.results import Result
from stockroom_cli.scanning.room import Room
from stockroom_cli.scanning.screen import Live, Plain, Screen
from stockroom_cli.scanning.sender import Sender
from stockroom_cli.scanning.session import Session
from stockroom_cli.scanning.state import SORT, State
from stockroom_cli.speech import _

chapter = Chapter(_("Scanning"))
PATIENCE = httpx.Timeout(5.0, connect=3.0)  # somebody waits with a thing in hand
TICK_S = 0.5


@chapter.command("scan")
def scan(
    verb: Annotated[
        str | None, typer.Argument(help=_("what the scans do, such as put-away"))
    ] = None,
    place: Annotated[
        str | None, typer.Argument(help=_("where to, by code, short number or name"))
    ] = None,
    as_json: Json = False,
) -> None:
    """Scan with a scanner that plays a keyboard: verb, place, things; ? tells what can be typed.

    Lines of a pipe are scans too. Each act is written down before it is sent.
    """
    name = verb_named(verb) if verb is not None else None
    if verb is not None and name in (None, SORT):
        raise Stop(USAGE, _("{verb} is nothing that can be scanned").format(verb=verb))
    with _session(name) as session:
        if terminal.has_keys():
            _with_keys(session, as_json, place)
        else:
            _with_lines(session, as_json, place)
        _end(session)


@contextmanager
def _session(verb: str | None) -> Iterator[Session]:
    with connect() as patient:
        me = answer(patient.get("/api/turns"), False)["me"]["id"]
        outbox = _outbox(patient.config.url, me)
        try:
            room = Room(patient)
            room.fetch(outbox.waiting)
            with Client(config.load(), _unsaid, tries=1, time_out=PATIENCE) as quick:
                room.client = quick
                yield Session(room, outbox, Sender(quick, outbox), State(verb=verb))
        finally:
            outbox.close()


def _outbox(url: str, who: int) -> Outbox:
    try:
        return Outbox(url, who)
    except OSError as fault:
        told = _("Acts cannot be written down on this computer: {fault}")
        raise Stop(USAGE, told.format(fault=fault)) from fault


def _with_keys(session: Session, as_json: bool, place: str | None) -> None:
    screen = Live(as_json=as_json)
    with terminal.one_by_one():
        try:
            screen.begin()
            _listen(session, screen, place)
        except KeyboardInterrupt as stopped:
            raise Stop(exits.STOPPED, "") from stopped
        finally:
            screen.end()


def _listen(session: Session, screen: Live, place: str | None) -> None:
    ear, keys, read = Ear(session), Keys(), terminal.keys()
    _begin(session, screen, place)
    while not ear.over:
        screen.prompt(session, keys.typed)
        try:
            got = read.get(timeout=TICK_S)
        except queue.Empty:
            _show(screen, session.send())
            continue
        for heard in keys.take(*got) if got is not None else ():
            _hear(ear, heard, screen)
        if got is None or keys.ended:
            keys.ended = False
            _show(screen, ear.leave())
            ear.over = ear.over or got is None


def _with_lines(session: Session, as_json: bool, place: str | None) -> None:
    screen, ear, read = Plain(as_json=as_json), Ear(session), terminal.lines()
    _begin(session, screen, place)
    while not ear.over and (got := read.get()) is not None:
        if got[0].strip():
            _hear(ear, Heard(got[0], "line", got[1]), screen)


def _begin(session: Session, screen: Screen, place: str | None) -> None:
    """What was left over is sent first, and what needs somebody is shown."""
    _show(screen, session.send(whatever=True))
    if session.outbox.needs_you or session.outbox.of_others:
        _show(screen, listed(session, ""))
    if place is not None:
        _show(screen, session.scanned(place, by_hand=True))
    screen.prompt(session)


def _hear(ear: Ear, heard: Heard, screen: Screen) -> None:
    if not ear.over:
        _show(screen, ear.hear(heard))
        screen.prompt(ear.session)


def _show(screen: Screen, results: list[Result]) -> None:
    for result in results:
        screen.show(result)


def _end(session: Session) -> None:
    """A last try; raises `Stop` for what is left, and for what was no."""
    for result in session.send(whatever=True):
        tables.tell(result.says)
    outbox = session.outbox
    waits = len(outbox.waiting) + len(outbox.parked)
    if outbox.needs_you:
        told = _("Refused, and still in the list: {number}. Say drop in the next scan.")
        raise Stop(REFUSED, told.format(number=len(outbox.needs_you)))
    if waits:
        code = NOT_ALLOWED if session.sender.mood == "sign-in" else UNREACHABLE
        told = _("Saved here and not sent: {number}. They go out when you scan again.")
        raise Stop(code, told.format(number=waits))
    if session.worst != exits.OK:
        raise Stop(session.worst, "")


def _unsaid(_sentence: str) -> None:
    """A try that failed shows in the line above what is typed."""
