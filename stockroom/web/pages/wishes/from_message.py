"""A wish list out of a pasted message: its lines proposed beside the text, for a person to correct.

The message is blacked out in memory before anything else is done with it. What a page shows and
carries on is only the blacked out text, as it stands in its source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa

from stockroom.commands.base import DESK
from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.reports.stages import table
from stockroom.rules.messages import MOST_CHARACTERS, Known, read
from stockroom.tables.wishes import CameBy, WishSource
from stockroom.web.pages.acting import Act, Facts, GoTo, Look, Page, row_or_not_found
from stockroom.web.pages.forms import MOST_DIGITS, Form
from stockroom.web.pages.wishes import choosing, known, message_lines, typed
from stockroom.web.pages.wishes.entering import MORE, PERSONAL
from stockroom.web.pages.wishes.known import FACILITY
from stockroom.words import Fits, Season, Urgency

PATH = "/wish-lists/from-message"
CAME_BY = (CameBy.MESSAGE.value, CameBy.TELEPHONE.value)
MOST_WAITING = 20
SOURCE = table(WishSource)
_SOURCES = sa.select(SOURCE, FACILITY.c.code, FACILITY.c.name, FACILITY.c.language).select_from(
    SOURCE.join(FACILITY, FACILITY.c.id == SOURCE.c.facility_id)
)
_NOT_EMPTY = sa.or_(SOURCE.c.text != "", SOURCE.c.photo.is_not(None))


def pasting(look: Look) -> Facts:
    """The form for the message, and the messages that no list was made of yet."""
    waiting = _SOURCES.where(
        SOURCE.c.wish_list_id.is_(None), _NOT_EMPTY, SOURCE.c.delete_on > look.clock.now().date()
    )
    return {
        "facilities": known.facilities(look),
        "named": known.facility_named,
        "came_by": CAME_BY,
        "waiting": look.books.execute(
            waiting.order_by(SOURCE.c.id.desc()).limit(MOST_WAITING)
        ).all(),
        "most": MOST_CHARACTERS,
    }


def source_of(look: Look, number: int) -> Any:
    """A source that is still there; raises `NotFound`."""
    query = _SOURCES.where(
        SOURCE.c.id == number, _NOT_EMPTY, SOURCE.c.delete_on > look.clock.now().date()
    )
    return row_or_not_found(look.books.execute(query).first(), number)


def _facts(look: Look) -> Facts:
    source = source_of(look, look.path["source"])
    if source.wish_list_id is not None:
        raise GoTo(f"/wish-lists/{source.wish_list_id}")
    stock = message_lines.known(look)
    reading = read(source.text, (source.language,), stock, today=look.clock.now().date())
    if look.form.text("id"):
        lines = _changed(look.form)
    else:
        lines = [message_lines.line(one, stock) for one in reading.lines]
    return {
        "source": source,
        "named": known.facility_named(source),
        "text": message_lines.stretches(source.text, lines, reading),
        "shown": message_lines.shown(lines, reading, source.text),
        "lines": lines,
        "families": known.products(look),
        "kits": choosing.kits(look),
        "sizings": choosing.sizings(look),
        "hints": choosing.HINTS,
        "urgencies": [one.value for one in Urgency],
        "fits": [one.value for one in Fits],
        "seasons": [one.value for one in Season],
        "came_by": _came_by(look.form),
        "worrying": typed.worrying(look),
    }


def _changed(form: Form) -> list[dict[str, str]]:
    """The lines as they were typed, one dropped or one more as the pressed button says."""
    number = form.text("drop")
    if number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS:
        form = form.without(*(f"lines.{number}.{field}" for field in typed.FIELDS))
    lines = typed.lines(form)
    if form.ticked("add") or form.ticked("more"):
        lines.append(typed.NOTHING | {"piece": form.text("add")[:12]})
    return lines


def _content(look: Look) -> Mapping[str, Any]:
    """The command's content; raises `Refused` to show the form again."""
    form = look.form
    if form.ticked("more") or form.ticked("add") or form.ticked("drop"):
        raise Refused(MORE, "One more line.")
    source = source_of(look, look.path["source"])
    asked = typed.asked(typed.lines(form), choosing.sizings(look))
    if not (asked["lines"] or asked["kits"]):
        raise Refused("no_lines", "Choose at least one thing, and say how many.")
    if typed.worrying(look) and not form.ticked("sure"):
        raise Refused(PERSONAL, "A note looks as if it told something about a person.")
    about = {"facility": source.code, "source": source.id, "came_by": _came_by(form)}
    return about | {"note": form.text("note")} | asked


def _came_by(form: Form) -> str:
    said = form.text("came_by")
    return said if said in CAME_BY else CAME_BY[0]


def _after(receipt: Receipt, _look: Look) -> str:
    return f"/wish-lists/{receipt.made['wish_list']}"


def _removed(look: Look) -> Facts:
    return {"source": source_of(look, look.form.number("source") or 0)}


def _kept(look: Look) -> Facts:
    source = source_of(look, look.path["source"])
    return {"source": source, "text": message_lines.stretches(source.text, (), _NOTHING_READ)}


_NOTHING_READ = read("", (), Known({}))
PASTING = Page(PATH, "wishes/paste.html", DESK, pasting)
PAGES = (
    PASTING,
    Act(
        "wish-lists",
        PATH + "/{source:int}",
        "wishes/from_message.html",
        _facts,
        _content,
        after=_after,
    ),
    Page("/wish-sources/{source:int}", "wishes/source.html", DESK, _kept),
    Act(
        "wish-source-removals",
        "/wish-source-removals/new",
        "wishes/source_away.html",
        _removed,
        after=lambda _receipt, _look: PATH,
    ),
)
