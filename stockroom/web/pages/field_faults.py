"""What is wrong with a field, in a person's words instead of the decoder's."""

from __future__ import annotations

import re
from typing import NamedTuple

from stockroom.speech import mark as _

_SAYINGS = (
    (r"of length <= (?P<most>\d+)", _("This is too long: at most {most} letters.")),
    (r"of length >= (?P<least>\d+)", _("This is too short: at least {least} letters.")),
    (r"Expected `(?:int|float)` <= (?P<most>-?\d+)", _("This is too much: at most {most}.")),
    (r"Expected `(?:int|float)` >= (?P<least>-?\d+)", _("This is too little: at least {least}.")),
    (r"Expected `(?:int|float)", _("This is not a whole number.")),
    (r"Invalid RFC3339 encoded date|Expected `date", _("This is not a day.")),
    (r"missing required field", _("Something is missing here.")),
    (r"Invalid enum value", _("Choose one of the choices.")),
    (r"matching regex|Invalid UUID", _("This is not of the form that is needed.")),
    (r"Expected `array", _("This is not of the form that is needed.")),
)
_OTHERWISE = _("This could not be understood.")
_MISSING = re.compile(r"missing required field `(\w+)`")


class Said(NamedTuple):
    """Which field of the form it is, and the sentence with its facts."""

    field: str
    sentence: str
    facts: dict[str, str]


def said_of(field: str, message: str) -> Said:
    """A decoder's complaint about a field, as a sentence that can be translated."""
    missing = _MISSING.search(message)
    name = ".".join(filter(None, (field, missing[1]))) if missing else field
    for pattern, sentence in _SAYINGS:
        found = re.search(pattern, message)
        if found:
            return Said(_of_form(name), sentence, found.groupdict())
    return Said(_of_form(name), _OTHERWISE, {})


def _of_form(name: str) -> str:
    """The name that forms give the field: `lines[0].lot` is written `lines.0.lot`."""
    return re.sub(r"\[(\d+)\]", r".\1", name)
