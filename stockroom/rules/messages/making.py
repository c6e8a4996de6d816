"""Makes a line of a clause, and adds what the clauses after it say about the same thing."""

from __future__ import annotations

from dataclasses import replace

from stockroom.rules.messages import leftovers, sizing
from stockroom.rules.messages.asked import Asked, asked, says_each
from stockroom.rules.messages.clauses import Clause
from stockroom.rules.messages.counting import Counted
from stockroom.rules.messages.marking import Marked, Named
from stockroom.rules.messages.said import GUESS, LIKELY, SURE, Known, Piece, Proposed

# A kit has no sizing of its own, yet people say for what size they want it.
_OF_KITS = "EUCM"


def made(
    marked: Marked, known: Known, clause: Clause, named: Named, *, lacking: bool = False
) -> Proposed:
    """The line of a clause that names a thing; `lacking` where they say they are out of it."""
    said = asked(marked, clause, _sizing(known, named.code, named.kit), named.end)
    return _line(marked, clause, named, said, lacking)


def made_below(marked: Marked, known: Known, clause: Clause, named: Named) -> list[Proposed]:
    """The line of a clause below a heading that named the thing: one, or none."""
    said = asked(marked, clause, _sizing(known, named.code, named.kit), clause.start)
    if said.count is None and said.size is None:
        return []
    return [_line(marked, clause, named, said, lacking=False)]


def continued(marked: Marked, known: Known, last: Proposed, clause: Clause) -> list[Proposed]:
    """A clause without a thing: more about the line before it, or another size of its thing."""
    of = _sizing(known, last.product or last.kit, bool(last.kit))
    said = asked(marked, clause, of, clause.start)
    size = said.size if said.size and sizing.suits(said.size, of) else None
    start, end = leftovers.trimmed(marked, clause.start, clause.end)
    if size and last.size:
        more = replace(last, piece=Piece(start, end), size=size.label)
        return [last, _counted(more, said.count) if said.count else more]
    if said.size is None and said.count is None:
        return [last]
    grown = replace(
        last, size=last.size or (size.label if size else ""), piece=Piece(last.piece.start, end)
    )
    return [_counted(grown, said.count) if said.count and last.quantity is None else grown]


def shared_out(marked: Marked, lines: list[Proposed], clause: Clause) -> list[Proposed]:
    """Give "one pair each" to every size of the thing that has no number of its own."""
    last = lines[-1]
    if last.quantity is None or not says_each(marked, clause):
        return lines
    return [
        replace(line, quantity=last.quantity)
        if line.product == last.product and line.quantity is None
        else line
        for line in lines
    ]


def _line(marked: Marked, clause: Clause, named: Named, said: Asked, lacking: bool) -> Proposed:
    each = said.each and marked.heads is not None
    doubts = {"lacking": lacking, "each": said.each, "product": named.misspelt}
    start, end = leftovers.trimmed(marked, clause.start, clause.end)
    marks = [named.start, *(size.start for size in clause.sized)]
    marks += [count.start for count in clause.counted]
    marks += marked.told_of(clause.start, named.start)
    proposed = Proposed(
        piece=Piece(max(start, min(at for at in marks if at >= clause.start)), end),
        product="" if named.kit else named.code,
        kit=named.code if named.kit else "",
        sure=GUESS if named.misspelt else LIKELY if named.others or lacking else SURE,
        others=named.others,
        quantity=2 if named.two else 1 if said.one else None,
        size=said.size.label if said.size else "",
        doubts=tuple(name for name, holds in doubts.items() if holds),
    )
    if said.count:
        proposed = _counted(proposed, said.count)
    if each and proposed.quantity and marked.heads:
        return replace(proposed, quantity=proposed.quantity * marked.heads)
    return proposed


def _counted(line: Proposed, count: Counted) -> Proposed:
    return replace(
        line,
        quantity=count.number,
        pack=count.inside or (line.pack if count.packs else None),
        packs=count.packs and not count.inside,
    )


def _sizing(known: Known, code: str, kit: bool) -> str:
    return _OF_KITS if kit else known.products[code].sizing
