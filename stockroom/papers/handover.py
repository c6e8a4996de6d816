"""The sheets of one handover: to be filled in at a gate, folded for a refuge, noted afterwards."""

from __future__ import annotations

from collections.abc import Sequence

from stockroom.papers.blocks import (
    Block,
    Code,
    Column,
    Facts,
    Folds,
    NewPage,
    OuterFace,
    Paper,
    Signatures,
    Table,
    Text,
)
from stockroom.papers.facts import Delivery, Goods, Parcel, Refuge, Sheet, Stop
from stockroom.papers.voice import Voice, pieces_of
from stockroom.papers.words import RECEIVERS, REFUSALS
from stockroom.rules.receipt_numbers import show
from stockroom.speech import mark as _

BLANK_ROWS = 3
LOOSE = "–"
_ASK = _("Please write how many you take. What you do not take goes back with the driver.")
_LATER = _("You may count in peace and tell us later, without signing in:")


def gate_sheets(
    stop: Stop, sheet: Sheet, parcels: Sequence[Parcel], loose: Sequence[Goods]
) -> list[Paper]:
    """The copy that comes back with the driver, and the one that stays."""
    return [
        _gate_sheet(stop, sheet, parcels, loose, ours=True),
        _gate_sheet(stop, sheet, parcels, loose, ours=False),
    ]


def refuge_sheets(
    stop: Stop, sheet: Sheet, parcels: Sequence[Parcel], loose: Sequence[Goods], refuge: Refuge
) -> list[Paper]:
    """The sheet to fold and seal, with the handover inside it, and the copy that stays."""
    voice = Voice(stop.language)
    blocks: tuple[Block, ...] = (
        OuterFace(refuge.colour, str(refuge.number)),
        *_inside(refuge, voice),
        Folds(),
        Code(
            sheet.url,
            (voice.say(_("Receipt number")),),
            voice.own(show(sheet.receipt_number)),
            side_mm=28,
        ),
        Text(voice.say(_DEAD_PHONE), 10.5),
        Text(voice.say(_("Fold back at the first line, forward at the second, and seal.")), 9),
        NewPage(),
        *_to_fill_in(stop, sheet, parcels, loose, voice, ours=True),
    )
    folded = Paper(
        voice.language, _title(stop, voice), blocks, _foot(stop, sheet, voice), silent_first=True
    )
    return [folded, _gate_sheet(stop, sheet, parcels, loose, ours=False)]


def delivery_note(delivery: Delivery) -> Paper:
    """What was handed over, line by line: the facility's own."""
    stop, voice = delivery.stop, Voice(delivery.stop.language)
    rows = []
    for line in delivery.lines:
        why = [voice.say(_("refused: {why}"), why=voice.say(REFUSALS.get(one, one)))
               for one in line.reasons]  # fmt: skip
        said = " · ".join([voice.thing(line.goods), *why])
        rows.append((said, *_counted(voice, line.accepted, line.refused, line.missing)))
    sums = [sum(getattr(one, name) for one in delivery.lines) for name in _SUMS]
    facts = [(voice.say(_("Day")), voice.day(stop.day))]
    if delivery.received_by:
        role = RECEIVERS.get(delivery.received_by)
        facts.append(
            (
                voice.say(_("Received by")),
                voice.say(role) if role else voice.own(delivery.received_by),
            )
        )
    if delivery.receipt_number:
        facts.append((voice.say(_("Receipt number")), voice.own(show(delivery.receipt_number))))
    title = voice.say(_("Delivery note for {code}"), code=stop.code)
    blocks: tuple[Block, ...] = (
        Text(voice.own(stop.charity), 12, after=3),
        Text(title, 18, bold=True, after=3),
        Facts(tuple(facts)),
        Table(
            _noted_columns(voice),
            tuple(rows),
            last=(voice.say(_("Together")), *_counted(voice, *sums)),
        ),
        Text(voice.say(_("Brought is what was accepted, refused and missing together.")), 9),
    )
    foot = voice.say(_("Delivery {number}"), number=delivery.number)
    return Paper(voice.language, title, blocks, foot)


def packing_list(parcel: Parcel, charity: str, language: str, format: str = "a5") -> Paper:
    """What is in one parcel, to be laid into it; it tells of no facility and no run."""
    voice = Voice(language)
    columns = (Column(voice.say(_("What it is")), 5), Column(voice.say(_("Pieces")), 1, True))
    rows = tuple((voice.thing(one), voice.number(one.quantity)) for one in parcel.goods)
    total = (voice.say(_("Together")), voice.number(pieces_of(parcel.goods)))
    title = voice.say(_("Packing list"))
    blocks: tuple[Block, ...] = (
        Text(title, 15, bold=True, after=1),
        Text(voice.box(parcel), 13, bold=True, after=1),
        Text(voice.own(charity), 9.5, after=3),
        Table(columns, rows, last=total),
    )
    return Paper(voice.language, title, blocks, voice.box(parcel), format=format)


