"""What came and what is coming: the list, the facility's own count, the desk's corrections."""

from __future__ import annotations

import re
from html import unescape

from tests.web.test_wishes import send
from tests.web.visits import EVERYBODY, STRANGER, Visits, statements
from tests.world import World

READERS = ("alice", "sam", "fatima", "farid")


def delivered(world: World, pieces: int = 6, facility: str = "M-1") -> tuple[str, int, int]:
    """Goods handed over at our door: the lot's code, the wish line, the delivery."""
    code, line = world.shelved(quantity=9), world.line(pieces, facility=facility)
    world.do("alice", "allocations", lot=code, line=line, quantity=pieces)
    made = world.do(
        "alice",
        "deliveries",
        facility=facility,
        lines=[{"lot": code, "line": line, "accepted": pieces}],
        received_by="nurse",
    ).made
    return code, line, int(made["delivery"])


def test_the_desk_and_the_facility_read_deliveries_and_nobody_else(visits: Visits) -> None:
    _code, _line, number = delivered(visits.world)

    for who in EVERYBODY:
        for path in ("/deliveries", f"/confirmations/new?delivery={number}"):
            answer = visits.browser(who).get(path)

            if who == STRANGER:
                assert answer.status_code == 303
            elif who == "farid" and path != "/deliveries":
                assert answer.status_code == 404
            else:
                assert answer.status_code == (200 if who in READERS else 403), (who, path)
        expected = {STRANGER: 303, "alice": 200, "sam": 200}.get(who, 403)
        path = f"/delivery-corrections/new?delivery={number}"
        assert visits.browser(who).get(path).status_code == expected


def test_a_facility_reads_what_came_to_it_and_never_what_came_to_another(visits: Visits) -> None:
    delivered(visits.world, 6)
    delivered(visits.world, 3, facility="E-2")

    mine = visits.browser("fatima").get("/deliveries?facility=E-2").text
    theirs = visits.browser("farid").get("/deliveries").text

    assert "6 × " in mine
    assert "3 × " not in mine
    assert "3 × " in theirs


def test_what_is_coming_is_told_by_product_and_day(visits: Visits) -> None:
    world = visits.world
    code, line = world.shelved(quantity=9), world.line(5)
    world.do("alice", "allocations", lot=code, line=line, quantity=5)
    before = visits.browser("fatima").get("/deliveries").text
    run = world.run()
    world.do("bob", "loadings", run=run, items=[{"lot": code, "line": line, "quantity": 5}])

    mine = visits.browser("fatima").get("/deliveries").text
    theirs = visits.browser("farid").get("/deliveries").text
    desk = unescape(visits.browser("alice").get("/deliveries?facility=M-1").text)

    assert "Something is coming" not in before
    assert "Something is coming" in mine
    assert "Planned for 23 November 2026." in mine
    assert "Something is coming" not in theirs
    assert "Nous prévoyons de venir le 23 novembre 2026." in desk
    assert "couche jetable 4: 5 pièces" in desk


def test_one_tap_says_that_all_is_right(visits: Visits) -> None:
    world = visits.world
    code, line, number = delivered(world)
    path = "/confirmations/new"

    answer = send(
        visits.browser("fatima"), path, f"{path}?delivery={number}", delivery=str(number),
        all_right="true",
    )  # fmt: skip

    assert answer.headers["location"].startswith(f"/deliveries/{number}?done=")
    assert world.held(code)[f"M-1 facility/{line}"] == 6
    assert world.discrepancies() == []


def test_a_count_that_differs_opens_a_question(visits: Visits) -> None:
    world = visits.world
    code, line, number = delivered(world)
    path = "/confirmations/new"
    row = {"lines.0.lot": code, "lines.0.line": str(line)}

    answer = send(
        visits.browser("fatima"), path, f"{path}?delivery={number}", delivery=str(number),
        **row, **{"lines.0.counted": "4"},
    )  # fmt: skip

    assert answer.status_code == 303
    assert world.held(code)[f"M-1 facility/{line}"] == 4
    assert world.discrepancies() == ["confirmed_other"]


def test_a_line_left_blank_is_asked_about(visits: Visits) -> None:
    code, line, number = delivered(visits.world)
    path = "/confirmations/new"
    row = {"lines.0.lot": code, "lines.0.line": str(line), "lines.0.counted": ""}

    answer = send(
        visits.browser("fatima"), path, f"{path}?delivery={number}", delivery=str(number), **row
    )

    assert answer.status_code == 422
    assert "Line 1: say how many arrived" in answer.text
    for nonsense in ({"lines": "x"}, {"lines.0": "x"}, {"lines.0.counted": "x"}):
        sent = send(
            visits.browser("fatima"), path, f"{path}?delivery={number}", delivery=str(number),
            **nonsense,
        )  # fmt: skip
        assert sent.status_code == 422


def test_goods_of_a_mixed_box_are_counted_too_though_they_bear_no_label(visits: Visits) -> None:
    world = visits.world
    bags = world.do("bob", "intakes", product="BAG", quantity=2, weight_g=9000).made["lot"]
    into = [{"box": "Box one", "quantity": 40, "size": "62", "product": "CL-MIX"}]
    world.do("bob", "sortings", lot=bags, bags=2, into=into)
    made = world.do("alice", "deliveries", facility="M-1", boxes=["Box one"], received_by="nurse")
    path, number = "/confirmations/new", str(made.made["delivery"])
    page = visits.browser("fatima").get(f"{path}?delivery={number}").text
    lot = re.findall(r'name="lines.0.lot" value="([^"]+)"', page)[0]
    row = {"lines.0.lot": lot, "lines.0.counted": "38"}

    answer = send(
        visits.browser("fatima"), path, f"{path}?delivery={number}", delivery=number, **row
    )

    assert re.fullmatch(r"lot \d+", lot)
    assert answer.status_code == 303, answer.text
    assert world.discrepancies() == ["confirmed_other"]


def test_a_number_is_no_way_to_learn_of_other_lots(visits: Visits) -> None:
    world = visits.world
    _code, line, number = delivered(world)
    other = world.lot_id(world.shelved())
    path = "/confirmations/new"
    row = {"lines.0.lot": f"lot {other}", "lines.0.line": str(line), "lines.0.counted": "1"}

    answer = send(
        visits.browser("fatima"), path, f"{path}?delivery={number}", delivery=str(number), **row
    )

    assert answer.status_code == 422
    assert "is not known here" in answer.text


def test_the_desk_corrects_only_what_was_wrong(visits: Visits) -> None:
    world = visits.world
    code, line, number = delivered(world)
    path = "/delivery-corrections/new"
    row = {"lines.0.lot": code, "lines.0.line": str(line), "lines.0.was": "6"}
    about = {"delivery": str(number)} | row

    same = send(
        visits.browser("alice"), path, f"{path}?delivery={number}", **about, **{"lines.0.now": "6"}
    )
    fewer = send(
        visits.browser("alice"), path, f"{path}?delivery={number}", **about, **{"lines.0.now": "5"}
    )

    assert same.status_code == 422
    assert "No number is another than before." in same.text
    assert fewer.status_code == 303
    assert world.held(code)[f"M-1 gate/{line}"] == 5
    assert world.discrepancies() == ["missing"]


def test_deliveries_cost_the_same_statements_however_many_there_are(visits: Visits) -> None:
    browser = visits.browser("fatima")
    delivered(visits.world)
    with statements(visits.world) as few:
        browser.get("/deliveries")
    for _more in range(3):
        delivered(visits.world, 2)

    with statements(visits.world) as many:
        browser.get("/deliveries")

    assert len(few) == len(many) <= 8
