"""Lists of the road: runs, stops, parcels, deliveries, refusals."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import DESK, HANDS
from stockroom.desk import JOURNAL
from stockroom.ledger import PLACE
from stockroom.tables.handovers import Delivery, Refusal
from stockroom.tables.papers import Manifest
from stockroom.tables.people import Person, Role
from stockroom.tables.stock import PlaceKind
from stockroom.tables.transport import Parcel, Van
from stockroom.web.api.reads.base import Read, equals, number, present
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP, own_facility, own_run, table

PARCEL, DELIVERY, REFUSAL, PERSON, VAN = map(table, (Parcel, Delivery, Refusal, Person, Van))
MANIFEST = table(Manifest)
_START = PLACE.alias("start")
_DEPARTED, _CLOSED = JOURNAL.alias("departed"), JOURNAL.alias("closed")

RUNS = Read(
    noun="runs",
    describes="runs with their van and driver",
    select=sa.select(
        RUN.c.id,
        RUN.c.day,
        PLACE.c.name.label("van"),
        PERSON.c.login.label("driver"),
        _START.c.name.label("site"),
        RUN.c.colour,
        RUN.c.starts_at,
        RUN.c.ends_at,
        RUN.c.longest_wait_min,
        RUN.c.planned_in,
        RUN.c.changed_in,
        RUN.c.departed_in,
        _DEPARTED.c.done_at.label("departed_at"),
        RUN.c.closed_in,
        _CLOSED.c.done_at.label("closed_at"),
    ).select_from(
        RUN.join(PLACE, PLACE.c.id == RUN.c.van_id)
        .join(PERSON, PERSON.c.id == RUN.c.driver_id)
        .outerjoin(_START, _START.c.id == RUN.c.site_id)
        .outerjoin(_DEPARTED, _DEPARTED.c.sequence == RUN.c.departed_in)
        .outerjoin(_CLOSED, _CLOSED.c.sequence == RUN.c.closed_in)
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
        STOP.c.service_min,
        STOP.c.to_fetch,
        STOP.c.to_fetch_g,
        STOP.c.to_fetch_ml,
        STOP.c.arrives_at,
        STOP.c.arrived_at,
        STOP.c.left_at,
        STOP.c.called_off_in,
        STOP.c.called_off_because,
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
        DELIVERY.c.way,
        PERSON.c.login.label("driver"),
        MANIFEST.c.version.label("manifest_version"),
        MANIFEST.c.hash.label("manifest_hash"),
        DELIVERY.c.receipt_number,
        DELIVERY.c.received_by,
        DELIVERY.c.organisation,
        DELIVERY.c.handed_over_at,
        JOURNAL.c.recorded_at,
        DELIVERY.c.confirmed_in,
        DELIVERY.c.confirmed_by,
        DELIVERY.c.confirmed_role,
    ).select_from(
        DELIVERY.join(FACILITY, FACILITY.c.id == DELIVERY.c.facility_id)
        .join(JOURNAL, JOURNAL.c.sequence == DELIVERY.c.sequence)
        .outerjoin(RUN, RUN.c.id == DELIVERY.c.run_id)
        .outerjoin(PERSON, PERSON.c.id == RUN.c.driver_id)
        .outerjoin(MANIFEST, MANIFEST.c.id == DELIVERY.c.manifest_id)
    ),
    key=DELIVERY.c.id,
    roles=frozenset({Role.FACILITY, Role.DRIVER}) | DESK,
    scope=own_facility,
    hidden={Role.FACILITY: ("driver",)},
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
VANS = Read(
    noun="vans",
    describes="vans, their plates and what each carries, in grams and millilitres",
    select=sa.select(
        PLACE.c.id,
        PLACE.c.number,
        PLACE.c.name,
        sa.func.coalesce(VAN.c.plate, "").label("plate"),
        VAN.c.most_g,
        VAN.c.most_ml,
    )
    .select_from(PLACE.outerjoin(VAN, VAN.c.place_id == PLACE.c.id))
    .where(PLACE.c.kind == PlaceKind.VAN, sa.not_(PLACE.c.closed)),
    key=PLACE.c.id,
    roles=HANDS,
)
READS = (RUNS, STOPS, VANS, PARCELS, DELIVERIES, REFUSALS)
