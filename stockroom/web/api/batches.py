"""`POST /api/batches`: what a device kept while it had no network, in the order of its hands.

Each command is answered singly, as its own PUT would have been. People take turns on one device,
so each may name its actor: somebody who has signed in on that device.

A refusal stops no other. Where the service itself is in trouble it stops there, since what comes
later may need what comes before; so it does when it has worked for long. Whatever was not tried is
sent again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Any
from uuid import UUID

import msgspec
import sqlalchemy as sa
from litestar import Request, post
from litestar.datastructures import State
from litestar.middleware import DefineMiddleware
from litestar.params import JSONBody
from msgspec import Meta

from stockroom import together
from stockroom.commands import BY_NOUN, refs
from stockroom.commands.base import ANY_SIGNED_IN, RowId
from stockroom.desk import Desk, Handed, Receipt
from stockroom.errors import Busy, NotAllowed, NotFound, Problem
from stockroom.web.api.commands import (
    BODY_LIMIT,
    in_words,
    not_of_this_form,
    sent_as_json,
    status_of,
)
from stockroom.web.given import GivenDatabase, GivenDesk, GivenDevices, GivenDoor
from stockroom.web.hands import Hands, hands
from stockroom.web.problems import FAULT, ProblemDetails, details
from stockroom.web.squeezing import SQUEEZED, Unsqueezing

MOST_IN_A_BATCH = 500
# Well before a device gives up waiting: it sends the rest again, and loses nothing but the way.
LONGEST_S = 8.0
_NOT_TRIED = Busy("not_tried", "This was not tried, since what came before it failed.")
_LATER = Busy("not_yet", "This was not tried yet; send it again.")
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
    middleware=[DefineMiddleware(Unsqueezing, most_bytes=BODY_LIMIT)],
    sync_to_thread=True,
    status_code=200,
    opt={"roles": ANY_SIGNED_IN, **SQUEEZED},
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
    handed = [_handed(those, one) for one in commands]
    ends, at, why = desk.clock.running_s() + LONGEST_S, 0, None
    while at < len(commands) and why is None:
        for outcome in _outcomes(desk, handed[at:]):
            yield _answer(request, commands[at], outcome)
            at += 1
            why = _NOT_TRIED if together.is_trouble(outcome) else None
        if why is None and desk.clock.running_s() > ends:
            why = _LATER
    for one in commands[at:]:
        yield _answer(request, one, why or _LATER)


def _outcomes(desk: Desk, handed: Sequence[Handed | Problem]) -> Sequence[Receipt | Exception]:
    """What became of the first of them, at least of one."""
    if isinstance(handed[0], Problem):
        return [handed[0]]
    return together.do(desk, list(_until_a_problem(handed)))


def _until_a_problem(handed: Sequence[Handed | Problem]) -> Iterator[Handed]:
    for one in handed:
        if isinstance(one, Problem):
            return
        yield one


def _settled(commands: Sequence[Sent], answers: Sequence[Answer]) -> list[int]:
    """The outbox's numbers of those that the service has answered for good."""
    return [
        one.counter
        for one, answer in zip(commands, answers, strict=True)
        if one.counter is not None and answer.status < together.IN_TROUBLE
    ]


def _handed(those: Hands, one: Sent) -> Handed | Problem:
    try:
        return Handed(_decoded(one), those.of(one.actor), one.id)
    except Problem as problem:
        return problem


def _answer(request: Request[Any, Any, State], one: Sent, outcome: Receipt | Exception) -> Answer:
    if isinstance(outcome, Receipt):
        return Answer(id=one.id, status=status_of(outcome), receipt=in_words(request, outcome))
    if not isinstance(outcome, Problem):
        # One act over which we stumble must not keep the others from their answers for ever.
        request.logger.exception("fault", exc_info=outcome)
        outcome = Problem("fault", FAULT)
    told = details(request, outcome)
    return Answer(id=one.id, status=told.status, problem=told)


def _decoded(one: Sent) -> Any:
    trade = BY_NOUN.get(one.noun)
    if trade is None:
        raise NotFound("unknown_noun", "There is no act called {noun}.", noun=one.noun)
    try:
        return msgspec.convert(one.content, type=trade.command)
    except msgspec.ValidationError as fault:
        raise not_of_this_form(fault) from fault
