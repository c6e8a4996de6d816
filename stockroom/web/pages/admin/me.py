"""One's own page: language, password, light or dark, and where one is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from litestar import Response, get, post
from litestar.datastructures import Cookie
from litestar.params import RawBody
from litestar.response import Redirect

from stockroom.commands.base import ANY_SIGNED_IN
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.sessions import IDLE_LASTS, digest
from stockroom.web.door import PERSON, SESSION, allowed
from stockroom.web.given import GivenDatabase, GivenDoor, GivenSessions
from stockroom.web.pages.acting import Act, Look
from stockroom.web.pages.addresses import with_query
from stockroom.web.pages.admin import languages
from stockroom.web.pages.admin.sent import NOTHING, SMALL, AnyRequest, sent
from stockroom.web.pages.frame import (
    A_YEAR_S,
    THEME_COOKIE,
    THEMES,
    GivenFrame,
    Reader,
    language_of,
    theme_of,
)

MOST_SESSIONS = 20
_LOGIN = sa.select(PERSON.c.login).where(PERSON.c.id == sa.bindparam("person"))


@get(
    "/me",
    name="page:/me",
    sync_to_thread=True,
    opt={"roles": ANY_SIGNED_IN},
    include_in_schema=False,
)
def me(
    request: AnyRequest, database: GivenDatabase, door: GivenDoor, frame: GivenFrame
) -> Response[Any]:
    """What a person may see and change about themselves."""
    guest = door.guest(request)
    actor = allowed(guest.actor, ANY_SIGNED_IN, reading=True)
    reader = Reader(language_of(request, guest), guest)
    with database.snapshot() as books:
        facts = {
            "login": books.execute(_LOGIN, {"person": actor.id}).scalar(),
            "tongues": languages.of_pages(),
            "sessions": _sessions(books, actor.id, door.now()),
        }
    return frame.page(
        request,
        guest,
        "admin/me.html",
        typed=NOTHING,
        new_id=lambda _path: str(door.clock.command_id()),
        this=digest(request.cookies.get(door.cookie, "")),
        chosen=theme_of(request),
        spoken=reader.language,
        changed=request.query_params.get("done", "") != "",
        **facts,
    )


@post(
    "/me/theme",
    name="form:/me/theme",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": ANY_SIGNED_IN},
    include_in_schema=False,
)
def theme(request: AnyRequest, body: RawBody, door: GivenDoor) -> Response[Any]:
    """Light, dark, or as the device does; kept by this browser only."""
    form, _actor = sent(request, body, door, ANY_SIGNED_IN)
    chosen = form.text("theme")
    kept = Cookie(
        key=THEME_COOKIE,
        value=chosen if chosen in THEMES else "",
        path="/",
        max_age=A_YEAR_S if chosen in THEMES else 0,
        httponly=True,
        samesite="lax",
        secure=door.secure_cookies,
    )
    return Redirect("/me#look", status_code=303, cookies=[kept])


@post(
    "/me/sessions",
    name="form:/me/sessions",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": ANY_SIGNED_IN},
    include_in_schema=False,
)
def end_others(
    request: AnyRequest, body: RawBody, door: GivenDoor, sessions: GivenSessions
) -> Response[Any]:
    """Sign out everywhere else."""
    _form, actor = sent(request, body, door, ANY_SIGNED_IN)
    assert actor.id is not None
    sessions.end_others(actor.id, request.cookies.get(door.cookie, ""))
    return Redirect("/me#sessions", status_code=303)


def new_language(look: Look) -> Mapping[str, Any]:
    """The language that was chosen."""
    return {"language": look.form.text("language")}


def new_password(look: Look) -> Mapping[str, Any]:
    """The old and the new password, the new one typed twice alike."""
    typed = look.form.latest
    if typed.get("password", "") != typed.get("again", ""):
        raise Refused("not_the_same", "The two new passwords are not the same.")
    return {"old_password": typed.get("old_password", ""), "password": typed.get("password", "")}


def _in_that_language(_receipt: Receipt, look: Look) -> str:
    return with_query("/me", language=look.form.text("language"))


def _sign_in_anew(_receipt: Receipt, _look: Look) -> str:
    return "/sign-in?next=%2Fme"


def _sessions(books: sa.Connection, person_id: int | None, now: Any) -> Any:
    query = (
        sa.select(SESSION.c.secret_hash, SESSION.c.made_at, SESSION.c.seen_at)
        .where(
            SESSION.c.person_id == person_id,
            SESSION.c.expires_at > now,
            SESSION.c.seen_at > now - IDLE_LASTS,
        )
        .order_by(SESSION.c.seen_at.desc())
        .limit(MOST_SESSIONS)
    )
    return books.execute(query).all()


PAGES = (
    Act(
        "own-changes",
        "/me/language",
        "admin/my_language.html",
        facts=lambda look: {
            "tongues": languages.of_pages(),
            "spoken": look.reader.language,
        },
        content=new_language,
        after=_in_that_language,
    ),
    Act(
        "own-changes",
        "/me/password",
        "admin/my_password.html",
        content=new_password,
        after=_sign_in_anew,
    ),
)
ROUTES = (me, theme, end_others)
