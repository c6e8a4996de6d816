"""Every error as problem details (RFC 9457): a status, a reason for machines, a sentence."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.openapi.datastructures import ResponseSpec
from litestar.status_codes import HTTP_400_BAD_REQUEST, HTTP_401_UNAUTHORIZED

from stockroom import speech
from stockroom.errors import Problem
from stockroom.speech import mark as _

MEDIA_TYPE = "application/problem+json"
FORM = _("What was sent does not have the form that this act needs.")
FAULT = _("Something went wrong on our side; it has been written down.")
UNNAMED = _("This request could not be answered.")
RETRY_AFTER_S = {429: "60", 503: "2", 507: "60"}
SENTENCES = {
    400: _("What was sent cannot be read."),
    404: _("There is nothing at this address."),
    405: _("This address does not take that kind of request."),
    413: _("That is more than can be taken in at once."),
    415: _("What was sent is not of a kind that can be read here."),
}


def problem(description: str) -> ResponseSpec:
    """What the API's description says of a failure of a route."""
    return ResponseSpec(ProblemDetails, description=description, generate_examples=False)


class Unreadable(Problem):
    """A body that cannot be read as JSON at all."""

    status = HTTP_400_BAD_REQUEST


class ProblemDetails(msgspec.Struct, frozen=True, kw_only=True):
    """What went wrong: `reason` is stable, `detail` is a sentence in the reader's language."""

    status: int
    title: str
    reason: str
    detail: str
    fields: list[dict[str, str]] = []


def answer(problem: ProblemDetails) -> Response[Any]:
    """The response for a problem, with when to try again where that helps."""
    headers = {"Cache-Control": "no-store"}
    if problem.status in RETRY_AFTER_S:
        headers["Retry-After"] = RETRY_AFTER_S[problem.status]
    if problem.status == HTTP_401_UNAUTHORIZED:
        headers["WWW-Authenticate"] = 'Bearer realm="stockroom"'
    return Response(problem, status_code=problem.status, media_type=MEDIA_TYPE, headers=headers)


def from_problem(request: Request[Any, Any, Any], fault: Problem) -> Response[Any]:
    """One of our own failures."""
    return answer(details(request, fault))


def details(request: Request[Any, Any, Any], fault: Problem) -> ProblemDetails:
    """A failure in the reader's language."""
    language = speech.wanted(request.headers.get("Accept-Language", ""))
    return ProblemDetails(
        status=fault.status,
        title=type(fault).__name__,
        reason=fault.reason,
        detail=speech.say(language, fault.sentence, fault.facts),
        fields=fault.fields,
    )


def from_validation(request: Request[Any, Any, Any], fault: ValidationException) -> Response[Any]:
    """A body or a parameter that is not as the API's description says."""
    extra = fault.extra if isinstance(fault.extra, list) else []
    fields = [
        {"field": str(one.get("key", "")), "message": str(one.get("message", ""))}
        for one in extra
        if isinstance(one, dict)
    ]
    language = speech.wanted(request.headers.get("Accept-Language", ""))
    problem = ProblemDetails(
        status=400,
        title="Malformed",
        reason="malformed",
        detail=speech.say(language, FORM, {}),
        fields=fields,
    )
    return answer(problem)


def from_http(request: Request[Any, Any, Any], fault: HTTPException) -> Response[Any]:
    """A failure that the framework found: no such path, too large, wrong method."""
    language = speech.wanted(request.headers.get("Accept-Language", ""))
    problem = ProblemDetails(
        status=fault.status_code,
        title=type(fault).__name__,
        reason=f"http_{fault.status_code}",
        detail=speech.say(language, SENTENCES.get(fault.status_code, UNNAMED), {}),
    )
    return answer(problem)


def from_fault(request: Request[Any, Any, Any], fault: Exception) -> Response[Any]:
    """A fault of ours: logged with its request's id, told without its insides."""
    if isinstance(fault, RecursionError | UnicodeDecodeError):
        # A body nested a thousand deep, or not in UTF-8: the framework lets these two through.
        return from_problem(request, Unreadable("unreadable", SENTENCES[HTTP_400_BAD_REQUEST]))
    request.logger.exception("fault", exc_info=fault)
    if isinstance(fault, sa.exc.DBAPIError):
        return from_problem(request, Problem("database", "The books could not be read."))
    return from_problem(request, Problem("fault", FAULT))
