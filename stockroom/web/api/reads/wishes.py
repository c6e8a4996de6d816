"""Lists of wishing and of the road: facilities, wish lists, lines, runs, deliveries, donors."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import ANY_SIGNED_IN, DESK, EVERYBODY_INSIDE, HANDS, STEWARDS, Actor
from stockroom.commands.lines import asked_now
from stockroom.ledger import HOLDING, LINE, PLACE
from stockroom.tables.catalogue import PackHabit, Product
from stockroom.tables.impact import Donation, Donor
from stockroom.tables.people import Device, Person, Role, Token
from stockroom.tables.stock import LabelCode, Setting
from stockroom.tables.transport import Delivery, Parcel, Refusal, Run, Stop
from stockroom.tables.wishes import Facility, WishList
from stockroom.web.api.reads.base import Read, contains, equals, number, present


def table(row: Any) -> sa.Table:
    """The table behind a row class."""
    return row.__table__  # type: ignore[no-any-return]


FACILITY, LIST, PRODUCT = table(Facility), table(WishList), table(Product)
RUN, STOP, PARCEL, DELIVERY = table(Run), table(Stop), table(Parcel), table(Delivery)
REFUSAL, DONOR, DONATION = table(Refusal), table(Donor), table(Donation)
PERSON, TOKEN, DEVICE = table(Person), table(Token), table(Device)
HABIT, SETTING, LABEL = table(PackHabit), table(Setting), table(LabelCode)
OWN = frozenset({Role.FACILITY}) | HANDS


def own_facility(query: sa.Select[Any], actor: Actor) -> sa.Select[Any]:
    """A facility's own people see their facility's rows; drivers none but their runs' stops."""
    if actor.role == Role.FACILITY:
        return query.where(FACILITY.c.id == actor.facility_id)
    if actor.role == Role.DRIVER:
        mine = (
            sa.select(STOP.c.facility_id)
            .join(RUN, RUN.c.id == STOP.c.run_id)
            .where(RUN.c.driver_id == actor.id, RUN.c.closed_in.is_(None))
        )
        return query.where(FACILITY.c.id.in_(mine))
    return query


def own_run(query: sa.Select[Any], actor: Actor) -> sa.Select[Any]:
    """A driver sees the driver's own runs."""
    return query.where(RUN.c.driver_id == actor.id) if actor.role == Role.DRIVER else query


def _at(*kinds: str) -> sa.ScalarSelect[int]:
    """How many pieces promised to the line are in places of these kinds."""
    return (
        sa.select(sa.func.coalesce(sa.func.sum(HOLDING.c.quantity), 0))
        .select_from(HOLDING.join(PLACE, PLACE.c.id == HOLDING.c.place_id))
        .where(HOLDING.c.line_id == LINE.c.id, PLACE.c.kind.in_(kinds))
        .correlate(LINE)
        .scalar_subquery()
    )


