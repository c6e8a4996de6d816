"""Who received, by role, and when it was: what every handover is told with."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from stockroom.errors import Malformed, Refused
from stockroom.rules import privacy
from stockroom.rules.writing import western
from stockroom.speech import mark as _
from stockroom.web.pages.acting import Look

RECEIVERS = (
    ("nurse", "heartbeat"),
    ("officer", "lock"),
    ("social worker", "users"),
    ("house manager", "home"),
    ("night desk", "moon"),
)
SOMEBODY_ELSE = "other"
LONGEST_PIN = 8
MOMENTS = (
    ("now", _("Just now")),
    ("today", _("Earlier today")),
    ("yesterday", _("Yesterday evening")),
    ("day", _("Another day")),
)
_HOURS = {"yesterday": time(18), "day": time(12)}


def facts() -> Mapping[str, Any]:
    """The choices that a handover's form offers."""
    return {"receivers": RECEIVERS, "moments": MOMENTS}


def received_by(look: Look) -> str:
    """The role of whoever received; raises `Refused` where it looks like a person instead."""
    said = look.form.text("received_by")
    if not said:
        raise Refused("who_received", "Say who received it, by role.")
    if said != SOMEBODY_ELSE:
        return said[:40]
    return role(look, "other_role")


def role(look: Look, field: str) -> str:
    """The role that was typed in a field; raises `Refused` where it looks like a person instead."""
    typed = look.form.text(field)
    if not typed:
        raise Refused("who_received", "Say who received it, by role.")
    return not_personal(look, typed)[:40]


def not_personal(look: Look, text: str) -> str:
    """The text again; raises `Refused` where it looks personal and nobody said that it is not."""
    worries = privacy.worries(text)
    if worries and not look.form.ticked("sure"):
        raise Refused(
            "looks_personal",
            "{found} looks personal. Write the role only, never a name or a number; "
            "if it is a role, tick that it is and send again.",
            found=worries[0].found,
        )
    return text


def proofs(look: Look) -> Mapping[str, Any]:
    """What proves the handover as a form of ours can say it: the signed paper, and the PIN."""
    paper = {"proofs": [{"kind": "paper"}]} if look.form.ticked("paper_signed") else {}
    pin = western(look.form.text("pin"))
    if not pin:
        return paper
    if not (pin.isascii() and pin.isdigit() and len(pin) <= LONGEST_PIN):
        raise Malformed("not_a_pin", "A PIN has digits only.")
    return {**paper, "pin": pin}


def organisation(look: Look) -> str:
    """Whom they received for; raises `Refused` where it looks like a person instead."""
    return not_personal(look, look.form.text("organisation"))[:60]


def done_at(look: Look) -> Mapping[str, str]:
    """The moment as a command carries it, in the time of the house; nothing for just now.

    Raises `Malformed` for an hour or a day that is none, `Refused` for one still to come.
    """
    kind = look.form.text("when", "now")
    hour = _hour(look.form.text("at"))
    if kind == "now" or (kind == "today" and hour is None):
        return {}
    now = look.clock.now().astimezone()
    day = now.date()
    if kind == "yesterday":
        day -= timedelta(days=1)
    elif kind == "day":
        day = _day(look.form.text("day"))
    moment = datetime.combine(day, hour or _HOURS.get(kind, time(12))).astimezone()
    if moment > now:
        raise Refused("still_to_come", "That moment is still to come. Write down when it was.")
    return {"done_at": moment.isoformat()}


def _hour(text: str) -> time | None:
    if not text:
        return None
    try:
        return time.fromisoformat(western(text)).replace(tzinfo=None)
    except ValueError as fault:
        raise Malformed("not_an_hour", "{text} is not an hour.", text=text[:20]) from fault


def _day(text: str) -> date:
    try:
        return date.fromisoformat(western(text))
    except ValueError as fault:
        raise Malformed("not_a_day", "{text} is not a day.", text=text[:20]) from fault
