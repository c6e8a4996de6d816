"""How a command ends: the exit codes that scripts can trust, and the failure that carries one."""

from __future__ import annotations

OK = 0
STOPPED = 1
USAGE = 2
REFUSED = 3
NOT_ALLOWED = 4
UNREACHABLE = 5
HELD = 6
BAD_FILE = 7

BY_STATUS = {400: USAGE, 401: NOT_ALLOWED, 403: NOT_ALLOWED, 413: USAGE}
SERVER_FAULT = 500


class Stop(Exception):
    """The command ends here: an exit code, and a sentence for the person."""

    def __init__(self, code: int, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def of_status(status: int) -> int:
    """The exit code for a problem that the server answered with."""
    if status in BY_STATUS:
        return BY_STATUS[status]
    return UNREACHABLE if status >= SERVER_FAULT else REFUSED
