"""Taking in, turning away and the opening count, as the people at the door do it."""

from __future__ import annotations

import html
import io
import re

import pytest
import sqlalchemy as sa
from PIL import Image

from stockroom.web.pages.arrivals import describing
from stockroom.web.pages.arrivals.measures import as_fields
from stockroom.web.pages.shelves.columns import DONATION, DONOR
from tests.web.arriving import ID, INSIDE, buttons, said, sent
from tests.web.visits import CSRF, EVERYBODY, HANDS, PAGE, STRANGER, Visits

BODIES = {"product": "CL-BODY", "way": "pieces", "quantity": "12", "size": "62"}


@pytest.mark.parametrize(
    ("path", "who_may"),
    [
        ("/intakes/new", HANDS),
        ("/intakes/new?product=CL-BODY", HANDS),
        ("/intakes/bags", HANDS),
        ("/turnings-away/new", INSIDE),
        ("/opening-counts/new", INSIDE),
        ("/opening-counts/new?place=A1", INSIDE),
    ],
)
def test_each_page_is_open_to_those_whose_work_it_is(
    visits: Visits, path: str, who_may: tuple[str, ...]
) -> None:
    for who in EVERYBODY:
        status = visits.browser(who).get(path).status_code

        assert status == (200 if who in who_may else 303 if who == STRANGER else 403), who


def test_what_is_taken_in_is_told_with_its_label_and_its_undo(visits: Visits) -> None:
    browser = visits.browser("bob")

    answer = sent(browser, "/intakes/new?product=CL-BODY", **BODIES)
    after = browser.get(answer.headers["location"]).text

    assert answer.status_code == 303
    assert "12 × bodysuit" in after
    assert re.search(r'href="/labels/[0-9A-Z]{13}\?back=%2Fintakes%2Fnew"', after)
    assert "Undo: 12 back to the donor" in after


def test_ten_intakes_of_one_gift_are_one_donation(visits: Visits) -> None:
    browser = visits.browser("bob")
    gift = {"donor": "Parish drive", "restriction": "for newborns"}

    for _ in range(3):
        sent(browser, "/intakes/new?product=CL-BODY", **BODIES, **gift)
    sent(browser, "/intakes/new?product=CL-BODY", **BODIES, donor="parish DRIVE")

    donations = {one["donation"] for one in said(visits.world, "intakes")}
    assert len(said(visits.world, "donations")) == len(donations) == 2
    with visits.world.house.database.reading() as books:
        assert books.execute(sa.select(DONOR.c.name)).scalars().all() == ["Parish drive"]
        restrictions = books.execute(sa.select(DONATION.c.restriction)).scalars().all()
    assert restrictions == ["for newborns", ""]


def test_a_form_sent_twice_takes_in_once(visits: Visits) -> None:
    browser = visits.browser("bob")
    form_id = ID.findall(browser.get("/intakes/new?product=CL-BODY").text)[-1]
    form = {**BODIES, "donor": "Parish drive", "csrf": browser.csrf(), "id": form_id}

    answers = [browser.post("/intakes/new", **form) for _ in range(2)]

    assert {answer.headers["location"] for answer in answers} == {f"/intakes/new?done={form_id}"}
    assert len(said(visits.world, "intakes")) == len(said(visits.world, "donations")) == 1


def test_the_donor_stays_for_the_next_thing_without_standing_in_the_address(
    visits: Visits,
) -> None:
    browser = visits.browser("bob")
    answer = sent(browser, "/intakes/new?product=CL-BODY", **BODIES, donor="Parish drive")
    address = answer.headers["location"]

    tiles = browser.get(address).text
    link = html.unescape(re.findall(r'href="(/intakes/new\?[^"]*product=CL-BODY)"', tiles)[0])
    form = browser.get(link).text

    assert "Parish" not in address + link
    assert re.search(r'name="donor"[^>]*value="Parish drive"', form)


def test_nobody_is_shown_the_donor_of_another_persons_intake(visits: Visits) -> None:
    answer = sent(
        visits.browser("bob"), "/intakes/new?product=CL-BODY", **BODIES, donor="Parish drive"
    )
    done = answer.headers["location"].partition("done=")[2]

    text = visits.browser("dora").get(f"/intakes/new?product=CL-BODY&like={done}").text

    assert not re.search(r'name="donor"[^>]*value="Parish drive"', text)


@pytest.mark.parametrize(
    "number",
    [
        {"way": "pieces", "quantity": "12"},
        {"way": "packs", "packs": "4", "pieces_per_pack": "50"},
        {"way": "weighed", "total_kg": "12.5", "sample_g": "600"},
    ],
)
def test_the_same_again_says_everything_but_the_code(
    visits: Visits, number: dict[str, str]
) -> None:
    browser, blank = visits.browser("bob"), visits.world.blank()
    facts = {"product": "CL-BODY", "size": "62", "fits": "girl", "season": "winter"}
    more = {"condition": "worn", "brand": "Invented", "donor": "Parish drive", "code": blank}
    sent(browser, "/intakes/new?product=CL-BODY", **facts, **number, **more)

    (again,) = buttons(browser.get("/intakes/new").text, "/intakes/new")
    answer = browser.post("/intakes/new", **again)

    assert answer.status_code == 303
    first, second = said(visits.world, "intakes")
    assert first.pop("code") == blank
    assert second.pop("code") is None
    assert first == second


