"""The language of one paper: its sentences, days, numbers, sums of money and names of goods."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_precision

from stockroom import speech
from stockroom.papers.facts import Goods, Parcel, Stop
from stockroom.papers.words import CONDITIONS, FITS, PACKAGING, SEASONS
from stockroom.speech import mark as _
from stockroom.speech import mark_many as ngettext
from stockroom_labels.direction import is_rtl, isolated

DAY = "EEEE d MMMM y"
BOXES = ngettext("{number} box", "{number} boxes")
LOOSE = ngettext("{number} loose piece", "{number} loose pieces")
IN_ALL = ngettext("{number} piece in all", "{number} pieces in all")


class Voice:
    """Speaks one of the languages of papers; English where a paper is not made in one."""

    def __init__(self, language: str) -> None:
        self.language = language if language in speech.PAPER_LANGUAGES else "en"

    def say(self, sentence: str, **facts: object) -> str:
        """An English sentence in this language; a text in it keeps its own direction."""
        kept = {
            name: self.own(fact) if isinstance(fact, str) else fact for name, fact in facts.items()
        }
        return speech.say(self.language, sentence, kept)

    def own(self, text: str) -> str:
        """A name, a code or other people's words, in their own direction within the paper's.

        Where the paper is read from the right, even a number could turn round: 3-6 to 6-3.
        """
        turns = is_rtl(text) or speech.direction(self.language) == "rtl"
        return isolated(text) if turns else text

    def many(self, one: str, many: str, number: int) -> str:
        """A sentence about a number of things."""
        facts = {"number": self.own(self.number(number))}
        return speech.say_many(self.language, one, many, number, facts)

    def number(self, value: int) -> str:
        """A whole number, grouped; digits stay those that labels carry."""
        return format_decimal(value, locale=self.language)

    def day(self, value: date) -> str:
        """A day with its weekday."""
        return format_date(value, DAY, locale=self.language)

    def money(self, minor: int, currency: str) -> str:
        """A sum of minor units; without a currency the plain number of its hundredths."""
        if not currency:
            return self.own(format_decimal(minor / 100, format="#,##0.00", locale=self.language))
        whole = minor / 10 ** get_currency_precision(currency)
        return self.own(format_currency(whole, currency, locale=self.language))

    def thing(self, goods: Goods) -> str:
        """What a row of goods is: name, size, for whom, for which season, how new."""
        about = (
            FITS.get(goods.fits, ""),
            SEASONS.get(goods.season, ""),
            CONDITIONS.get(goods.condition, ""),
        )
        named = self.own(f"{self.name(goods)} {self.own(goods.size)}".strip())
        return " · ".join([named, *(self.say(word) for word in about if word)])

    def name(self, goods: Goods) -> str:
        """What goods are called, in English where they have no name in this language."""
        return goods.names.get(self.language) or goods.name

    def box(self, parcel: Parcel) -> str:
        """What a parcel is called, and how it is closed where that is not a plain box."""
        name = self.say(_("Box {number}"), number=parcel.box)
        packaging = PACKAGING.get(parcel.packaging)
        return f"{name} · {self.say(packaging)}" if packaging else name

    def window(self, stop: Stop) -> str:
        """The hours that were agreed, or nothing."""
        if not (stop.window_from or stop.window_until):
            return ""
        if not stop.window_until:
            return self.say(_("from {start}"), start=stop.window_from)
        if not stop.window_from:
            return self.say(_("until {end}"), end=stop.window_until)
        return self.say(
            _("between {start} and {end}"), start=stop.window_from, end=stop.window_until
        )

    def when(self, stop: Stop) -> str:
        """The day, and the hours where some were agreed."""
        window = self.window(stop)
        day = self.day(stop.day)
        return self.say(_("{day}, {window}"), day=day, window=window) if window else day

    def in_short(self, parcels: Sequence[Parcel], loose: Sequence[Goods]) -> str:
        """How many boxes, loose pieces and pieces there are."""
        said = []
        if parcels:
            said.append(self.many(*BOXES, len(parcels)))
        if loose:
            said.append(self.many(*LOOSE, pieces_of(loose)))
        total = pieces_of(loose) + sum(pieces_of(one.goods) for one in parcels)
        return " · ".join([*said, self.many(*IN_ALL, total)])


def pieces_of(goods: Iterable[Goods]) -> int:
    """How many pieces there are of all."""
    return sum(one.quantity for one in goods)
