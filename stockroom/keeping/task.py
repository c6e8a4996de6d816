"""Work that takes longer than a page may: one at a time in a thread, its state there to look at."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from stockroom.clock import Clock
from stockroom.errors import Problem

T = TypeVar("T")
LOG = logging.getLogger(__name__)
OUR_FAULT = "Something went wrong on our side; it has been written down."


@dataclass(frozen=True)
class State(Generic[T]):
    """How a task stands: never begun, running, done with a result, or failed with a reason."""

    began_at: datetime | None = None
    ended_at: datetime | None = None
    result: T | None = None
    fault: Problem | None = None

    @property
    def running(self) -> bool:
        """Whether it is being done now."""
        return self.began_at is not None and self.ended_at is None


class Task(Generic[T]):
    """One kind of work, such as a backup; asked for twice, it is done once."""

    def __init__(self, name: str, clock: Clock, work: Callable[[], T]) -> None:
        self.name = name
        self.clock = clock
        self.work = work
        self.state: State[T] = State()
        self._turn = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> bool:
        """Begin, unless it is under way already; tells whether it was begun."""
        if not self._turn.acquire(blocking=False):
            return False
        self.state = State(began_at=self.clock.now())
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)
        self._thread.start()
        return True

    def wait(self, seconds: float) -> State[T]:
        """The state once the work is done, or when so much time has passed."""
        if self._thread is not None:
            self._thread.join(seconds)
        return self.state

    def _run(self) -> None:
        began_at, result, fault = self.state.began_at, None, None
        try:
            result = self.work()
        except Problem as problem:
            fault = problem
        except Exception:
            # A thread that dies silently would show as running for ever.
            LOG.exception("%s", self.name)
            fault = Problem("fault", OUR_FAULT)
        self.state = State(began_at, self.clock.now(), result, fault)
        self._turn.release()
