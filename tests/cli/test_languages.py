"""Every sentence of the command line is there in every language, whole and with its facts."""

from __future__ import annotations

import importlib.util
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from stockroom_cli import speech
from stockroom_cli.trades import CHAPTERS

ROOT = Path(__file__).parents[2]
TRANSLATED = [path.stem for path in sorted(speech.LOCALES.glob("*.po"))]
FACT = re.compile(r"\{(\w*)\}")
OPTION = re.compile(r"--[a-z][a-z-]*")
# What marks the direction of writing is not seen; copied with an option, it would spoil it.
UNSEEN_BEFORE_AN_OPTION = re.compile("[\u200e\u200f\u2066-\u2069]-")


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
    with (speech.LOCALES / f"{language}.po").open("rb") as file:
        return read_po(file, language)


def said(arguments: list[str], **environment: str) -> str:
    """What a command line says to somebody whose computer is set up like that."""
    kept = {name: value for name, value in os.environ.items() if name not in speech.NAMES}
    ran = subprocess.run(
        [sys.executable, "-m", "stockroom_cli", *arguments],
        env={**kept, "PYTHONIOENCODING": "utf-8", "COLUMNS": "200", **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return ran.stdout + ran.stderr


def test_arabic_is_among_the_languages() -> None:
    assert "ar" in TRANSLATED


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_sentence_lacks_its_translation(messages: ModuleType, language: str) -> None:
    wanted = {message.id for message in messages.extracted_of_cli() if message.id}

    assert len(wanted) > 300
    assert wanted == speech.catalogue(language).keys()


@pytest.mark.parametrize("language", TRANSLATED)
def test_a_translation_is_sure_and_has_the_same_facts(language: str) -> None:
    for message in catalogue_of(language):
        original, translation = str(message.id), str(message.string)
        if not original:
            continue
        assert not message.fuzzy, original
        for kind in (FACT, OPTION):
            assert set(kind.findall(translation)) == set(kind.findall(original)), original


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_people_copy_has_no_unseen_sign_before_it(language: str) -> None:
    wrong = [
        text for text in speech.catalogue(language).values() if UNSEEN_BEFORE_AN_OPTION.search(text)
    ]

    assert wrong == []


def test_the_same_command_gathers_for_service_and_command_line(messages: ModuleType) -> None:
    files = {path.relative_to(ROOT).as_posix() for _language, path, _ in messages.catalogues()}

    assert files >= {
        "stockroom/locales/ar/LC_MESSAGES/messages.po",
        "cli/stockroom_cli/locales/ar.po",
    }


def test_the_help_of_every_command_is_gathered(messages: ModuleType) -> None:
    gathered = {message.id for message in messages.extracted_of_cli()}

    for chapter in CHAPTERS:
        for command in chapter.app.registered_commands:
            assert command.help in gathered, command.name


@pytest.mark.parametrize("environment", [{"LANG": "ar"}, {"LANGUAGE": "ar", "LANG": "en_GB.UTF-8"}])
def test_the_command_line_speaks_arabic_to_those_who_do(environment: dict[str, str]) -> None:
    helped = said(["--help"], **environment)

    assert "استلم نوعًا واحدًا إلى منطقة الاستلام" in helped
    assert "Take in" not in helped


def test_a_failure_is_told_in_arabic_too(tmp_path: Path) -> None:
    told = said(["stock"], LANG="ar_EG.UTF-8", STOCKROOM_CLI_CONFIG=str(tmp_path / "none.json"))

    assert "لم يسجّل أحد الدخول" in told
