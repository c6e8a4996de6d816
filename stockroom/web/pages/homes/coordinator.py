"""A coordinator's home: what is asked, what is short, what is on the road, what does not fit."""

from __future__ import annotations

import sqlalchemy as sa

from stockroom.speech import mark as _
from stockroom.web.pages import needs
from stockroom.web.pages.acting import Facts, Look
from stockroom.web.pages.admin.scanning import WITH_GAPS
from stockroom.web.pages.homes import volunteer, waiting
from stockroom.web.pages.homes.steps import StepOn, Steps, few
from stockroom.web.pages.kits import refills
from stockroom.web.pages.road import noticing
from stockroom.web.pages.wishes import clearances, gate_proposals, gates

AT_HOME = 3


def facts(look: Look) -> Facts:
    """What needs a decision first, then what needs hands."""
    groups = (decisions(look), *volunteer.groups(look.books)[1:])
    return {
        "groups": groups,
        "proposals": gate_proposals.asked(look)[:AT_HOME],
        "refills": refills.short(look.books, refills.AT_HOME),
    }


def decisions(look: Look) -> Steps:
    """What waits for somebody who decides."""
    books = look.books
    waits = (
        _contradictions(books),
        *_phones(books),
        *_wishes(books),
        *_silent(look),
        *_gates(look),
        *_notices(look),
        *_road(books),
    )
    return Steps(_("Waiting for you"), waits)


def _contradictions(books: sa.Connection) -> StepOn:
    alarms = few(books, waiting.ALARMS)
    return StepOn(
        "/discrepancies",
        _("Discrepancies"),
        "alert-triangle",
        _("Some at once") if alarms else "",
        few(books, waiting.DISCREPANCIES),
        "stop" if alarms else "care",
    )


def _phones(books: sa.Connection) -> tuple[StepOn, ...]:
    """Phones of which something never came; nothing where all is well."""
    missing = few(books, WITH_GAPS)
    step = StepOn(
        "/devices",
        _("Phones with something missing"),
        "device-mobile",
        _("Saved on the phone, and not here yet"),
        missing,
        "care",
    )
    return (step,) if missing else ()


def _wishes(books: sa.Connection) -> tuple[StepOn, ...]:
    return (
        StepOn(
            "/wish-lists?state=submitted",
            _("Lists to read"),
            "clipboard-list",
            _("From facilities, not read yet"),
            few(books, waiting.LISTS_TO_READ),
        ),
        StepOn(
            "/wish-lists?state=short",
            _("Lines short"),
            "list-check",
            _("More asked than promised"),
            few(books, waiting.LINES_SHORT),
        ),
    )


def _silent(look: Look) -> tuple[StepOn, ...]:
    """Facilities that have not said whether all is still needed; nothing where all have."""
    found = [one for one in needs.asked(look.books, look.clock.now()) if one.unanswered]
    step = StepOn(
        "/need-answers",
        _("Still needed?"),
        "help",
        _("Facilities that have not answered"),
        len(found),
        "care",
    )
    return (step,) if found else ()


def _gates(look: Look) -> tuple[StepOn, ...]:
    """Gate rules that have lapsed; nothing where none has."""
    lapsed = few(look.books, gates.lapsed(look.clock.now().astimezone().date()))
    step = StepOn(
        "/gate-rules",
        _("Gate rules to confirm"),
        "shield-check",
        _("They have lapsed: is it still true?"),
        lapsed,
        "care",
    )
    return (*((step,) if lapsed else ()), *_clearances(look))


def _clearances(look: Look) -> tuple[StepOn, ...]:
    """Drivers and vans that a gate will not know much longer; nothing where all are known."""
    waits = few(look.books, clearances.lapsing(look.clock.now().astimezone().date()))
    step = StepOn(
        "/clearances?soon=true",
        _("Clearances that lapse"),
        "steering-wheel",
        _("Drivers or vans that a gate soon lets in no more"),
        waits,
        "care",
    )
    return (step,) if waits else ()


def _notices(look: Look) -> tuple[StepOn, ...]:
    """Facilities to whom no mail could be sent; nothing where all mail was."""
    waits = few(look.books, noticing.failed(look))
    step = StepOn(
        "/notices",
        _("Notices not sent"),
        "send",
        _("Tell the facilities by another way"),
        waits,
        "care",
    )
    return (step,) if waits else ()


def _road(books: sa.Connection) -> tuple[StepOn, ...]:
    on_the_road, planned = few(books, waiting.RUNS_ON_THE_ROAD), few(books, waiting.RUNS_PLANNED)
    return (
        StepOn("/board", _("The road today"), "truck", _("On the road now"), on_the_road),
        StepOn("/runs", _("Runs planned"), "route", waits=planned),
        StepOn(
            "/deliveries",
            _("Not yet confirmed"),
            "truck-delivery",
            _("By the facility"),
            few(books, waiting.TO_CONFIRM),
        ),
    )
