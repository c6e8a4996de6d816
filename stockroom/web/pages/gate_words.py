"""What the words of gate rules mean for people: kinds, actions, refusals, days of the week."""

from __future__ import annotations

from stockroom.speech import mark as _

GATE_KINDS = {
    "condition": _("How new things must be"),
    "flags": _("What they are made of, or have in them"),
    "shelf_life": _("How long they must keep"),
    "brand": _("Which brands it takes"),
    "retailer": _("Only what comes from a shop or a company"),
    "quantity": _("How many it takes"),
    "packaging": _("How parcels must be closed"),
    "manifest": _("A list of the goods sent beforehand"),
    "window": _("On which days and hours it opens"),
    "driver": _("Only drivers that it has cleared"),
    "vehicle": _("Only vans that it has cleared"),
    "phone": _("Where phones and cameras stay"),
    "other_goods": _("Nothing for anybody else in the van"),
    "receipt": _("Who signs for it"),
}
PACKAGINGS = {
    "box": _("a box"),
    "clear_bag": _("a clear bag"),
    "shop": _("as in a shop"),
}
GATE_ACTIONS = {
    "block": _("It is stopped"),
    "warn": _("Only a warning"),
    "repack": _("It is packed anew"),
}
GATE_ACTION_HINTS = {
    "block": _("Such goods are not promised, sealed or loaded; such a run is not loaded."),
    "warn": _("Whoever promises, packs or loads is told. Nobody is stopped."),
    "repack": _("It may be promised. Sealing waits until somebody has packed it anew."),
}
WEEKDAYS = {
    "1": _("Mon"),
    "2": _("Tue"),
    "3": _("Wed"),
    "4": _("Thu"),
    "5": _("Fri"),
    "6": _("Sat"),
    "7": _("Sun"),
}
