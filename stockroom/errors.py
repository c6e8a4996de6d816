"""What can go wrong, each with a reason for machines and a sentence for people."""

from __future__ import annotations


class Problem(Exception):
    """A failure that a person is told about: a reason code, a sentence and the facts in it.

    `sentence` is an English `str.format` template; it is translated at the edge, with `facts`
    filled in afterwards, so that one message serves every language. `fields` names the fields
    that are not of the form asked for, where there are such.
    """

    status = 500

    def __init__(self, reason: str, sentence: str, **facts: object) -> None:
        super().__init__(reason, sentence, facts)
        self.reason = reason
        self.sentence = sentence
        self.facts = facts
        self.fields: list[dict[str, str]] = []

    def __str__(self) -> str:
        return self.sentence.format(**self.facts)


class Refused(Problem):
    """The act cannot be done as asked; nothing was written."""

    status = 422


class Malformed(Refused):
    """What was sent cannot be understood, whoever sends it and whenever."""


class Stopped(Refused):
    """Hands that are about to do it must not: a safety hold or a gate rule speaks against it."""


class IdReused(Problem):
    """The command's id already stands in the journal with other content."""

    status = 409


class NotSignedIn(Problem):
    """No token or session that we know came with the request."""

    status = 401


class NotAllowed(Problem):
    """The person is known, but the role may not do or see this."""

    status = 403


class NotFound(Problem):
    """No such thing, or none that this person may know of."""

    status = 404


class TooMany(Problem):
    """Too many tries in too short a time."""

    status = 429


class Busy(Problem):
    """The books are being written, or the database cannot be reached; try again soon."""

    status = 503


class Full(Problem):
    """No room is left to keep what was sent; nothing was acknowledged."""

    status = 507
