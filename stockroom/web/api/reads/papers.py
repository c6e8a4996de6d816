"""Lists of papers: manifests, gate sheets, and who had which address opened."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import DESK, ROAD, STEWARDS
from stockroom.tables.papers import GateSheet, Manifest, Notice
from stockroom.tables.people import Person
from stockroom.tables.secrets import AddressOpening
from stockroom.web.api.reads.base import Read, equals, number, present
from stockroom.web.api.reads.scopes import FACILITY, RUN, STOP, own_run, table

MANIFEST, SHEET, OPENING, PERSON = map(table, (Manifest, GateSheet, AddressOpening, Person))
NOTICE = table(Notice)

MANIFESTS = Read(
    noun="manifests",
    describes="what facilities were told is coming, version by version",
    select=sa.select(
        MANIFEST.c.id,
        MANIFEST.c.run_id.label("run"),
        FACILITY.c.code.label("facility"),
        MANIFEST.c.version,
        MANIFEST.c.language,
        MANIFEST.c.hash,
        MANIFEST.c.made_in,
        MANIFEST.c.sent_on,
        MANIFEST.c.sent_how,
        MANIFEST.c.approved_in,
        MANIFEST.c.approved_by,
    ).select_from(MANIFEST.join(FACILITY, FACILITY.c.id == MANIFEST.c.facility_id)),
    key=MANIFEST.c.id,
    roles=DESK,
    filters={
        "run": number(MANIFEST.c.run_id),
        "facility": equals(FACILITY.c.code),
        "sent": present(MANIFEST.c.sent_in),
        "approved": present(MANIFEST.c.approved_in),
    },
)
GATE_SHEETS = Read(
    noun="gate-sheets",
    describes="the sheets of stops, by the receipt number on them",
    select=sa.select(
        SHEET.c.id,
        SHEET.c.run_id.label("run"),
        FACILITY.c.code.label("facility"),
        SHEET.c.code,
        SHEET.c.receipt_number,
        SHEET.c.manifest_id.label("manifest"),
        SHEET.c.printed_in,
    ).select_from(
        SHEET.join(FACILITY, FACILITY.c.id == SHEET.c.facility_id).join(
            RUN, RUN.c.id == SHEET.c.run_id
        )
    ),
    key=SHEET.c.id,
    roles=ROAD,
    scope=own_run,
    filters={
        "run": number(SHEET.c.run_id),
        "facility": equals(FACILITY.c.code),
        "receipt_number": equals(SHEET.c.receipt_number),
    },
)
OPENINGS = Read(
    noun="address-openings",
    describes="who had the address of which stop opened, what for and when",
    select=sa.select(
        OPENING.c.id,
        OPENING.c.sequence,
        STOP.c.run_id.label("run"),
        OPENING.c.stop_id.label("stop"),
        STOP.c.position,
        PERSON.c.login.label("person"),
        OPENING.c.purpose,
        OPENING.c.opened_at,
    ).select_from(
        OPENING.join(STOP, STOP.c.id == OPENING.c.stop_id).outerjoin(
            PERSON, PERSON.c.id == OPENING.c.person_id
        )
    ),
    key=OPENING.c.id,
    roles=STEWARDS,
    filters={"run": number(STOP.c.run_id), "person": equals(PERSON.c.login)},
)
NOTICES = Read(
    noun="notices",
    describes="what facilities were told of visits and handovers, by mail or by one of us",
    select=sa.select(
        NOTICE.c.id,
        NOTICE.c.kind,
        FACILITY.c.code.label("facility"),
        NOTICE.c.run_id.label("run"),
        NOTICE.c.delivery_id.label("delivery"),
        NOTICE.c.version,
        NOTICE.c.day,
        NOTICE.c.hours,
        NOTICE.c.language,
        NOTICE.c.text,
        NOTICE.c.how,
        NOTICE.c.tries,
        NOTICE.c.unsure,
        NOTICE.c.answer,
        NOTICE.c.due_at,
        NOTICE.c.sent_at,
    ).select_from(NOTICE.join(FACILITY, FACILITY.c.id == NOTICE.c.facility_id)),
    key=NOTICE.c.id,
    roles=DESK,
    filters={
        "run": number(NOTICE.c.run_id),
        "delivery": number(NOTICE.c.delivery_id),
        "facility": equals(FACILITY.c.code),
        "sent": present(NOTICE.c.sent_at),
    },
)
READS = (MANIFESTS, GATE_SHEETS, OPENINGS, NOTICES)
