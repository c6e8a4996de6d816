"""What papers call the words that the books keep, marked for every language of papers."""

from __future__ import annotations

from stockroom.speech import mark as _

FITS = {"girl": _("girl"), "boy": _("boy")}
SEASONS = {"summer": _("summer"), "winter": _("winter")}
CONDITIONS = {"new_sealed": _("new and sealed"), "new": _("new")}
PACKAGING = {"clear_bag": _("clear bag"), "shop": _("packed as from a shop")}
RECEIVERS = {
    "nurse": _("nurse"),
    "officer": _("officer"),
    "social worker": _("social worker"),
    "house manager": _("house manager"),
    "night desk": _("night desk"),
    "other": _("somebody else"),
}
REFUSALS = {
    "not_on_manifest": _("not on the list that was announced"),
    "not_sealed": _("not sealed, or not new"),
    "banned_material": _("a material that is not let in"),
    "over_quantity": _("more than they let in"),
    "wrong_size": _("wrong size or age"),
    "expiry_too_short": _("its date is too near"),
    "damaged": _("damaged or leaking"),
    "driver_not_cleared": _("the driver was not announced"),
    "outside_window": _("outside the hours agreed"),
    "locked_down": _("the place was locked down"),
    "no_longer_needed": _("no longer needed"),
    "rule_changed": _("a rule has changed"),
    "paperwork_missing": _("a paper was missing"),
    "other": _("another reason"),
}
