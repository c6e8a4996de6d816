"""The sheet of labels, read back by a decoder of another house."""

from __future__ import annotations

from typing import Any

import httpx
import pytest
import sqlalchemy as sa

from stockroom.rules import codes
from stockroom.tables.stock import Setting
from stockroom.web.api import label_words, labels
from stockroom_labels import Style, pdf
from tests.api.guests import STRANGER, Guests, counted
from tests.labels.sheets import pictures, scanned
from tests.world import CAST

HANDS = {"alice", "bob", "ben", "dora", "dan", "sam"}
HOST = "labels.example.org"
NOTE = "Print at 100 %, not “fit to page”."


@pytest.fixture
def named(guests: Guests) -> Guests:
    """A stockroom whose labels have a name to carry."""
    guests.world.do("sam", "setting-changes", name="public_host", value=HOST)
    return guests


def _sheet(guests: Guests, *wanted: str, who: str = "bob", **query: Any) -> httpx.Response:
    return guests.get(who, "labels.pdf", code=list(wanted), **query)


def _read(answer: httpx.Response) -> list[str]:
    assert answer.status_code == 200, answer.text
    return sorted(text for page in pictures(answer.content, 203) for text in scanned(page))


def _texts(answer: httpx.Response) -> str:
    import pypdfium2  # noqa: PLC0415

    document = pypdfium2.PdfDocument(answer.content)
    try:
        return "\n".join(page.get_textpage().get_text_range() for page in document)
    finally:
        document.close()


def _refusal(answer: httpx.Response) -> tuple[int, str]:
    told = answer.json()
    assert told["detail"]
    return answer.status_code, told["reason"]


def _blanks(guests: Guests, number: int) -> list[str]:
    made = guests.world.do("bob", "blank-codes", number=number).made["codes"]
    return [str(code) for code in made]


def _name(guests: Guests, host: str) -> None:
    with guests.world.house.database.writing() as connection:
        connection.execute(sa.delete(Setting).where(Setting.name == "public_host"))  # type: ignore[arg-type]
        connection.execute(sa.insert(Setting).values(name="public_host", value=host))


def test_each_label_can_be_scanned_and_leads_to_its_code(named: Guests) -> None:
    lot = named.world.shelved()
    box = str(named.world.do("bob", "boxes", place="A1").made["code"])
    wanted = [lot, box, *_blanks(named, 3)]

    found = _read(_sheet(named, *wanted))

    assert found == sorted(codes.url(code, HOST) for code in wanted)
    assert {codes.read(text, [HOST]) for text in found} == {codes.ByCode(code) for code in wanted}


def test_a_label_says_what_is_inside(named: Guests) -> None:
    lot = named.world.shelved(product="CL-BODY", size="62", season="winter", fits="girl")
    box = named.world.do("bob", "boxes", place="A1", name="Winter box")

    said = _texts(_sheet(named, lot, str(box.made["code"])))

    number = str(box.made["number"])
    for word in ("62", "girl · winter", codes.show(lot), "Winter", number):
        assert word in said, word


def test_crates_and_toys_carry_codes_that_mend_more_damage(named: Guests) -> None:
    box = str(named.world.do("bob", "boxes", place="A1").made["code"])
    wanted = [box, named.world.shelved(product="PL-BOOK", size=""), named.world.shelved()]

    with named.world.house.database.reading() as books:
        found = label_words.read(books, wanted, "en")

    assert [label.durable for label in found] == [True, True, False]


def test_a_box_face_tells_what_all_in_the_box_share(named: Guests) -> None:
    for size in ("62", "68"):
        lot = named.world.shelved(product="CL-BODY", size=size, season="winter", fits="girl")
        named.world.do("bob", "boxings", lot=lot, box="Box one", quantity=2)
    box = next(row["code"] for row in named.items("sam", "places") if row["name"] == "Box one")

    with named.world.house.database.reading() as books:
        (face,) = label_words.read(books, [box], "en", Style.BOX)
        (plain,) = label_words.read(books, [box], "en")

    assert (face.product, face.size, face.face.fits) == (
        "bodysuit",
        "62 · 68",
        "girl",
    )
    assert (face.face.season_sign, face.face.picture) == ("winter", "clothes")
    assert (plain.product, plain.size) == ("Box one", "")


def test_a_blank_label_says_its_code_and_nothing_else(named: Guests) -> None:
    (blank,) = _blanks(named, 1)

    said = _texts(_sheet(named, blank)).replace(NOTE, "")

    assert said.split() == [codes.show(blank)]


def test_labels_come_in_the_order_and_number_that_were_asked(named: Guests) -> None:
    first, second = _blanks(named, 2)

    said = _texts(_sheet(named, second, first, second)).replace(NOTE, "").split()

    assert sorted(said) == sorted(map(codes.show, (second, first, second)))


