"""What a form of ours sent, bounded and turned into the content of a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl

from stockroom.errors import Malformed
from stockroom.rules.writing import western
from stockroom.speech import mark as _

MOST_FIELDS = 4_000
BODY_LIMIT = 400_000
# What forms carry beside the content of a command.
OWN_FIELDS = frozenset({"csrf", "id", "next", "done", "shown_again"})
MOST_DIGITS = 9
DEEPEST, LONGEST_NAME = 8, 400
_NESTS = "."
NOT_UNDERSTOOD = _("That could not be understood. Go back and try again.")


def whole_number(text: str) -> int | None:
    """A whole number that was typed, in any script's digits; None where nothing was.

    Raises `Malformed` for anything else.
    """
    digits = western(text)
    if not digits:
        return None
    if not (digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS):
        raise Malformed("not_a_number", "{text} is not a whole number.", text=digits[:40])
    return int(digits)


@dataclass(frozen=True)
class Form:
    """Names and values in the order in which the page sent them; a name may come again."""

    pairs: tuple[tuple[str, str], ...] = ()
    latest: Mapping[str, str] = field(default_factory=dict)

    def text(self, name: str, otherwise: str = "") -> str:
        """The value of a field as it was typed, without the spaces around it."""
        return self.latest.get(name, otherwise).strip()

    def all(self, name: str) -> list[str]:
        """Every value that came under this name, blanks left out."""
        return [value.strip() for key, value in self.pairs if key == name and value.strip()]

    def number(self, name: str) -> int | None:
        """The whole number in a field, in any script's digits; None where it is blank.

        Raises `Malformed` for anything else.
        """
        return whole_number(self.text(name))

    def ticked(self, name: str) -> bool:
        """Whether a box was ticked."""
        return bool(self.text(name))

    def content(self, *, without: Sequence[str] = ()) -> dict[str, Any]:
        """The filled fields as content: `lines.0.lot` is the `lot` of the first of `lines`.

        Gaps in the numbering close up, so that a row left blank is no row. Numbers typed in
        another script's digits become plain ones.
        """
        found: dict[str, Any] = {}
        for name, value in self.pairs:
            if name in OWN_FIELDS or name in without or not value.strip():
                continue
            _set(found, _path(name), _plain(value.strip()))
        return {name: _closed_up(value) for name, value in found.items()}

    def without(self, *names: str) -> Form:
        """The same form but for the fields of these names."""
        return made([pair for pair in self.pairs if pair[0] not in names])


NOTHING = Form()


def read(body: bytes) -> Form:
    """What a form sent, from the body of its POST; raises `Malformed`."""
    try:
        pairs = parse_qsl(
            body.decode(), keep_blank_values=True, max_num_fields=MOST_FIELDS, errors="strict"
        )
    except (UnicodeDecodeError, ValueError) as fault:
        raise Malformed("unreadable", NOT_UNDERSTOOD) from fault
    return made(pairs)


def made(pairs: Sequence[tuple[str, str]]) -> Form:
    """The form of these fields; raises `Malformed` for characters that no keyboard types."""
    if any("\x00" in name or "\x00" in value for name, value in pairs):
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    return Form(tuple(pairs), dict(pairs))


def _plain(value: str) -> str:
    digits = western(value)
    return digits if digits.isascii() and digits.isdigit() else value


def _path(name: str) -> list[str]:
    path = name.split(_NESTS)
    if len(path) > DEEPEST or len(name) > LONGEST_NAME:
        raise Malformed("unreadable", NOT_UNDERSTOOD)
    return path


def _set(into: dict[str, Any], path: Sequence[str], value: str) -> None:
    *outer, last = path
    for name in outer:
        into = into.setdefault(name, {})
        if not isinstance(into, dict):
            raise Malformed("unreadable", NOT_UNDERSTOOD)
    into[last] = value


def _closed_up(value: Any) -> Any:
    """A mapping whose names are all numbers is a list."""
    if not isinstance(value, dict):
        return value
    inner = {name: _closed_up(one) for name, one in value.items()}
    if inner and all(name.isascii() and name.isdigit() for name in inner):
        return [inner[name] for name in sorted(inner, key=int)]
    return inner
