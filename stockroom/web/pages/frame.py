"""What every page shares: its language, its frame, and the words, numbers and dates in it."""

from __future__ import annotations

import gzip
import html
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import jinja2
from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from litestar import Request, Response
from litestar.datastructures import Cookie
from litestar.di import NamedDependency

from stockroom import speech
from stockroom.clock import Clock
from stockroom.commands.base import HANDS
from stockroom.manual.ways import help_for
from stockroom.rules import codes, giving
from stockroom.web import shell
from stockroom.web.door import NOBODY, Guest
from stockroom.web.pages import menu, papers, words
from stockroom.web.pages.field_faults import said_of
from stockroom.web.pages.nouns import DONE
from stockroom.web.static_files import Assets
from stockroom.web.veil import veiled

TEMPLATES = Path(__file__).parent.parent / "templates"
LANGUAGE_COOKIE = "stockroom-language"
THEME_COOKIE = "stockroom-theme"
THEMES = frozenset({"light", "dark"})
A_YEAR_S = 31_536_000
NAMES_OF_LANGUAGES = {"en": "English", "ar": "العربية"}
WORTH_SQUEEZING = 1_000
SQUEEZED_TO = 5
DAY = "d MMMM y"
MOMENT = "d MMM y HH:mm"
ISOLATED = "\u2068{}\u2069"

AnyRequest = Request[Any, Any, Any]


@dataclass(frozen=True)
class Reader:
    """Who reads a page, in which language: the words, numbers and dates as this person has them."""

    language: str
    guest: Guest = NOBODY

    def say(self, sentence: str, **facts: object) -> str:
        """An English sentence in the reader's language.

        A day in it is written as the reader writes days. Where people write from right to left, a
        name or a code in it keeps its own direction. A fact may itself be a sentence, or a product.
        """
        return speech.say(
            self.language, sentence, {name: self._fact(fact) for name, fact in facts.items()}
        )

    def _fact(self, fact: object) -> object:
        if isinstance(fact, speech.Sentence):
            return self.say(fact.sentence, **fact.facts)
        if isinstance(fact, speech.Named):
            return self._fact(self.product(fact.name, fact.names))
        if isinstance(fact, date):
            return self.day(fact)
        if isinstance(fact, str) and speech.direction(self.language) == "rtl":
            return ISOLATED.format(fact)
        return fact

    def say_many(self, one: str, many: str, number: int, **facts: object) -> str:
        """A sentence about a number of things, which it writes as `{number}`."""
        return speech.say_many(
            self.language, one, many, number, {"number": self.number(number), **facts}
        )

    def word(self, kind: str, value: object) -> str:
        """What we call a value that the books keep."""
        return self.say(words.english(kind, str(value)))

    def done(self, noun: str) -> str:
        """What we call an act once it is done."""
        return self.say(DONE[noun])

    def number(self, value: int) -> str:
        """A whole number, grouped as the reader does. Digits stay those that labels carry."""
        return format_decimal(value, locale=self.language)

    def day(self, value: date) -> str:
        """A day of the calendar."""
        return format_date(value, DAY, locale=self.language)

    def moment(self, value: str) -> str:
        """A moment of the journal in the time of the place where the service runs."""
        local = datetime.fromisoformat(value).astimezone()
        return format_datetime(local, MOMENT, locale=self.language)

    def product(self, name: str, names: Mapping[str, str] | None) -> str:
        """A product's name in the reader's language, else in English."""
        return speech.called(self.language, name, names)

    def place(self, name: str, kind: str) -> str:
        """What a place is called: its own name inside, the word for its kind outside."""
        return self.word("place_kind", kind) if name == kind else name


