"""Lists of printing: the printers, and every label that was printed."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.commands.base import HANDS
from stockroom.commands.printing import PRINTED, PRINTER, PRINTING
from stockroom.commands.settling import JOURNAL
from stockroom.tables.people import Role
from stockroom.web.api.reads.base import Read, equals, number, truth

# Where a machine of ours answers is nothing to tell a lost phone.
WHERE = ("host", "port")

PRINTERS = Read(
    noun="printers",
    describes="printers with the paper in them; where they are only for stewards",
    select=sa.select(
        PRINTER.c.id,
        PRINTER.c.name,
        PRINTER.c.paper,
        PRINTER.c.language,
        PRINTER.c.host,
        PRINTER.c.port,
        (PRINTER.c.host != "").label("reached"),
        PRINTER.c.nudge_x,
        PRINTER.c.nudge_y,
        PRINTER.c.closed,
    ),
    key=PRINTER.c.id,
    roles=HANDS,
    filters={
        "name": equals(PRINTER.c.name),
        "closed": lambda text: PRINTER.c.closed if truth(text) else sa.not_(PRINTER.c.closed),
    },
    hidden=dict.fromkeys((Role.VOLUNTEER, Role.COORDINATOR, Role.DRIVER), WHERE),
)
LABEL_PRINTINGS = Read(
    noun="label-printings",
    describes="every label that was printed, and whether for the first time",
    select=sa.select(
        PRINTED.c.id,
        PRINTING.c.command_id,
        PRINTED.c.code,
        PRINTED.c.again,
        PRINTER.c.name.label("printer"),
        PRINTING.c.paper,
        PRINTING.c.format,
        JOURNAL.c.recorded_at,
    ).select_from(
        PRINTED.join(PRINTING, PRINTING.c.id == PRINTED.c.printing_id)
        .join(JOURNAL, JOURNAL.c.sequence == PRINTING.c.sequence)
        .outerjoin(PRINTER, PRINTER.c.id == PRINTING.c.printer_id)
    ),
    key=PRINTED.c.id,
    roles=HANDS,
    filters={
        "code": equals(PRINTED.c.code),
        "command": equals(PRINTING.c.command_id),
        "printer_id": number(PRINTING.c.printer_id),
        "again": lambda text: PRINTED.c.again if truth(text) else sa.not_(PRINTED.c.again),
    },
)
READS = (PRINTERS, LABEL_PRINTINGS)
