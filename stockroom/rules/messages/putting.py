"""Puts lines together: headings lend their size to the lines below, a bare size opens another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from stockroom.rules.messages import leftovers, sizing, words
from stockroom.rules.messages.asked import is_denied, is_loose
from stockroom.rules.messages.clauses import Clause, Sentence, clauses, sentences
from stockroom.rules.messages.making import continued, made, made_below
from stockroom.rules.messages.marking import Marked, Named, a_word
from stockroom.rules.messages.said import Known, Piece, Proposed
from stockroom.rules.messages.sizing import BARE, Sized

_JOINED = re.compile(words.JOINS)
_ONE_BAG = a_word(words.ONE_BAG)
_SET = a_word(words.SET_HEADING)
_OFTEN_SINGLE = "ea"
_SHORT = 60


@dataclass
class Context:
    """What a heading or an earlier sentence said about the lines that follow."""

    sizes: list[Sized] = field(default_factory=list)
    fits: str | None = None
    season: str | None = None
    urgency: str | None = None
    new_only: bool = False
    set_number: int | None = None
    named: Named | None = None
    used: bool = False


class Putting:
    """One message while its lines are put together."""

    def __init__(self, marked: Marked, known: Known) -> None:
        self.marked = marked
        self.known = known
        self.lines: list[Proposed] = []
        self.unread: list[Piece] = []
        self.context = Context()
        self.everything = Context()
        self.one_bag = _ONE_BAG.search(marked.plain) is not None
        self.sets = 0
        self.waiting: list[Proposed] = []
        self.loose_sizes: list[Sized] = []

    def together(self) -> tuple[list[Proposed], list[Piece]]:
        """All lines in the order of the text, and the pieces that none was made of."""
        for sentence in sentences(self.marked):
            self._sentence(sentence)
        self._settle_heading()
        if self.one_bag and not self.sets:
            self.lines = [replace(line, set_number=1) for line in self.lines]
        lines = [self._completed(line) for line in self.lines]
        return sorted(lines, key=lambda line: line.piece), sorted(self.unread)

    def _sentence(self, sentence: Sentence) -> None:
        found = clauses(self.marked, sentence)
        if sentence.after_blank and self.context.used:
            self._settle_heading()
            self.context = Context()
        if sentence.heading and not any(clause.counted and clause.named for clause in found):
            self._heading(sentence, found)
        elif any(clause.named for clause in found):
            self._asking(sentence, found)
        else:
            self._aside(sentence, found)

    def _heading(self, sentence: Sentence, found: Sequence[Clause]) -> None:
        """Keep what a heading says for the lines below it."""
        self._settle_heading()
        context = self._told(sentence)
        context.named = next((one.named for one in found if one.named), None)
        context.set_number = self._set_number(sentence)
        self.context = context
        if context.named:
            self.waiting = self._lines_of(found)
        elif not (context.sizes or context.fits or context.urgency or context.set_number):
            self._leave(sentence.start, sentence.end)

    def _told(self, sentence: Sentence) -> Context:
        look = self.marked
        return Context(
            sizes=[
                one
                for one in look.sized
                if sentence.start <= one.start < sentence.end
                and one.kind != "adult"
                and (one.kind != BARE or _stands_alone(look, sentence, one))
            ],
            fits=self._said_apart(sentence),
            season=look.season(sentence.start, sentence.end),
            urgency=look.urgency(sentence.start, sentence.end),
            new_only=look.new_only(sentence.start, sentence.end),
        )

    def _said_apart(self, sentence: Sentence) -> str | None:
        """Girl or boy, where that is said of no single thing of the sentence."""
        found = clauses(self.marked, sentence)
        told = {self.marked.fits(one.start, one.end) for one in found if one.named is None}
        if not any(one.named for one in found) or len(found) == 1:
            return self.marked.fits(sentence.start, sentence.end)
        return next(iter(told - {None}), None) if len(told - {None}) == 1 else None

    def _set_number(self, sentence: Sentence) -> int | None:
        said = _SET.search(self.marked.plain, sentence.start, sentence.end)
        if said is None and not self.one_bag:
            return None
        self.sets += 1
        return int(said[1]) if said and int(said[1]) else self.sets

    def _asking(self, sentence: Sentence, found: Sequence[Clause]) -> None:
        """A sentence that names things: one line for each, or for each size of it."""
        lines = self._lines_of(found)
        if lines:
            self.waiting = []
            self.context.used = True
        told = self._told(sentence)
        lines = _shared_sizes(self.known, lines, told.sizes)
        self.lines += [self._filled(line, told) for line in lines]

    def _aside(self, sentence: Sentence, found: Sequence[Clause]) -> None:
        """A sentence that names no thing: a size of the heading's thing, or about everything."""
        look = self.marked
        if self.context.named and any(one.counted or one.sized for one in found):
            lines = [
                line
                for clause in found
                if clause.counted or clause.sized
                for line in made_below(self.marked, self.known, clause, self.context.named)
            ]
            if lines:
                self.waiting = []
                self.context.used = True
                self.lines += [self._filled(line, self._told(sentence)) for line in lines]
                return
        told = self._told(sentence)
        short = sentence.end - sentence.start < _SHORT
        uncounted = not any(one.counted for one in found)
        if short and uncounted and self._short_heading(sentence, told):
            return
        self.loose_sizes += [one for one in told.sizes if one.kind != BARE]
        self.everything.urgency = self.everything.urgency or told.urgency
        self.everything.new_only = self.everything.new_only or told.new_only
        if not told.sizes:
            self.everything.fits = self.everything.fits or told.fits
        used = bool(told.sizes or told.urgency or told.fits)
        if leftovers.tells(look, sentence.start, sentence.end, enough=3 if used else 1):
            self._leave(sentence.start, sentence.end)

    def _short_heading(self, sentence: Sentence, told: Context) -> bool:
        """A line of its own that is only a size or a child: what stands below belongs to it."""
        alone = self.marked.plain[sentence.end : sentence.end + 1] in ("\n", ":")
        if not (
            alone and (told.sizes or _SET.search(self.marked.plain, sentence.start, sentence.end))
        ):
            return False
        self._settle_heading()
        told.set_number = self._set_number(sentence)
        self.context = told
        return True

    def _lines_of(self, found: Sequence[Clause]) -> list[Proposed]:
        lines: list[Proposed] = []
        denied_before = False
        for clause in found:
            joined = _JOINED.match(self.marked.plain[clause.start : clause.end]) is not None
            denied = is_denied(self.marked, clause) or (
                denied_before and joined and not clause.counted
            )
            if clause.named and (denied or is_loose(self.marked, clause)):
                self._leave(clause.start, clause.end)
            elif clause.named:
                lines.append(made(self.marked, self.known, clause, clause.named))
            elif (
                lines and not denied_before and not leftovers.counts_something(self.marked, clause)
            ):
                lines = [*lines[:-1], *continued(self.marked, self.known, lines[-1], clause)]
            elif leftovers.counts_something(self.marked, clause):
                self._leave(clause.start, clause.end)
            denied_before = denied if clause.named else denied_before
        return lines

    def _filled(self, line: Proposed, told: Context) -> Proposed:
        """Give a line what its clause, its sentence or its heading says."""
        look, piece, above = self.marked, line.piece, self.context
        of = self.known.products[line.product].sizing if line.product else ""
        heading = next((one.label for one in above.sizes if sizing.suits(one, of) and of), "")
        needed, as_of = self._days(piece)
        return replace(
            line,
            size=line.size or heading,
            fits=(_wearable(of) and (look.fits(piece.start, piece.end) or told.fits or above.fits))
            or "any",
            season=look.season(piece.start, piece.end) or above.season or "any",
            urgency=told.urgency or above.urgency,
            new_only=look.new_only(piece.start, piece.end) or above.new_only,
            set_number=above.set_number,
            needed_by=needed,
            as_of=as_of,
        )

    def _days(self, piece: Piece) -> tuple[date | None, date | None]:
        inside = [one for one in self.marked.days if piece.start <= one.start < piece.end]
        days = inside or self.marked.days
        until = next((one.on for one in days if one.until), None)
        return until, next((one.on for one in days if not one.until), None)

    def _completed(self, line: Proposed) -> Proposed:
        """What the whole message says, where the line itself says nothing; and what is doubtful."""
        of = self.known.products[line.product].sizing if line.product else ""
        doubts = list(line.doubts)
        size = line.size
        if not size and of:
            loose = {one.label for one in self.loose_sizes if sizing.suits(one, of)}
            if len(loose) == 1:
                size = loose.pop()
                doubts.append("size_elsewhere")
        if of and not (size and sizing.readable(size, of)):
            doubts.append("size")
        if line.quantity is None:
            doubts.append("how_many")
        if line.packs and line.product and self.known.products[line.product].unit == _OFTEN_SINGLE:
            doubts.append("packs")
        return replace(
            line,
            size=size,
            urgency=line.urgency or self.everything.urgency,
            new_only=line.new_only or self.everything.new_only,
            fits=self.everything.fits or "any"
            if line.fits == "any" and _wearable(of)
            else line.fits,
            doubts=tuple(doubts),
        )

    def _settle_heading(self) -> None:
        """A heading that named a thing and had nothing under it asked for that thing itself."""
        self.lines += [self._filled(line, self.context) for line in self.waiting]
        self.waiting = []

    def _leave(self, start: int, end: int) -> None:
        first, last = leftovers.trimmed(self.marked, start, end)
        if first < last:
            self.unread.append(Piece(first, last))


def _wearable(sizing_of: str) -> bool:
    """Whether it matters to such a thing for whom it is."""
    return sizing_of in ("EUCM", "SHOE", "AGE")


def _stands_alone(marked: Marked, sentence: Sentence, one: Sized) -> bool:
    """Whether a bare number is all that a heading says: "62:"."""
    rest = marked.plain[sentence.start : one.start] + marked.plain[one.end : sentence.end]
    return not re.search(r"\w", rest)


def _shared_sizes(known: Known, lines: list[Proposed], told: Sequence[Sized]) -> list[Proposed]:
    """A size before the first thing, or after the last, may be that of all in the sentence."""
    surely = [one for one in told if one.kind != BARE]
    if len({one.label for one in surely}) != 1:
        return lines
    one = surely[0]
    return [
        replace(line, size=one.label, doubts=(*line.doubts, "size_elsewhere"))
        if not line.size and _suits(known, line, one)
        else line
        for line in lines
    ]


def _suits(known: Known, line: Proposed, one: Sized) -> bool:
    of = known.products[line.product].sizing if line.product else ""
    return bool(of) and sizing.suits(one, of)
