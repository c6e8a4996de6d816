"""What is said of one scan, to a person and to a script."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from stockroom_cli.scanning.act import Act
from stockroom_cli.scanning.sender import Settled
from stockroom_cli.scanning.state import State, Turn
from stockroom_cli.speech import _


@dataclass(frozen=True)
class Result:
    """What became of one scan; of an act, `state` is recorded, held, refused or saved (here).

    `tone` is done, set, again, ask or no, as of a turn; `sent` for an act that had waited, and
    `told` for what was asked of this program. `verb` and `place` are those it was scanned under.
    """

    text: str
    tone: str
    says: str
    verb: str | None = None
    place: str | None = None
    state: str = ""
    act: Act | None = None
    receipt: dict[str, Any] | None = None
    options: tuple[str, ...] = ()

    @property
    def json(self) -> dict[str, Any]:
        """As a script reads it."""
        told = {name: getattr(self, name) for name in ("text", "tone", "says", "verb", "place")}
        act = None
        if self.act is not None:
            about = {"id": str(self.act.id), "noun": self.act.noun, "state": self.state}
            act = about | {"receipt": self.receipt}
        return told | {"act": act, "options": list(self.options)}


def of_turn(text: str, turn: Turn, at: State) -> Result:
    """Of a scan that made no act."""
    asked = turn.state.ask if turn.tone == "ask" else None
    labels = tuple(option.label for option in asked.options) if asked else ()
    return Result(text, turn.tone, turn.says, at.verb, _place(at), options=labels)


def of_act(text: str, turn: Turn, at: State, act: Act, one: Settled | None) -> Result:
    """Of a scan that made one, with its answer if there is one yet."""
    state = "saved" if one is None else one.became
    says = f"{turn.says}: {told(one)}" if one is not None and told(one) else turn.says
    tone = "no" if state == "refused" else turn.tone
    receipt = None if one is None else one.receipt
    return Result(text, tone, says, at.verb, _place(at), state, act, receipt)


def of_late(one: Settled) -> Result:
    """Of an act that had waited, once it has its answer."""
    says = f"{one.act.says}: {told(one)}" if told(one) else one.act.says
    tone = "no" if one.became == "refused" else "sent"
    return Result("", tone, says, state=one.became, act=one.act, receipt=one.receipt)


def told(one: Settled) -> str:
    """Why an act is not simply recorded."""
    return _("held: {sentence}").format(sentence=one.reason) if one.became == "held" else one.reason


def _place(state: State) -> str | None:
    return state.target.name if state.target is not None else None
