"""The routes that write, generated from COMMANDS: `PUT /api/{noun}/{id}`.

The id is the command's, made on the sender's device; sending it again gives the stored receipt.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

import msgspec
from litestar import Request, Response, put
from litestar.datastructures import State
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.datastructures import ResponseSpec
from litestar.params import FromPath, RawBody
from litestar.status_codes import HTTP_400_BAD_REQUEST, HTTP_415_UNSUPPORTED_MEDIA_TYPE

from stockroom import speech
from stockroom.commands import COMMANDS
from stockroom.commands.base import Trade
from stockroom.desk import Desk, Receipt
from stockroom.errors import Malformed
from stockroom.rules.gate import Said
from stockroom.web.api import described
from stockroom.web.door import Door
from stockroom.web.problems import FORM, SENTENCES, ProblemDetails, Unreadable

BODY_LIMIT = 1_000_000


class NotOfThisForm(Malformed):
    """Content that is not as the API's description says."""

    status = HTTP_400_BAD_REQUEST


def status_of(receipt: Receipt) -> int:
    """201 recorded, 202 held for a coordinator, 200 already known."""
    if receipt.repeated:
        return 200
    return 202 if receipt.status == "held" else 201


def in_words(request: Request[Any, Any, Any], receipt: Receipt) -> Receipt:
    """The receipt, with the sentence for which it is held in the reader's language."""
    if not receipt.said:
        return receipt
    language = speech.wanted(request.headers.get("Accept-Language", ""))
    said = Said.of(receipt.said)
    sentence = speech.say(language, said.sentence, said.facts)
    return msgspec.structs.replace(receipt, sentence=sentence)


def sent_as_json(request: Request[Any, Any, State]) -> None:
    """Refuse a body that does not say it is JSON: a form of a foreign page never does."""
    if request.content_type[0] != "application/json":
        raise HTTPException(status_code=HTTP_415_UNSUPPORTED_MEDIA_TYPE)


def routes(desk: Desk, door: Door) -> Sequence[HTTPRouteHandler]:
    """One PUT for each noun of the trade.

    The busiest routes close over desk and door: as dependencies of the request they would cost
    a third of a put-away's CPU time.
    """
    return [_route(trade, desk, door) for trade in COMMANDS]


def _route(trade: Trade[Any], desk: Desk, door: Door) -> HTTPRouteHandler:
    read = msgspec.json.Decoder(trade.command).decode

    def record(
        request: Request[Any, Any, State], command_id: FromPath[UUID], body: RawBody
    ) -> Response[Receipt]:
        actor = door.enter(request, trade.roles)
        sent_as_json(request)
        receipt = desk.do(decoded(read, body), actor, id=command_id)
        return Response(in_words(request, receipt), status_code=status_of(receipt))

    record.__name__ = "put_" + trade.noun.replace("-", "_")
    record.__doc__ = trade.command.__doc__
    return put(
        f"/api/{trade.noun}/{{command_id:uuid}}",
        name=f"put:{trade.noun}",
        summary=trade.noun,
        tags=["told" if trade.told else "asked"],
        operation_class=described.operation(trade),
        request_max_body_size=BODY_LIMIT,
        sync_to_thread=True,
        status_code=201,
        responses=RESPONSES,
        opt={"roles": trade.roles},
    )(record)


def decoded(read: Callable[[bytes], Any], body: bytes) -> Any:
    """The command in a body, every limit enforced; raises `NotOfThisForm` naming the field.

    Strictly, unlike the framework, which would take the text "1" for a number.
    """
    try:
        return read(body)
    except msgspec.ValidationError as fault:
        raise not_of_this_form(fault) from fault
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        raise Unreadable("unreadable", SENTENCES[HTTP_400_BAD_REQUEST]) from fault


def not_of_this_form(fault: msgspec.ValidationError) -> NotOfThisForm:
    """The refusal of content that breaks a limit, with the field where it does."""
    message, _, path = str(fault).partition(" - at `")
    refusal = NotOfThisForm("malformed", FORM)
    refusal.fields = [{"field": path.rstrip("`").removeprefix("$."), "message": message}]
    return refusal


RESPONSES = {
    200: ResponseSpec(
        Receipt, description="already recorded: the stored receipt", generate_examples=False
    ),
    202: ResponseSpec(Receipt, description="held for a coordinator", generate_examples=False),
    400: ResponseSpec(ProblemDetails, description="not of this form", generate_examples=False),
    401: ResponseSpec(ProblemDetails, description="not signed in", generate_examples=False),
    403: ResponseSpec(ProblemDetails, description="the role may not", generate_examples=False),
    409: ResponseSpec(
        ProblemDetails, description="the id was used for something else", generate_examples=False
    ),
    422: ResponseSpec(
        ProblemDetails, description="refused, with the reason", generate_examples=False
    ),
    503: ResponseSpec(
        ProblemDetails, description="the books cannot be reached now", generate_examples=False
    ),
}
