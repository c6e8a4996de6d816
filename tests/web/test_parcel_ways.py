"""Parcels with run, weight and label; and which labels are to be printed anew."""

from __future__ import annotations

import re

import msgspec
import pytest

from stockroom import speech
from stockroom.rules import codes
from tests.labels.sheets import pictures, scanned
from tests.web.at_the_bench import lines_of, promised, sealed
from tests.web.printing import HOST, with_printers
from tests.web.test_wishes import send
from tests.web.visits import Visits
from tests.words import tells
from tests.world import World

FRANK = ("invented street", "nappies", "North bench")


def second(world: World) -> int:
    """One more parcel for M-1, in Box two."""
    (lot,) = promised(world, 2, place="A2")
    (line,) = lines_of(world, [lot])
    world.do("bob", "packings", lot=lot, line=line, quantity=2, box="Box two")
    return int(world.do("bob", "sealings", box="Box two", facility="M-1").made["parcel"])


def code_of(visits: Visits, parcel: int) -> str:
    """The code on the box of a parcel."""
    text = visits.browser("bob").get(f"/parcels/{parcel}").text
    return str(re.findall(r'href="/labels/([0-9A-Z]{13})\?parcel=yes', text)[0])


def print_it(world: World, *printed: str) -> str:
    """A printing of parcels' labels, by the id of its act."""
    return world.do("bob", "label-printings", codes=list(printed), paper="a4-parcel").id


def title(text: str) -> str:
    """What the picture of a label says to those who cannot see it."""
    return text.partition("<title>")[2].partition("</title>")[0]


@pytest.fixture
def ready(visits: Visits) -> Visits:
    """A stockroom with printers and a public name."""
    with_printers(visits.world)
    return visits


def test_a_parcel_without_a_run_says_so_and_weighs_what_is_in_it(ready: Visits) -> None:
    sealed(ready.world)

    text = ready.browser("bob").get("/parcels").text

    assert "No run yet" in text
    assert "1 parcel" in text
    assert re.search(r"[\d.]+ kg, \d+ l", text)
    assert "no label printed yet" in text


def test_a_label_says_the_way_and_never_whose_or_what(ready: Visits) -> None:
    world = ready.world
    parcel = sealed(world)
    world.run()
    code = code_of(ready, parcel)

    page = ready.browser("bob").get(f"/labels/{code}?parcel=yes").text
    picture = ready.browser("bob").get(f"/api/labels.svg?code={code}&paper=a4-parcel").text

    assert 'value="a4-parcel" selected' in page
    assert "GREEN" in title(picture)
    assert all(word in title(picture) for word in ("Run 1", "Stop 1", "1 of 1"))
    assert not tells(picture, "M-1")
    assert not any(word in picture for word in FRANK)


def test_the_printed_label_is_read_by_the_decoder_and_stays_as_it_was_told(ready: Visits) -> None:
    world, bob = ready.world, ready.browser("bob")
    code = code_of(ready, sealed(world))
    world.run()
    told = print_it(world, code)
    before = bob.get(f"/api/label-printings/{told}/file").content

    second(world)
    after = bob.get(f"/api/label-printings/{told}/file").content

    assert scanned(pictures(before, 203)[0]) == [codes.url(code, HOST)]
    assert before == after


def test_one_more_parcel_asks_for_the_first_label_anew(ready: Visits) -> None:
    world, bob = ready.world, ready.browser("bob")
    first = sealed(world)
    world.run()
    print_it(world, code_of(ready, first))
    right = bob.get("/parcels").text

    other = second(world)
    wrong, page = bob.get("/parcels").text, bob.get(f"/parcels/{first}").text
    print_it(world, code_of(ready, first), code_of(ready, other))

    assert "print its label anew" not in right
    assert "no label printed yet" not in right
    assert "print its label anew" in wrong
    assert "no label printed yet" in wrong
    assert "1 of 2" in wrong
    assert "2 of 2" in wrong
    assert "Its label is no longer right" in page
    assert "anew" not in bob.get("/parcels").text


