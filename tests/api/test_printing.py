"""What was told to be printed: its file for every kind of printer, and the printer itself."""

from __future__ import annotations

import socket
from typing import Any

import httpx
import pytest

from stockroom.rules import codes, printers
from stockroom.web.api import sending
from stockroom_labels import network
from tests.api.guests import STRANGER, Guests
from tests.labels.sheets import ink, pictures, scanned
from tests.labels.test_brother import lines_of
from tests.labels.zebra import printed
from tests.web.printing import HERE, HOST, listening, stands_at, with_printers
from tests.world import CAST

HANDS = {"alice", "bob", "ben", "dora", "dan", "sam"}


@pytest.fixture
def ready(guests: Guests) -> Guests:
    """A stockroom with printers."""
    with_printers(guests.world)
    return guests


def told(guests: Guests, who: str = "bob", **content: Any) -> str:
    """A printing, by the id of its act."""
    return guests.world.do(who, "label-printings", **content).id


def file_of(guests: Guests, printing: str, who: str = "bob", **query: Any) -> httpx.Response:
    """The file of a printing."""
    return guests.get(who, f"label-printings/{printing}/file", **query)


def sent(guests: Guests, printing: str, who: str = "bob") -> httpx.Response:
    """What the service answers when it is to send a printing."""
    return guests.ask(who, "POST", f"/api/label-printings/{printing}/sendings")


def refusal(answer: httpx.Response) -> tuple[int, str]:
    """The status and the reason; there is a sentence too."""
    assert answer.json()["detail"]
    return answer.status_code, answer.json()["reason"]


def test_the_file_of_a_printing_is_a_sheet_for_the_printers_paper(ready: Guests) -> None:
    lots = [ready.world.shelved() for _ in range(2)]

    answer = file_of(ready, told(ready, codes=lots, printer="Office"))

    assert answer.headers["Content-Type"] == "application/pdf"
    (page,) = pictures(answer.content, 203)
    assert sorted(scanned(page)) == sorted(codes.url(one, HOST) for one in lots)


def test_a_nudge_moves_what_is_printed_from_then_on(ready: Guests) -> None:
    printing = told(ready, codes=[ready.world.shelved()], printer="Office")
    before = ink(pictures(file_of(ready, printing).content, 300)[0], 300)

    ready.world.do("bob", "printer-nudges", printer="Office", x=30, y=0)

    after = ink(pictures(file_of(ready, printing).content, 300)[0], 300)
    assert before is not None
    assert after is not None
    assert after.x - before.x == pytest.approx(3.0, abs=0.2)


@pytest.mark.parametrize(
    ("paper", "as_", "media"),
    [
        ("a4-63x38", "pdf", "application/pdf"),
        ("a4-box", "svg", "image/svg+xml"),
        ("a4-63x38", "png", "image/png"),
        ("zebra-51x25", "zpl", "text/plain; charset=utf-8"),
        ("brother-62x40", "brother", "application/octet-stream"),
    ],
)
def test_a_printing_is_drawn_as_it_was_told(
    ready: Guests, paper: str, as_: str, media: str
) -> None:
    lot = ready.world.shelved()

    answer = file_of(ready, told(ready, codes=[lot], paper=paper, format=as_))

    assert answer.status_code == 200, answer.text
    assert answer.headers["Content-Type"] == media
    url = codes.url(lot, HOST)
    if as_ == "zpl":
        assert scanned(printed(answer.content)[0].picture) == [url]
    if as_ == "brother":
        assert scanned(lines_of(answer.content)) == [url]
    if as_ == "svg":
        assert answer.text.startswith("<svg")


def test_each_label_of_many_can_be_had_as_a_picture(ready: Guests) -> None:
    lots = [ready.world.shelved(size=size) for size in ("3", "4")]
    printing = told(ready, codes=lots, paper="a4-63x38", format="svg")

    first, second = (file_of(ready, printing, label=label).text for label in (1, 2))

    assert codes.show(lots[0]) in first
    assert codes.show(lots[1]) in second
    assert file_of(ready, printing, label=3).status_code == 400


def test_looking_at_a_label_writes_nothing(ready: Guests) -> None:
    before = ready.head()

    for path in ("labels.pdf", "labels.svg"):
        answer = ready.get("bob", path, code=[ready.world.shelved()])
        assert answer.status_code == 200
    printing = told(ready, codes=[ready.world.shelved()], printer="Office")
    after = ready.head()
    file_of(ready, printing)

    assert ready.head() == after
    assert after.sequence > before.sequence


def test_a_box_face_says_what_is_in_the_box(ready: Guests) -> None:
    ready.world.sorted_into("Box one", size="62")
    lot = ready.world.sorted_into("Box one", size="62")
    assert lot
    box = next(row for row in ready.items("sam", "places") if row["name"] == "Box one")

    said = ready.get("bob", "labels.svg", code=[box["code"]], paper="a4-box").text
    small = ready.get("bob", "labels.svg", code=[box["code"]], paper="a4-63x38").text

    title = said.partition("<title>")[2].partition("</title>")[0]
    assert str(box["number"]) in title
    assert "62" in title
    assert "Box one" in small.partition("<title>")[2].partition("</title>")[0]


