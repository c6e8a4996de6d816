"""Count: a place, then what is on it; its own label once more ends the count."""

from __future__ import annotations

from dataclasses import replace

from stockroom_cli.scanning.known import Known, Lot, Place
from stockroom_cli.scanning.state import Draft, Sheet, State, Thing, Turn, again, done, no, took
from stockroom_cli.scanning.verbs.promised import not_a_lot
from stockroom_cli.speech import _

NO_SPOT = ("site", "van")


def counted(state: State, thing: Thing, known: Known) -> Turn:
    """A place to count, or something that lies there."""
    if isinstance(thing, Place):
        return _placed(state, thing, known)
    if not isinstance(thing, Lot):
        return no(state, not_a_lot(thing))
    if state.sheet is None:
        return no(state, _("Scan the place first"))
    return _seen(state, state.sheet, thing, known)


def corrected(state: State, pieces: int, known: Known) -> Turn:
    """Another number for what was scanned last: the books need not be right."""
    lot = state.hand
    if state.sheet is None or not isinstance(lot, Lot):
        return no(state, _("Scan the thing first, then say how many there are"))
    return _with(state, state.sheet, lot, pieces, known)


def is_open(sheet: Sheet) -> str:
    """Why something else has to wait."""
    return _("Finish counting {place} first: scan its label once more").format(
        place=sheet.place.name
    )


def _placed(state: State, place: Place, known: Known) -> Turn:
    sheet = state.sheet
    if sheet is not None and sheet.place.number == place.number:
        return _closed(state, sheet, known)
    if sheet is not None and sheet.lines:
        return no(state, is_open(sheet))
    if place.kind in NO_SPOT:
        return no(state, _("Nothing is put in {place} like that").format(place=place.name))
    fresh = Sheet(place, known.bundle.position)
    says = _("Counting {place}. Scan what is there, then its label once more.")
    return took(state.but(target=place, sheet=fresh, hand=None), says.format(place=place.name))


def _seen(state: State, sheet: Sheet, lot: Lot, known: Known) -> Turn:
    """A scanned lot is there, with as many pieces as the books say until somebody counts them."""
    if lot.ref in sheet.lines:
        return again(state.but(hand=lot), _("Counted already; say =3 if there are 3"))
    pieces = state.many if state.many is not None else max(lot.at(sheet.place.number), 1)
    return _with(state, sheet, lot, pieces, known)


def _with(state: State, sheet: Sheet, lot: Lot, pieces: int, known: Known) -> Turn:
    lines = {**sheet.lines, lot.ref: pieces}
    says = f"{sheet.place.name}: {known.called(lot)} × {pieces}"
    return took(state.but(sheet=replace(sheet, lines=lines), hand=lot, many=None), says)


def _closed(state: State, sheet: Sheet, known: Known) -> Turn:
    place = sheet.place
    if not sheet.lines:
        return no(state, _("Nothing has been counted in {place} yet").format(place=place.name))
    unseen = [lot for lot in known.inside(place) if lot.ref not in sheet.lines]
    says = _("{place} counted").format(place=place.name)
    if unseen:
        names = ", ".join(f"{known.called(lot)} ({lot.ref})" for lot in unseen[:5])
        says += ". " + _("Nobody looked at {goods}: that stays as it is").format(goods=names)
    lines = [{"lot": lot, "counted": pieces} for lot, pieces in sheet.lines.items()]
    content = {"place": place.ref, "position": sheet.position, "lines": lines}
    draft = Draft("counts", content, (place.ref, *sheet.lines), says)
    return done(state.but(sheet=None, target=None), draft)