def test_codes_are_read_however_they_are_written(named: Guests) -> None:
    (blank,) = _blanks(named, 1)

    assert _read(_sheet(named, codes.show(blank).lower())) == [codes.url(blank, HOST)]


def test_a_sheet_that_was_begun_can_be_used_up(named: Guests) -> None:
    (blank,) = _blanks(named, 1)

    first, last = (_sheet(named, blank, start=start) for start in (1, 21))

    assert _read(first) == _read(last)
    assert first.content != last.content


def test_no_name_on_a_label_tells_whom_it_is_for(named: Guests) -> None:
    world = named.world
    (blank,) = _blanks(named, 1)
    with world.house.database.writing() as connection:
        connection.exec_driver_sql(
            "UPDATE label_code SET place_id = "
            f"(SELECT id FROM place WHERE name = 'M-1 gate') WHERE code = '{blank}'"
        )

    assert _refusal(_sheet(named, blank)) == (422, "outside_label")


def test_without_a_lasting_name_no_label_is_printed(guests: Guests) -> None:
    (blank,) = _blanks(guests, 1)
    assert _refusal(_sheet(guests, blank)) == (422, "no_public_name")

    for host in ("", "192.0.2.7", "127.1", "localhost", "stockroom", "a" * 50, "\u212a.example"):
        _name(guests, host)
        assert _refusal(_sheet(guests, blank)) == (422, "no_public_name"), host


def test_a_name_that_labels_must_not_carry_cannot_be_set(guests: Guests) -> None:
    for host in ("192.0.2.7", "localhost", "stockroom", "a b.example"):
        answer = guests.put("sam", "setting-changes", name="public_host", value=host)
        assert answer.status_code == 422
        assert answer.json()["reason"].startswith("host_")


def test_an_unknown_code_is_named(named: Guests) -> None:
    code = codes.make(12345)

    answer = _sheet(named, *_blanks(named, 1), code)

    assert _refusal(answer) == (422, "unknown_code")
    assert codes.show(code) in answer.json()["detail"]


def test_what_is_no_code_is_told_apart(named: Guests) -> None:
    for code, reason in (
        ("7K3Q9M2XW4HTB", "wrong_check"),
        ("box 214", "not_a_code"),
        ("A1", "not_a_code"),
    ):
        assert _refusal(_sheet(named, code)) == (422, reason)


def test_a_sheet_that_is_not_there_is_refused(named: Guests) -> None:
    (blank,) = _blanks(named, 1)

    assert _refusal(_sheet(named, blank, paper="napkin")) == (422, "unknown_paper")
    assert _refusal(_sheet(named, blank, start=22)) == (422, "start_position")
    for start in (0, 101, "x"):
        assert _sheet(named, blank, start=start).status_code == 400


def test_no_code_at_all_is_malformed(named: Guests) -> None:
    assert _sheet(named).status_code == 400


def test_five_hundred_labels_are_drawn_and_one_more_is_not(named: Guests) -> None:
    wanted = _blanks(named, 501)

    assert _sheet(named, *wanted).status_code == 400
    answer = _sheet(named, *wanted[:500])

    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"] == 'inline; filename="labels.pdf"'
    assert len(pictures(answer.content, 20)) == 24


def test_the_books_are_read_in_one_statement(named: Guests) -> None:
    wanted = [named.world.shelved() for _ in range(3)]

    with counted(named) as seen:
        _sheet(named, *wanted)

    assert len(seen) == 2  # who asks, and the labels


def test_no_connection_is_held_while_labels_are_drawn(
    named: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool: Any = named.world.house.database.engine.pool
    (blank,) = _blanks(named, 1)
    before, seen = pool.checkedout(), list[int]()
    drawn = pdf.sheet

    def watched(*args: Any, **more: Any) -> bytes:
        seen.append(pool.checkedout())
        return drawn(*args, **more)

    monkeypatch.setattr(pdf, "sheet", watched)
    assert _sheet(named, blank).status_code == 200

    assert seen == [before]


def test_no_more_than_two_sheets_are_drawn_at_a_time(
    named: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = _blanks(named, 1)
    monkeypatch.setattr(labels, "TURN_WAIT_S", 0.01)

    with labels._turns, labels._turns:
        assert _refusal(_sheet(named, *wanted)) == (503, "labels_busy")

    assert _sheet(named, *wanted).status_code == 200


def test_only_hands_print_labels(named: Guests) -> None:
    (blank,) = _blanks(named, 1)

    for who in (*CAST, STRANGER):
        expected = 200 if who in HANDS else 401 if who == STRANGER else 403
        assert _sheet(named, blank, who=who).status_code == expected, who
