"""What tells who somebody is goes from a message; what is asked stays. All are invented."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules.blacking import BLACK, blackened
from stockroom.rules.messages import MOST_CHARACTERS
from tests.rules.messages import reading
from tests.rules.messages.reading import line_of, understood

# A message, what must not be in it afterwards, and what must.
PERSONAL = [
    ("Bonjour Nadezhda, il faut 10 bodies 62", ["Nadezhda"], ["10 bodies 62"]),
    ("bonjour solveig, 3 couches T4", ["solveig"], ["3 couches T4"]),
    ("hi ottilie, 5 bibs please", ["ottilie"], ["5 bibs please"]),
    ("Dear Ms Quillfeather,\n2 prams", ["Quillfeather"], ["2 prams"]),
    ("Здравствуйте, Аглая! боди 74 - 5 шт", ["Аглая"], ["боди 74 - 5 шт"]),
    ("السلام عليكم أختي ثريا، ٣ علب حفاضات مقاس ٤", ["ثريا"], ["٣ علب حفاضات مقاس ٤"]),
    ("C'est la maman de Zacharie, taille 68", ["Zacharie"], ["taille 68"]),
    ("la maman de zacharie a besoin de couches", ["zacharie"], ["couches"]),
    ("son fils Karim, 3 ans : 4 tee-shirts", ["Karim"], ["3 ans", "4 tee-shirts"]),
    ("pour Apolline et Théodore, 2 bonnets", ["Apolline", "Théodore"], ["2 bonnets"]),
    ("baby leopold 4 months needs 6 vests", ["leopold"], ["4 months", "6 vests"]),
    ("Her daughter Ottilie (8 months): 5 vests", ["Ottilie"], ["8 months", "5 vests"]),
    ("Для Марфы: ползунки размер 74, 5 шт", ["Марфы"], ["ползунки размер 74, 5 шт"]),
    ("её сын Елисей, 8 месяцев, шапка", ["Елисей"], ["8 месяцев", "шапка"]),
    ("لأم زكريا حفاضات مقاس ٣", ["زكريا"], ["حفاضات مقاس ٣"]),
    ("اسمها ثريا، تحتاج بطانية", ["ثريا"], ["بطانية"]),
    ("Wolfram Quillfeather asked for 2 cots", ["Wolfram", "Quillfeather"], ["2 cots"]),
    ("we have Wolfram with us, size 86", ["Wolfram"], ["size 86"]),
    ("Karim: 3 bodies 74\nZita: 2 bibs", ["Karim", "Zita"], ["3 bodies 74", "2 bibs"]),
    ("Karim's nappies size 4 x 20", ["Karim"], ["nappies size 4 x 20"]),
    ("Zita needs 5 vests size 62", ["Zita"], ["5 vests size 62"]),
    ("2 cots\nKind regards,\nOttilie Quillfeather\nNorth House", ["Ottilie", "North"], ["2 cots"]),
    ("2 lits\nCordialement,\nsolveig", ["solveig"], ["2 lits"]),
    ("5 bibs. Thanks, ottilie", ["ottilie"], ["5 bibs"]),
    ("5 bibs\nzita", ["zita"], ["5 bibs"]),
    ("٣ بطانيات\nشكرا، ثريا", ["ثريا"], ["٣ بطانيات"]),
    ("[12/03/2026, 14:02] Zita Quill: 5 bibs", ["Zita", "Quill"], ["5 bibs"]),
    ("From: Zita Quill <zita@example.org>\n5 bibs", ["Zita", "zita@", "example.org"], ["5 bibs"]),
    ("5 bibs, call 07700 900123", ["07700", "900123"], ["5 bibs"]),
    ("Tel 06 12 34 56 78, 5 bodies 62", ["06 12", "56 78"], ["5 bodies 62"]),
    ("هاتف ٠٥٠١٢٣٤٥٦٧ نحتاج ٣ بطانيات", ["٠٥٠١٢٣٤٥٦٧"], ["٣ بطانيات"]),
    ("née le 12/03/2024, taille 86", ["12/03/2024"], ["taille 86"]),
    ("Zita, 12/03/2024, 3 robes", ["12/03/2024"], ["3 robes"]),
    ("chambre 214 : 3 bodies 62", ["214"], ["3 bodies 62"]),
    ("for room 12, 3 bodysuits 62", [" 12,"], ["3 bodysuits 62"]),
    ("камера 14: 5 боди 74", [" 14:"], ["5 боди 74"]),
    ("الغرفة ١٢ تحتاج ٣ بطانيات", ["١٢"], ["٣ بطانيات"]),
    ("écrou 45678, 2 pyjamas M", ["45678"], ["2 pyjamas M"]),
    ("case no. 2024/113: 4 bibs", ["2024/113"], ["4 bibs"]),
    ("A1234BC wants 4 bibs", ["A1234BC"], ["4 bibs"]),
    ("12 rue des Lilas, 69003 Lyon. 4 bavoirs", ["Lilas", "69003", "Lyon"], ["4 bavoirs"]),
    ("14 Elm Park Road, 2 cots", ["Elm", "14 "], ["2 cots"]),
    ("ул. Садовая, д. 5, кв. 12. 3 пледа", ["Садовая", "12"], ["3 пледа"]),
    ("she is pregnant and Syrian, 2 nighties", ["pregnant", "Syrian"], []),
    ("elle est enceinte, diabétique, 3 bodies", ["enceinte", "diabétique"], ["3 bodies"]),
    ("libérée le 12/04/2026, 2 sacs à langer", ["libérée", "12/04/2026"], ["2 sacs à langer"]),
]  # fmt: skip
ORDINARY = [
    "Bonjour à tous, 10 bodies taille 62 pour lundi", "Hello team, 5 packs of 40 nappies size 4",
    "Couches Pampers taille 4, 3 paquets", "Nappies 3 (4-9 kg), 12 x 44", "avant le 15/12/2026",
    "Taille 62 : 5 bodies, 3 pantalons", "Need for 2 weeks time: 2 moses baskets",
    "Здравствуйте! Нам срочно нужны боди 74 - 5 шт", "- Turbulettes 6-9 mois\n- Lingettes x12",
    "السلام عليكم، نحتاج الليلة ٣ علب حفاضات مقاس ٤", "Set 2: boy, size 98, winter",
    "vêtements de grossesse taille L, 2", "одежда для беременных M, 2 шт", "newborn 50, 56, 62, 68",
]  # fmt: skip


@pytest.mark.parametrize(("text", "gone", "stays"), PERSONAL)
def test_who_it_is_goes_and_what_is_asked_stays(
    text: str, gone: list[str], stays: list[str]
) -> None:
    found = blackened(text).text

    assert [one for one in gone if one in found] == []
    assert [one for one in stays if one not in found] == []


@pytest.mark.parametrize("text", ORDINARY)
def test_what_tells_of_nobody_stays_as_it_is(text: str) -> None:
    assert blackened(text).text == text


def test_every_bar_is_as_long_as_any_other_and_stands_where_it_is_said() -> None:
    found = blackened("Bonjour Zita et Maximiliano, 3 robes. Tel 06 12 34 56 78")

    assert [found.text[start:end] for start, end in found.spans] == [BLACK] * len(found.spans)
    assert found.text.count(BLACK) == len(found.spans) >= 3


@pytest.mark.parametrize("name", reading.LANGUAGES)
def test_the_lines_of_real_messages_survive(name: str) -> None:
    lost = []
    for message in reading.messages(name):
        before = [line_of(one) for one in understood(message.text).lines]
        after = [line_of(one) for one in understood(blackened(message.text).text).lines]
        lost += [one for one in before if one not in after]

    assert lost == []


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=300))
def test_whatever_it_is_is_bounded_and_blackened_again_tells_no_more(text: str) -> None:
    once = blackened(text)
    twice = blackened(once.text)

    assert len(once.text) <= MOST_CHARACTERS
    assert all(0 <= start < end <= len(once.text) for start, end in once.spans)
    assert set(twice.text.split()) <= set(once.text.split()) | {BLACK} or BLACK in twice.text


@pytest.mark.parametrize("text", ["A " * 9_000, "Zita " * 5_000, "1 " * 20_000, "rue " * 9_000])
def test_a_long_text_is_cut(text: str) -> None:
    assert len(blackened(text).text) <= MOST_CHARACTERS
