"""Every page of the product, once: what it is called here, where it is, and who looks at it.

A new page is one more line; `test_every_page.py` fails until it is there. Whatever is asked of all
pages (that nobody is kept out, that nothing sticks out, a picture of each) is asked of this list.
"""

from __future__ import annotations

from tests.browser import gate_pages, kit_pages, run_pages
from tests.browser.entries import Entry, at, found, plainly
from tests.browser.wishes_found import (
    DRAFT,
    IN_BINS,
    KITS,
    LINE,
    LIST,
    SHORT,
    WANTED,
    WITH_KITS,
)

CODE_OF = "SELECT code FROM label_code WHERE replaced_by IS NULL AND lot_id = "
MOST_MOVED = f"{CODE_OF} (SELECT lot_id FROM movement GROUP BY 1 ORDER BY count(*) DESC, 1)"
ON_HOLD = f"{CODE_OF} (SELECT lot_id FROM hold WHERE lifted_in IS NULL)"
FULLEST = """
    SELECT number FROM place JOIN holding ON holding.place_id = place.id
    WHERE kind = '{}' AND quantity > 0 GROUP BY place.id ORDER BY count(*) DESC, place.id
"""
BAGS = """
    SELECT lot_id FROM holding JOIN lot ON lot.id = lot_id JOIN product ON product.id = product_id
    WHERE product.code = 'BAG' AND NOT holding.outside AND quantity > 0
"""
ARRIVED = """
    SELECT label_code.code FROM label_code JOIN lot ON lot.id = label_code.lot_id
    JOIN holding ON holding.lot_id = lot.id AND quantity > 0
    JOIN place ON place.id = holding.place_id AND place.kind = 'inbound'
    JOIN product ON product.id = lot.product_id AND product.code != 'BAG'
    WHERE standing = '{}' ORDER BY safety_profile IS NULL, lot.id
"""
ON_A_SHELF = """
    SELECT code FROM label_code JOIN holding ON holding.lot_id = label_code.lot_id
    JOIN place ON place.id = holding.place_id AND place.kind = 'bin'
    WHERE replaced_by IS NULL AND line_id IS NULL AND quantity > 1
    GROUP BY code ORDER BY count(*) DESC, code
"""
IN_PACKS = ON_A_SHELF.replace(
    "WHERE", "JOIN lot ON lot.id = holding.lot_id AND pieces_per_pack > 1 WHERE"
)
NAMED = "'lot=' || coalesce(code, 'lot ' || holding.lot_id)"
PROMISED = f"""
    SELECT {NAMED} || '&line=' || line_id || '&place=' || number
    FROM holding JOIN place ON place.id = holding.place_id AND place.kind IN ('bin', 'box')
    LEFT JOIN label_code ON label_code.lot_id = holding.lot_id AND replaced_by IS NULL
    WHERE line_id IS NOT NULL AND quantity > 1 ORDER BY place.kind, code IS NULL, holding.lot_id
"""
OPEN_BOXES = """
    FROM place JOIN holding ON holding.place_id = place.id AND quantity > 0
    LEFT JOIN wish_line ON wish_line.id = line_id
    LEFT JOIN label_code ON label_code.lot_id = holding.lot_id AND replaced_by IS NULL
    WHERE kind = 'box' AND NOT closed
    AND place.id NOT IN (SELECT box_id FROM parcel WHERE opened_in IS NULL)
    ORDER BY line_id IS NULL, line_id
"""
TO_SEAL = f"SELECT number {OPEN_BOXES}"
TO_PACK = f"SELECT {NAMED} || '&line=1&box=' || number {OPEN_BOXES}"
TO_PACK_INTO = f"SELECT coalesce(wish_list_id, 1) || '?box=' || number {OPEN_BOXES}"
SEALED = """
    SELECT number FROM place JOIN parcel ON box_id = place.id
    WHERE opened_in IS NULL ORDER BY parcel.id DESC
"""
ON_THE_ROAD = "SELECT id FROM run WHERE departed_in IS NOT NULL AND closed_in IS NULL"
PLANNED = "SELECT id FROM run WHERE departed_in IS NULL"
STOP_OF = "SELECT run_id || '&stop=' || id FROM stop WHERE position = 1 AND run_id = ({} LIMIT 1)"
A_STOP, A_STOP_AHEAD = STOP_OF.format(PLANNED), STOP_OF.format(ON_THE_ROAD)
A_PLAN = "SELECT id FROM plan ORDER BY id"
CONTESTED = "SELECT id FROM plan_match WHERE over_line IS NOT NULL ORDER BY id"
COSTING = CONTESTED.replace("id FROM", "id || '/costs/' || over_line FROM")
DELIVERY = "SELECT id FROM delivery ORDER BY id"
UNCOUNTED = """
    SELECT delivery.id FROM delivery JOIN person ON person.facility_id = delivery.facility_id
    WHERE login = 'fatima' AND confirmed_in IS NULL
"""
PRINTED = "SELECT command_id FROM label_printing ORDER BY id"
PRINTER = "SELECT id FROM printer ORDER BY id"
BLANKS = "SELECT command_id FROM journal WHERE noun = 'blank-codes' ORDER BY sequence"
A_BOX = """
    SELECT label_code.code FROM label_code JOIN place ON place.id = label_code.place_id
    JOIN holding ON holding.place_id = place.id AND quantity > 0
    WHERE place.kind = 'box' ORDER BY place.id
"""
LAST_ACT = "SELECT command_id FROM journal ORDER BY sequence DESC"
BARRED = """
    SELECT wish_line.id FROM wish_line JOIN wish_list ON wish_list.id = wish_list_id
    JOIN facility ON facility.id = facility_id JOIN product ON product.id = product_id
    WHERE facility.code = 'IK-15' AND product.code = 'CL-BODY'
"""
FACILITY = "SELECT code FROM facility ORDER BY id"
ASKED = "SELECT code FROM facility JOIN parcel ON facility_id = facility.id ORDER BY opened_in"
LINK = "SELECT id FROM portal_link WHERE revoked_at IS NULL"
OPEN = "SELECT id FROM discrepancy WHERE settled_in IS NULL ORDER BY id"