def test_a_printer_of_ours_takes_the_job_and_a_phone_reads_its_label(
    ready: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    lot = ready.world.shelved()
    printing = told(ready, codes=[lot], printer="Zebra")

    with listening(monkeypatch) as printer:
        stands_at(ready.world, printer.port)
        answer = sent(ready, printing)

    assert answer.status_code == 200, answer.text
    assert answer.json() == {"printer": "Zebra", "labels": 1}
    (job,) = printer.jobs
    assert scanned(printed(job)[0].picture) == [codes.url(lot, HOST)]


def test_the_writer_lock_is_free_while_a_printer_is_slow(
    ready: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []
    pool: Any = ready.world.house.database.engine.pool
    before = pool.checkedout()

    def watched(*_job: object) -> None:
        seen.append(pool.checkedout())
        ready.world.do("alice", "printers", name="Meanwhile", paper="a4-box")

    printing = told(ready, codes=[ready.world.shelved()], printer="Zebra")
    monkeypatch.setattr(sending, "send", watched)

    assert sent(ready, printing).status_code == 200
    assert seen == [before]


def test_a_printer_that_is_off_is_told_by_its_name_and_nothing_is_lost(
    ready: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing = told(ready, codes=[ready.world.shelved()], printer="Zebra")
    with listening(monkeypatch) as printer:
        stands_at(ready.world, printer.port)

    answer = sent(ready, printing)

    assert refusal(answer) == (422, "printer_silent")
    assert "Zebra" in answer.json()["detail"]
    assert file_of(ready, printing).status_code == 200


def test_a_name_that_nobody_knows_is_told(ready: Guests) -> None:
    printing = told(ready, codes=[ready.world.shelved()], printer="Zebra")
    ready.world.do(
        "sam", "printer-addresses", printer="Zebra", language="zpl", host="no-such-printer.invalid"
    )

    assert refusal(sent(ready, printing)) == (422, "printer_silent")


@pytest.mark.parametrize("address", [HERE, "169.254.169.254", "::1", "8.8.8.8"])
def test_a_name_that_leads_to_another_network_is_not_spoken_to(
    ready: Guests, monkeypatch: pytest.MonkeyPatch, address: str
) -> None:
    printing = told(ready, codes=[ready.world.shelved()], printer="Zebra")
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    ours = (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("192.168.1.40", 9100))
    foreign = (family, socket.SOCK_STREAM, 6, "", (address, 9100))
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_a, **_k: [ours, foreign])

    def never(*_job: object, **_more: object) -> None:
        raise AssertionError("a foreign address was spoken to")

    monkeypatch.setattr(network, "send", never)

    assert refusal(sent(ready, printing)) == (422, "printer_not_here")


def test_what_a_printer_does_not_speak_is_not_sent_to_it(ready: Guests) -> None:
    lot = ready.world.shelved()

    assert refusal(sent(ready, told(ready, codes=[lot], printer="Office"))) == (
        422,
        "printer_has_no_address",
    )
    as_pdf = told(ready, codes=[lot], printer="Zebra", format="pdf")
    assert refusal(sent(ready, as_pdf)) == (422, "printer_has_no_address")


def test_too_many_at_the_printers_wait_their_turn(
    ready: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    printing = told(ready, codes=[ready.world.shelved()], printer="Zebra")
    monkeypatch.setattr(sending, "TURN_WAIT_S", 0.01)

    with sending._turns, sending._turns, sending._turns, sending._turns:
        assert refusal(sent(ready, printing)) == (503, "printers_busy")


def test_a_test_page_is_in_the_printers_own_language(
    ready: Guests, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = {row["name"]: row["id"] for row in ready.items("sam", "printers")}

    office = ready.get("bob", f"printers/{found['Office']}/test-page")
    zebra = ready.get("bob", f"printers/{found['Zebra']}/test-page")

    assert office.content.startswith(b"%PDF")
    assert printed(zebra.content)[0].width == 406
    with listening(monkeypatch) as printer:
        stands_at(ready.world, printer.port)
        answer = ready.ask("bob", "POST", f"/api/printers/{found['Zebra']}/test-pages")
    assert answer.json() == {"printer": "Zebra", "labels": 1}
    assert printer.jobs == [zebra.content]
    no_address = ready.ask("bob", "POST", f"/api/printers/{found['Office']}/test-pages")
    assert refusal(no_address) == (422, "printer_has_no_address")


def test_a_print_shop_is_told_each_code_with_its_address(ready: Guests) -> None:
    made = ready.world.do("bob", "blank-codes", number=3)

    answer = ready.get("bob", f"blank-codes/{made.id}/codes.csv")

    first = made.made["codes"][0]
    lines = answer.text.splitlines()
    assert lines[0] == "number,code,url"
    assert lines[1] == f"1,{codes.show(first)},{codes.url(first, HOST)}"
    assert len(lines) == 4
    other = told(ready, codes=[first], printer="Office")
    assert ready.get("bob", f"blank-codes/{other}/codes.csv").status_code == 404


def test_only_hands_fetch_and_send_labels(ready: Guests) -> None:
    printing = told(ready, codes=[ready.world.shelved()], printer="Office")
    number = ready.items("sam", "printers")[0]["id"]
    posts = (f"/api/label-printings/{printing}/sendings", f"/api/printers/{number}/test-pages")

    for who in (*CAST, STRANGER):
        expected = 422 if who in HANDS else 401 if who == STRANGER else 403
        for path in posts:
            assert ready.ask(who, "POST", path).status_code == expected, (who, path)
        read = file_of(ready, printing, who=who).status_code
        assert read == (200 if who in HANDS else expected), who


def test_only_the_ports_of_printers_can_be_kept(ready: Guests) -> None:
    for port in (printers.FIRST_PORT - 1, printers.LAST_PORT + 1, 80):
        answer = ready.put(
            "sam", "printer-addresses", printer="Zebra", language="zpl", host="10.0.0.4", port=port
        )
        assert answer.status_code == 400
