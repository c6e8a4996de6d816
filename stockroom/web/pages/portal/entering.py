"""The way in for a facility's staff: a link's secret, handed in for an ordinary session.

The secret stands behind the `#` of the address, which no server and no log ever sees. A script
takes it from there and sends it as a form; without scripts it is typed or pasted.
"""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.params import RawBody
from litestar.response import Redirect

from stockroom.errors import Malformed, NotAllowed, NotSignedIn, Problem, TooMany
from stockroom.rules.link_secrets import LONGEST_TYPED
from stockroom.tables.people import Role
from stockroom.web.door import Door, Guest, same
from stockroom.web.given import GivenDoor, GivenPortal
from stockroom.web.pages import forms
from stockroom.web.pages.admin.sent import SMALL, AnyRequest
from stockroom.web.pages.frame import LANGUAGE_COOKIE, Frame, GivenFrame, is_chosen, remembered
from stockroom.web.pages.sign_in import ended, form_cookie, own_cookie
from stockroom.web.roles import ANYONE

PATH = "/portal"


@get(PATH, name="page:/portal", sync_to_thread=True, opt={"roles": ANYONE}, include_in_schema=False)
def portal(request: AnyRequest, door: GivenDoor, frame: GivenFrame) -> Response[Any]:
    """The form, which a script fills in and sends; whoever of us is signed in is asked first."""
    return _form(request, door, frame)


@post(
    PATH,
    name="form:/portal",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def enter(
    request: AnyRequest, body: RawBody, door: GivenDoor, portal: GivenPortal, frame: GivenFrame
) -> Response[Any]:
    """A session for whoever brings a link that stands, in place of any that the browser had."""
    said = forms.read(body)
    if len(said.text("secret")) > LONGEST_TYPED:
        raise Malformed("unreadable", forms.NOT_UNDERSTOOD)
    if not same(request.cookies.get(form_cookie(door), ""), said.text("csrf")):
        raise NotAllowed("csrf", "This page is too old; load it again.")
    address = request.client.host if request.client else ""
    before = request.cookies.get(door.cookie, "")
    try:
        person, started = portal.enter(said.text("secret"), address, before)
    except (NotSignedIn, NotAllowed, TooMany) as fault:
        return _form(request, door, frame, fault)
    cookies = [own_cookie(door.cookie, started.secret, door), ended(form_cookie(door), door)]
    if LANGUAGE_COOKIE not in request.cookies and is_chosen(person.language):
        cookies.append(remembered(person.language))
    return Redirect("/", status_code=303, cookies=cookies)


def _form(
    request: AnyRequest, door: Door, frame: Frame, fault: Problem | None = None
) -> Response[Any]:
    """The form with its own secret, which a foreign page can neither read nor set."""
    kept = request.cookies.get(form_cookie(door), "")
    secret = kept or door.clock.secret()
    inside = door.guest_of_form(request).actor
    answer = frame.page(
        request,
        Guest(None, secret),
        "portal/enter.html",
        status=fault.status if fault else 200,
        fault=fault,
        # Nobody of ours becomes somebody else by merely opening an address.
        asks=inside is not None and inside.role != Role.FACILITY,
        inside=inside,
    )
    if not kept:
        answer.set_cookie(own_cookie(form_cookie(door), secret, door))
    return answer