def test_a_box_sealed_again_needs_a_label_of_its_own(ready: Visits) -> None:
    world = ready.world
    print_it(world, code_of(ready, sealed(world)))
    world.do("bob", "unsealings", box="Box one")
    world.do("bob", "sealings", box="Box one", facility="M-1")

    assert "no label printed yet" in ready.browser("bob").get("/parcels").text


def test_the_run_is_the_next_one_and_counts_among_those_of_its_day(ready: Visits) -> None:
    world = ready.world
    world.run(facility="E-2", van="Van 2")
    world.run()
    sealed(world)

    assert "Run 2" in ready.browser("bob").get("/parcels").text


def test_a_parcel_on_a_van_goes_with_the_run_of_that_van(ready: Visits) -> None:
    world = ready.world
    world.run()
    taken = world.run(van="Van 2", driver="dan")
    sealed(world)
    world.do("dan", "loadings", run=taken, items=[{"box": "Box one"}])

    assert "Run 2" in ready.browser("bob").get("/parcels?state=road").text


def test_an_ended_run_takes_nothing(ready: Visits) -> None:
    world = ready.world
    run = world.run()
    world.do("dora", "run-closings", run=run)
    sealed(world)

    assert "No run yet" in ready.browser("bob").get("/parcels").text


def test_a_driver_sees_the_totals_of_the_own_runs_alone(ready: Visits) -> None:
    world = ready.world
    world.run()
    sealed(world)

    assert "1 parcel" in ready.browser("dora").get("/parcels").text
    assert "1 parcel" not in ready.browser("dan").get("/parcels").text


def test_an_open_box_on_such_paper_says_its_name_alone(ready: Visits) -> None:
    world, bob = ready.world, ready.browser("bob")
    code = code_of(ready, sealed(world))
    world.do("bob", "unsealings", box="Box one")

    picture = bob.get(f"/api/labels.svg?code={code}&paper=a4-parcel").text

    assert "Box one" in title(picture)
    assert "No run yet" not in picture


def test_all_parcels_speak_the_language_of_the_printing_and_none_its_facilitys(
    ready: Visits,
) -> None:
    world, bob = ready.world, ready.browser("bob")
    code = code_of(ready, sealed(world))  # for M-1, whose papers are in French
    world.run()

    english = bob.get(f"/api/labels.svg?code={code}&paper=a4-parcel").text
    russian = bob.get(f"/api/labels.svg?code={code}&paper=a4-parcel&language=ru").text

    assert "GREEN" in title(english)
    assert speech.say("ru", "GREEN", {}) in title(russian)


def test_whoever_prints_chooses_the_words_and_finds_them_so_next_time(ready: Visits) -> None:
    world, bob = ready.world, ready.browser("bob")
    code = code_of(ready, sealed(world))
    path = f"/labels/{code}?parcel=yes"
    before = bob.get(path).text

    form = {"code": code, "on": "a4-parcel", "start": "1", "words": "ru", "how": "file"}
    answer = send(bob, "/labels/sheet", path, **form)
    after = bob.get(path).text

    assert answer.status_code == 303
    assert 'value="en" lang="en" selected' in before
    assert "language=ru" not in before
    assert 'value="ru" lang="ru" selected' in after
    assert "language=ru" in after
    told = world.do("bob", "label-printings", codes=[code], paper="a4-parcel", language="fr")
    assert "language=fr" in bob.get(path).text
    assert told.status == "recorded"


def test_words_are_printed_in_no_language_that_papers_are_not_made_in(ready: Visits) -> None:
    code = code_of(ready, sealed(ready.world))

    with pytest.raises(msgspec.ValidationError):
        ready.world.do("bob", "label-printings", codes=[code], paper="a4-parcel", language="de")
