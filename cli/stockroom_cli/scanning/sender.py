"""Hands in what the outbox holds, in its order, whenever the service may be in reach."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal
from uuid import UUID

from stockroom_cli.acting import problem
from stockroom_cli.client import Client
from stockroom_cli.exits import Stop
from stockroom_cli.scanning.act import Act
from stockroom_cli.scanning.outbox import Became, Outbox

AT_ONCE = 50
FIRST_PAUSE_S = 2.0
LONGEST_PAUSE_S = 60.0
GOOD = 200
HELD = 202
FAULT = 500
NOT_SIGNED_IN = (401, 403)
NO_ANSWER = (401, 408, 429)  # of one act: the way failed, or the service asks who we are


@dataclass(frozen=True)
class Settled:
    """An act that has its answer: the receipt, or the reason against it."""

    act: Act
    became: Became
    reason: str = ""
    receipt: dict[str, Any] | None = None


@dataclass
class Sender:
    """`mood` is away while the service does not answer; it is tried again after a pause."""

    client: Client
    outbox: Outbox
    mood: Literal["here", "away", "sign-in"] = "here"
    pause_s: float = FIRST_PAUSE_S
    next_try_s: float = 0.0

    def __post_init__(self) -> None:
        self._failures: dict[UUID, int] = {}
        self._at_once = AT_ONCE

    def send(self, now_s: float, *, whatever: bool = False) -> list[Settled]:
        """Everything that can go now; nothing while the service is given its pause."""
        settled: list[Settled] = []
        if self.mood != "here" and now_s < self.next_try_s and not whatever:
            return settled
        while acts := self._next():
            some = self._hand_in(acts)
            if some is None:
                continue
            if not some:
                self._rest(now_s)
                break
            self.mood, self.pause_s = "here", FIRST_PAUSE_S
            settled += some
        for one in settled:
            self._failures.pop(one.act.id, None)
        return settled

    def _next(self) -> Sequence[Act]:
        """The next ones; what the service failed over goes last and alone, and stops no others."""
        free: list[Act] = []
        stuck: list[Act] = []
        for act in self.outbox.waiting:
            waits = act.id in self._failures or any(act.touches_same(one) for one in stuck)
            (stuck if waits else free).append(act)
        failed = sorted(
            (act for act in stuck if act.id in self._failures),
            key=lambda act: self._failures[act.id],
        )
        return free[: self._at_once] or failed[:1]

    def _hand_in(self, acts: Sequence[Act]) -> list[Settled] | None:
        """What was settled; nothing where it has to wait, None where fewer are tried at once."""
        body = {"commands": [act.command.body for act in acts]}
        try:
            response = self.client.post("/api/batches", body, again=False)
            answers = response.json().get("answers")
        except (Stop, ValueError, AttributeError):
            self._at_once = max(1, len(acts) // 2)
            self.mood = "away"
            return []
        if response.status_code == GOOD and isinstance(answers, list):
            self._at_once = min(self._at_once * 2, AT_ONCE)
            return self._settle(acts, answers)
        self.mood = "sign-in" if response.status_code in NOT_SIGNED_IN else "away"
        if not _is_refusal(response.status_code) or response.status_code in NOT_SIGNED_IN:
            return []
        if len(acts) > 1:
            self._at_once = len(acts) // 2
            return None
        return [self._noted(Settled(acts[0], "refused", problem(response)))]

    def _settle(self, acts: Sequence[Act], answers: Sequence[dict[str, Any]]) -> list[Settled]:
        told = {answer.get("id"): answer for answer in answers}
        settled = []
        for act in acts:
            answer = told.get(str(act.id), {"status": 0})
            if answer["status"] == FAULT:
                self._failures[act.id] = self._failures.get(act.id, 0) + 1
            one = _settled(act, answer)
            if one is not None:
                settled.append(self._noted(one))
        if not settled:
            self.mood = "away"
        return settled

    def _noted(self, one: Settled) -> Settled:
        self.outbox.became(one.act.id, one.became, one.reason)
        return one

    def _rest(self, now_s: float) -> None:
        self.next_try_s = now_s + self.pause_s
        self.pause_s = min(self.pause_s * 2, LONGEST_PAUSE_S)


def _settled(act: Act, answer: dict[str, Any]) -> Settled | None:
    status, receipt = answer["status"], answer.get("receipt")
    if receipt is not None:
        held = receipt["status"] == "held"
        reason = receipt["sentence"] or receipt["reason"] if held else ""
        return Settled(act, "held" if held else "recorded", reason, receipt)
    if _is_refusal(status):
        return Settled(act, "refused", answer["problem"]["detail"])
    return None


def _is_refusal(status: int) -> bool:
    return 400 <= status < FAULT and status not in NO_ANSWER  # noqa: PLR2004
