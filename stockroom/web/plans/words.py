"""A plan in words: why these pieces go there, why a line stays short, what a change would cost."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from stockroom.planning.plans import Level, Why
from stockroom.rules.gate import Said
from stockroom.speech import mark as _
from stockroom.speech import mark_many as ngettext
from stockroom.web.pages.frame import Reader
from stockroom.words import Urgency

TIERS = tuple(Urgency)
NEEDED = {
    Urgency.TONIGHT: _("for tonight"),
    Urgency.TWO_WEEKS: _("for the next two weeks"),
    Urgency.ROUTINE: _("routine"),
    Urgency.NICE: _("only nice to have"),
}
SHORT = {
    Why.NOTHING_FITS: _("Nothing of that kind and size is free here."),
    Why.GATE: _("The gate of {facility} turns away what there is."),
    Why.QUANTITY: _("The gate of {facility} lets in no more for now."),
    Why.EXPIRES: _("What there is would expire too soon after it arrives."),
    Why.DONOR: _("What there is was given for others."),
    Why.NOT_YET: _("There is some, but it is on hold or has not been inspected and put away."),
    Why.OTHERS: _("Others need it more."),
    Why.KIT: _("Its kit cannot be made complete."),
    Why.NO_VISIT: _("{facility} is not reached by the next runs."),
    Why.FORBIDDEN: _("A coordinator ruled it out."),
}
COUNTED = _("No more is let in for now. {rule}")
COUNTED_TOO = _("{reason} The gate has a limit besides. {rule}")
TO_WHOM = _("Others need it more: {others}.")
OWN = _("More urgent or older lines of {facility} come first.")
PINNED = _("A coordinator wants it so.")
NOBODY_ELSE = _("Nobody else who is still short could use it.")
FITS = _("It is what was asked for.")
KIT = _("With it a kit for {facility} is complete.")
URGENT = _("The need of {facility} is {urgency}; that of {over} is {over_urgency}.")
URGENT_AT_HOME = _("This need is {urgency}; another of {facility} is {over_urgency}.")
SHARE = _("{facility} has had {fill} of 100 of its share, {over} {over_fill}.")
SMALLER = _(
    "{facility} and {over} have had as much of their shares; "
    "that of {facility} is smaller, so a piece means more there."
)
VISIT = _("{facility} has waited long for a visit.")
EXACT = _("It is the exact size for {facility}; for {over} it would be larger than asked.")
NEARER = _("It is nearer to the size that {facility} asked than to that of {over}.")
GRADE = _("{facility} can take new goods only; {over} takes used ones too.")
OLDER = _("All else is equal, and {facility} asked before {over}.")
OLDER_AT_HOME = _("All else is equal, and this line of {facility} is the older one.")
EXPIRES = _("To be used by {day}: what expires first goes first.")
LARGER = _("It is larger than asked; they will grow into it.")
MET = ngettext("{number} piece more is met, {urgency}", "{number} pieces more are met, {urgency}")
UNMET = ngettext("{number} piece stays unmet, {urgency}", "{number} pieces stay unmet, {urgency}")
MORE = ngettext("{facility} gets {number} piece more", "{facility} gets {number} pieces more")
FEWER = ngettext("{facility} gets {number} piece fewer", "{facility} gets {number} pieces fewer")


class To(NamedTuple):
    """Who gets the pieces and who would have: facilities by code, the other None for nobody."""

    facility: str
    over: str | None


def reason(reader: Reader, match: Any, to: To, certain: Sequence[str]) -> str:
    """Why a match is as it is; `match` has `level`, `facts` and `pinned`."""
    if match.pinned:
        return reader.say(PINNED)
    if to.over is None:
        return reader.say(_alone(match.level, certain), facility=to.facility)
    return _over(reader, match.level, match.facts, to.facility, to.over)


def besides(reader: Reader, match: Any) -> Iterator[str]:
    """What else speaks for these very goods; `match` has `use_by` and `facts`."""
    if match.use_by is not None:
        yield reader.say(EXPIRES, day=reader.day(match.use_by))
    if match.facts.get("sizes_up"):
        yield reader.say(LARGER)


def why_short(
    reader: Reader, why: str, facility: str, others: Sequence[str], rule: Said | None = None
) -> str:
    """Why a line stays short; `others` are the codes of those who get what it could have used.

    `rule` is the sentence of the gate that counts pieces, where it took some off: alone, or besides
    others who need what it would still let in.
    """
    if why == Why.QUANTITY and rule is not None:
        if others:
            reason = _to_others(reader, facility, others)
            return reader.say(COUNTED_TOO, reason=reason, rule=rule)
        return reader.say(COUNTED, rule=rule)
    if why == Why.OTHERS and others:
        return _to_others(reader, facility, others)
    return reader.say(SHORT[Why(why)], facility=facility)


def cost(
    reader: Reader, by_tier: Mapping[Urgency, int], by_facility: Mapping[str, int]
) -> list[str]:
    """What a change would bring and take, tier by tier, then facility by facility."""
    told = []
    for tier in TIERS:
        pieces, urgency = by_tier.get(tier, 0), reader.say(NEEDED[tier])
        if pieces:
            words = MET if pieces > 0 else UNMET
            told.append(reader.say_many(*words, abs(pieces), urgency=urgency))
    for code, pieces in sorted(by_facility.items(), key=lambda one: (-one[1], one[0])):
        words = MORE if pieces > 0 else FEWER
        told.append(reader.say_many(*words, abs(pieces), facility=code))
    return told


def _to_others(reader: Reader, facility: str, others: Sequence[str]) -> str:
    strangers = [code for code in dict.fromkeys(others) if code != facility]
    if not strangers:
        return reader.say(OWN, facility=facility)
    return reader.say(TO_WHOM, others=reader.say(_(", ")).join(strangers))


def _alone(level: str, certain: Sequence[str]) -> str:
    if level == Level.FAIRNESS:
        return VISIT
    return NOBODY_ELSE if set(Level) - {Level.PICKS} <= set(certain) else FITS


def _over(reader: Reader, level: str, facts: Mapping[str, int], mine: str, other: str) -> str:
    """Why one line comes before another."""
    if level == Level.URGENCY:
        return _urgency(reader, facts, mine, other)
    if level == Level.FAIRNESS:
        fill, over_fill = facts.get("fill", 0) // 10, facts.get("over_fill", 0) // 10
        sentence = SHARE if fill < over_fill else SMALLER
        return reader.say(
            sentence,
            facility=mine,
            over=other,
            fill=reader.number(fill),
            over_fill=reader.number(over_fill),
        )
    if level == Level.FIT:
        return reader.say(_fit(facts), facility=mine, over=other)
    return reader.say(OLDER_AT_HOME if mine == other else OLDER, facility=mine, over=other)


def _urgency(reader: Reader, facts: Mapping[str, int], mine: str, other: str) -> str:
    tier, over = facts.get("tier", 0), facts.get("over_tier", 0)
    if tier >= over:
        return reader.say(KIT, facility=mine)
    return reader.say(
        URGENT_AT_HOME if mine == other else URGENT,
        facility=mine,
        over=other,
        urgency=reader.say(NEEDED[TIERS[tier]]),
        over_urgency=reader.say(NEEDED[TIERS[over]]),
    )


def _fit(facts: Mapping[str, int]) -> str:
    sizes, over = facts.get("sizes_up", 0), facts.get("over_sizes_up", 0)
    if sizes < over:
        return NEARER if sizes else EXACT
    return GRADE
