"""`POST /api/batches`: what a device kept while it had no network, in the order of its hands.

Each command is answered singly, as its own PUT would have been. People take turns on one device,
so each may name its actor: somebody who has signed in on that device.
"""

from __future__ import annotations

from typing import Annotated, Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from litestar import Request, post
from litestar.datastructures import State
from litestar.params import JSONBody
from msgspec import Meta

from stockroom.commands import BY_NOUN, refs
from stockroom.commands.base import ANY_SIGNED_IN, RowId
from stockroom.desk import Desk, Receipt
from stockroom.errors import NotFound, Problem
from stockroom.web.api.commands import BODY_LIMIT, not_of_this_form, sent_as_json, status_of
from stockroom.web.given import GivenDatabase, GivenDesk, GivenDevices, GivenDoor
from stockroom.web.hands import Hands, hands
from stockroom.web.problems import ProblemDetails, details

MOST_IN_A_BATCH = 200
_EPOCH = sa.select(refs.SETTING.c.value).where(refs.SETTING.c.name == "epoch")


class Sent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One command of a batch: its noun, its id, and its content.

    `actor` is the number of the person whose hands did it; without it, whoever sends the batch.
    `counter` is the outbox's own number for it, counted without gaps.
    """

    noun: Annotated[str, Meta(max_length=40)]
    id: UUID
    content: dict[str, Any] = {}
    actor: RowId | None = None
    counter: RowId | None = None


class Batch(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Commands in the order in which hands did them, and the outbox that they waited in."""

    commands: Annotated[list[Sent], Meta(min_length=1, max_length=MOST_IN_A_BATCH)]
    outbox: UUID | None = None


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one command: the status that its own PUT would have had."""

    id: UUID
    status: int
    receipt: Receipt | None = None
    problem: ProblemDetails | None = None


class Answers(msgspec.Struct, frozen=True, kw_only=True):
    """One answer for each command, in the same order, and the epoch of the books that gave them."""

    answers: list[Answer]
    epoch: str


@post(
    "/api/batches",
    name="batches",
    summary="several commands, each answered singly",
    tags=["batch"],
    request_max_body_size=BODY_LIMIT,
    sync_to_thread=True,
    status_code=200,
    opt={"roles": ANY_SIGNED_IN},
)
def batch(
    request: Request[Any, Any, State],
    data: JSONBody[Batch],
    desk: GivenDesk,
    door: GivenDoor,
    devices: GivenDevices,
    database: GivenDatabase,
) -> Answers:
    """Record several commands in order; one that is refused does not stop the others."""
    sender = door.enter(request, ANY_SIGNED_IN)
    sent_as_json(request)
    those = hands(database, request, door, sender)
    answers = [_answer(request, desk, those, one) for one in data.commands]
    counters = [one.counter for one in data.commands if one.counter is not None]
    if data.outbox is not None and those.device_id is not None:
        devices.heard(str(data.outbox), those.device_id, counters)
    with database.reading() as books:
        return Answers(answers=answers, epoch=books.execute(_EPOCH).scalar() or "")


def _answer(request: Request[Any, Any, State], desk: Desk, those: Hands, one: Sent) -> Answer:
    try:
        receipt = desk.do(_decoded(one), those.of(one.actor), id=one.id)
    except Problem as problem:
        told = details(request, problem)
        return Answer(id=one.id, status=told.status, problem=told)
    return Answer(id=one.id, status=status_of(receipt), receipt=receipt)


def _decoded(one: Sent) -> Any:
    trade = BY_NOUN.get(one.noun)
    if trade is None:
        raise NotFound("unknown_noun", "There is no act called {noun}.", noun=one.noun)
    try:
        return msgspec.convert(one.content, type=trade.command)
    except msgspec.ValidationError as fault:
        raise not_of_this_form(fault) from fault
