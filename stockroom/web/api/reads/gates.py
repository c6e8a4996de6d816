"""Lists of what a facility's record says: how many live there, and what its gate turns away."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.tables.people import Role
from stockroom.tables.wishes import Headcount
from stockroom.web.api.reads.base import Read, equals
from stockroom.web.api.reads.scopes import FACILITY, own_facility, table

HEADCOUNT = table(Headcount)
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
READS = (HEADCOUNTS,)
