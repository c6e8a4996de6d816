"""Signing in with a password, and out again."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.params import URLEncodedBody
from litestar.response import Redirect
from msgspec import Meta

from stockroom.commands.base import ANY_SIGNED_IN
from stockroom.errors import NotAllowed, NotSignedIn, Problem, TooMany
from stockroom.web.door import Door, Guest, same
from stockroom.web.given import GivenDoor, GivenSessions, GivenSetupCode
from stockroom.web.pages.addresses import MOST_LETTERS, own_path
from stockroom.web.pages.frame import LANGUAGE_COOKIE, Frame, GivenFrame, is_chosen, remembered
from stockroom.web.roles import ANYONE

SIGN_IN_COOKIE = "stockroom-sign-in"

Short = Annotated[str, Meta(max_length=200)]


class SignInForm(msgspec.Struct, frozen=True):
    """What the form sends; `next` is where the reader was going."""

    login: Short = ""
    password: Short = ""
    csrf: Short = ""
    next: Annotated[str, Meta(max_length=MOST_LETTERS)] = ""


class SignOutForm(msgspec.Struct, frozen=True):
    """What the button sends."""

    csrf: Short = ""


@get(
    "/sign-in",
    name="page:sign-in",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def sign_in_page(
    request: Request[Any, Any, State],
    door: GivenDoor,
    setup_code: GivenSetupCode,
    frame: GivenFrame,
) -> Response[Any]:
    """The form; those who are signed in already go on, and where nobody can be it begins."""
    going = own_path(request.query_params.get("next", ""))
    if door.guest(request).actor is not None:
        return Redirect(going, status_code=303)
    if setup_code.is_wanted():
        return Redirect("/welcome", status_code=303)
    return _form(request, door, frame, going)


@post(
    "/sign-in",
    name="page:sign-in-form",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=10_000,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def sign_in(
    request: Request[Any, Any, State],
    data: URLEncodedBody[SignInForm],
    door: GivenDoor,
    sessions: GivenSessions,
    frame: GivenFrame,
) -> Response[Any]:
    """A new session for whoever proves who they are, in place of any that the browser had."""
    if not same(request.cookies.get(_cookie(door), ""), data.csrf):
        raise NotAllowed("csrf", "This page is too old; load it again.")
    address = request.client.host if request.client else ""
    try:
        person = sessions.prove(data.login.strip(), data.password, address)
        started = sessions.start(person, instead_of=request.cookies.get(door.cookie, ""))
    except (NotSignedIn, NotAllowed, TooMany) as fault:
        return _form(request, door, frame, own_path(data.next), data.login, fault)
    cookies = [_own_cookie(door.cookie, started.secret, door), _ended(_cookie(door), door)]
    if LANGUAGE_COOKIE not in request.cookies and is_chosen(person.language):
        cookies.append(remembered(person.language))
    return Redirect(own_path(data.next), status_code=303, cookies=cookies)


@post(
    "/sign-out",
    name="page:sign-out",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=10_000,
    opt={"roles": ANY_SIGNED_IN},
    include_in_schema=False,
)
def sign_out(
    request: Request[Any, Any, State],
    data: URLEncodedBody[SignOutForm],
    door: GivenDoor,
    sessions: GivenSessions,
) -> Response[Any]:
    """End this browser's session."""
    door.enter(request, ANY_SIGNED_IN, csrf=data.csrf)
    sessions.end(request.cookies.get(door.cookie, ""))
    return Redirect("/sign-in", status_code=303, cookies=[_ended(door.cookie, door)])


def _form(
    request: Request[Any, Any, State],
    door: Door,
    frame: Frame,
    going: str,
    login: str = "",
    fault: Problem | None = None,
) -> Response[Any]:
    """The form with its own secret, which a foreign page can neither read nor set."""
    kept = request.cookies.get(_cookie(door), "")
    secret = kept or door.clock.secret()
    guest = Guest(None, secret)
    answer = frame.page(
        request,
        guest,
        "sign_in.html",
        status=fault.status if fault else 200,
        going=going,
        login=login,
        fault=fault,
    )
    if not kept:
        answer.set_cookie(_own_cookie(_cookie(door), secret, door))
    return answer


def _cookie(door: Door) -> str:
    return f"__Host-{SIGN_IN_COOKIE}" if door.secure_cookies else SIGN_IN_COOKIE


def _own_cookie(name: str, value: str, door: Door) -> Cookie:
    """A cookie that no script reads, that no other host sets, and that ends with the browser."""
    return Cookie(
        key=name,
        value=value,
        path="/",
        httponly=True,
        samesite="lax",
        secure=door.secure_cookies,
    )


def _ended(name: str, door: Door) -> Cookie:
    ended = _own_cookie(name, "", door)
    ended.max_age = 0
    return ended
