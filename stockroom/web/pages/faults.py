"""What goes wrong, as a page: the sentence, and the way back. Programs get problem details."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from litestar import Request, Response
from litestar.exceptions import HTTPException, ValidationException
from litestar.response import Redirect
from litestar.types import ExceptionHandlersMap

from stockroom.errors import NotSignedIn, Problem
from stockroom.speech import mark as _
from stockroom.web import problems
from stockroom.web.door import NOBODY, Guest
from stockroom.web.pages.addresses import sign_in_address
from stockroom.web.pages.forms import NOT_UNDERSTOOD
from stockroom.web.pages.frame import Frame
from stockroom.web.problems import RETRY_AFTER_S

AnyRequest = Request[Any, Any, Any]
NO_PAGE = _("There is no such page.")
OUR_FAULT = _("Something went wrong on our side; it has been written down.")
NOT_FOUND = 404
SERVER_FAULT = 500


def handlers(frame: Frame) -> ExceptionHandlersMap:
    """How the routes of pages answer each kind of failure."""

    def from_problem(request: AnyRequest, fault: Problem) -> Response[Any]:
        if isinstance(fault, NotSignedIn):
            return to_sign_in(request)
        return page(frame, request, fault)

    def from_http(request: AnyRequest, fault: HTTPException) -> Response[Any]:
        return page(frame, request, told(fault))

    def from_fault(request: AnyRequest, fault: Exception) -> Response[Any]:
        request.logger.exception("fault", exc_info=fault)
        return page(frame, request, Problem("fault", OUR_FAULT))

    return {
        Problem: from_problem,
        ValidationException: from_http,
        HTTPException: from_http,
        Exception: from_fault,
    }


def outside_of_pages(frame: Frame) -> Any:
    """How we answer where there is no route at all: a page to people, JSON to programs."""

    def from_http(request: AnyRequest, fault: HTTPException) -> Response[Any]:
        for_people = "text/html" in request.headers.get("Accept", "")
        if for_people and not request.url.path.startswith("/api/"):
            return page(frame, request, told(fault))
        return problems.from_http(request, fault)

    return from_http


def page(frame: Frame, request: AnyRequest, fault: Problem, guest: Guest = NOBODY) -> Response[Any]:
    """A page that says what went wrong."""
    headers = {}
    if fault.status in RETRY_AFTER_S:
        headers["Retry-After"] = RETRY_AFTER_S[fault.status]
    return frame.page(
        request, guest, "problem.html", status=fault.status, headers=headers, fault=fault
    )


def told(fault: HTTPException) -> Problem:
    """A failure that the framework found, in a sentence."""
    status = fault.status_code
    sentence = NO_PAGE if status == NOT_FOUND else NOT_UNDERSTOOD
    problem = Problem(f"http_{status}", OUR_FAULT if status >= SERVER_FAULT else sentence)
    problem.status = status
    return problem


def to_sign_in(request: AnyRequest) -> Response[Any]:
    """To the sign-in page, and from there back to where the reader was going."""
    back = request.url.path
    if request.url.query and request.method == "GET":
        back += "?" + request.url.query
    if "HX-Request" in request.headers:
        # A piece of a page cannot sign in: the whole page goes there.
        shown = urlsplit(request.headers.get("HX-Current-URL", back))
        back = shown.path + (f"?{shown.query}" if shown.query else "")
        return Response("", status_code=401, headers={"HX-Redirect": sign_in_address(back)})
    return Redirect(sign_in_address(back), status_code=303)