def _gate_sheet(
    stop: Stop, sheet: Sheet, parcels: Sequence[Parcel], loose: Sequence[Goods], *, ours: bool
) -> Paper:
    voice = Voice(stop.language)
    blocks = _to_fill_in(stop, sheet, parcels, loose, voice, ours=ours)
    return Paper(voice.language, _title(stop, voice), blocks, _foot(stop, sheet, voice))


def _to_fill_in(
    stop: Stop, sheet: Sheet, parcels: Sequence[Parcel], loose: Sequence[Goods], voice: Voice,
    *, ours: bool,
) -> tuple[Block, ...]:  # fmt: skip
    copy = _("This copy goes back with the driver") if ours else _("This copy stays with you")
    number = voice.say(_("Receipt number"))
    words = (number, voice.when(stop), voice.in_short(parcels, loose))
    roles = (_("Driver"), _("Gate"), _("Who receives"))
    return (
        Text(_title(stop, voice), 20, bold=True, after=1),
        Text(f"{voice.own(stop.charity)} · {voice.say(copy)}", 11, after=4),
        Code(sheet.url, words, voice.own(show(sheet.receipt_number)), side_mm=32),
        *(() if ours else _confirming(sheet, voice)),
        Text(voice.say(_ASK), 11.5, after=3, leads=True),
        Table(
            _blank_columns(voice),
            _blanks(parcels, loose, voice),
            points=12.5,
            row_mm=12,
            leads=True,
        ),
        Signatures(
            tuple(voice.say(role) for role in roles),
            voice.say(_("Signature (role only, no name):")),
            voice.say(_("Day and hour:")),
        ),
    )


def _confirming(sheet: Sheet, voice: Voice) -> tuple[Block, ...]:
    return (
        Text(voice.say(_LATER), 10.5, after=1, leads=True),
        Facts(
            (
                (voice.say(_("Page")), voice.own(sheet.confirm_at)),
                (voice.say(_("Receipt number")), voice.own(show(sheet.receipt_number))),
                (voice.say(_("Your code")), voice.own(sheet.confirm_code)),
            ),
        ),
    )


def _inside(refuge: Refuge, voice: Voice) -> tuple[Block, ...]:
    """Where to, in the middle third; what was not opened is a line to write on."""
    if refuge.meets:
        rows = [(voice.say(_("Meeting point")), voice.own(refuge.meeting_point))]
        head = voice.say(_("Call ahead. Never go to the house; you meet somewhere else."))
    else:
        rows = [(voice.say(_("Address")), voice.own(refuge.address))]
        head = voice.say(_("Open this at the stop before, and no earlier."))
    contact = refuge.contact or refuge.contact_role
    rows.append((voice.say(_("Whom to ask for")), voice.own(contact)))
    if refuge.instructions:
        rows.append((voice.say(_("Please mind")), voice.own(refuge.instructions)))
    return (Text(head, 13, bold=True, after=3), Facts(tuple(rows), points=12))


_DEAD_PHONE = _(
    "This sheet is enough where a phone is dead. Show it to nobody; bring it back or tear it up."
)
_SUMS = ("accepted", "refused", "missing")


def _counted(voice: Voice, *numbers: int) -> tuple[str, ...]:
    return tuple(voice.number(one) for one in (sum(numbers), *numbers))


def _blanks(
    parcels: Sequence[Parcel], loose: Sequence[Goods], voice: Voice
) -> tuple[tuple[str, ...], ...]:
    told = [(one, str(parcel.box)) for parcel in parcels for one in parcel.goods]
    told += [(one, LOOSE) for one in loose]
    rows = [(voice.thing(one), box, voice.number(one.quantity), "", "", "") for one, box in told]
    return (*rows, *[("",) * 6] * BLANK_ROWS)


def _blank_columns(voice: Voice) -> tuple[Column, ...]:
    return (
        Column(voice.say(_("What it is")), 36),
        Column(voice.say(_("Box")), 13),
        Column(voice.say(_("Brought")), 15, number=True),
        Column(voice.say(_("Accepted")), 15),
        Column(voice.say(_("Refused")), 14),
        Column(voice.say(_("Why refused")), 24),
    )


def _noted_columns(voice: Voice) -> tuple[Column, ...]:
    heads = (_("Brought"), _("Accepted"), _("Refused"), _("Missing"))
    return (
        Column(voice.say(_("What it is")), 40),
        *(Column(voice.say(head), 14, number=True) for head in heads),
    )


def _title(stop: Stop, voice: Voice) -> str:
    return voice.say(_("Gate sheet for {code}"), code=stop.code)


def _foot(stop: Stop, sheet: Sheet, voice: Voice) -> str:
    return " · ".join((voice.own(stop.code), voice.day(stop.day), voice.own(sheet.receipt_number)))
