"""The first page of a stockroom that nobody can sign in to yet, and its one form."""

from __future__ import annotations

from typing import Any

from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.params import RawBody
from litestar.response import Redirect

from stockroom.commands.base import Actor
from stockroom.errors import NotAllowed, Problem, Refused
from stockroom.keeping.setup_code import SetupCode
from stockroom.rules.writing import western
from stockroom.speech import mark as _
from stockroom.tables.people import Role
from stockroom.web.door import Door, Guest, same
from stockroom.web.given import GivenDesk, GivenDoor, GivenSetupCode
from stockroom.web.pages import forms
from stockroom.web.pages.acting import command_of
from stockroom.web.pages.admin import languages
from stockroom.web.pages.admin.sent import NOTHING, SMALL, AnyRequest
from stockroom.web.pages.admin.settings import currencies, host_of
from stockroom.web.pages.forms import Form
from stockroom.web.pages.frame import Frame, GivenFrame, Reader, language_of
from stockroom.web.roles import ANYONE

FIRST = Actor(id=None, name="first steward", role=Role.STEWARD)
COOKIE = "stockroom-welcome"
MUST_BE = {
    "charity": _("Name of the charity: up to 120 letters."),
    "public_host": _("Public name for labels: up to 40 letters."),
    "sites": _("Your sites: at least one, with up to 60 letters in each line."),
    "name": _("What colleagues call you: up to 60 letters."),
    "login": _("Your sign-in name: small letters and digits, no spaces, at least two."),
    "password": _("Password: at least ten letters."),
}
WAYS_ON = {"count": "/sign-in?next=%2Fopening-counts%2Fnew", "empty": "/sign-in"}


@get(
    "/welcome",
    name="page:/welcome",
    sync_to_thread=True,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def welcome(
    request: AnyRequest, door: GivenDoor, setup_code: GivenSetupCode, frame: GivenFrame
) -> Response[Any]:
    """The form; once somebody can sign in there is nothing here."""
    if not setup_code.is_wanted():
        return Redirect("/sign-in", status_code=303)
    setup_code.read()
    return _page(request, door, frame, NOTHING)


@post(
    "/welcome",
    name="form:/welcome",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": ANYONE},
    include_in_schema=False,
)
def begin(
    request: AnyRequest,
    body: RawBody,
    desk: GivenDesk,
    door: GivenDoor,
    setup_code: GivenSetupCode,
    frame: GivenFrame,
) -> Response[Any]:
    """Begin, for whoever knows the set-up code; of two who do, one begins."""
    form = forms.read(body)
    if not same(request.cookies.get(_cookie(door), ""), form.text("csrf")):
        raise NotAllowed("csrf", "This page is too old; load it again.")
    if not setup_code.is_wanted():
        return Redirect("/sign-in", status_code=303)
    try:
        _prove(setup_code, form)
        command = command_of("beginnings", content(form))
        desk.do(command, FIRST, id=desk.clock.command_id())
    except Refused as fault:
        if not setup_code.is_wanted():
            return Redirect("/sign-in", status_code=303)
        return _page(request, door, frame, form, fault)
    setup_code.forget()
    return Redirect(WAYS_ON.get(form.text("start"), "/sign-in"), status_code=303)


def content(form: Form) -> dict[str, Any]:
    """The beginning as typed; raises `Refused` where the passwords differ."""
    password = form.latest.get("password", "")
    if password != form.latest.get("again", ""):
        raise Refused("not_the_same", "The two passwords are not the same.")
    sites = (" ".join(site.split()) for site in form.text("sites").splitlines())
    return {
        "charity": " ".join(form.text("charity").split()),
        "public_host": host_of(form.text("public_host")),
        "languages": list(dict.fromkeys(["en", *form.all("language")])),
        "currency": form.text("currency"),
        "sites": [site for site in sites if site],
        "login": western(form.text("login")).lower(),
        "name": form.text("name"),
        "language": form.text("own_language", "en"),
        "password": password,
    }


def _prove(setup_code: SetupCode, form: Form) -> None:
    if not setup_code.opens(form.text("code")):
        raise Refused(
            "wrong_code", "That is not the set-up code. It stands in the terminal, or in its file."
        )


def _page(
    request: AnyRequest, door: Door, frame: Frame, form: Form, fault: Problem | None = None
) -> Response[Any]:
    """The form with its own secret, which a foreign page can neither read nor set."""
    kept = request.cookies.get(_cookie(door), "")
    secret = kept or door.clock.secret()
    reader = Reader(language_of(request, Guest(None)))
    chosen = form.all("language") or list(languages.FIRST)
    answer = frame.page(
        request,
        Guest(None, secret),
        "admin/welcome.html",
        status=fault.status if fault else 200,
        typed=form,
        fault=fault,
        tongues=[(code, languages.name(code), code in chosen) for code in languages.OFFERED],
        currencies=currencies(reader.language),
        spoken=reader.language,
        wrong=_wrong(fault),
    )
    if not kept:
        answer.set_cookie(
            Cookie(
                key=_cookie(door),
                value=secret,
                path="/",
                httponly=True,
                samesite="lax",
                secure=door.secure_cookies,
            )
        )
    return answer


def _wrong(fault: Problem | None) -> list[str]:
    """What each field that is not as it must be has to be."""
    named = (one["field"].partition("[")[0] for one in fault.fields) if fault else ()
    return [MUST_BE[name] for name in dict.fromkeys(named) if name in MUST_BE]


def _cookie(door: Door) -> str:
    return f"__Host-{COOKIE}" if door.secure_cookies else COOKIE


ROUTES = (welcome, begin)
