"""Signing in with a password, and out again.

Whoever was signed out while typing signs in and finds the form as they left it. What was typed
waits in the page meanwhile, never in an address: donors are named in it.
"""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.params import RawBody, URLEncodedBody
from litestar.response import Redirect
from msgspec import Meta

from stockroom.commands.base import ANY_SIGNED_IN
from stockroom.errors import Malformed, NotAllowed, NotSignedIn, Problem, TooMany
from stockroom.tables.people import Person, Role
from stockroom.web import shell
from stockroom.web.door import Door, Guest, same
from stockroom.web.given import GivenDoor, GivenSessions, GivenSetupCode
from stockroom.web.pages import forms
from stockroom.web.pages.addresses import own_path
from stockroom.web.pages.forms import NOTHING, Form
from stockroom.web.pages.frame import LANGUAGE_COOKIE, Frame, GivenFrame, is_chosen, remembered
from stockroom.web.roles import ANYONE
from stockroom.web.static_files import GivenAssets

SIGN_IN_COOKIE = "stockroom-sign-in"
# Before the names of the fields that wait while their writer signs in.
WAITING = "waiting:"
LONGEST = 200
HOME = "/"

Short = Annotated[str, Meta(max_length=LONGEST)]


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


def asked_first(
    request: Request[Any, Any, State], door: Door, frame: Frame, path: str, typed: Form
) -> Response[Any]:
    """The form, in which what was typed on the page of that path waits for its writer."""
    waiting = typed.without("csrf", "id", "done")
    answer = _form(request, door, frame, path, waiting=waiting, status=NotSignedIn.status)
    if "HX-Request" in request.headers:
        # A piece was asked for, and this takes the place of all that the page shows.
        answer.headers |= {"HX-Retarget": "#main", "HX-Reselect": "#main"}
        answer.headers |= {"HX-Reswap": "outerHTML", "HX-Push-Url": "false"}
    return answer


@post(
    "/sign-in",
    name="page:sign-in-form",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=2 * forms.BODY_LIMIT,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def sign_in(
    request: Request[Any, Any, State],
    body: RawBody,
    door: GivenDoor,
    sessions: GivenSessions,
    assets: GivenAssets,
    frame: GivenFrame,
) -> Response[Any]:
    """A new session for whoever proves who they are, in place of any that the browser had."""
    said = forms.read(body)
    login, password = said.text("login"), said.latest.get("password", "")
    if max(len(login), len(password)) > LONGEST:
        raise Malformed("unreadable", forms.NOT_UNDERSTOOD)
    if not same(request.cookies.get(form_cookie(door), ""), said.text("csrf")):
        raise NotAllowed("csrf", "This page is too old; load it again.")
    going, waiting = own_path(said.text("next")), _waiting(said)
    address = request.client.host if request.client else ""
    try:
        person = sessions.prove(login, password, address)
        started = sessions.start(person, instead_of=request.cookies.get(door.cookie, ""))
    except (NotSignedIn, NotAllowed, TooMany) as fault:
        return _form(request, door, frame, going, login, fault, waiting=waiting)
    cookies = [own_cookie(door.cookie, started.secret, door), ended(form_cookie(door), door)]
    if LANGUAGE_COOKIE not in request.cookies and is_chosen(person.language):
        cookies.append(remembered(person.language))
    if not waiting.pairs:
        scans = going == HOME and shell.files(assets) and _scans(request, person)
        to = shell.PAGES[0] if scans else going
        return Redirect(to, status_code=303, cookies=cookies)
    guest = Guest(None, started.csrf)
    answer = frame.page(
        request, guest, "typed_before.html", name=person.name, going=going, waiting=waiting.pairs
    )
    for cookie in cookies:
        answer.set_cookie(cookie)
    return answer


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
    return Redirect("/sign-in", status_code=303, cookies=[ended(door.cookie, door)])


def _form(
    request: Request[Any, Any, State],
    door: Door,
    frame: Frame,
    going: str,
    login: str = "",
    fault: Problem | None = None,
    *,
    waiting: Form = NOTHING,
    status: int = 200,
) -> Response[Any]:
    """The form with its own secret, which a foreign page can neither read nor set."""
    kept = request.cookies.get(form_cookie(door), "")
    secret = kept or door.clock.secret()
    guest = Guest(None, secret)
    answer = frame.page(
        request,
        guest,
        "sign_in.html",
        status=fault.status if fault else status,
        going=going,
        login=login,
        waiting=[(WAITING + name, value) for name, value in waiting.pairs],
        fault=fault,
    )
    if not kept:
        answer.set_cookie(own_cookie(form_cookie(door), secret, door))
    return answer


def _scans(request: Request[Any, Any, State], person: Person) -> bool:
    """Whether what comes next is most likely the next box: a volunteer with a phone in hand.

    Browsers say so in a hint where they send hints, else in their name.
    """
    hint = request.headers.get("Sec-CH-UA-Mobile", "")
    on_a_phone = hint == "?1" or (not hint and "Mobi" in request.headers.get("User-Agent", ""))
    return on_a_phone and person.role == Role.VOLUNTEER


def _waiting(said: Form) -> Form:
    """What waits in a form of ours while its writer signs in."""
    return forms.made(
        [(name.removeprefix(WAITING), v) for name, v in said.pairs if name.startswith(WAITING)]
    )


def form_cookie(door: Door) -> str:
    """The name of the cookie that a form of ours at the door is known by."""
    return f"__Host-{SIGN_IN_COOKIE}" if door.secure_cookies else SIGN_IN_COOKIE


def own_cookie(name: str, value: str, door: Door) -> Cookie:
    """A cookie that no script reads, that no other host sets, and that ends with the browser."""
    return Cookie(
        key=name,
        value=value,
        path="/",
        httponly=True,
        samesite="lax",
        secure=door.secure_cookies,
    )


def ended(name: str, door: Door) -> Cookie:
    """The same cookie taken back."""
    gone = own_cookie(name, "", door)
    gone.max_age = 0
    return gone
