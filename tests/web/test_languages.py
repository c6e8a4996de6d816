"""Every sentence that a person may see is there in every language, whole and with its facts."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from stockroom import speech
from stockroom.tables import catalogue, people, stock
from stockroom.web.pages import words
from stockroom.words import Condition, Fits, Season, Urgency

ROOT = Path(speech.__file__).parent.parent
TRANSLATED = [language for language in speech.LANGUAGES if language != "en"]
FACT = re.compile(r"\{(\w*)\}")
ENUMS: tuple[tuple[str, Any], ...] = (
    ("place_kind", stock.PlaceKind),
    ("standing", stock.Standing),
    ("condition", Condition),
    ("how", stock.How),
    ("fits", Fits),
    ("season", Season),
    ("source", stock.Source),
    ("depth", catalogue.Depth),
    ("urgency", Urgency),
    ("role", people.Role),
    ("by_role", people.Role),
)
REASON = re.compile(r'(?:Move|Carry)\((?:[^()]|\([^()]*\))*?"([a-z_]+)"')


@pytest.fixture(scope="module")
def messages() -> ModuleType:
    """The script that gathers the sentences."""
    spec = importlib.util.spec_from_file_location("messages", ROOT / "scripts" / "messages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def catalogue_of(language: str) -> Catalog:
    """The catalogue as it lies on disk."""
    with (speech.LOCALES / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, language)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_lacks_its_translation(messages: ModuleType, language: str) -> None:
    known = catalogue_of(language)

    missing = []
    for message in messages.extracted():
        found = known.get(message.id[0] if isinstance(message.id, tuple) else message.id)
        if message.id and (found is None or not _all(found.string)):
            missing.append(message.id)

    assert missing == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_sure_and_has_the_same_facts(language: str) -> None:
    for message in catalogue_of(language):
        if not message.id:
            continue
        originals, translations = _several(message.id), _several(message.string)
        facts = {fact for text in originals for fact in FACT.findall(text)}
        assert not message.fuzzy, message.id
        for text in translations:
            found = set(FACT.findall(text))
            # "Two pieces" is a word of its own in Arabic, and needs no number.
            assert found == facts or (len(translations) > 1 and found == facts - {"number"}), text


@pytest.mark.parametrize(("kind", "values"), ENUMS, ids=[kind for kind, _ in ENUMS])
def test_every_value_that_pages_show_has_a_word(kind: str, values: Any) -> None:
    assert {one.value for one in values} - set(words.WORDS[kind]) == set()


def test_every_reason_to_move_has_a_word() -> None:
    reasons = {
        reason
        for path in (ROOT / "stockroom" / "commands").glob("*.py")
        for reason in REASON.findall(path.read_text(encoding="utf-8"))
    }

    assert {"reversal", "sorting", "delivery"} <= reasons
    assert reasons - set(words.REASONS) == set()


def test_numbers_take_the_plural_of_their_language() -> None:
    said = [speech.say_many("ar", "{number} piece", "{number} pieces", n) for n in (1, 2, 3, 11)]

    assert said == ["قطعة واحدة", "قطعتان", "3 قطع", "11 قطعة"]
    assert speech.say_many("en", "{number} piece", "{number} pieces", 1) == "1 piece"


def _several(texts: Any) -> list[str]:
    return list(texts) if isinstance(texts, tuple | list) else [str(texts)]


def _all(string: Any) -> bool:
    return all(string) if isinstance(string, tuple | list) else bool(string)
