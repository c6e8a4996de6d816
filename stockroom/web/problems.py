"""Every error as problem details (RFC 9457): a status, a reason for machines, a sentence."""

from __future__ import annotations

from typing import Any

import msgspec
import sqlalchemy as sa
from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.status_codes import HTTP_401_UNAUTHORIZED, HTTP_500_INTERNAL_SERVER_ERROR

from stockroom import speech
from stockroom.errors import Problem

MEDIA_TYPE = "application/problem+json"
RETRY_AFTER_S = {429: "60", 503: "2", 507: "60"}


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
        detail=speech.say(
            language, "What was sent does not have the form that this act needs.", {}
        ),
        fields=fields,
    )
    return answer(problem)


def from_http(_request: Request[Any, Any, Any], fault: HTTPException) -> Response[Any]:
    """A failure that the framework found: no such path, too large, wrong method."""
    problem = ProblemDetails(
        status=fault.status_code,
        title=type(fault).__name__,
        reason=f"http_{fault.status_code}",
        detail=fault.detail if fault.status_code < HTTP_500_INTERNAL_SERVER_ERROR else "",
    )
    return answer(problem)


def from_fault(request: Request[Any, Any, Any], fault: Exception) -> Response[Any]:
    """A fault of ours: logged with its request's id, told without its insides."""
    request.logger.exception("fault", exc_info=fault)
    if isinstance(fault, sa.exc.DBAPIError):
        return from_problem(request, Problem("database", "The books could not be read."))
    return from_problem(
        request, Problem("fault", "Something went wrong on our side; it has been written down.")
    )
