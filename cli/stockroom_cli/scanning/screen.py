"""How scanning looks on a terminal: verb and place large, then one line for each scan."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from rich.console import Console
from rich.padding import Padding
from rich.text import Text

from stockroom_cli import tables
from stockroom_cli.scanning import moments
from stockroom_cli.scanning.results import Result
from stockroom_cli.scanning.session import Session
from stockroom_cli.scanning.state import VERBS, State
from stockroom_cli.speech import _

BELL = "\a"
NARROWEST, WIDEST = 24, 60
# By tone, then by what became of the act: a sign for who sees no colour, and a colour.
SIGNS: Mapping[str, tuple[str, str]] = {
    "done": ("✓", "bold green"),
    "set": ("›", "cyan"),
    "again": ("=", "yellow"),
    "ask": ("?", "bold magenta"),
    "no": ("✗", "bold white on red"),
    "sent": ("↑", "green"),
    "told": (" ", ""),
    "held": ("!", "bold yellow"),
    "saved": ("…", "bold blue"),
}


class Screen(Protocol):
    """Where results go."""

    def show(self, result: Result) -> None:
        """Say what became of one scan."""

    def prompt(self, session: Session, typed: str = "") -> None:
        """Say what the next scan does, and what stands typed."""


class Plain:
    """Lines for a pipe: words, or JSON."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json

    def show(self, result: Result) -> None:
        """One line."""
        if self.as_json:
            tables.dump(result.json)
            return
        for line in (_line(result), *_options(result)):
            tables.say(line.plain)

    def prompt(self, session: Session, typed: str = "") -> None:
        """Nobody is there to read it."""


class Live:
    """A terminal: a heading for verb and place, a line for each scan, and a line to type on."""

    def __init__(self, *, as_json: bool) -> None:
        self.as_json = as_json
        self.console: Console = tables.aside() if as_json else tables.out()
        self._headed = State()
        self._shown = ""

    def show(self, result: Result) -> None:
        """One line, with the bell where nothing was done."""
        self._clear()
        for line in (_line(result), *_options(result)):
            self.console.print(line)
        if result.tone == "no":
            self._write(BELL)
        if self.as_json:
            tables.dump(result.json)

    def prompt(self, session: Session, typed: str = "") -> None:
        """The heading where it has changed, and the line to type on."""
        state = session.state
        if (state.verb, state.target) != (self._headed.verb, self._headed.target):
            self._headed = state
            self._clear()
            self.console.print(_heading(state, self.console.width))
        shown = f"{_waiting(session)}{_short(state)} › {tables.plain(typed)}"
        if shown != self._shown:
            self._clear()
            self._shown = shown
            self._write(shown[-max(NARROWEST, self.console.width - 1) :])

    def begin(self) -> None:
        """Say how to get help."""
        self.console.print(_("Scan a card of a verb, or type it; ? tells what else can be typed"))

    def end(self) -> None:
        """Leave the line free."""
        self._clear()

    def _clear(self) -> None:
        if self._shown:
            self._write("\r\x1b[K")
            self._shown = ""

    def _write(self, text: str) -> None:
        self.console.file.write(text)
        self.console.file.flush()


def _heading(state: State, width: int) -> Padding:
    """A bright bar that is seen from a table's length away."""
    wide = min(width, WIDEST)
    words = Text(_short(state.but(many=None)).center(wide)[:wide])
    blank = Text(" " * wide)
    bar = Text("\n").join([blank, words, blank])
    bar.stylize("bold reverse")
    return Padding(bar, (1, 0, 0, 0))


def _short(state: State) -> str:
    verb = VERBS.get(state.verb or "", _("Scan anything"))
    where = f" → {state.target.name}" if state.target is not None else ""
    many = f" ={state.many}" if state.many is not None else ""
    return tables.plain(verb + where + many)


def _waiting(session: Session) -> str:
    outbox = session.outbox
    waits, needs = len(outbox.waiting) + len(outbox.parked), len(outbox.needs_you)
    parts = [_("{number} saved here").format(number=waits)] if waits else []
    parts += [_("{number} need you").format(number=needs)] if needs else []
    parts += [_("sign in again")] if session.sender.mood == "sign-in" else []
    return f"[{', '.join(parts)}] " if parts else ""


def _line(result: Result) -> Text:
    kind = result.state if result.state in ("held", "saved") and result.tone != "told" else ""
    sign, style = SIGNS[kind or result.tone]
    said = tables.plain(result.says)
    if kind == "saved":
        said += " · " + _("saved here, not sent yet")
    if result.tone == "told":
        return Text(said)
    hour = moments.now().astimezone().strftime("%H:%M")
    return Text.assemble((f" {sign} ", style), f" {hour}  ", (said, style))


def _options(result: Result) -> list[Text]:
    return [
        Text.assemble((f"     {at} ", "bold magenta"), f" {tables.plain(label)}")
        for at, label in enumerate(result.options, 1)
    ]
