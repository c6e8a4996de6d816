"""Devices and programs: who may knock without a password, how to let one in and take it back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import sqlalchemy as sa
from litestar import Response, get, post
from litestar.params import PathParameter, RawBody
from litestar.response import Redirect

from stockroom import books as journal
from stockroom.commands.base import ANY_SIGNED_IN, DESK, Actor
from stockroom.desk import JOURNAL
from stockroom.errors import Malformed
from stockroom.tables.people import Role
from stockroom.web.door import DEVICE, PERSON, TOKEN, allowed
from stockroom.web.given import GivenDatabase, GivenDoor, GivenSessions
from stockroom.web.pages import forms
from stockroom.web.pages.admin import listing
from stockroom.web.pages.admin.listing import Cut
from stockroom.web.pages.admin.scanning import scanning, take_back
from stockroom.web.pages.admin.sent import NOTHING, SMALL, AnyRequest, sent
from stockroom.web.pages.frame import GivenFrame

LONGEST_NAME = 60
TokenId = Annotated[int, PathParameter(ge=1, le=2**31 - 1)]
LATEST_ENTRIES = 50_000
_TOKENS = sa.select(
    TOKEN.c.id,
    TOKEN.c.name,
    TOKEN.c.made_at,
    TOKEN.c.expires_at,
    TOKEN.c.device_id,
    PERSON.c.name.label("person"),
    PERSON.c.login,
).select_from(
    TOKEN.join(PERSON, PERSON.c.id == TOKEN.c.person_id).outerjoin(
        DEVICE, DEVICE.c.id == TOKEN.c.device_id
    )
)


@get(
    "/devices",
    name="page:/devices",
    sync_to_thread=True,
    opt={"roles": ANY_SIGNED_IN},
    include_in_schema=False,
)
def devices(
    request: AnyRequest, database: GivenDatabase, door: GivenDoor, frame: GivenFrame
) -> Response[Any]:
    """One's own devices and programs; a steward sees everybody's."""
    guest = door.guest(request)
    actor = allowed(guest.actor, ANY_SIGNED_IN, reading=True)
    form = forms.made(list(request.query_params.multi_items()))
    with database.snapshot() as books:
        standing = sa.and_(
            TOKEN.c.revoked_at.is_(None),
            sa.or_(TOKEN.c.expires_at.is_(None), TOKEN.c.expires_at > door.now()),
            sa.or_(DEVICE.c.id.is_(None), sa.not_(DEVICE.c.revoked)),
        )
        query = _TOKENS.where(standing)
        if not _sees_all(actor):
            query = query.where(TOKEN.c.person_id == actor.id)
        cut = listing.cut(books, query, TOKEN.c.id, form, "/devices")
        used = _last_used(books, cut)
        phones = scanning(books) if actor.role in DESK else None
    return frame.page(
        request,
        guest,
        "admin/devices.html",
        typed=NOTHING,
        devices=cut,
        used=used,
        all=_sees_all(actor),
        scanning=phones,
        ended="ended" in request.query_params,
    )


@post(
    "/devices",
    name="form:/devices",
    sync_to_thread=True,
    status_code=200,
    request_max_body_size=SMALL,
    opt={"roles": ANY_SIGNED_IN},
    include_in_schema=False,
)
def let_in(
    request: AnyRequest,
    body: RawBody,
    door: GivenDoor,
    sessions: GivenSessions,
    frame: GivenFrame,
) -> Response[Any]:
    """A new secret for one's own device or program, shown this once and kept nowhere."""
    form, actor = sent(request, body, door, ANY_SIGNED_IN)
    name = form.text("name")
    if not 0 < len(name) <= LONGEST_NAME:
        raise Malformed("device_name", "Give the device a name of up to 60 letters.")
    assert actor.id is not None
    secret = sessions.issue(actor.id, name, name)
    guest = door.guest_of_form(request)
    return frame.page(request, guest, "admin/device_made.html", name=name, secret=secret)


@post(
    "/devices/{token_id:int}/ending",
    name="form:/devices/ending",
    sync_to_thread=True,
    status_code=303,
    request_max_body_size=SMALL,
    opt={"roles": ANY_SIGNED_IN},
    include_in_schema=False,
)
def end(
    request: AnyRequest, token_id: TokenId, body: RawBody, door: GivenDoor, sessions: GivenSessions
) -> Response[Any]:
    """Take a secret back; from then on it opens nothing."""
    _form, actor = sent(request, body, door, ANY_SIGNED_IN)
    sessions.revoke(token_id, None if _sees_all(actor) else actor.id)
    return Redirect("/devices?ended=1", status_code=303)


def _sees_all(actor: Actor) -> bool:
    return actor.role == Role.STEWARD


def _last_used(books: sa.Connection, cut: Cut) -> dict[int, str]:
    """When each device last told something, as far back as the newest entries reach."""
    shown: Sequence[int] = [row.device_id for row in cut.rows if row.device_id is not None]
    if not shown:
        return {}
    newest = journal.head(books).sequence
    query = (
        sa.select(JOURNAL.c.device_id, sa.func.max(JOURNAL.c.recorded_at).label("at"))
        .where(JOURNAL.c.sequence > newest - LATEST_ENTRIES, JOURNAL.c.device_id.in_(shown))
        .group_by(JOURNAL.c.device_id)
    )
    return {row.device_id: row.at for row in books.execute(query)}


ROUTES = (devices, let_in, end, take_back)
