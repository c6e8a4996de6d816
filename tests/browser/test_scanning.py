"""The scan page in the hands of a volunteer: by scanner, by keys, with and without network."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.shelf import (
    GTIN,
    Shelf,
    card,
    labels_of,
    serial_of,
    settled,
    url,
    wedge,
    where,
    who_moved,
)
from tests.browser.windows import Look, Windows
from tests.world import World

PHONE = Look(width=360)


def at_the_shelf(windows: Windows, who: str = "bob") -> Page:
    """The scan page of a device that knows its building."""
    page = windows.open(who, PHONE, "/scan")
    page.wait_for_selector(".scan-who")
    return page


def test_ten_lots_are_taken_in_shelved_and_counted_by_scanner(
    windows: Windows, world: World
) -> None:
    shelf = Shelf.ready(world)
    page = at_the_shelf(windows)

    for scan in shelf.scans():
        if scan == url(shelf.bins["A1"]) and "Count" in page.locator(".scan-now").inner_text():
            page.wait_for_timeout(3_100)  # the bin's own label once more ends the count
        wedge(page, scan)
        page.wait_for_selector("#scan[aria-busy=false]")
    settled(page)

    shelf.assert_all_in_the_books()
    assert page.locator(".scan-blocker").count() == 0


def test_a_scan_that_cannot_be_done_stays_until_it_is_taken_off(
    windows: Windows, world: World
) -> None:
    Shelf.ready(world)
    page = at_the_shelf(windows)
    wedge(page, card("PUT-AWAY"), GTIN)

    expect(page.locator(".scan-blocker")).to_contain_text("shop's barcode")
    page.reload()
    expect(page.locator(".scan-blocker")).to_contain_text("shop's barcode")
    page.locator(".scan-blocker button").click()

    expect(page.locator(".scan-blocker")).to_have_count(0)


def test_an_act_can_be_undone_and_then_done_again(windows: Windows, world: World) -> None:
    shelf, lot = Shelf.ready(world), world.shelved("A1")
    page = at_the_shelf(windows)
    wedge(page, card("MOVE"), url(shelf.bins["A2"]), url(lot))
    settled(page)
    assert where(world, lot) == {"A2": 5}

    page.locator(".scan-row", has_text="A2").get_by_role("button", name="Undo").click()
    expect(page.locator(".scan-told")).to_contain_text("Undone")
    settled(page)
    assert where(world, lot) == {"A1": 5}

    page.wait_for_timeout(3_100)
    wedge(page, url(lot))
    settled(page)
    assert where(world, lot) == {"A2": 5}


def test_a_lot_can_go_back_to_where_it_came_from(windows: Windows, world: World) -> None:
    shelf, lot = Shelf.ready(world), world.shelved("A1")
    page = at_the_shelf(windows)

    for place in ("A2", "A1", "A2"):
        wedge(page, *([card("MOVE")] if place == "A2" else []), url(shelf.bins[place]), url(lot))
        settled(page)

    assert where(world, lot) == {"A2": 5}
    assert page.locator(".scan-row").count() == 3


def test_what_has_no_label_gets_a_number_to_write_on_it(windows: Windows, world: World) -> None:
    shelf = Shelf.ready(world)
    page = at_the_shelf(windows)
    wedge(page, card("TAKE-IN"), GTIN)
    page.get_by_role("button", name="Without a label").click()
    settled(page)
    number = int(page.locator(".scan-marker").inner_text().rpartition(" ")[2])

    wedge(page, card("PUT-AWAY"), url(shelf.bins["A1"]))
    page.locator("#typed").fill(f"lot {number}")
    page.locator("#typed").press("Enter")
    settled(page)

    assert [where(world, label) for label in labels_of(world, number)] == [{"A1": 1}]


def test_the_same_scan_within_three_seconds_is_one_and_later_says_so(
    windows: Windows, world: World
) -> None:
    shelf, lot = Shelf.ready(world), world.shelved("A1")
    page = at_the_shelf(windows)
    wedge(page, card("MOVE"), url(shelf.bins["A2"]), url(lot), url(lot))
    settled(page)
    assert page.locator(".scan-told").inner_text() != "Scanned already."
    page.wait_for_timeout(3_100)

    wedge(page, url(lot))

    expect(page.locator(".scan-told-again")).to_be_visible()
    assert page.locator(".scan-row").count() == 1


def test_a_lot_in_two_places_asks_from_which_it_is_taken(windows: Windows, world: World) -> None:
    shelf, lot = Shelf.ready(world), world.shelved("A1")
    world.do("bob", "transfers", thing=lot, place="A2", quantity=2)
    page = at_the_shelf(windows)
    wedge(page, card("MOVE"), url(shelf.bins["A3"]), url(lot))

    page.locator(".scan-choice", has_text="A2").click()
    settled(page)

    assert where(world, lot) == {"A1": 3, "A3": 2}


def test_a_barcode_never_met_is_asked_once_and_then_known(windows: Windows, world: World) -> None:
    shelf = Shelf.ready(world, labels=2)
    page = at_the_shelf(windows)
    wedge(page, card("TAKE-IN"), "4006381333931")
    page.locator("#what-product").fill("disposable nappy")
    page.locator("#what-size").fill("5")
    page.get_by_role("button", name="That is it").click()
    wedge(page, url(shelf.labels[0]))
    settled(page)
    page.wait_for_timeout(3_100)

    wedge(page, card("PUT-AWAY"), card("TAKE-IN"), "4006381333931")
    settled(page)  # what is heard and not yet written down would go with the page
    page.reload()
    wedge(page, "4006381333931", url(shelf.labels[1]))
    settled(page)

    assert [where(world, label) for label in shelf.labels] == [{"North inbound": 1}] * 2


def test_a_wrong_place_for_a_verb_is_said_and_changes_nothing(
    windows: Windows, world: World
) -> None:
    Shelf.ready(world)
    page = at_the_shelf(windows)

    page.locator("[data-verb=pack]").click()
    page.locator("#typed").fill("A1")
    page.locator("#typed").press("Enter")

    expect(page.locator(".scan-blocker")).to_contain_text("not a box")
    expect(page.locator(".scan-missing")).to_be_visible()


def test_the_same_again_has_no_serial_number(windows: Windows, world: World) -> None:
    shelf = Shelf.ready(world, labels=2)
    page = at_the_shelf(windows)

    wedge(page, card("TAKE-IN"), f"HTTPS://EXAMPLE.COM/01/0{GTIN}/21/A7")
    wedge(page, *map(url, shelf.labels))
    settled(page)

    assert [serial_of(world, label) for label in shelf.labels] == ["A7", ""]


def test_whoever_signs_in_has_the_device_until_it_is_handed_over(
    windows: Windows, world: World
) -> None:
    shelf, lot = Shelf.ready(world), world.shelved("A1")
    page = at_the_shelf(windows)
    expect(page.locator(".scan-who")).to_contain_text("Bob")

    windows.sign_in(page.context, "alice")
    page.reload()
    expect(page.locator(".scan-who")).to_contain_text("Alice")
    wedge(page, card("MOVE"), url(shelf.bins["A2"]), url(lot))
    settled(page)

    assert who_moved(world) == "Alice"
    page.reload()
    expect(page.locator(".scan-who")).to_contain_text("Alice")


def test_keys_typed_into_a_field_stay_there(windows: Windows, world: World) -> None:
    Shelf.ready(world)
    page = at_the_shelf(windows)
    page.locator("[data-verb=find]").click()

    page.locator("#typed").press_sequentially("A1")

    assert page.locator("#typed").input_value() == "A1"
    assert page.locator(".scan-row, .scan-blocker").count() == 0
