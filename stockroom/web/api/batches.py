"""`POST /api/batches`: what a device kept while it had no network, in the order of its hands.

Each command is answered singly, as its own PUT would have been. People take turns on one device,
so each may name its actor: somebody who has signed in on that device.

A refusal stops no other. Where the service itself is in trouble it stops there, since what comes
later may need what comes before; whatever was not tried is sent again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
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
from stockroom.errors import Busy, NotAllowed, NotFound, Problem
from stockroom.web.api.commands import BODY_LIMIT, not_of_this_form, sent_as_json, status_of
from stockroom.web.given import GivenDatabase, GivenDesk, GivenDevices, GivenDoor
from stockroom.web.hands import Hands, hands
from stockroom.web.problems import FAULT, ProblemDetails, details

MOST_IN_A_BATCH = 200
IN_TROUBLE = 500
_NOT_TRIED = Busy("not_tried", "This was not tried, since what came before it failed.")
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
    if data.outbox is not None and those.device_id is None:
        raise NotAllowed("not_on_this_device", "Begin to scan on this device first.")
    answers = list(_answers(request, desk, those, data.commands))
    if data.outbox is not None and those.device_id is not None:
        devices.heard(str(data.outbox), those.device_id, _settled(data.commands, answers))
    with database.reading() as books:
        return Answers(answers=answers, epoch=books.execute(_EPOCH).scalar() or "")


def _answers(
    request: Request[Any, Any, State], desk: Desk, those: Hands, commands: Sequence[Sent]
) -> Iterator[Answer]:
    trouble = False
    for one in commands:
        if trouble:
            not_tried = details(request, _NOT_TRIED)
            yield Answer(id=one.id, status=not_tried.status, problem=not_tried)
            continue
        answer = _answer(request, desk, those, one)
        trouble = answer.status >= IN_TROUBLE
        yield answer


def _settled(commands: Sequence[Sent], answers: Sequence[Answer]) -> list[int]:
    """The outbox's numbers of those that the service has answered for good."""
    return [
        one.counter
        for one, answer in zip(commands, answers, strict=True)
        if one.counter is not None and answer.status < IN_TROUBLE
    ]


def _answer(request: Request[Any, Any, State], desk: Desk, those: Hands, one: Sent) -> Answer:
    try:
        receipt = desk.do(_decoded(one), those.of(one.actor), id=one.id)
    except Problem as problem:
        told = details(request, problem)
    except Exception as fault:
        # One act over which we stumble must not keep the others from their answers for ever.
        request.logger.exception("fault", exc_info=fault)
        told = details(request, Problem("fault", FAULT))
    else:
        return Answer(id=one.id, status=status_of(receipt), receipt=receipt)
    return Answer(id=one.id, status=told.status, problem=told)


def _decoded(one: Sent) -> Any:
    trade = BY_NOUN.get(one.noun)
    if trade is None:
        raise NotFound("unknown_noun", "There is no act called {noun}.", noun=one.noun)
    try:
        return msgspec.convert(one.content, type=trade.command)
    except msgspec.ValidationError as fault:
        raise not_of_this_form(fault) from fault
