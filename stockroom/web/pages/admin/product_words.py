"""What the catalogue's letters mean in words: gate flags, safety profiles, depths, categories."""

from __future__ import annotations

from stockroom.speech import mark as _

FLAGS = {
    "M": _("has metal in it"),
    "G": _("is of glass"),
    "B": _("has a battery"),
    "A": _("contains alcohol"),
    "S": _("is a spray"),
    "L": _("is liquid"),
    "P": _("is a powder"),
    "C": _("has a cord"),
    "E": _("plugs into the mains"),
    "H": _("is hollow or bulky"),
    "K": _("is sharp"),
}
PROFILES = {
    "TEX": _("Clothes and blankets: clean, no cord at the neck, nothing loose"),
    "TEXN": _("Underwear, socks, things for newborns: new only"),
    "SLEEP": _("Places to sleep: no side that drops, label, all parts"),
    "MATT": _("Mattresses: new only, sealed"),
    "BEDX": _("Bumpers, pillows, positioners: always refused"),
    "CARS": _("Car seats: in date, label there, never in a crash"),
    "WHEEL": _("Prams and buggies: two locks, brakes, harness"),
    "SEAT": _("High chairs, bouncers, bath seats: stable, harness, all parts"),
    "CARR": _("Carriers and slings: seams and buckles sound"),
    "WALK": _("Baby walkers: refused"),
    "TOY": _("Toys: no small part, no loose magnet or button cell"),
    "FEEDN": _("Bottles, teats, soothers: new and sealed only"),
    "FORM": _("Infant formula: unopened, undented, well in date"),
    "FOOD": _("Baby food: sealed and in date"),
    "HYG": _("Nappies, wipes, creams: sealed, or clean and counted"),
    "MED": _("Thermometers and the like: sealed; medicines refused"),
    "PUMP": _("Breast pumps: new only"),
    "ELEC": _("What plugs in: tested, with its date"),
    "BOOK": _("Books: clean, no mould"),
    "FURN": _("Furniture: stable, with its wall fixing"),
}
DEPTHS = {
    "single": _("Each one by itself, with a label of its own: a cot, a car seat."),
    "counted": _("By number: nappies, bottles."),
    "mixed_box": _("In mixed boxes by size: clothes."),
}
SIZINGS = {
    "": _("it has no size"),
    "EUCM": _("clothes: body length in cm, as 62 or 68"),
    "AGE": _("by age, as 3-6 months"),
    "NAP": _("nappies: 1 to 7, or a weight"),
    "SHOE": _("shoes: European sizes"),
    "AD": _("adult sizes, as S or 38"),
    "bra": _("bra sizes, as 75C"),
    "ml": _("what it holds, in ml"),
    "STG": _("by stage, as 1 or 2"),
    "flow": _("by flow, as slow or medium"),
    "cot type": _("by the cot it fits"),
    "cm×cm": _("length and width in cm"),
    "group/i-Size": _("car seats: group, or height in cm (i-Size)"),
}
