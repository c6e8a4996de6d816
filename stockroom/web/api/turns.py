"""Taking turns on a device that scans: who is signed in, and who has signed in on it before."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Request, Response, get, post
from litestar.datastructures import Cookie, State
from litestar.params import JSONBody
from msgspec import Meta

from stockroom.commands.base import HANDS, NO_NUL, Actor
from stockroom.errors import NotAllowed
from stockroom.sessions import TOKEN_LASTS
from stockroom.tables.people import Role
from stockroom.web.api.commands import sent_as_json
from stockroom.web.door import Door
from stockroom.web.given import GivenDatabase, GivenDevices, GivenDoor
from stockroom.web.hands import hands

Name = Annotated[str, Meta(min_length=1, max_length=60, pattern=NO_NUL)]


class Turn(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody who may act on a device."""

    id: int
    name: str
    role: Role


class Turns(msgspec.Struct, frozen=True, kw_only=True):
    """Who is signed in, the secret of their forms, and the device with those who take turns on it.

    `device` is null for a browser that has not begun to scan.
    """

    me: Turn
    csrf: str
    device: int | None
    people: list[Turn]


class NewDevice(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the device is called on the page of devices."""

    name: Name = "phone"


@get(
    "/api/turns",
    name="turns",
    summary="who takes turns on this device",
    tags=["people"],
    sync_to_thread=True,
    opt={"roles": HANDS},
)
def turns(request: Request[Any, Any, State], door: GivenDoor, database: GivenDatabase) -> Turns:
    """Who is signed in in this browser, and who has signed in on this device before."""
    guest = door.guest(request)
    actor = door.enter(request, HANDS)
    those = hands(database, request, door, actor)
    people = [_turn(one) for one in those.people.values() if not one.lapsed]
    return Turns(me=_turn(actor), csrf=guest.csrf, device=those.device_id, people=people)


@post(
    "/api/turns",
    name="take-turns",
    summary="begin to scan on this device",
    tags=["people"],
    sync_to_thread=True,
    status_code=201,
    opt={"roles": HANDS},
)
def take_turns(
    request: Request[Any, Any, State],
    data: JSONBody[NewDevice],
    door: GivenDoor,
    devices: GivenDevices,
) -> Response[None]:
    """Make a device of this browser, or join those who take turns on it; its cookie names it."""
    actor = door.enter(request, HANDS)
    sent_as_json(request)
    if actor.id is None or request.cookies.get(door.cookie) is None:
        raise NotAllowed("browsers_only", "Only a browser that is signed in can do that.")
    secret = request.cookies.get(door.device_cookie, "")
    known = devices.known(secret) if secret else None
    if known is not None:
        devices.join(known, actor.id)
        return Response(None, status_code=201)
    made = devices.begin(data.name, actor.id)
    return Response(None, status_code=201, cookies=[_cookie(door, made)])


def _cookie(door: Door, secret: str) -> Cookie:
    """No script reads it; it lasts as long as a phone may lie in a drawer."""
    return Cookie(
        key=door.device_cookie,
        value=secret,
        path="/",
        max_age=int(TOKEN_LASTS.total_seconds()),
        httponly=True,
        samesite="lax",
        secure=door.secure_cookies,
    )


def _turn(actor: Actor) -> Turn:
    assert actor.id is not None
    return Turn(id=actor.id, name=actor.name, role=actor.role)
