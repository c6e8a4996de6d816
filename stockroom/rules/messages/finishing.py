"""Finishes lines once all is read: what is said twice is one, what is doubtful is told."""

from __future__ import annotations

from dataclasses import replace

from stockroom.rules.messages import sizing
from stockroom.rules.messages.said import Known, Proposed
from stockroom.rules.messages.sizing import BARE, Sized
from stockroom.rules.messages.telling import Context

_IN_PIECES = "ea"


def sizing_of(known: Known, line: Proposed) -> str:
    """How the thing of a line is sized; kits and free sizes have none to compare."""
    return known.products[line.product].sizing if line.product else ""


def suits(known: Known, line: Proposed, one: Sized) -> bool:
    """Whether a size said elsewhere can be that of this line."""
    of = sizing_of(known, line)
    return bool(of) and sizing.suits(one, of)


def shared_size(known: Known, lines: list[Proposed], about: Context) -> list[Proposed]:
    """A size before a colon is that of all lines after it; one after the last thing may be."""
    surely = about.leading or [one for one in about.sizes if one.kind != BARE]
    if not lines or len({one.label for one in surely}) != 1:
        return lines
    one = surely[0]
    if lines[0].piece.start <= one.start < lines[-1].piece.start:
        return lines
    doubts = () if one in about.leading else ("size_elsewhere",)
    return [
        replace(line, size=one.label, doubts=(*line.doubts, *doubts))
        if not line.size and suits(known, line, one)
        else line
        for line in lines
    ]


def together(lines: list[Proposed]) -> list[Proposed]:
    """Fold what is said again of a thing that a line asks for already.

    "We are out of nappies, size 4. Please bring 5 packs of nappies" is one line; so is a
    thermometer of which a later sentence says that it is not urgent.
    """
    kept: list[Proposed] = []
    for line in lines:
        at = next((at for at, one in enumerate(kept) if _is_again(one, line)), None)
        if at is None:
            kept.append(line)
        else:
            kept[at] = _folded(kept[at], line)
    return kept


def finished(known: Known, line: Proposed, loose: list[Sized], everything: Context) -> Proposed:
    """What the whole message says, where the line itself says nothing; and what is doubtful."""
    of = sizing_of(known, line)
    doubts = list(line.doubts)
    size = line.size
    labels = {one.label for one in loose if suits(known, line, one)}
    if not size and len(labels) == 1:
        size = labels.pop()
        doubts.append("size_elsewhere")
    if of and not (size and sizing.readable(size, of)):
        doubts.append("size")
    if line.quantity is None:
        doubts.append("how_many")
    if line.packs and line.product and known.products[line.product].unit == _IN_PIECES:
        doubts.append("packs")
    return replace(
        line,
        size=size,
        urgency=line.urgency or everything.urgency,
        new_only=line.new_only or everything.new_only,
        fits=everything.fits if line.fits == "any" and everything.fits and worn(of) else line.fits,
        doubts=tuple(dict.fromkeys(doubts)),
    )


def worn(sizing_of_it: str) -> bool:
    """Whether it matters to such a thing for whom it is."""
    return sizing_of_it in ("EUCM", "SHOE", "AGE")


def _is_again(one: Proposed, other: Proposed) -> bool:
    same = (one.product, one.kit, one.set_number) == (other.product, other.kit, other.set_number)
    is_bare = other.quantity is None and not other.size
    was_lacking = "lacking" in one.doubts and one.quantity is None
    return same and (is_bare or (was_lacking and (not other.size or other.size == one.size)))


def _folded(one: Proposed, other: Proposed) -> Proposed:
    fuller, barer = (other, one) if other.quantity is not None else (one, other)
    return replace(
        fuller,
        size=fuller.size or barer.size,
        urgency=other.urgency or one.urgency,
        new_only=one.new_only or other.new_only,
    )
