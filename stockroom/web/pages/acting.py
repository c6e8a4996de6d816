"""Pages made of one list each: what is looked at, and what is done there.

A `Page` is an address that shows something. An `Act` is a page with the form of one command: it
shows the form, hands the command in at the desk, and leads on to where its result shows, or shows
the form again with what was typed and the sentence that says why not. The id of the command is
drawn when the form is shown, so that a form sent twice acts once. `Many` is a page whose form hands
in several commands, each by itself. How the three become routes stands in `routing.py`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid5

import msgspec
import sqlalchemy as sa

from stockroom.clock import Clock
from stockroom.commands import BY_NOUN
from stockroom.commands.base import Actor, Command
from stockroom.db import Database
from stockroom.desk import Receipt
from stockroom.errors import Malformed, NotFound
from stockroom.keeping.upkeep import Upkeep
from stockroom.tables.people import Role
from stockroom.web.api.commands import not_of_this_form
from stockroom.web.pages.forms import NOT_UNDERSTOOD, Form
from stockroom.web.pages.frame import Reader

Facts = Mapping[str, Any]


@dataclass(frozen=True)
class Look:
    """One look at a page: who looks, at which moment of the books, and what the address says.

    `form` holds what was typed, or what the query of the address fills in. `path` holds the parts
    of the address that are in braces, `here` its path; `upkeep` knows of backups and the disk.
    """

    books: sa.Connection
    actor: Actor
    reader: Reader
    form: Form
    path: Mapping[str, Any]
    here: str
    clock: Clock
    upkeep: Upkeep

    @property
    def form_id(self) -> UUID:
        """The id that the form carried for its command; raises `Malformed`."""
        try:
            return UUID(self.form.text("id"))
        except ValueError as fault:
            raise Malformed("unreadable", NOT_UNDERSTOOD) from fault

    def may(self, noun: str) -> bool:
        """Whether the reader's role may give this command."""
        return self.actor.role in BY_NOUN[noun].roles


class GoTo(Exception):
    """Raised by the facts of a page to lead the reader to another page of ours."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def no_facts(_look: Look) -> Facts:
    """A page that shows nothing but its template."""
    return {}


@dataclass(frozen=True)
class Page:
    """An address that shows something to these roles; `facts` are what its template is given."""

    path: str
    template: str
    roles: frozenset[Role]
    facts: Callable[[Look], Facts] = no_facts


def as_typed(look: Look) -> Mapping[str, Any]:
    """The content of a command whose fields the form names as the struct does."""
    return look.form.content()


@dataclass(frozen=True)
class Step:
    """One of several commands of a form: a donation before its intake, a line among many.

    `says` names the thing in the sentence that tells why it was refused.
    """

    noun: str
    content: Mapping[str, Any]
    says: str = ""

    def id(self, form_id: UUID) -> UUID:
        """Its id: the same for a form sent again, another once its content has changed."""
        return uuid5(form_id, f"{self.noun} {msgspec.json.encode(dict(self.content)).decode()}")


def nothing_before(_look: Look) -> Sequence[Step]:
    """A form of one command only."""
    return ()


def home(_receipt: Receipt, _look: Look) -> str:
    """On to the first page."""
    return "/"


def nothing_then(_receipt: Receipt, _form: Form, _database: Database) -> Mapping[str, str]:
    """A form whose command is all that happens."""
    return {}


@dataclass(frozen=True)
class Act:
    """A page with the form of one command.

    `facts` are what the form shows, read anew when it has to be shown again. `content` makes the
    command's content out of what was typed, and may raise `Refused`. `before` are commands that
    must stand first; `content` finds their ids by `Step.id(look.form_id)`. `after` says where to go
    on when the form itself names no `next`. `then` does what the command stands for outside of the
    books, slow as it may be (a printer); what it gives is told to the page that is gone to.
    """

    noun: str
    path: str
    template: str
    facts: Callable[[Look], Facts] = no_facts
    content: Callable[[Look], Mapping[str, Any]] = as_typed
    before: Callable[[Look], Sequence[Step]] = nothing_before
    after: Callable[[Receipt, Look], str] = home
    then: Callable[[Receipt, Form, Database], Mapping[str, str]] = nothing_then

    @property
    def roles(self) -> frozenset[Role]:
        """Who may give the command."""
        return BY_NOUN[self.noun].roles


@dataclass(frozen=True)
class Many:
    """A page whose form hands in several commands, each by itself: one refused stops no other.

    `steps` are those that the pressed button means; the ids follow from the form's, so that a form
    sent twice acts once. The page then shows `many`, how many stand, and `refused`, those that
    do not, each a `NotDone`.
    """

    path: str
    template: str
    roles: frozenset[Role]
    facts: Callable[[Look], Facts]
    steps: Callable[[Look], Sequence[Step]]


@dataclass(frozen=True)
class NotDone:
    """A step that does not stand as it was told, and the sentence that says why.

    `kept` ones wait for a coordinator and are not to be told again.
    """

    step: Step
    sentence: str
    facts: Mapping[str, object]
    kept: bool = False


def command_of(noun: str, content: Mapping[str, Any]) -> Command:
    """The command of that noun; raises `NotOfThisForm` naming the field that breaks a limit."""
    try:
        made: Command = msgspec.convert(dict(content), BY_NOUN[noun].command, strict=False)
    except msgspec.ValidationError as fault:
        raise not_of_this_form(fault) from fault
    return made


def row_or_not_found(row: Any, ref: object) -> Any:
    """The row; raises `NotFound` where there is none."""
    if row is None:
        raise NotFound("unknown_code", "{code} is not known here.", code=str(ref)[:40])
    return row
