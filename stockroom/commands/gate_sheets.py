"""The sheet that goes to one gate: its code, and the receipt number that people can say."""

from __future__ import annotations

from sqlmodel import select

from stockroom.commands import as_told, manifests, road
from stockroom.commands.base import ROAD, Command, Entry, RowId, Trade, known
from stockroom.commands.wishes import FacilityRef
from stockroom.errors import Refused
from stockroom.rules import codes, receipt_numbers
from stockroom.tables.papers import GateSheet as GateSheetRow

MOST_DRAWS = 50
_CODE_BITS, _NUMBER_BITS = 60, 20


class GateSheet(Command, frozen=True, kw_only=True):
    """The gate sheet of one stop was printed; printed again it keeps its code and its number."""

    run: RowId
    facility: FacilityRef


def gate_sheet(command: GateSheet, entry: Entry) -> None:
    """Make the sheet of that stop, or find it, and note that it was printed."""
    run = road.open_run(entry, command.run)
    facility = manifests.stop_of(entry, known(run.id), command.facility)
    query = select(GateSheetRow).where(
        GateSheetRow.run_id == run.id, GateSheetRow.facility_id == facility.id
    )
    row = entry.rows.exec(query).first() or GateSheetRow(
        run_id=known(run.id),
        facility_id=known(facility.id),
        code=codes.make(entry.clock.bits(_CODE_BITS)),
        receipt_number=_free_number(entry),
        printed_in=entry.sequence,
    )
    made = as_told.versions(entry.books, known(run.id), known(facility.id))
    told = as_told.standing(made)
    row.manifest_id = told.id if told is not None else None
    row.printed_in = entry.sequence
    entry.add(row)
    entry.made.update(
        gate_sheet=row.id, code=row.code, receipt_number=receipt_numbers.show(row.receipt_number)
    )


def _free_number(entry: Entry) -> str:
    """A receipt number that no sheet has; drawn, so that nobody can count our sheets."""
    for _draw in range(MOST_DRAWS):
        drawn = entry.clock.bits(_NUMBER_BITS) % (receipt_numbers.HIGHEST + 1)
        number = receipt_numbers.make(drawn)
        taken = select(GateSheetRow.id).where(GateSheetRow.receipt_number == number)
        if entry.rows.exec(taken).first() is None:
            return number
    raise Refused("no_number_free", "No receipt number is free; tell whoever keeps this house.")


TRADES = (Trade("gate-sheets", GateSheet, gate_sheet, ROAD, example={"run": 3, "facility": "M-1"}),)
