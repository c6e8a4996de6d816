"""Puts lines together: headings lend their size to the lines below, a bare size opens another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from stockroom.rules.messages import finishing, leftovers, words
from stockroom.rules.messages.asked import is_denied, is_lacking, is_loose
from stockroom.rules.messages.clauses import Clause, Sentence, clauses, lead_end, sentences
from stockroom.rules.messages.making import continued, made, made_below, shared_out
from stockroom.rules.messages.marking import Marked, a_word
from stockroom.rules.messages.said import Known, Piece, Proposed
from stockroom.rules.messages.sizing import BARE, Sized
from stockroom.rules.messages.telling import Context, told

_JOINED = re.compile(words.JOINS)
_ONE_BAG = a_word(words.ONE_BAG)
_SHORT = 60


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
        lines = [
            finishing.finished(self.known, line, self.loose_sizes, self.everything)
            for line in finishing.together(self.lines)
        ]
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
        self.context = told(self.marked, sentence, found)
        self.context.named = next((one.named for one in found if one.named), None)
        if self.context.sizes or self.context.fits or self.context.set_number:
            self.context.set_number = self._set_number(self.context.set_number)
        if self.context.named:
            self.waiting = self._lines_of(found)
        elif self.context.says_nothing and self._tells(sentence, enough=2):
            self._leave(sentence.start, sentence.end)

    def _set_number(self, said: int | None) -> int | None:
        """The number of a set that a heading opens, if lines are to be packed in sets."""
        if said is None and not self.one_bag:
            return None
        self.sets += 1
        return said or self.sets

    def _asking(self, sentence: Sentence, found: Sequence[Clause]) -> None:
        """A sentence that names things: one line for each, or for each size of it."""
        lines = self._lines_of(found)
        if lines:
            self.waiting = []
            self.context.used = True
        about = told(self.marked, sentence, found)
        leads = lead_end(self.marked, sentence) > sentence.start
        if about.set_number or (leads and (about.fits or about.sizes)):
            about.set_number = self._set_number(about.set_number)
        if not self.lines and lines and about.urgency:
            self._for_the_rest(about.urgency, lines[0])
        lines = finishing.shared_size(self.known, lines, about)
        self.lines += [self._filled(line, about) for line in lines]

    def _for_the_rest(self, urgency: str, first: Proposed) -> None:
        """An urgency said before the first thing of all is meant for the whole message."""
        if self.marked.urgency(0, first.piece.start) == urgency:
            self.everything.urgency = self.everything.urgency or urgency

    def _aside(self, sentence: Sentence, found: Sequence[Clause]) -> None:
        """A sentence that names no thing: a size of the heading's thing, or about everything."""
        about = told(self.marked, sentence, found)
        if self._below_heading(found, about):
            return
        uncounted = not any(one.counted for one in found)
        short = sentence.end - sentence.start < _SHORT and uncounted
        if short and self._short_heading(sentence, about):
            return
        self.loose_sizes += [one for one in about.sizes if one.kind != BARE]
        self.everything.urgency = self.everything.urgency or about.urgency
        self.everything.new_only = self.everything.new_only or about.new_only
        if about.fits:
            self.everything.fits = "any" if self.everything.fits else about.fits
        used = not about.says_nothing or about.new_only
        if self._tells(sentence, enough=3 if used else 1):
            self._leave(sentence.start, sentence.end)

    def _below_heading(self, found: Sequence[Clause], about: Context) -> bool:
        """Lines of the heading's thing: "2 packs size 3" below "Nappies:"."""
        named = self.context.named
        if named is None:
            return False
        lines = [
            line
            for clause in found
            if clause.counted or clause.sized
            for line in made_below(self.marked, self.known, clause, named)
        ]
        if lines:
            self.waiting = []
            self.context.used = True
            self.lines += [self._filled(line, about) for line in lines]
        return bool(lines)

    def _short_heading(self, sentence: Sentence, about: Context) -> bool:
        """A line of its own that is only a size or a child: what stands below belongs to it."""
        ends_line = self.marked.plain[sentence.end : sentence.end + 1] in ("\n", ":")
        if not (ends_line and (about.sizes or about.set_number)):
            return False
        if self._tells(sentence, enough=3):
            return False
        self._settle_heading()
        about.set_number = self._set_number(about.set_number)
        self.context = about
        return True

    def _lines_of(self, found: Sequence[Clause]) -> list[Proposed]:
        lines: list[Proposed] = []
        denied = lacking = denied_before = False
        for clause in found:
            joined = _JOINED.match(self.marked.plain[clause.start : clause.end]) is not None
            joined = joined or (clause.named is not None and clause.named.start == clause.start)
            again = joined and not clause.counted
            if clause.named:
                denied = is_denied(self.marked, clause) and not (again and lacking)
                denied = denied or (denied_before and again)
                lacking = is_lacking(self.marked, clause) or (lacking and again)
            denied_before = denied
            if clause.named and (denied or is_loose(self.marked, clause)):
                self._leave(clause.start, clause.end)
            elif clause.named:
                lines.append(made(self.marked, self.known, clause, clause.named, lacking=lacking))
            elif leftovers.counts_something(self.marked, clause):
                self._leave(clause.start, clause.end)
            elif lines and not denied:
                lines = self._with_more(lines, clause)
        return lines

    def _with_more(self, lines: list[Proposed], clause: Clause) -> list[Proposed]:
        more = continued(self.marked, self.known, lines[-1], clause)
        return shared_out(self.marked, [*lines[:-1], *more], clause)

    def _filled(self, line: Proposed, about: Context) -> Proposed:
        """Give a line what its clause, its sentence or its heading says."""
        look, piece, above = self.marked, line.piece, self.context
        of = finishing.sizing_of(self.known, line)
        heading = (one.label for one in above.sizes if finishing.suits(self.known, line, one))
        fits = look.fits(piece.start, piece.end) or about.fits or above.fits
        own = look.urgency(piece.start, piece.end)
        until, as_of = self._days(piece)
        return replace(
            line,
            size=line.size or next(heading, ""),
            fits=fits if fits and finishing.worn(of) else "any",
            season=look.season(piece.start, piece.end) or about.season or above.season or "any",
            urgency=own or about.urgency or above.urgency,
            new_only=look.new_only(piece.start, piece.end) or about.new_only or above.new_only,
            set_number=about.set_number or above.set_number,
            needed_by=until,
            as_of=as_of,
        )

    def _days(self, piece: Piece) -> tuple[date | None, date | None]:
        inside = [one for one in self.marked.days if piece.start <= one.start < piece.end]
        days = inside or self.marked.days
        until = next((one.on for one in days if one.until), None)
        return until, next((one.on for one in days if not one.until), None)

    def _settle_heading(self) -> None:
        """A heading that named a thing and had nothing under it asked for that thing itself."""
        self.lines += [self._filled(line, self.context) for line in self.waiting]
        self.waiting = []

    def _tells(self, sentence: Sentence, enough: int) -> bool:
        return leftovers.tells(self.marked, sentence.start, sentence.end, enough=enough)

    def _leave(self, start: int, end: int) -> None:
        first, last = leftovers.trimmed(self.marked, start, end)
        if first < last:
            self.unread.append(Piece(first, last))
