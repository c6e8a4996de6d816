"""People: who signs in, as what, bounded to which site or facility; a steward's pages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import STEWARDS
from stockroom.desk import Receipt
from stockroom.errors import NotFound
from stockroom.ledger import PLACE
from stockroom.speech import mark as _
from stockroom.tables.people import Role
from stockroom.web.api.reads.scopes import FACILITY
from stockroom.web.door import PERSON
from stockroom.web.pages.acting import Act, Facts, Look, Page
from stockroom.web.pages.admin import languages, listing
from stockroom.web.pages.shelves import where

ROLES = {
    Role.VOLUNTEER: _("Takes in, inspects, puts away, packs and counts. Sees wishes by code name."),
    Role.COORDINATOR: _("Matches stock to wishes, plans runs, settles what is unclear."),
    Role.DRIVER: _("Loads and delivers; sees an address only while their run is open."),
    Role.FACILITY: _("Writes the wish lists of one facility and confirms what came."),
    Role.STEWARD: _("Adds people and devices, changes settings, makes backups."),
    Role.SUPPORTER: _("Sees what is still missing and what became of gifts; no facility."),
}
ICONS = {
    Role.VOLUNTEER: "basket",
    Role.COORDINATOR: "clipboard-list",
    Role.DRIVER: "truck",
    Role.FACILITY: "building-community",
    Role.STEWARD: "key",
    Role.SUPPORTER: "gift",
}
HIGHEST_ID = 2**31 - 1
LISTED = sa.select(
    PERSON.c.id,
    PERSON.c.login,
    PERSON.c.name,
    PERSON.c.role,
    PERSON.c.language,
    PERSON.c.lapsed,
    FACILITY.c.code.label("facility"),
    PLACE.c.name.label("site"),
).select_from(
    PERSON.outerjoin(FACILITY, FACILITY.c.id == PERSON.c.facility_id).outerjoin(
        PLACE, PLACE.c.id == PERSON.c.site_id
    )
)
_FACILITIES = (
    sa.select(FACILITY.c.code, FACILITY.c.name)
    .where(FACILITY.c.active)
    .order_by(FACILITY.c.code)
    .limit(500)
)


def listed(look: Look) -> Facts:
    """Everybody, or those whose name or login fits."""
    words = listing.words(look.form)
    query = LISTED
    if words:
        query = query.where(listing.like(PERSON.c.name, PERSON.c.login, text=words))
    if not look.form.ticked("lapsed"):
        query = query.where(sa.not_(PERSON.c.lapsed))
    people = listing.cut(look.books, query, PERSON.c.id, look.form, look.here)
    return {"people": people, "words": words}


def choices(look: Look) -> Facts:
    """What a person's form offers: roles in a sentence each, sites and facilities by name."""
    say = look.reader.say
    facilities = look.books.execute(_FACILITIES).all()
    return {
        "roles": [
            (role.value, look.reader.word("role", role.value), ICONS[role], say(sentence))
            for role, sentence in ROLES.items()
        ],
        "sites": [(one.name, one.name) for one in where.sites(look.books, most=200)],
        "facilities": [
            (row.code, f"{row.code} · {row.name}" if row.name else row.code) for row in facilities
        ],
        "tongues": languages.choices(look.books),
    }


def one(look: Look) -> Facts:
    """Somebody's record, with the same choices."""
    return {"person": _person(look), **choices(look)}


def added(look: Look) -> Mapping[str, Any]:
    """A new person's record: bounded to a facility only where the role is."""
    content = dict(look.form.content())
    if content.get("role") != Role.FACILITY:
        content.pop("facility", None)
    content["login"] = look.form.text("login").lower()
    content["password"] = look.form.latest.get("password", "")
    return content


def changed(look: Look) -> Mapping[str, Any]:
    """What one of the person's three small forms changes."""
    login = _person(look).login
    form = look.form
    if "lapsed" in form.latest:
        return {"login": login, "lapsed": form.text("lapsed") == "true"}
    if "password" in form.latest:
        return {"login": login, "password": form.latest["password"]}
    role = form.text("role")
    return {
        "login": login,
        "name": form.text("name"),
        "role": role,
        "language": form.text("language") or None,
        "site": form.text("site"),
        "facility": form.text("facility") if role == Role.FACILITY else "",
    }


def back_to_people(_receipt: Receipt, _look: Look) -> str:
    """On to the list."""
    return "/people"


def _person(look: Look) -> Any:
    wanted = min(look.path["person_id"], HIGHEST_ID)
    row = look.books.execute(LISTED.where(PERSON.c.id == wanted)).first()
    if row is None:
        raise NotFound("unknown_person", "{login} is not known here.", login=wanted)
    return row


PAGES = (
    Page("/people", "admin/people.html", STEWARDS, listed),
    Act(
        "people",
        "/people/new",
        "admin/person_new.html",
        facts=choices,
        content=added,
        after=back_to_people,
    ),
    Act(
        "person-changes",
        "/people/{person_id:int}",
        "admin/person.html",
        facts=one,
        content=changed,
        after=back_to_people,
    ),
)