PAGES = (
    Entry("sign-in", at("/sign-in")),
    Entry("portal", at("/portal")),
    Entry("paper-count", at("/confirm")),
    Entry("home", at("/"), "fatima"),
    Entry("scan", at("/scan"), "bob"),
    Entry("drive", at("/drive"), "dora"),
    Entry("scan-cards", at("/scan/cards"), "bob"),
    Entry("stock", at("/stock"), "bob"),
    Entry("stock-search", at("/stock?q=nappies"), "alice"),
    Entry("stock-nothing", at("/stock?q=nothing+like+it"), "bob"),
    Entry("lot", found("/lots/{}", MOST_MOVED), "alice"),
    Entry("lot-on-hold", found("/lots/{}", ON_HOLD), "alice"),
    Entry("bin", found("/places/{}", FULLEST.format("bin")), "bob"),
    Entry("box", found("/places/{}", FULLEST.format("box")), "bob"),
    Entry("found-label", found("/t/{}", MOST_MOVED)),
    Entry("help", at("/help"), "bob"),
    Entry("help-role", at("/help/volunteer")),
    Entry("help-table", at("/help/discrepancies"), "alice"),
    Entry("help-found", at("/help?q=boxes")),
    Entry("help-nothing", at("/help?q=zzxqv")),
    Entry("api", at("/api"), "alice"),
    Entry("no-such-page", at("/nothing"), "bob", status=404),
    *plainly(
        "bob",
        *("/me", "/me/language", "/me/password", "/menu", "/places", "/donors", "/donors/new"),
        *("/intakes/new", "/intakes/bags", "/turnings-away/new", "/opening-counts/new"),
        *("/sortings", "/sortings/boxes", "/inspections", "/put-aways", "/transfers/new"),
        *("/bins/new", "/boxes/new", "/volunteer-places/new", "/holds/new"),
        *(
            "/labels",
            "/printers",
            "/blank-codes/new",
            "/code-claims/new",
            "/picks",
            "/packings",
            "/parcels",
        ),
    ),
    *plainly(
        "alice",
        *("/sites/new", "/vans/new", "/runs/new", "/discrepancies", "/journal", "/reports"),
        *("/wish-lists", "/wish-lists/new", "/deliveries", "/facilities", "/facilities/new"),
        *("/products", "/products/new", "/products/file", "/portal-links", "/portal-links/new"),
        *("/plans", "/plans/new"),
        *("/need-answers", "/wish-lists/from-message", "/wish-lists/from-message/2"),
        *("/wish-lists/from-file", "/wish-sources/1"),
    ),
    *plainly("dora", "/runs", "/deliveries/new"),
    *plainly(
        "sam",
        *("/devices", "/people", "/people/new", "/settings", "/settings/charity", "/backups"),
        *("/settings/public-host", "/settings/languages", "/settings/currency", "/settings/mail"),
        *("/health-page", "/settings/messages", "/settings/boxes"),
    ),
    Entry("home-volunteer", at("/"), "bob"),
    Entry("home-coordinator", at("/"), "alice"),
    Entry("home-driver", at("/"), "dora"),
    Entry("home-steward", at("/"), "sam"),
    Entry("home-supporter", at("/"), "sue"),
    Entry("wish-lists-facility", at("/wish-lists"), "fatima"),
    Entry("deliveries-facility", at("/deliveries"), "fatima"),
    Entry("confirmation", found("/confirmations/new?delivery={}", UNCOUNTED), "fatima"),
    Entry("correction", found("/delivery-corrections/new?delivery={}", UNCOUNTED), "alice"),
    Entry("intake-kind", at("/intakes/new?family=NP"), "bob"),
    Entry("intake-form", at("/intakes/new?product=NP-DISP"), "bob"),
    Entry("intake-barcode-new", at("/intakes/new?barcode=96385074"), "bob"),
    Entry("intake-barcode-wrong", at("/intakes/new?barcode=96385075"), "bob"),
    Entry("intake-form-barcode", at("/intakes/new?product=NP-DISP&gtin=00000096385074"), "bob"),
    Entry("opening-count-kind", at("/opening-counts/new?place=110"), "bob"),
    Entry("inspection", found("/inspections/new?lot={}", ARRIVED.format("waiting")), "bob"),
    Entry("bench-sending", found("/bench-sendings/new?lot={}", WANTED), "bob"),
    Entry("put-away", found("/put-aways/new?thing={}", ARRIVED.format("accepted")), "bob"),
    Entry("transfer", found("/transfers/new?thing={}", ON_A_SHELF), "bob"),
    Entry("boxing", found("/boxings/new?lot={}", ON_A_SHELF), "bob"),
    Entry("count", found("/counts/new?place={}", FULLEST.format("bin")), "bob"),
    Entry("place-change", found("/place-changes/new?place={}", FULLEST.format("bin")), "alice"),
    Entry("code-replacement", found("/code-replacements/new?thing={}", ON_A_SHELF), "bob"),
    Entry("redescription", found("/redescriptions/new?lot={}", ON_A_SHELF), "bob"),
    Entry("conversion", found("/conversions/new?lot={}", ON_A_SHELF), "bob"),
    Entry("hold", found("/holds/new?lot={}", ON_A_SHELF), "bob"),
    Entry("hold-lifting", found("/hold-liftings/new?lot={}", ON_HOLD), "alice"),
    Entry("write-off", found("/write-offs/new?lot={}", ON_A_SHELF), "alice"),
    Entry("release", found("/releases/new?{}", PROMISED), "alice"),
    Entry("label-sheet-of-one", found("/labels/{}", MOST_MOVED), "bob"),
    Entry("label-sheet", found("/labels/sheet?code={}", MOST_MOVED), "bob"),
    Entry("label-box-face", found("/labels/{}?on=a4-box", A_BOX), "bob"),
    Entry("labels-of-stock", at("/labels/choose?list=stock&q=nappies"), "bob"),
    Entry("labels-of-places", at("/labels/choose?list=places"), "bob"),
    Entry("labels-printed", found("/label-printings/{}", PRINTED), "bob"),
    Entry("codes-to-order", found("/blank-codes/{}", BLANKS), "alice"),
    Entry("printer", found("/printers/{}", PRINTER), "bob"),
    Entry("printer-new", at("/printers/new"), "alice"),
    Entry("printer-change", found("/printer-changes/new?printer={}", PRINTER), "alice"),
    Entry("printer-address", found("/printer-addresses/new?printer={}", PRINTER), "sam"),
    Entry("printer-nudge", found("/printer-nudges/new?printer={}", PRINTER), "bob"),
    Entry("sorting", found("/sortings/new?lot={}", BAGS), "bob"),
    Entry("pick-list", found("/picks/{}", IN_BINS), "bob"),
    Entry("pick-paper", found("/picks/{}/paper", IN_BINS), "bob"),
    Entry("pick-typed", found("/picks/{}/typed", IN_BINS), "bob"),
    Entry("pick", found("/picks/new?{}", PROMISED), "bob"),
    Entry("pick-swap", found("/pick-swaps/new?{}", PROMISED), "bob"),
    Entry("pack-list", found("/packings/{}", LIST), "bob"),
    Entry("pack-list-box", found("/packings/{}", TO_PACK_INTO), "bob"),
    Entry("pack", found("/packings/new?{}", TO_PACK), "bob"),
    Entry("new-box", found("/packings/box?list={}", IN_BINS), "bob"),
    Entry("sealing", found("/sealings/new?box={}", TO_SEAL), "bob"),
    Entry("unsealing", found("/unsealings/new?box={}", SEALED), "bob"),
    Entry("parcel", found("/parcels/{}", "SELECT id FROM parcel ORDER BY id"), "bob"),
    Entry("run", found("/runs/{}", ON_THE_ROAD), "dora"),
    Entry("run-planned", found("/runs/{}", PLANNED), "alice"),
    *run_pages.ENTRIES,
    Entry("run-load", found("/runs/{}/load", PLANNED), "dan"),
    Entry("departure", found("/departures/new?run={}", PLANNED), "dan"),
    Entry("return", found("/returns/new?run={}", ON_THE_ROAD), "dora"),
    Entry("run-closing", found("/run-closings/new?run={}", ON_THE_ROAD), "dora"),
    Entry("stop", found("/runs/{}/stops/1", ON_THE_ROAD), "dora"),
    Entry("stop-turned-away", found("/runs/{}/stops/1/turned-away", ON_THE_ROAD), "dora"),
    Entry("stop-paper", found("/runs/{}/stops/1/paper", PLANNED), "alice"),
    Entry("stop-paper-driver", found("/runs/{}/stops/1/paper", ON_THE_ROAD), "dora"),
    Entry("manifest-new", found("/manifests/new?run={}", A_STOP), "alice"),
    Entry("manifest-sent", found("/manifest-sendings/new?run={}", A_STOP), "alice"),
    Entry("manifest-agreed", found("/manifest-approvals/new?run={}", A_STOP), "alice"),
    Entry("gate-sheet-new", found("/gate-sheets/new?run={}", A_STOP), "alice"),
    Entry("address-open", found("/address-openings/new?run={}", A_STOP_AHEAD), "dora"),
    Entry("addresses-opened", at("/address-openings"), "sam"),
    Entry("at-the-door", at("/deliveries/new?facility=BAU"), "bob"),
    Entry("receipt", at("/receipts/new"), "bob"),
    Entry("delivery", found("/deliveries/{}", DELIVERY), "alice"),
    Entry("discrepancy", found("/discrepancy-settlings/new?discrepancy={}", OPEN), "alice"),
    Entry("act", found("/journal/{}", LAST_ACT), "alice"),
    Entry("undoing", found("/reversals/new?command={}", LAST_ACT), "alice"),
    Entry("report", at("/reports/fulfilment"), "alice"),
    Entry("report-custody", at("/reports/custody"), "alice"),
    Entry("wish-list", found("/wish-lists/{}", LIST), "alice"),
    Entry("wish-list-paper", found("/wish-lists/{}/paper", LIST), "alice"),
    Entry("wish-line", found("/wish-lines/{}", LINE), "alice"),
    Entry("allocation", found("/allocations/new?line={}", SHORT), "alice"),
    Entry("wish-line-barred", found("/wish-lines/{}", BARRED), "alice"),
    Entry("wish-line-change", found("/wish-list-changes/new?line={}", LINE), "alice"),
    Entry("wish-list-end", found("/wish-list-withdrawals/new?wish_list={}", LIST), "alice"),
    Entry("plan", found("/plans/{}", A_PLAN), "alice"),
    Entry("plan-match", found("/plan-matches/{}", CONTESTED), "alice"),
    Entry("plan-cost", found("/plan-matches/{}", COSTING), "alice"),
    Entry("plan-taken", found("/plan-acceptances/new?plan={}", A_PLAN), "alice"),
    Entry("plan-set-aside", found("/plan-set-asides/new?plan={}", A_PLAN), "alice"),
    Entry("wish-list-check", found("/wish-list-checks/new?wish_list={}", LIST), "alice"),
    Entry("wish-list-closing", found("/wish-list-closings/new?wish_list={}", WITH_KITS), "alice"),
    Entry("wish-list-from-template", at("/wish-lists/new?template=arrival"), "fatima"),
    Entry("wish-kits", found("/wish-lists/{}", WITH_KITS), "alice"),
    Entry("wish-kit-change", found("/wish-kit-changes/new?wish_kit={}", KITS), "alice"),
    Entry("wish-source-away", at("/wish-source-removals/new?source=1"), "alice"),
    Entry("wish-drafts", at("/wish-drafts"), "fatima"),
    Entry("wish-draft", found("/wish-lists/new?draft={}", DRAFT), "fatima"),
    Entry("wish-draft-away", found("/wish-draft-removals/new?draft={}", DRAFT), "fatima"),
    Entry("facility", found("/facilities/{}", FACILITY), "alice"),
    Entry("facility-change", found("/facility-changes/new?facility={}", FACILITY), "alice"),
    Entry("need-answer", found("/need-answers/new?facility={}", ASKED), "alice"),
    Entry("need-answer-own", at("/need-answers/new"), "fatima"),
    Entry("portal-link", found("/portal-links/{}", LINK), "alice"),
    Entry("portal-link-ending", found("/portal-link-endings/new?link={}", LINK), "alice"),
    Entry("headcount", found("/headcounts/new?facility={}", FACILITY), "alice"),
    *gate_pages.ENTRIES,
    *kit_pages.ENTRIES,
    Entry("donor", found("/donors/{}", "SELECT id FROM donor ORDER BY id"), "bob"),
    Entry("donor-change", found("/donor-changes/new?donor={}", "SELECT id FROM donor"), "alice"),
    Entry("person", found("/people/{}", "SELECT id FROM person ORDER BY id"), "sam"),
    Entry("product", found("/products/{}", "SELECT code FROM product ORDER BY id"), "alice"),
)

NOT_LOOKED_AT = {
    "page:stock.csv": "a file",
    "page:/runs/{run:int}/stops/{position:int}/manifest.pdf": "a file",
    "page:/runs/{run:int}/stops/{position:int}/gate-sheet.pdf": "a file",
    "page:/parcels/{id:int}/packing-list.pdf": "a file",
    "page:/deliveries/{id:int}/paper": "a file",
    "page:/address-openings/{id:int}": "shown for minutes to whoever opened it; test_stop_papers",
    "page:/products/file.csv": "a file",
    "page:/packings/proposed": "buttons of page:/packings/{wish_list:int}; opened, it leads there",
    "page:/picks/none": "a button of page:/picks/new; it leads there when it is merely opened",
    "page:help-picture": "a picture within the pages of the manual",
    "page:label:T": "the same page as page:label:t",
    "page:/wish-drafts/new": "a button of page:/wish-lists/new; opened, it leads there",
    "page:photos": "leads to the form that adding a photo is a button of",
    "page:/welcome": "of a stockroom that nobody can sign in to; test_accessible.py looks at it",
}
"""Pages by the names of their routes that need no line above, each with the reason."""
