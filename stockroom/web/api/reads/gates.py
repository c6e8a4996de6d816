"""Lists of what a facility's record says: how many live there, and what its gate turns away."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.tables.gates import Clearance, GateRule
from stockroom.tables.people import Person, Role
from stockroom.tables.stock import Place
from stockroom.tables.wishes import Headcount
from stockroom.web.api.reads.base import Read, equals, present
from stockroom.web.api.reads.scopes import FACILITY, own_facility, table

HEADCOUNT, RULE, CLEARANCE = table(Headcount), table(GateRule), table(Clearance)
PERSON, VAN = table(Person), table(Place)
OWN = frozenset({Role.FACILITY}) | DESK

HEADCOUNTS = Read(
    noun="headcounts",
    describes="how many live at a facility, by coarse age; the newest counts",
    select=sa.select(
        HEADCOUNT.c.id,
        FACILITY.c.code.label("facility"),
        HEADCOUNT.c.declared_on,
        HEADCOUNT.c.mothers,
        HEADCOUNT.c.expectant,
        HEADCOUNT.c.months_0_5,
        HEADCOUNT.c.months_6_11,
        HEADCOUNT.c.months_12_23,
        HEADCOUNT.c.months_24_35,
        HEADCOUNT.c.older,
    ).select_from(HEADCOUNT.join(FACILITY, FACILITY.c.id == HEADCOUNT.c.facility_id)),
    key=HEADCOUNT.c.id,
    roles=OWN,
    scope=own_facility,
    filters={"facility": equals(FACILITY.c.code)},
)
GATE_RULES = Read(
    noun="gate-rules",
    describes="what gates turn away, who said so, and until when",
    select=sa.select(
        RULE.c.id,
        FACILITY.c.code.label("facility"),
        RULE.c.kind,
        RULE.c.facts,
        RULE.c.action,
        RULE.c.source,
        RULE.c.confirmed_on,
        RULE.c.lapses_on,
        RULE.c.made_in,
        RULE.c.ended_in,
    ).select_from(RULE.join(FACILITY, FACILITY.c.id == RULE.c.facility_id)),
    key=RULE.c.id,
    roles=DESK,
    filters={"facility": equals(FACILITY.c.code), "ended": present(RULE.c.ended_in)},
)
CLEARANCES = Read(
    noun="clearances",
    describes="which drivers and vans gates let in, and until when",
    select=sa.select(
        CLEARANCE.c.id,
        FACILITY.c.code.label("facility"),
        PERSON.c.login.label("driver"),
        VAN.c.name.label("van"),
        CLEARANCE.c.identity,
        CLEARANCE.c.cleared_until,
        CLEARANCE.c.source,
        CLEARANCE.c.made_in,
        CLEARANCE.c.ended_in,
    ).select_from(
        CLEARANCE.join(FACILITY, FACILITY.c.id == CLEARANCE.c.facility_id)
        .outerjoin(PERSON, PERSON.c.id == CLEARANCE.c.driver_id)
        .outerjoin(VAN, VAN.c.id == CLEARANCE.c.van_id)
    ),
    key=CLEARANCE.c.id,
    roles=DESK,
    filters={"facility": equals(FACILITY.c.code), "ended": present(CLEARANCE.c.ended_in)},
)
READS = (HEADCOUNTS, GATE_RULES, CLEARANCES)
