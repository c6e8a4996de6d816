"""Sentences in the reader's language: gettext catalogues, chosen by preference."""

from __future__ import annotations

import gettext
from collections.abc import Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Protocol, runtime_checkable

from babel import Locale, negotiate_locale
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

# What pages are offered in; papers go out in the language of whom they go to.
LANGUAGES = ("en", "ar")
PAPER_LANGUAGES = ("en", "ar", "fr", "ru")
LOCALES = Path(__file__).parent / "locales"


@runtime_checkable
class Sentence(Protocol):
    """A template with its facts, which may itself be a fact of another."""

    @property
    def sentence(self) -> str:
        """The English template."""

    @property
    def facts(self) -> Mapping[str, object]:
        """What is filled in."""


@runtime_checkable
class Named(Protocol):
    """A thing of the catalogue: its English name, and its names by other languages."""

    @property
    def name(self) -> str:
        """What it is called in English."""

    @property
    def names(self) -> Mapping[str, str]:
        """What it is called elsewhere."""


def mark(sentence: str) -> str:
    """The English sentence as it is, marked for the catalogues; import it as `_`."""
    return sentence


def mark_many(one: str, many: str) -> tuple[str, str]:
    """Both English forms as they are, marked for the catalogues; import it as `ngettext`."""
    return one, many


def wanted(accept_language: str) -> str:
    """The best of our languages for an Accept-Language header; English when none fits."""
    preferred = [
        part.split(";")[0].strip().replace("-", "_") for part in accept_language[:200].split(",")
    ]
    return negotiate_locale([code for code in preferred if code], LANGUAGES) or "en"


def say(language: str, sentence: str, facts: Mapping[str, object]) -> str:
    """An English template in that language, with its facts filled in.

    A fact may be a sentence itself, or a thing that each language calls by a name of its own.
    """
    said = {name: _said(language, one) for name, one in facts.items()}
    return catalogue(language).gettext(sentence).format(**said)


def called(language: str, name: str, names: Mapping[str, str] | None) -> str:
    """A thing's name in that language, else in English."""
    return (names or {}).get(language) or name


def say_many(
    language: str, one: str, many: str, number: int, facts: Mapping[str, object] | None = None
) -> str:
    """A template in the plural form that a number takes, which is its fact `number`."""
    sentence = catalogue(language).ngettext(one, many, number)
    return sentence.format(**{"number": number, **(facts or {})})


@lru_cache
def catalogue(language: str) -> gettext.NullTranslations:
    """The messages of a language, compiled in memory from its .po file."""
    path = LOCALES / language / "LC_MESSAGES" / "messages.po"
    if language == "en" or not path.exists():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        messages = read_po(file, Locale.parse(language))
    compiled = BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return gettext.GNUTranslations(compiled)


def direction(language: str) -> str:
    """Which way a language is written: `ltr` or `rtl`."""
    return Locale.parse(language).text_direction


def _said(language: str, fact: object) -> object:
    if isinstance(fact, Sentence):
        return say(language, fact.sentence, fact.facts)
    return called(language, fact.name, fact.names) if isinstance(fact, Named) else fact
