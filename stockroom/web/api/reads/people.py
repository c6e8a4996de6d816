"""Lists of those who give and those who sign in, and of what their words turned out to mean."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import ANY_SIGNED_IN, DESK, EVERYBODY_INSIDE, HANDS, STEWARDS
from stockroom.commands.refs import PRODUCT
from stockroom.commands.settling import JOURNAL
from stockroom.portal import IS_DRAWN, LINK
from stockroom.tables.catalogue import PackHabit
from stockroom.tables.impact import Donation, Donor, TurnedAway
from stockroom.tables.people import Device, Person, Role, Token
from stockroom.web.api.reads.base import Read, contains, equals
from stockroom.web.api.reads.scopes import FACILITY, table

DONOR, DONATION, HABIT, TURNED_AWAY = map(table, (Donor, Donation, PackHabit, TurnedAway))
PERSON, TOKEN, DEVICE = map(table, (Person, Token, Device))

DONORS = Read(
    noun="donors",
    describes="who gave",
    select=sa.select(DONOR.c.id, DONOR.c.name, DONOR.c.kind),
    key=DONOR.c.id,
    roles=EVERYBODY_INSIDE,
    filters={"search": contains(DONOR.c.name)},
)
DONATIONS = Read(
    noun="donations",
    describes="occasions of giving",
    select=sa.select(
        DONATION.c.id,
        DONATION.c.command_id,
        DONOR.c.name.label("donor"),
        DONATION.c.received_on,
        DONATION.c.restriction,
        DONATION.c.note,
    ).select_from(DONATION.outerjoin(DONOR, DONOR.c.id == DONATION.c.donor_id)),
    key=DONATION.c.id,
    roles=EVERYBODY_INSIDE,
    filters={"donor": equals(DONOR.c.name)},
)
_MIRROR = JOURNAL.alias("mirror")
UNDONE = sa.exists().where(_MIRROR.c.reverses == TURNED_AWAY.c.command_id)
TURNINGS_AWAY = Read(
    noun="turnings-away",
    describes="what was turned away at our door, and why; what was undone is left out",
    select=sa.select(
        TURNED_AWAY.c.id,
        TURNED_AWAY.c.command_id,
        TURNED_AWAY.c.what,
        PRODUCT.c.code.label("product"),
        TURNED_AWAY.c.quantity,
        TURNED_AWAY.c.reason,
        DONOR.c.name.label("donor"),
        TURNED_AWAY.c.note,
    )
    .select_from(
        TURNED_AWAY.outerjoin(PRODUCT, PRODUCT.c.id == TURNED_AWAY.c.product_id).outerjoin(
            DONOR, DONOR.c.id == TURNED_AWAY.c.donor_id
        )
    )
    .where(~UNDONE),
    key=TURNED_AWAY.c.id,
    roles=EVERYBODY_INSIDE,
    filters={"reason": equals(TURNED_AWAY.c.reason), "product": equals(PRODUCT.c.code)},
)
PEOPLE = Read(
    noun="people",
    describes="who signs in, with their role",
    select=sa.select(
        PERSON.c.id,
        PERSON.c.login,
        PERSON.c.name,
        PERSON.c.role,
        FACILITY.c.code.label("facility"),
        PERSON.c.language,
        PERSON.c.lapsed,
    ).select_from(PERSON.outerjoin(FACILITY, FACILITY.c.id == PERSON.c.facility_id)),
    key=PERSON.c.id,
    roles=STEWARDS,
    filters={"role": equals(PERSON.c.role), "login": equals(PERSON.c.login)},
)
TOKENS = Read(
    noun="tokens",
    describes="bearer tokens by name; never the secrets",
    select=sa.select(
        TOKEN.c.id,
        PERSON.c.login,
        TOKEN.c.name,
        DEVICE.c.name.label("device"),
        TOKEN.c.made_at,
        TOKEN.c.expires_at,
        TOKEN.c.revoked_at,
    ).select_from(
        TOKEN.join(PERSON, PERSON.c.id == TOKEN.c.person_id).outerjoin(
            DEVICE, DEVICE.c.id == TOKEN.c.device_id
        )
    ),
    key=TOKEN.c.id,
    roles=ANY_SIGNED_IN,
    scope=lambda query, actor: (
        query if actor.role == Role.STEWARD else query.where(TOKEN.c.person_id == actor.id)
    ),
)
PORTAL_LINKS = Read(
    noun="portal-links",
    describes="links for the staff of facilities; never the secrets",
    select=sa.select(
        LINK.c.id,
        FACILITY.c.code.label("facility"),
        PERSON.c.name.label("for_whom"),
        PERSON.c.login,
        IS_DRAWN.label("shown"),
        LINK.c.made_at,
        LINK.c.expires_at,
        LINK.c.used_at,
        LINK.c.revoked_at,
    ).select_from(
        LINK.join(PERSON, PERSON.c.id == LINK.c.person_id).join(
            FACILITY, FACILITY.c.id == PERSON.c.facility_id
        )
    ),
    key=LINK.c.id,
    roles=DESK,
    filters={"facility": equals(FACILITY.c.code)},
)
PACK_HABITS = Read(
    noun="pack-habits",
    describes="what descriptions with packs turned out to mean",
    select=sa.select(
        HABIT.c.id, HABIT.c.description, HABIT.c.pieces_per_pack, HABIT.c.counts_packs
    ),
    key=HABIT.c.id,
    roles=HANDS,
    filters={"description": equals(HABIT.c.description)},
)
READS = (DONORS, DONATIONS, TURNINGS_AWAY, PEOPLE, TOKENS, PORTAL_LINKS, PACK_HABITS)