def test_a_weight_over_another_sample_is_told_as_one_of_ten() -> None:
    weighed = {"total_g": 12_500, "sample_g": 1_200, "sample_pieces": 20}

    assert as_fields({"weighed": weighed})["sample_g"] == "600"


def test_only_what_matters_for_the_product_is_asked(visits: Visits) -> None:
    browser = visits.browser("bob")

    asked = {
        code: set(re.findall(r'name="(\w+)"', browser.get(f"/intakes/new?product={code}").text))
        for code in ("CL-BODY", "FE-FORM", "SL-COT")
    }

    assert {"fits", "season", "size", "packs"} <= asked["CL-BODY"]
    assert "use_by" not in asked["CL-BODY"]
    assert {"use_by", "batch", "size"} <= asked["FE-FORM"]
    assert not {"fits", "season"} & asked["FE-FORM"]
    assert not {"packs", "size", "fits", "use_by"} & asked["SL-COT"]


def test_every_size_on_a_tile_can_be_read(visits: Visits) -> None:
    for sizing, sizes in describing.SIZES.items():
        product = {"EUCM": "CL-BODY", "NAP": "NP-DISP", "SHOE": "SH-WALK", "AGE": "FE-CUP"}.get(
            sizing, {"AD": "MA-WEAR", "STG": "FE-FORM"}.get(sizing, "")
        )
        for size in sizes:
            receipt = visits.world.do("bob", "intakes", product=product, size=size, quantity=1)

            assert receipt.status == "recorded", (sizing, size)


@pytest.mark.parametrize(
    ("words", "code"),
    [("sleeping bag", "BD-BAG"), ("babygro", "CL-SLP"), ("pouss", "TR-BUG"), ("بودي", "CL-BODY")],
)
def test_a_product_is_found_by_its_name_in_any_language(
    visits: Visits, words: str, code: str
) -> None:
    text = visits.browser("bob").get(f"/intakes/new?q={words}").text

    assert f"product={code}" in text


def test_the_products_used_last_come_first(visits: Visits) -> None:
    for product in ("NP-WIPE", "CL-BODY", "NP-WIPE"):
        visits.world.do("bob", "intakes", product=product, quantity=1)

    text = visits.browser("bob").get("/intakes/new").text

    assert re.findall(r"product=([\w-]+)", text)[:2] == ["NP-WIPE", "CL-BODY"]


def test_what_was_typed_stays_when_it_is_refused(visits: Visits) -> None:
    answer = sent(
        visits.browser("bob"),
        "/intakes/new?product=CL-BODY",
        **{**BODIES, "quantity": "0", "size": "", "size_other": "74", "donor": "Parish drive"},
    )

    assert answer.status_code == 422
    assert "Say how many." in answer.text
    assert re.search(r'name="size_other" value="74"', answer.text)
    assert "Parish drive" in answer.text
    assert said(visits.world, "donations") == []


def test_a_photo_is_added_without_scripts_and_kept_with_what_it_shows(visits: Visits) -> None:
    browser = visits.browser("bob")
    picture = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(picture, "JPEG")
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())

    added = visits.client.post(
        "/intakes/photos",
        data={**BODIES, "csrf": browser.csrf(), "donor": "Parish drive"},
        files={"picture": ("cot.jpg", picture.getvalue(), "image/jpeg")},
        headers={"Cookie": cookie},
        follow_redirects=False,
    )
    photo = re.findall(r'name="photo" value="([0-9a-f]{64})"', added.text)[0]
    answer = sent(browser, "/intakes/new?product=CL-BODY", **BODIES, photo=photo)

    assert re.search(r'name="donor"[^>]*value="Parish drive"', added.text)
    assert said(visits.world, "intakes")[0]["photo"] == photo
    assert f'src="/api/files/{photo}"' in browser.get(answer.headers["location"]).text


def test_what_is_no_photo_is_said_and_the_form_is_kept(visits: Visits) -> None:
    browser = visits.browser("bob")
    cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())

    for files in ({"picture": ("x.jpg", b"no photo", "image/jpeg")}, {"other": ("x", b"x", "a/b")}):
        added = visits.client.post(
            "/intakes/photos",
            data={**BODIES, "csrf": browser.csrf()},
            files=files,
            headers={"Cookie": cookie},
            follow_redirects=False,
        )

        assert "That photo could not be kept" in added.text
        assert re.search(r'value="62" checked', added.text)


def test_a_photo_needs_the_forms_secret_and_a_hand_of_ours(visits: Visits) -> None:
    for who, csrf in (("bob", "x"), ("fatima", ""), (STRANGER, "x")):
        browser = visits.browser(who)
        cookie = "; ".join(f"{name}={value}" for name, value in browser.cookies.items())
        secret = csrf or CSRF.findall(browser.get("/me").text)[0]

        answer = visits.client.post(
            "/intakes/photos",
            data={"csrf": secret},
            files={"picture": ("cot.jpg", b"anything", "image/jpeg")},
            headers={"Cookie": cookie, **PAGE},
            follow_redirects=False,
        )

        assert answer.status_code == (401 if who == STRANGER else 403), who
