"""Entering a wish list: lines and kits at once; from nothing, a template, a draft or the last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from stockroom.desk import Receipt
from stockroom.errors import Refused
from stockroom.tables.wishes import CameBy
from stockroom.web.pages.acting import Act, Facts, GoTo, Look
from stockroom.web.pages.forms import Form
from stockroom.web.pages.wishes import choosing, filled, known, templates, typed
from stockroom.words import Fits, Season, Urgency

PATH, DRAFT_PATH = "/wish-lists/new", "/wish-drafts/new"
FIRST_LINES = 3
MORE, PERSONAL = "more_lines", "looks_personal"
# What a coordinator says of how a list came; a message and a file have pages of their own.
CAME_BY = (CameBy.TELEPHONE.value, CameBy.DESK.value)


def _facts(look: Look) -> Facts:
    lines, about = _lines(look)
    kits, sizings = choosing.kits(look), choosing.sizings(look)
    offered = templates.offered({*sizings, *(kit.code for kit in kits)})
    return {
        "own": known.is_own(look),
        "facilities": known.facilities(look),
        "named": known.facility_named,
        "families": known.products(look),
        "kits": kits,
        "sizings": sizings,
        "hints": choosing.HINTS,
        "lines": [*lines, *[typed.NOTHING] * _blank(look.form, lines)],
        "about": about,
        "copied": filled.wants_last(look) or bool(look.form.text("from")),
        "last": filled.last(look),
        "chosen": offered.get(look.form.text("template")),
        "templates": offered,
        "sizes_of_template": templates.SIZES,
        "most_children": templates.MOST_CHILDREN,
        "urgencies": [one.value for one in Urgency],
        "fits": [one.value for one in Fits],
        "seasons": [one.value for one in Season],
        "came_by": CAME_BY,
        "worrying": typed.worrying(look),
    }


def _lines(look: Look) -> tuple[filled.Lines, Mapping[str, str]]:
    """The lines of the form, and what it says about the whole list; what was typed comes first."""
    form = look.form
    about = {name: form.text(name) for name in ("facility", "came_by", "note", "draft")}
    lines = typed.lines(form)
    if lines or form.text("id"):
        return lines, about
    draft = form.number("draft")
    if draft is not None:
        row = filled.draft_of(look, draft)
        said = {"facility": row.code, **{name: row.body.get(name, "") for name in _OF_LIST}}
        return filled.lines_of_draft(row.body), about | said
    return filled.lines_of_template(look) or filled.lines_of_last(look), about


_OF_LIST = ("came_by", "note")


def _blank(form: Form, lines: filled.Lines) -> int:
    """How many empty lines follow: some to begin with, one more where that was asked for."""
    if not lines:
        return FIRST_LINES
    return 1 if form.ticked("more") and len(lines) < filled.SHOWN_AT_MOST else 0


def _content(look: Look) -> Mapping[str, Any]:
    """The command's content; raises `Refused` to show the form again, with more or with doubts."""
    if look.form.ticked("more"):
        raise Refused(MORE, "One more line.")
    asked = typed.asked(typed.lines(look.form), choosing.sizings(look))
    if not (asked["lines"] or asked["kits"]):
        raise Refused("no_lines", "Choose at least one thing, and say how many.")
    _doubt(look)
    return _about(look) | asked | _draft(look)


def _drafted(look: Look) -> Mapping[str, Any]:
    """A draft's content: as far as it is written, and nothing about a person either."""
    _doubt(look)
    about = _about(look)
    facility = about.pop("facility")
    return {"facility": facility, "body": about | typed.drafted(typed.lines(look.form))} | _draft(
        look
    )


def _about(look: Look) -> dict[str, Any]:
    own = known.is_own(look)
    facility = known.code_of_own(look) if own else look.form.text("facility")
    came_by = CameBy.PORTAL.value if own else look.form.text("came_by")
    about = {"facility": facility, "note": look.form.text("note")}
    return about | ({"came_by": came_by} if came_by else {})


def _draft(look: Look) -> dict[str, Any]:
    """The draft that this comes from, if it comes from one."""
    draft = look.form.number("draft")
    return {} if draft is None else {"draft": draft}


def _doubt(look: Look) -> None:
    if typed.worrying(look) and not look.form.ticked("sure"):
        raise Refused(PERSONAL, "A note looks as if it told something about a person.")


def _after(receipt: Receipt, _look: Look) -> str:
    return f"/wish-lists/{receipt.made['wish_list']}"


def _form(look: Look) -> Facts:
    if filled.wants_last(look) and not look.form.text("id") and filled.last(look) is None:
        raise GoTo(PATH)
    return _facts(look)


def _draft_form(look: Look) -> Facts:
    """The same form, shown again where a draft cannot be saved; opened, it is that of a list."""
    if not look.form.text("id"):
        raise GoTo(PATH)
    return _facts(look)


PAGES = (
    Act("wish-lists", PATH, "wishes/new.html", _form, _content, after=_after),
    Act(
        "wish-drafts",
        DRAFT_PATH,
        "wishes/new.html",
        _draft_form,
        _drafted,
        after=lambda _receipt, _look: "/wish-drafts",
    ),
)
