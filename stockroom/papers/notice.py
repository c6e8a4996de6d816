"""Words for a facility before a visit and after a handover: never what comes, never where to."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from stockroom.papers.facts import Stop
from stockroom.papers.voice import Voice
from stockroom.rules import receipt_numbers, visits
from stockroom.rules.visits import Kind
from stockroom.speech import mark as _

A_DAY = timedelta(days=1)


class Words(NamedTuple):
    """A mail: its subject and its text."""

    subject: str
    text: str


def words(
    language: str,
    kind: Kind,
    day: date,
    hours: str,
    *,
    today: date,
    receipt_number: str = "",
    confirm_at: str = "",
) -> Words:
    """What a notice says in that language.

    `day` and `hours` are those of the visit, or the day of the handover; `confirm_at` is the page
    where the facility may count what came, without any code.
    """
    voice = Voice(language)
    if kind == Kind.HANDED_OVER:
        said = _handed_over(voice, day, today, receipt_number)
        if confirm_at:
            said += "\n" + voice.say(_("You can do that here: {page}"), page=confirm_at)
        return Words(voice.say(_("Please count what came")), said + "\n")
    return Words(voice.say(_("About our visit")), _visit(voice, kind, day, hours, today) + "\n")


def _visit(voice: Voice, kind: Kind, day: date, hours: str, today: date) -> str:
    start, end = visits.ends(hours)
    when = voice.when(Stop("", "", voice.language, day, start, end))
    if kind == Kind.CHANGED:
        return voice.say(_("The hour has changed: we now plan to come {when}."), when=when)
    if kind == Kind.CALLED_OFF:
        if day == today:
            return voice.say(_("We will not come today after all."))
        if day == today + A_DAY:
            return voice.say(_("We will not come tomorrow after all."))
        return voice.say(_("We will not come on {day} after all."), day=voice.day(day))
    if day == today:
        return voice.say(_("We plan to come today, {when}."), when=when)
    return voice.say(_("We plan to come tomorrow, {when}."), when=when)


def _handed_over(voice: Voice, day: date, today: date, number: str) -> str:
    facts = {"number": receipt_numbers.show(number), "day": voice.day(day)}
    if day == today and number:
        said = _("Something was handed over to your house today (receipt {number}).")
    elif day == today:
        said = _("Something was handed over to your house today.")
    elif number:
        said = _("Something was handed over to your house on {day} (receipt {number}).")
    else:
        said = _("Something was handed over to your house on {day}.")
    return " ".join((voice.say(said, **facts), voice.say(_("Please count it and tell us."))))
