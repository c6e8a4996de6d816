"""Logs as JSON lines on stderr: one for each request, and one for each fault of ours.

A line never holds a query, a body, a header, a password, a token or an address: it names the
route, the ids in its path, and codes by their first letters only.
"""

from __future__ import annotations

import json
import logging
import re
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any
from uuid import UUID

from litestar.datastructures import Headers, MutableScopeHeaders
from litestar.enums import ScopeType
from litestar.logging.config import BaseLoggingConfig
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from stockroom.clock import Clock, stamp

REQUEST_ID = "X-Request-ID"
LETTERS_SHOWN = 4
MOST_FRAMES = 30
OWN_LOGGERS = ("stockroom", "litestar")
GOOD_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
_PARAMETER = re.compile(r"\{(\w+)[^}]*\}")
_LOG = logging.getLogger("stockroom.requests")


class Lines(logging.Formatter):
    """One JSON object a line. Of a fault it tells the kind and where, never what was in it."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def format(self, record: logging.LogRecord) -> str:
        """The line for a record; the facts of a request stand in its `facts`."""
        line: dict[str, Any] = {
            "time": stamp(self.clock.now()),
            "level": record.levelname.lower(),
            "event": record.getMessage(),
        }
        line |= getattr(record, "facts", {})
        if record.exc_info and record.exc_info[1] is not None:
            line["fault"] = type(record.exc_info[1]).__name__
            line["frames"] = frames(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


class ToStderr(logging.StreamHandler[Any]):
    """A handler that asks for stderr each time, since tests put another in its place."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.setFormatter(Lines(clock))

    def emit(self, record: logging.LogRecord) -> None:
        """Write the line."""
        self.stream = sys.stderr
        super().emit(record)


class Logging(BaseLoggingConfig):
    """What the framework is told: log through the standard library, as lines of ours."""

    log_exceptions = "never"  # problems.from_fault does it, once
    exception_logging_handler = None
    disable_stack_trace: set[int | type[Exception]] = set()
    traceback_line_limit = -1

    def __init__(self, clock: Clock) -> None:
        self.clock = clock

    def configure(self) -> Callable[..., Any]:
        """Set up our loggers, in place of an earlier set-up of ours, and give how to get one."""
        for name in OWN_LOGGERS:
            logger = logging.getLogger(name)
            for handler in [one for one in logger.handlers if isinstance(one, ToStderr)]:
                logger.removeHandler(handler)
            logger.addHandler(ToStderr(self.clock))
            logger.setLevel(logging.INFO)
        return lambda name=None: logging.getLogger(name or "litestar")

    @staticmethod
    def set_level(logger: Any, level: int) -> None:
        """Make a logger more or less talkative."""
        logger.setLevel(level)


class Watched:
    """The service with an id for each request, told back to the sender, and a line in the log."""

    def __init__(self, app: ASGIApp, clock: Clock) -> None:
        self.app = app
        self.clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and note what became of it."""
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        begun = time.perf_counter()
        request_id = Headers.from_scope(scope).get(REQUEST_ID, "")
        if not GOOD_ID.fullmatch(request_id):
            request_id = str(self.clock.command_id())
        scope["state"]["request_id"] = request_id

        async def watched(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableScopeHeaders.from_message(message)[REQUEST_ID] = request_id
                note(scope, message["status"], time.perf_counter() - begun)
            await send(message)

        await self.app(scope, receive, watched)


def note(scope: Any, status: int, taken_s: float) -> None:
    """Write the line of a request that has been answered."""
    parameters = scope.get("path_params", {})
    facts = {
        "request_id": scope["state"]["request_id"],
        "method": scope["method"],
        "path": path(scope.get("path_template", ""), parameters),
        "status": status,
        "ms": round(taken_s * 1000, 1),
        "actor_id": scope["state"].get("actor_id"),
    }
    if "command_id" in parameters:
        facts["command_id"] = str(parameters["command_id"])
    _LOG.info("request", extra={"facts": facts})


def path(template: str, parameters: dict[str, Any]) -> str:
    """The route with its ids; other texts in it are shortened, and an unknown path is not told."""
    if not template:
        return "(unknown)"
    return _PARAMETER.sub(lambda match: _shown(parameters.get(match[1])), template)


def frames(fault: BaseException) -> list[str]:
    """Where a fault came from, innermost last, without any value that passed through."""
    found = traceback.extract_tb(fault.__traceback__)[-MOST_FRAMES:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in found]


def _shown(value: object) -> str:
    if isinstance(value, int | UUID):
        return str(value)
    text = str(value)
    return text if len(text) <= LETTERS_SHOWN else f"{text[:LETTERS_SHOWN]}…"
