"""The net for personal facts catches what it should and lets ordinary notes pass."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stockroom.rules.privacy import Worry, worries

PERSONAL = {
    "email": [
        "write to anna@example.org", "anna.k+x@mail.example.co.uk please", "anna @ example.org",
    ],
    "phone": [
        "call 07700 900123", "+44 7700 900123", "tel: 123456", "06 12 34 56 78",
        "+33 6 12 34 56 78", "8 (912) 345-67-89", "+7 912 345-67-89", "050 123 4567",
        "هاتف ٠٥٠١٢٣٤٥٦٧", "555-555-1234", "00971501234567", "тел. 345-67-89", "WhatsApp 55512345",
    ],
    "birth_date": [
        "born 12.03.2024", "DOB 2024-03-12", "née le 3 mars 2024", "né en 2023",
        "baby born in March", "родилась 12.03.2024", "2024 г.р.", "дата рождения: 3 марта",
        "مواليد ٢٠٢٤", "تاريخ الميلاد ١٢/٣/٢٠٢٤", "Дата рождения 12.03.24",
        "3/4/24 is her birthday",
    ],
    "name": [
        "Mrs Smith", "mrs smith's bag", "for Mme Dupont", "г-жа Иванова", "السيدة فاطمة",
        "Dupont née Martin", "Ирина Петровна", "для Ирины Петровны", "her name is Anna",
        "её зовут Анна", "اسمها ليلى", "elle s'appelle Nadia", "Miss Jones", "prénom : Nadia",
    ],
}  # fmt: skip

ORDINARY = [
    "", "bring 3 boxes before 12:00", "size 62-68", "2 packs of 108", "barcode 5901234123457",
    "sizes 50 56 62 68 74 80 86 92", "use by 31/07/2027", "needed by 2026-12-28, window 9-11",
    "newborn size 50, born-again cotton", "box 214, bin A3, 7K3Q-9XYZ-ABCDE", "01.02.2027",
    "0-3 3-6 6-9 9-12 months", "Dr Brown's bottles", "4+ 108 72 50", "Mr Men books",
    "60x120 mattress", "call before 12", "deliver to door 3, call first", "108 108 1080",
    "naissance 50, 3 mois 60", "lot de 5, taille 62/68", "размер 62, рост 68, 12 мес",
    "коробка 12, до 12.12.2026", "van 01.02.2027 14 boxes",
    "مقاس ٦٢ صندوق ١٢", "بنت أو ولد ٦٢", "1 200 pieces, 3 500 g",
    "2026-11-20 to 2026-12-01", "10:00-12:00, 14:00-16:00", "madame et monsieur",
    "for boys or girls, winter", "Petit Bateau, H&M, Carter's", "250 ml x 12, 2.5 tog",
    "nappies 3 (4-9 kg) 12 x 44", "EN 716 cot, ECE R44/04", "no metal, no cords, ring the bell",
    "may contain nuts", "name the boxes clearly", "for 12 mothers, 14 children", "ДР 3 шт",
    "Зимние Комбинезоны", "born in this house: nothing, but stock made 12 months and more: 2027",
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "text"), [(kind, text) for kind, texts in PERSONAL.items() for text in texts]
)
def test_what_looks_personal_is_found(kind: str, text: str) -> None:
    assert kind in {worry.kind for worry in worries(text)}


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_note_worries_nobody(text: str) -> None:
    assert worries(text) == []


def test_a_worry_says_what_and_where() -> None:
    [worry] = worries("ask for هاتف ٠٥٠١٢٣٤٥٦٧ please")

    assert worry == Worry(
        "phone", "{found} looks like a telephone number", "هاتف ٠٥٠١٢٣٤٥٦٧", 8, 23
    )
    assert str(worry) == "هاتف ٠٥٠١٢٣٤٥٦٧ looks like a telephone number"


def test_one_number_is_one_worry_and_several_facts_are_several() -> None:
    found = worries("Mrs Smith, call +44 7700 900123, s@example.org, born 12.03.2024")

    assert [worry.kind for worry in found] == ["name", "phone", "email", "birth_date"]


@settings(deadline=None, max_examples=200)
@given(st.text(max_size=200))
def test_every_worry_points_into_the_text(text: str) -> None:
    for worry in worries(text):
        assert 0 <= worry.start < worry.end <= len(text)
        assert str(worry)