_refused = (
    sa.select(sa.func.coalesce(sa.func.sum(REFUSAL.c.quantity), 0))
    .where(REFUSAL.c.line_id == LINE.c.id)
    .scalar_subquery()
)
FACILITIES = Read(
    noun="facilities",
    describes="facilities by code; never where they are",
    select=sa.select(
        FACILITY.c.id,
        FACILITY.c.code,
        FACILITY.c.kind,
        FACILITY.c.name,
        FACILITY.c.language,
        FACILITY.c.capacity,
        FACILITY.c.max_age_months,
        FACILITY.c.active,
    ),
    key=FACILITY.c.id,
    roles=OWN,
    scope=own_facility,
    hidden={Role.VOLUNTEER: ("name", "capacity"), Role.DRIVER: ("name", "capacity")},
    filters={"code": equals(FACILITY.c.code), "kind": equals(FACILITY.c.kind)},
)
WISH_LISTS = Read(
    noun="wish-lists",
    describes="what facilities asked for, by occasion",
    select=sa.select(
        LIST.c.id,
        FACILITY.c.code.label("facility"),
        LIST.c.submitted_in,
        LIST.c.withdrawn_in,
        LIST.c.note,
    ).select_from(LIST.join(FACILITY, FACILITY.c.id == LIST.c.facility_id)),
    key=LIST.c.id,
    roles=OWN,
    scope=own_facility,
    hidden={Role.DRIVER: ("note",)},
    filters={"facility": equals(FACILITY.c.code), "withdrawn": present(LIST.c.withdrawn_in)},
)
WISH_LINES = Read(
    noun="wish-lines",
    describes="every line: what it asks now, and where the goods for it are",
    select=sa.select(
        LINE.c.id,
        LINE.c.wish_list_id.label("wish_list"),
        FACILITY.c.code.label("facility"),
        LINE.c.position,
        LINE.c.set_number,
        PRODUCT.c.code.label("product"),
        PRODUCT.c.name.label("product_name"),
        LINE.c.size_label,
        LINE.c.size_scheme,
        LINE.c.size_low,
        LINE.c.size_high,
        LINE.c.as_of,
        LINE.c.fits,
        LINE.c.season,
        LINE.c.urgency,
        LINE.c.needed_by,
        LINE.c.new_only,
        LINE.c.substitutes,
        LINE.c.note,
        asked_now.label("asked"),
        _at("bin", "inbound", "quarantine", "site", "with_volunteer").label("allocated"),
        _at("bench").label("picked"),
        _at("box").label("packed"),
        _at("van").label("in_the_van"),
        _at("gate").label("delivered"),
        _at("facility").label("confirmed"),
        _refused.label("refused"),
    ).select_from(
        LINE.join(LIST, LIST.c.id == LINE.c.wish_list_id)
        .join(FACILITY, FACILITY.c.id == LIST.c.facility_id)
        .join(PRODUCT, PRODUCT.c.id == LINE.c.product_id)
    ),
    key=LINE.c.id,
    roles=OWN,
    scope=own_facility,
    filters={
        "id": number(LINE.c.id),
        "facility": equals(FACILITY.c.code),
        "wish_list": number(LINE.c.wish_list_id),
        "product": equals(PRODUCT.c.code),
        "urgency": equals(LINE.c.urgency),
    },
)
RUNS = Read(
    noun="runs",
    describes="runs with their van and driver",
    select=sa.select(
        RUN.c.id,
        RUN.c.day,
        PLACE.c.name.label("van"),
        PERSON.c.login.label("driver"),
        RUN.c.planned_in,
        RUN.c.departed_in,
        RUN.c.closed_in,
    ).select_from(
        RUN.join(PLACE, PLACE.c.id == RUN.c.van_id).join(PERSON, PERSON.c.id == RUN.c.driver_id)
    ),
    key=RUN.c.id,
    roles=HANDS,
    scope=own_run,
    filters={"day": equals(sa.cast(RUN.c.day, sa.String)), "closed": present(RUN.c.closed_in)},
)
STOPS = Read(
    noun="stops",
    describes="the stops of runs, by code and never by address",
    select=sa.select(
        STOP.c.id,
        STOP.c.run_id.label("run"),
        STOP.c.position,
        STOP.c.kind,
        FACILITY.c.code.label("facility"),
        PLACE.c.name.label("site"),
        STOP.c.window_from,
        STOP.c.window_until,
    ).select_from(
        STOP.join(RUN, RUN.c.id == STOP.c.run_id)
        .outerjoin(FACILITY, FACILITY.c.id == STOP.c.facility_id)
        .outerjoin(PLACE, PLACE.c.id == STOP.c.site_id)
    ),
    key=STOP.c.id,
    roles=frozenset({Role.DRIVER}) | DESK,
    scope=own_run,
    filters={"run": number(STOP.c.run_id)},
)
PARCELS = Read(
    noun="parcels",
    describes="sealed boxes and whom they are for",
    select=sa.select(
        PARCEL.c.id,
        PLACE.c.name.label("box"),
        PLACE.c.number,
        FACILITY.c.code.label("facility"),
        PARCEL.c.sealed_in,
        PARCEL.c.opened_in,
    ).select_from(
        PARCEL.join(PLACE, PLACE.c.id == PARCEL.c.box_id).join(
            FACILITY, FACILITY.c.id == PARCEL.c.facility_id
        )
    ),
    key=PARCEL.c.id,
    roles=HANDS,
    scope=own_facility,
    filters={"facility": equals(FACILITY.c.code), "opened": present(PARCEL.c.opened_in)},
)
DELIVERIES = Read(
    noun="deliveries",
    describes="handovers to facilities, and whether each was confirmed",
    select=sa.select(
        DELIVERY.c.id,
        DELIVERY.c.command_id,
        FACILITY.c.code.label("facility"),
        DELIVERY.c.run_id.label("run"),
        DELIVERY.c.received_by,
        DELIVERY.c.handed_over_at,
        DELIVERY.c.confirmed_in,
    ).select_from(DELIVERY.join(FACILITY, FACILITY.c.id == DELIVERY.c.facility_id)),
    key=DELIVERY.c.id,
    roles=frozenset({Role.FACILITY, Role.DRIVER}) | DESK,
    scope=own_facility,
    filters={
        "facility": equals(FACILITY.c.code),
        "run": number(DELIVERY.c.run_id),
        "confirmed": present(DELIVERY.c.confirmed_in),
    },
)
REFUSALS = Read(
    noun="refusals",
    describes="what gates would not take, and why",
    select=sa.select(
        REFUSAL.c.id,
        FACILITY.c.code.label("facility"),
        REFUSAL.c.line_id.label("line"),
        REFUSAL.c.quantity,
        REFUSAL.c.reason,
        REFUSAL.c.sequence,
    ).select_from(REFUSAL.join(FACILITY, FACILITY.c.id == REFUSAL.c.facility_id)),
    key=REFUSAL.c.id,
    roles=frozenset({Role.FACILITY, Role.DRIVER}) | DESK,
    scope=own_facility,
    filters={"facility": equals(FACILITY.c.code), "reason": equals(REFUSAL.c.reason)},
)
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
READS = (
    FACILITIES,
    WISH_LISTS,
    WISH_LINES,
    RUNS,
    STOPS,
    PARCELS,
    DELIVERIES,
    REFUSALS,
    DONORS,
    DONATIONS,
    PEOPLE,
    TOKENS,
    PACK_HABITS,
)
