"""Who is at the door: bearer tokens and browser sessions, turned into an actor with a role.

Handlers run in worker threads and ask here first, in the same thread: `enter` reads who it is in
one statement and compares the role with those that the route states.
"""

from __future__ import annotations

import hmac
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple, cast

import sqlalchemy as sa
from litestar import Request

from stockroom.clock import Clock
from stockroom.commands.base import Actor
from stockroom.db import Database
from stockroom.errors import NotAllowed, NotSignedIn
from stockroom.sessions import IDLE_LASTS, digest, keep_alive
from stockroom.tables.people import Device, Person, Role, Token, WebSession
from stockroom.web.veil import unveiled

PERSON = cast(sa.Table, Person.__table__)  # type: ignore[attr-defined]
TOKEN = cast(sa.Table, Token.__table__)  # type: ignore[attr-defined]
DEVICE = cast(sa.Table, Device.__table__)  # type: ignore[attr-defined]
SESSION = cast(sa.Table, WebSession.__table__)  # type: ignore[attr-defined]

COOKIE = "__Host-stockroom"
PLAIN_COOKIE = "stockroom"
DEVICE_COOKIE = "stockroom-device"
CSRF_HEADER = "X-CSRF-Token"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

ACTOR_COLUMNS = (
    PERSON.c.id.label("person_id"),
    PERSON.c.name.label("person_name"),
    PERSON.c.role,
    PERSON.c.facility_id,
    PERSON.c.site_id,
    PERSON.c.language,
    PERSON.c.lapsed,
)
BY_TOKEN = TOKEN.join(PERSON, PERSON.c.id == TOKEN.c.person_id).outerjoin(
    DEVICE, DEVICE.c.id == TOKEN.c.device_id
)
TOKEN_HOLDS = sa.and_(
    TOKEN.c.secret_hash == sa.bindparam("secret_hash"),
    TOKEN.c.revoked_at.is_(None),
    sa.or_(
        TOKEN.c.expires_at.is_(None),
        TOKEN.c.expires_at > sa.bindparam("now", type_=TOKEN.c.expires_at.type),
    ),
    sa.or_(DEVICE.c.id.is_(None), sa.not_(DEVICE.c.revoked)),
)
_BY_TOKEN = sa.select(*ACTOR_COLUMNS, TOKEN.c.device_id).select_from(BY_TOKEN).where(TOKEN_HOLDS)
_BY_SESSION = (
    sa.select(*ACTOR_COLUMNS, SESSION.c.csrf, SESSION.c.seen_at)
    .select_from(SESSION.join(PERSON, PERSON.c.id == SESSION.c.person_id))
    .where(
        SESSION.c.secret_hash == sa.bindparam("secret_hash"),
        SESSION.c.expires_at > sa.bindparam("now", type_=SESSION.c.expires_at.type),
        SESSION.c.seen_at > sa.bindparam("idle_since", type_=SESSION.c.seen_at.type),
        sa.not_(PERSON.c.lapsed),
    )
)


class Guest(NamedTuple):
    """Who is at the door and, of a browser session, the CSRF secret that its forms carry."""

    actor: Actor | None
    csrf: str = ""


NOBODY = Guest(None)


@dataclass(frozen=True)
class Door:
    """Lets people in; made once, by the composition root."""

    database: Database
    clock: Clock
    secure_cookies: bool = True

    @property
    def cookie(self) -> str:
        """The session cookie's name; the `__Host-` prefix needs HTTPS."""
        return COOKIE if self.secure_cookies else PLAIN_COOKIE

    @property
    def device_cookie(self) -> str:
        """The name of the cookie that tells a browser that scans from another."""
        return f"__Host-{DEVICE_COOKIE}" if self.secure_cookies else DEVICE_COOKIE

    def enter(
        self, request: Request[Any, Any, Any], roles: Collection[Role], csrf: str = ""
    ) -> Actor:
        """Who sends this request, if one of these roles; raises `NotSignedIn` or `NotAllowed`.

        `csrf` is what the form of a page carried; scripts send it in a header instead.
        """
        return allowed(self.who(request, csrf), roles, reading=request.method in SAFE)

    def who(self, request: Request[Any, Any, Any], csrf: str = "") -> Actor | None:
        """The person behind a bearer token or a session cookie, or nobody."""
        return self.guest(request, csrf).actor

    def guest(self, request: Request[Any, Any, Any], csrf: str = "") -> Guest:
        """The same with the CSRF secret of the browser session, for the forms of a page.

        Raises `NotAllowed` for a request that would change something without that secret.
        """
        secret = bearer(request)
        cookie = request.cookies.get(self.cookie)
        guest = NOBODY
        if secret is not None:
            guest = Guest(self._by_token(secret))
        elif cookie:
            guest = self._by_session(cookie)
            sent = request.headers.get(CSRF_HEADER) or csrf
            if guest.actor and request.method not in SAFE and not same(guest.csrf, sent):
                raise NotAllowed("csrf", "This page is too old; load it again.")
        if guest.actor is not None:
            request.scope["state"]["actor_id"] = guest.actor.id
        return guest

    def guest_of_form(self, request: Request[Any, Any, Any]) -> Guest:
        """Who sends a form, before its secret is compared: to show them a form, not to act.

        Only the browser's session counts: programs send no forms.
        """
        cookie = request.cookies.get(self.cookie)
        return self._by_session(cookie) if cookie else NOBODY

    def now(self) -> datetime:
        """The present moment, for the statements that compare it with an expiry."""
        return self.clock.now()

    def _by_token(self, secret: str) -> Actor | None:
        with self.database.reading() as connection:
            where = {"secret_hash": digest(secret), "now": self.now()}
            row = connection.execute(_BY_TOKEN, where).first()
        return actor_of(row) if row is not None else None

    def _by_session(self, cookie: str) -> Guest:
        now, kept = self.now(), digest(cookie)
        with self.database.reading() as connection:
            where = {"secret_hash": kept, "now": now, "idle_since": now - IDLE_LASTS}
            row = connection.execute(_BY_SESSION, where).first()
        if row is None:
            return NOBODY
        keep_alive(self.database, kept, row.seen_at, now)
        return Guest(actor_of(row), row.csrf)


def bearer(request: Request[Any, Any, Any]) -> str | None:
    """The token that an Authorization header carries."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    return secret.strip() if scheme.lower() == "bearer" and secret.strip() else None


def allowed(actor: Actor | None, roles: Collection[Role], *, reading: bool) -> Actor:
    """The actor again; raises `NotSignedIn` for nobody and `NotAllowed` for another role.

    Whose role has lapsed reads no more, but may still tell what their hands did before.
    """
    if actor is None:
        raise NotSignedIn("sign_in", "Please sign in first.")
    if actor.lapsed and reading:
        raise NotAllowed("role_lapsed", "{name}'s role has lapsed.", name=actor.name)
    if actor.role not in roles:
        raise NotAllowed("role", "Your role may not do this.")
    return actor


def actor_of(row: Any) -> Actor:
    """The actor in a row that begins with `ACTOR_COLUMNS`."""
    return Actor(
        id=row.person_id,
        name=row.person_name,
        role=Role(row.role),
        facility_id=row.facility_id,
        site_id=row.site_id,
        language=row.language,
        lapsed=row.lapsed,
        device_id=getattr(row, "device_id", None),
    )


def same(secret: str, sent: str) -> bool:
    """Compare a secret with what a form or header carried, veiled or not, in constant time."""
    told = (sent.encode(), unveiled(sent).encode())
    return bool(secret) and any(hmac.compare_digest(secret.encode(), one) for one in told)
