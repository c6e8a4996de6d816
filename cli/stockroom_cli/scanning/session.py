"""One person's scanning: turns scans into acts, one after the other, and says what happened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from uuid import UUID

from stockroom_cli import exits, ids
from stockroom_cli.scanning import moments, results
from stockroom_cli.scanning.act import Act
from stockroom_cli.scanning.known import Known, Lot, Place
from stockroom_cli.scanning.outbox import NotSaved, Outbox
from stockroom_cli.scanning.resolve import resolved
from stockroom_cli.scanning.results import Result
from stockroom_cli.scanning.room import Room
from stockroom_cli.scanning.sender import Sender, Settled
from stockroom_cli.scanning.state import Draft, New, State, Thing, Turn, again, no, took
from stockroom_cli.scanning.step import step
from stockroom_cli.speech import _

# What has one mirror image; the rest is set right by another act.
UNDONE = (
    *("intakes", "put-aways", "transfers", "picks", "pick-swaps"),
    *("packings", "counts", "bench-sendings"),
)
# A second scan there may mean another promise of the same lot.
MAY_REPEAT = ("pick", "pack", "inspect", "find", "count")


@dataclass
class Session:
    """What somebody scans in one go; `worst` is the exit code that says how it went so far."""

    room: Room
    outbox: Outbox
    sender: Sender
    state: State = field(default_factory=State)
    worst: int = exits.OK

    def __post_init__(self) -> None:
        self._acts: list[Act] = []
        self._undone: set[UUID] = set()
        self._acted: dict[str, str] = {}

    @property
    def known(self) -> Known:
        """What this terminal knows."""
        return self.room.known

    def scanned(self, text: str, *, by_hand: bool = False) -> list[Result]:
        """What a text leads to that stands on a label, or was typed from one."""
        thing = resolved(
            text,
            self.state.verb,
            self.room,
            self.outbox.waiting,
            reachable=self.sender.mood == "here",
            by_hand=by_hand,
        )
        return self.take(self._judged(step(self.state, thing, self.known), thing), text)

    def take(self, turn: Turn, text: str) -> list[Result]:
        """Become what a turn leads to; an act is written down first, and then handed in."""
        before = turn.state if turn.tone == "set" else self.state
        if turn.draft is None:
            self.state = turn.state
            if turn.tone == "no":
                self._ended_with(exits.REFUSED)
            return [results.of_turn(text, turn, before)]
        act = self._act_of(turn.draft)
        try:
            self.outbox.save(act)
        except NotSaved as fault:
            self._acted.clear()
            told = _("Not done: it cannot be written down here ({fault}). Scan it again.")
            return self.take(no(self.state, told.format(fault=fault)), text)
        self.state = turn.state
        self._acts.append(act)
        self.room.lay(act)
        return list(self._handed_in(act, turn, text, before))

    def undo(self, text: str) -> list[Result]:
        """The mirror image of the last act that has one."""
        last = next((act for act in reversed(self._acts) if self._may_undo(act)), None)
        if last is None:
            return self.take(no(self.state, _("There is nothing to undo")), text)
        says = _("Undone: {act}").format(act=last.says)
        touches = (*last.touches, str(last.id))
        draft = Draft("reversals", {"command": str(last.id)}, touches, says)
        self._undone.add(last.id)
        self._acted.clear()
        return self.take(Turn(self.state, "done", says, draft), text)

    def drop(self, number: int, text: str) -> list[Result]:
        """A refused act taken off the list by a person; what waited for it goes out."""
        needing = self.outbox.needs_you
        if not 1 <= number <= len(needing):
            told = _("There is no number {number} in the list").format(number=number)
            return self.take(no(self.state, told), text)
        act = needing[number - 1][0]
        self.outbox.became(act.id, "dropped")
        says = _("Off the list: {act}").format(act=act.says)
        return [*self.take(took(self.state, says), text), *self.send(whatever=True)]

    def send_again(self) -> list[Result]:
        """Everything that waits, and what was refused, once more."""
        for act, _reason in self.outbox.needs_you:
            self.outbox.became(act.id, "saved")
            self.room.lay(act)
        return self.send(whatever=True)

    def send(self, *, whatever: bool = False) -> list[Result]:
        """What waits here, handed in when its pause is over, or now `whatever` it is."""
        settled = self.sender.send(moments.seconds(), whatever=whatever)
        for one in settled:
            self._follow(one)
        return [results.of_late(one) for one in settled]

    def _handed_in(self, act: Act, turn: Turn, text: str, before: State) -> Iterator[Result]:
        mine = None
        for one in self.sender.send(moments.seconds()):
            self._follow(one)
            if one.act.id == act.id:
                mine = one
            else:
                yield results.of_late(one)
        yield results.of_act(text, turn, before, act, mine)

    def _follow(self, one: Settled) -> None:
        if one.became == "recorded":
            return
        self._ended_with(exits.HELD if one.became == "held" else exits.REFUSED)
        self.room.lift(one.act)
        self._acted.clear()
        if one.became == "refused":
            self._acts = [act for act in self._acts if act.id != one.act.id]
            self._undone.discard(UUID(str(one.act.content.get("command", one.act.id))))

    def _judged(self, turn: Turn, thing: Thing) -> Turn:
        """A thing that acted last under this verb and place is not acted on twice."""
        name = _name_of(thing)
        where = f"{self.state.verb} {self.state.target.number if self.state.target else ''}"
        once = self._acted.get(name) == where and self.state.many is None
        acts_twice = turn.draft is not None and self.state.verb not in MAY_REPEAT
        if once and (turn.tone == "no" or acts_twice):
            return again(self.state.but(ask=None), _("Scanned already"))
        if turn.draft is not None:
            self._acted[name] = where
        return turn

    def _may_undo(self, act: Act) -> bool:
        return act.noun in UNDONE and act.id not in self._undone

    def _act_of(self, draft: Draft) -> Act:
        return Act(
            id=ids.new(),
            noun=draft.noun,
            content={**draft.content, "done_at": moments.now().isoformat()},
            touches=draft.touches,
            says=draft.says,
            url=self.outbox.url,
            who=self.outbox.who,
        )

    def _ended_with(self, code: int) -> None:
        self.worst = exits.REFUSED if exits.REFUSED in (code, self.worst) else code


def _name_of(thing: Thing) -> str:
    if isinstance(thing, Place | Lot):
        return thing.ref
    return thing.code if isinstance(thing, New) else repr(thing)
