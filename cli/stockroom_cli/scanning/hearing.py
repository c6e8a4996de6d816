"""What is scanned or typed, told apart: a word to this program, an answer, a verb, or a code."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from stockroom_cli.scanning import spoken
from stockroom_cli.scanning.keys import Heard
from stockroom_cli.scanning.known import Lot
from stockroom_cli.scanning.resolve import meant, verb_named
from stockroom_cli.scanning.results import Result
from stockroom_cli.scanning.session import Session
from stockroom_cli.scanning.state import Turn, Unknown, no, took
from stockroom_cli.scanning.step import chosen
from stockroom_cli.scanning.verbs import counting, sealing, taking
from stockroom_cli.speech import _

SAME_SCAN_S = 3.0


class Ear:
    """Hears for a session; `over` once somebody wants to leave."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.over = False
        self._last: Heard | None = None
        self._warned = False

    def hear(self, heard: Heard) -> list[Result]:
        """What one scan or line leads to; the same scan within three seconds leads to nothing."""
        last, self._last = self._last, heard
        if heard.how == "scan":
            twice = last is not None and (last.how, last.text) == ("scan", heard.text)
            if twice and last is not None and heard.at - last.at < SAME_SCAN_S:
                return []
            text = self._whole(heard)
            # A slow way hands typed words on in one go, and so does whoever pastes them.
            if isinstance(meant(text, self.session.known), Unknown):
                return self._said(text, by_hand=False)
            return self.session.scanned(text)
        return self._said(heard.text, by_hand=heard.how == "typed")

    def leave(self, text: str = "q") -> list[Result]:
        """Go, unless a count would be lost that nobody has been told of."""
        sheet = self.session.state.sheet
        if sheet is None or not sheet.lines or self._warned:
            self.over = True
            return []
        self._warned = True
        told = _("{open}. Leave once more, and the count is forgotten.")
        turn = no(self.session.state, told.format(open=counting.is_open(sheet)))
        return self.session.take(turn, text)

    def _whole(self, heard: Heard) -> str:
        """A slow way cuts a scan in two: it is whole if only the whole is known."""
        whole = heard.before + heard.text
        if heard.before and isinstance(meant(heard.text, self.session.known), Unknown):
            return heard.text if isinstance(meant(whole, self.session.known), Unknown) else whole
        return heard.text

    def _said(self, text: str, *, by_hand: bool) -> list[Result]:
        word = spoken.word(text)
        if word is not None:
            return self._word(word[0], word[1], text)
        state, known = self.session.state, self.session.known
        number = spoken.choice(text)
        if state.ask is not None and state.ask.options and number is not None:
            return self._answer(number, text)
        verb = verb_named(text)
        if verb is not None:
            return self.session.take(chosen(state, verb), text)
        if state.verb == "take_in" and isinstance(meant(text, known), Unknown):
            said = state.ask.said if state.ask is not None else None
            describe = said or taking.described
            return self.session.take(describe(state, text, known), text)
        return self.session.scanned(text, by_hand=by_hand)

    def _word(self, word: spoken.Word, number: int, text: str) -> list[Result]:
        session = self.session
        does: Mapping[spoken.Word, Callable[[], list[Result]]] = {
            "leave": lambda: self.leave(text),
            "help": lambda: [Result(text, "told", spoken.HELP)],
            "undo": lambda: session.undo(text),
            "list": lambda: listed(session, text),
            "send": session.send_again,
            "seal": lambda: self._seal(text),
            "drop": lambda: session.drop(number, text),
            "many": lambda: session.take(self._many(number), text),
        }
        return does[word]()

    def _answer(self, number: int, text: str) -> list[Result]:
        session = self.session
        options = session.state.ask.options if session.state.ask else ()
        if not 1 <= number <= len(options):
            told = _("There is no number {number} in the list").format(number=number)
            return session.take(no(session.state, told), text)
        turn = options[number - 1].chosen(session.state.but(ask=None), session.known)
        return session.take(turn, text)

    def _seal(self, text: str) -> list[Result]:
        state = self.session.state
        if state.verb != "pack":
            return self.session.take(no(state, _("A box is sealed while you pack")), text)
        return self.session.take(sealing.sealed(state, self.session.known), text)

    def _many(self, number: int) -> Turn:
        state, known = self.session.state, self.session.known
        if state.sheet is not None and isinstance(state.hand, Lot):
            return counting.corrected(state, number, known)
        if number == 0 and state.sheet is None:
            return no(state, _("Say a number of pieces, such as =3"))
        if state.verb == "take_in":
            return taking.quantified(state, number, known)
        says = _("The next thing: {number}").format(number=number)
        return took(state.but(many=number), says)


def listed(session: Session, text: str) -> list[Result]:
    """What waits here, and what needs somebody, as a numbered list."""
    outbox = session.outbox
    needing = [
        Result(text, "no", f"{at}. {act.says}: {reason}", state="refused", act=act)
        for at, (act, reason) in enumerate(outbox.needs_you, 1)
    ]
    waiting = [
        Result(text, "told", _("saved here: {act}").format(act=act.says), state="saved", act=act)
        for act in (*outbox.waiting, *outbox.parked)
    ]
    if outbox.of_others:
        told = _("Acts of other people, or for another service, that wait here: {number}")
        waiting.append(Result(text, "told", told.format(number=outbox.of_others)))
    return [*needing, *waiting] or [Result(text, "told", _("Nothing waits here"))]