class Frame:
    """Renders templates; made once, by the composition root."""

    def __init__(self, assets: Assets, clock: Clock, *, practice: bool = False) -> None:
        self.clock = clock
        self.practice = practice
        self.templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(TEMPLATES),
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self.templates.globals.update(
            asset=assets.url, show_code=codes.show, paper=self.paper, notice=self.notice
        )
        self.templates.globals.update(
            help_for=help_for, said_of=said_of, name_of_lot=codes.name_of_lot
        )
        self.templates.globals.update(words_for_whom=giving.in_words)
        self.templates.globals.update(shell_version=lambda: shell.version(assets))

    def page(
        self,
        request: AnyRequest,
        guest: Guest,
        template: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        **facts: object,
    ) -> Response[bytes]:
        """The page in the reader's language, which a `?language=` in its address chooses anew."""
        reader = Reader(language_of(request, guest), guest)
        text = self.text(
            reader,
            template,
            **{
                "languages": languages(request, reader),
                "here": request.url.path,
                "theme": theme_of(request),
                "told": None,
                "fault": None,
                **facts,
            },
        )
        chosen = request.query_params.get("language")
        content, squeezed = squeezed_for(request, text)
        return Response(
            content,
            status_code=status,
            media_type="text/html",
            headers={**(headers or {}), **squeezed},
            cookies=[remembered(reader.language)] if chosen == reader.language else [],
        )

    def text(self, reader: Reader, template: str, **facts: object) -> str:
        """The page's HTML for a reader."""
        role = reader.guest.actor.role if reader.guest.actor else None
        return self.templates.get_template(template).render(
            reader=reader,
            menu=menu.menu(role),
            bar=menu.bar(role),
            current=menu.current,
            practice=self.practice,
            language=reader.language,
            direction=speech.direction(reader.language),
            actor=reader.guest.actor,
            sees_stock=reader.guest.actor is not None and reader.guest.actor.role in HANDS,
            csrf=veiled(reader.guest.csrf, self.clock.salt()) if reader.guest.csrf else "",
            _=reader.say,
            ngettext=reader.say_many,
            **facts,
        )

    def paper(self, template: str, language: str, **facts: object) -> str:
        """The HTML of a sheet of templates/paper/, in the language of whom it goes to."""
        reader = Reader(papers.fitting(language))
        return self.templates.get_template(template).render(
            reader=reader,
            language=reader.language,
            direction=speech.direction(reader.language),
            _=reader.say,
            ngettext=reader.say_many,
            **facts,
        )

    def notice(self, template: str, language: str, **facts: object) -> str:
        """The same as plain text, to be copied, shared or mailed."""
        return html.unescape(self.paper(template, language, **facts)).strip()


def squeezed_for(request: AnyRequest, text: str) -> tuple[bytes, dict[str, str]]:
    """The page as this browser can read it, by gzip where it can, and the headers that say so."""
    content = text.encode()
    if "gzip" not in request.headers.get("Accept-Encoding", "") or len(content) < WORTH_SQUEEZING:
        return content, {"Vary": "Accept-Encoding"}
    squeezed = gzip.compress(content, compresslevel=SQUEEZED_TO, mtime=0)
    return squeezed, {"Vary": "Accept-Encoding", "Content-Encoding": "gzip"}


GivenFrame = NamedDependency[Frame]


def language_of(request: AnyRequest, guest: Guest) -> str:
    """As the address says, else as this browser chose, else as the person's record says."""
    for said in (request.query_params.get("language"), request.cookies.get(LANGUAGE_COOKIE)):
        if said in speech.LANGUAGES:
            return str(said)
    if guest.actor is not None and is_chosen(guest.actor.language):
        return guest.actor.language
    return speech.wanted(request.headers.get("Accept-Language", ""))


def is_chosen(language: str) -> bool:
    """Whether a person's record tells more than the browser: English is what it says unasked."""
    return language in speech.LANGUAGES and language != "en"


def theme_of(request: AnyRequest) -> str:
    """Light or dark where this browser's reader chose one; empty to follow the device."""
    said = request.cookies.get(THEME_COOKIE, "")
    return said if said in THEMES else ""


def languages(request: AnyRequest, reader: Reader) -> list[dict[str, str]]:
    """Links to this very page in our other languages."""
    rest = [
        (name, value) for name, value in request.query_params.multi_items() if name != "language"
    ]
    return [
        {
            "code": code,
            "name": NAMES_OF_LANGUAGES[code],
            "link": "?" + urlencode([*rest, ("language", code)]),
        }
        for code in speech.LANGUAGES
        if code != reader.language
    ]


def remembered(language: str) -> Cookie:
    """The cookie that keeps a browser's choice of language."""
    return Cookie(
        key=LANGUAGE_COOKIE,
        value=language,
        path="/",
        max_age=A_YEAR_S,
        httponly=True,
        samesite="lax",
    )
