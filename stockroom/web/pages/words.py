"""What pages call the words that the books keep: kinds, standings, reasons, roles."""

from __future__ import annotations

from collections.abc import Mapping

from stockroom.papers.words import REFUSALS
from stockroom.rules.categories.names import CATEGORIES
from stockroom.speech import mark as _
from stockroom.web.pages import gate_words, handover_words

PLACE_KINDS = {
    "site": _("building"),
    "inbound": _("inbound"),
    "bin": _("bin"),
    "bench": _("packing bench"),
    "quarantine": _("quarantine"),
    "van": _("van"),
    "box": _("box"),
    "with_volunteer": _("with a volunteer"),
    "donor": _("the donor"),
    "opening": _("the opening count"),
    "conversion": _("another lot"),
    "gate": _("the gate"),
    "facility": _("the facility"),
    "written_off": _("gone for good"),
    "count_difference": _("a difference in the count"),
}
STANDINGS = {
    "waiting": _("waiting for inspection"),
    "accepted": _("accepted"),
    "quarantined": _("in quarantine"),
    "rejected": _("rejected"),
}
CONDITIONS = {
    "new_sealed": _("new and sealed"),
    "new": _("new"),
    "good": _("good"),
    "worn": _("worn"),
}
HOW_COUNTED = {
    "counted": _("counted"),
    "weighed": _("worked out by weight"),
    "guessed": _("guessed"),
}
FITS = {"girl": _("girl"), "boy": _("boy"), "any": _("girl or boy")}
SEASONS = {"summer": _("summer"), "winter": _("winter"), "any": _("any season")}
CLIMATES = {
    "temperate_north": _("temperate, north of the equator"),
    "temperate_south": _("temperate, south of the equator"),
    "hot": _("hot all year"),
    "cold": _("cold for most of the year"),
}
HEADS = {
    "mothers": _("mothers"),
    "expectant": _("expectant mothers"),
    "months_0_5": _("children under 6 months"),
    "months_6_11": _("children of 6 to 11 months"),
    "months_12_23": _("children of 1 year"),
    "months_24_35": _("children of 2 years"),
    "older": _("older children"),
}
SOURCES = {
    "donor": _("given by a donor"),
    "opening": _("found at the opening count"),
    "lot": _("made from another lot"),
    "many": _("made from many gifts"),
}
DEPTHS = {
    "single": _("followed one by one"),
    "counted": _("followed by number"),
    "mixed_box": _("a mixed box"),
}
URGENCIES = {
    "tonight": _("tonight"),
    "two_weeks": _("within two weeks"),
    "routine": _("when it suits"),
    "nice_to_have": _("nice to have"),
}
ROLES = {
    "volunteer": _("volunteer"),
    "coordinator": _("coordinator"),
    "driver": _("driver"),
    "facility": _("facility"),
    "steward": _("steward"),
    "supporter": _("supporter"),
}
BY_ROLE = {
    "volunteer": _("by a volunteer"),
    "coordinator": _("by a coordinator"),
    "driver": _("by a driver"),
    "facility": _("by the facility"),
    "steward": _("by a steward"),
    "supporter": _("by a supporter"),
    "": _("by the system"),
}
HOW_SENT = {
    "mail": _("by e-mail"),
    "copied": _("copied into a message"),
    "printed": _("printed and handed over"),
}
REASONS = {
    "intake": _("Taken in"),
    "opening": _("Found at the opening count"),
    "sorting": _("Sorted"),
    "ready_bag": _("Packed into a ready bag"),
    "topping_up": _("Topped up a mixed box"),
    "inspection": _("Parted at inspection"),
    "quarantine": _("Put in quarantine"),
    "redirect": _("Passed on to somebody else"),
    "recycle": _("Recycled"),
    "destroy": _("Destroyed"),
    "put_away": _("Put away"),
    "transfer": _("Moved"),
    "boxing": _("Put in a box"),
    "redescription": _("Described anew"),
    "conversion": _("Opened or split"),
    "allocation": _("Promised"),
    "release": _("Set free again"),
    "swap": _("Set free: something else was taken"),
    "hold": _("Put on hold"),
    "bench_sending": _("Sent straight to the bench"),
    "pick": _("Picked"),
    "packing": _("Packed"),
    "loading": _("Loaded"),
    "delivery": _("Delivered"),
    "confirmation": _("Confirmed by the facility"),
    "correction": _("Corrected by the facility"),
    "refusal": _("Refused at the gate"),
    "return": _("Brought back"),
    "unloading": _("Unloaded at a site of ours"),
    "missing": _("Missing at the gate"),
    "mislaid": _("Was somewhere else than the books said"),
    "implied": _("Went along without a scan"),
    "found": _("Turned up"),
    "lost": _("Lost"),
    "count": _("Counted"),
    "absorbed": _("Explained by a late record"),
    "reversal": _("Undone"),
    "damaged": _("Damaged"),
    "expired": _("Past its date"),
    "recalled": _("Recalled by the maker"),
    "stolen": _("Stolen"),
    "given_elsewhere": _("Given to another charity"),
}
SETTLEMENTS = {
    "accept": _("the books were right"),
    "found": _("it was found"),
    "lost": _("it was lost"),
    "apply": _("booked as it was told"),
    "drop": _("dropped"),
    "reversed": _("undone"),
    "explained": _("explained by a later message"),
}
UNITS = {
    "ea": _("pieces"),
    "pr": _("pairs"),
    "set": _("sets"),
    "pk": _("packs"),
    "tin": _("tins"),
    "bag": _("bags"),
}
LIST_STATES = {
    "submitted": _("not read yet"),
    "checked": _("read"),
    "open": _("being looked for"),
    "part_filled": _("part filled"),
    "complete": _("complete"),
    "closed_short": _("closed short"),
    "withdrawn": _("withdrawn"),
}
LINE_STATES = {
    "asked": _("asked"),
    "short": _("short"),
    "promised": _("set aside"),
    "packed": _("packed"),
    "on_the_way": _("on the way"),
    "delivered": _("handed over"),
    "confirmed": _("arrived and counted"),
    "let_go": _("not asked any more"),
}
CAME_BY = {
    "desk": _("at our desk"),
    "portal": _("from the facility itself"),
    "telephone": _("by telephone"),
    "message": _("in a message"),
    "file": _("in a file"),
}
CALLED_OFF = {
    "closed": _("closed"),
    "locked_down": _("locked down"),
    "not_today": _("not today"),
    "no_one_there": _("nobody there"),
    "nothing_there": _("nothing to fetch"),
    "road_blocked": _("the road is blocked"),
    "other": _("called off"),
}
ROUTE_COLOURS = {
    "green": _("green"),
    "blue": _("blue"),
    "orange": _("orange"),
    "purple": _("purple"),
    "red": _("red"),
    "yellow": _("yellow"),
    "brown": _("brown"),
    "black": _("black"),
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "place_kind": PLACE_KINDS,
    "standing": STANDINGS,
    "condition": CONDITIONS,
    "how": HOW_COUNTED,
    "fits": FITS,
    "season": SEASONS,
    "climate": CLIMATES,
    "heads": HEADS,
    "gate_kind": gate_words.GATE_KINDS,
    "gate_action": gate_words.GATE_ACTIONS,
    "gate_action_hint": gate_words.GATE_ACTION_HINTS,
    "weekday": gate_words.WEEKDAYS,
    "packaging": gate_words.PACKAGINGS,
    "source": SOURCES,
    "depth": DEPTHS,
    "urgency": URGENCIES,
    "list_state": LIST_STATES,
    "line_state": LINE_STATES,
    "came_by": CAME_BY,
    "called_off": CALLED_OFF,
    "route_colour": ROUTE_COLOURS,
    "role": ROLES,
    "by_role": BY_ROLE,
    "reason": REASONS,
    "settlement": SETTLEMENTS,
    "refusal": REFUSALS,
    **handover_words.WORDS,
    "how_sent": HOW_SENT,
    "category": CATEGORIES,
    "unit": UNITS,
}


def english(kind: str, value: str) -> str:
    """The English words for a value of a kind; the value itself where we have none."""
    return WORDS[kind].get(value, value.replace("_", " "))
