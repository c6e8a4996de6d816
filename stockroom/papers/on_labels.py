"""What labels say beside the names of things, marked for every language of papers."""

from __future__ import annotations

from collections.abc import Mapping

from stockroom.papers.words import FITS, SEASONS
from stockroom.speech import mark as _

COLOURS: Mapping[str, str] = {
    "green": _("GREEN"),
    "blue": _("BLUE"),
    "orange": _("ORANGE"),
    "purple": _("PURPLE"),
    "red": _("RED"),
    "yellow": _("YELLOW"),
    "brown": _("BROWN"),
    "black": _("BLACK"),
}
RUN, STOP, PART = _("Run {number}"), _("Stop {number}"), _("{number} of {last}")
NO_RUN = _("No run yet")
FOR_WHOM: Mapping[str, str] = {**FITS, "any": _("girl or boy")}
WHEN_WORN: Mapping[str, str] = {**SEASONS, "any": _("any season")}
USE_BY = _("use by {date}")
TRUE_SIZE = _("Print at 100 %, not “fit to page”.")
