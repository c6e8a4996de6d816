"""Tokens: signing in from a program, and taking a token back."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, delete, get, post
from litestar.datastructures import State
from litestar.params import JSONBody, PathParameter
from msgspec import Meta

from stockroom.commands.base import ANY_SIGNED_IN, NO_NUL
from stockroom.tables.people import Role
from stockroom.web.given import GivenDoor, GivenSessions
from stockroom.web.roles import ANYONE

Line = Annotated[str, Meta(min_length=1, max_length=60, pattern=NO_NUL)]


class SignIn(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A login with its password; `device` names the phone or computer."""

    login: Line
    password: Annotated[str, Meta(min_length=1, max_length=200, pattern=NO_NUL)]
    device: Annotated[str, Meta(max_length=60, pattern=NO_NUL)] = ""


class Issued(msgspec.Struct, frozen=True, kw_only=True):
    """A token, shown this once."""

    token: str
    name: str
    role: Role


class Me(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in."""

    name: str
    role: Role
    language: str


@post(
    "/api/tokens",
    name="sign-in",
    summary="sign in",
    tags=["people"],
    sync_to_thread=True,
    status_code=201,
    request_max_body_size=10_000,
    opt={"roles": ANYONE},
)
def sign_in(
    request: Request[Any, Any, State], data: JSONBody[SignIn], sessions: GivenSessions
) -> Issued:
    """A bearer token for this device."""
    address = request.client.host if request.client else ""
    person = sessions.prove(data.login, data.password, address)
    assert person.id is not None
    device = data.device.strip()
    token = sessions.issue(person.id, device or "program", device)
    return Issued(token=token, name=person.name, role=person.role)


@get("/api/me", name="me", tags=["people"], sync_to_thread=True, opt={"roles": ANY_SIGNED_IN})
def me(request: Request[Any, Any, State], door: GivenDoor) -> Me:
    """Who this token belongs to."""
    actor = door.enter(request, ANY_SIGNED_IN)
    return Me(name=actor.name, role=actor.role, language=actor.language)


@delete(
    "/api/tokens/{token_id:int}",
    name="revoke",
    summary="take a token back",
    tags=["people"],
    sync_to_thread=True,
    opt={"roles": ANY_SIGNED_IN},
)
def revoke(
    request: Request[Any, Any, State],
    token_id: Annotated[int, PathParameter(ge=1, le=2**31 - 1)],
    sessions: GivenSessions,
    door: GivenDoor,
) -> None:
    """One's own token, or, for a steward, anybody's."""
    actor = door.enter(request, ANY_SIGNED_IN)
    sessions.revoke(token_id, None if actor.role == Role.STEWARD else actor.id)
