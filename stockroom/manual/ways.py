"""Which page of the manual, and which heading on it, helps at which page of the product."""

from __future__ import annotations

from stockroom.tables.people import Role

# The beginning of a path, the manual's page, its heading; where several fit, the longest does.
WAYS: tuple[tuple[str, str, str], ...] = (
    ("/", "index", ""),
    ("/sign-in", "index", "signing-in"),
    ("/welcome", "first-day", "what-comes-first"),
    ("/me", "index", "signing-in"),
    ("/menu", "index", "your-day"),
    ("/scan", "scanning", "first-the-verb-then-the-place-then-the-things"),
    ("/scan/cards", "scanning", "cards-for-the-verbs"),
    ("/stock", "volunteer", "find-something"),
    ("/lots", "volunteer", "find-something"),
    ("/donations", "volunteer", "take-in-what-arrives"),
    ("/donors", "volunteer", "take-in-what-arrives"),
    ("/donor-changes", "volunteer", "take-in-what-arrives"),
    ("/intakes", "volunteer", "take-in-what-arrives"),
    ("/intakes/bags", "volunteer", "take-in-bags-of-clothes"),
    ("/turnings-away", "volunteer", "turn-something-away"),
    ("/opening-counts", "first-day", "count-what-is-on-the-shelves-already"),
    ("/sortings", "volunteer", "sort-bags-into-boxes"),
    ("/toppings-up", "volunteer", "sort-bags-into-boxes"),
    ("/inspections", "volunteer", "inspect"),
    ("/bench-sendings", "volunteer", "when-it-is-wanted-already"),
    ("/put-aways", "volunteer", "put-away"),
    ("/places", "volunteer", "move-things"),
    ("/transfers", "volunteer", "move-things"),
    ("/boxes", "volunteer", "move-things"),
    ("/boxings", "volunteer", "move-things"),
    ("/conversions", "volunteer", "move-things"),
    ("/redescriptions", "volunteer", "move-things"),
    ("/volunteer-places", "volunteer", "move-things"),
    ("/counts", "volunteer", "count-a-shelf"),
    ("/picks", "volunteer", "pick-pack-and-seal"),
    ("/packings", "volunteer", "pick-pack-and-seal"),
    ("/sealings", "volunteer", "pick-pack-and-seal"),
    ("/unsealings", "volunteer", "pick-pack-and-seal"),
    ("/parcels", "volunteer", "pick-pack-and-seal"),
    ("/labels", "labels", "print-a-label"),
    ("/labels/choose", "labels", "labels-for-many-things"),
    ("/label-printings", "labels", "print-a-label"),
    ("/blank-codes", "labels", "blank-labels"),
    ("/printers", "labels", "printers"),
    ("/printer-changes", "labels", "printers"),
    ("/printer-nudges", "labels", "printers"),
    ("/printer-addresses", "labels", "label-printers-in-the-network"),
    ("/code-claims", "volunteer", "labels"),
    ("/code-replacements", "volunteer", "labels"),
    ("/reversals", "volunteer", "when-something-goes-wrong"),
    ("/wish-lists", "coordinator", "wishes"),
    ("/wish-drafts", "coordinator", "wishes"),
    ("/wish-draft-removals", "coordinator", "wishes"),
    ("/wish-lists/from-message", "coordinator", "a-list-from-a-message-or-a-file"),
    ("/wish-lists/from-file", "coordinator", "a-list-from-a-message-or-a-file"),
    ("/wish-sources", "coordinator", "a-list-from-a-message-or-a-file"),
    ("/wish-source-removals", "coordinator", "a-list-from-a-message-or-a-file"),
    ("/settings/messages", "steward", "settings"),
    ("/wish-lines", "coordinator", "promise-goods-to-a-wish"),
    ("/allocations", "coordinator", "promise-goods-to-a-wish"),
    ("/releases", "coordinator", "promise-goods-to-a-wish"),
    ("/wish-list-changes", "coordinator", "when-a-wish-changes"),
    ("/wish-list-withdrawals", "coordinator", "when-a-wish-changes"),
    ("/wish-kit-changes", "coordinator", "when-a-wish-changes"),
    ("/wish-list-checks", "coordinator", "how-far-a-list-is"),
    ("/wish-list-closings", "coordinator", "how-far-a-list-is"),
    ("/runs", "coordinator", "plan-a-run"),
    ("/departures", "driver", "load"),
    ("/refusals", "driver", "hand-over-at-the-gate"),
    ("/returns", "driver", "bring-back"),
    ("/run-closings", "driver", "close-the-run"),
    ("/deliveries", "coordinator", "when-something-goes-wrong"),
    ("/deliveries/new", "coordinator", "hand-over-at-our-own-door"),
    ("/delivery-corrections", "coordinator", "when-something-goes-wrong"),
    ("/confirmations", "facility", "say-what-arrived"),
    ("/facilities", "coordinator", "facilities"),
    ("/facility-changes", "coordinator", "facilities"),
    ("/need-answers", "coordinator", "still-needed"),
    ("/portal", "portal", "come-in-by-your-link"),
    ("/portal-links", "portal", "make-a-link"),
    ("/portal-link-endings", "portal", "end-a-link"),
    ("/headcounts", "coordinator", "facilities"),
    ("/holds", "coordinator", "holds-and-recalls"),
    ("/hold-liftings", "coordinator", "holds-and-recalls"),
    ("/write-offs", "coordinator", "holds-and-recalls"),
    ("/reports", "coordinator", "reports"),
    ("/discrepancies", "discrepancies", ""),
    ("/discrepancy-settlings", "discrepancies", ""),
    ("/journal", "steward", "the-journal"),
    ("/people", "steward", "people"),
    ("/devices", "steward", "people"),
    ("/settings", "steward", "settings"),
    ("/products", "steward", "the-catalogue"),
    ("/sites", "steward", "places"),
    ("/bins", "steward", "places"),
    ("/vans", "steward", "places"),
    ("/place-changes", "steward", "places"),
    ("/health-page", "steward", "look-after-the-machine"),
    ("/backups", "keeping", ""),
    ("/api", "command-line", ""),
)
# Where a role has other work on a page, or a day of its own.
WAYS_OF_ROLES: dict[tuple[Role, str], tuple[str, str]] = {
    (Role.VOLUNTEER, "/"): ("volunteer", ""),
    (Role.COORDINATOR, "/"): ("coordinator", ""),
    (Role.DRIVER, "/"): ("driver", ""),
    (Role.FACILITY, "/"): ("facility", ""),
    (Role.STEWARD, "/"): ("steward", ""),
    (Role.DRIVER, "/runs"): ("driver", "your-run"),
    (Role.DRIVER, "/deliveries"): ("driver", "hand-over-at-the-gate"),
    (Role.FACILITY, "/wish-lists"): ("facility", "ask-for-things"),
    (Role.FACILITY, "/wish-lines"): ("facility", "change-or-withdraw-a-wish"),
    (Role.FACILITY, "/wish-list-changes"): ("facility", "change-or-withdraw-a-wish"),
    (Role.FACILITY, "/wish-list-withdrawals"): ("facility", "change-or-withdraw-a-wish"),
    (Role.FACILITY, "/wish-kit-changes"): ("facility", "change-or-withdraw-a-wish"),
    (Role.FACILITY, "/wish-drafts"): ("facility", "ask-for-things"),
    (Role.FACILITY, "/wish-draft-removals"): ("facility", "ask-for-things"),
    (Role.FACILITY, "/need-answers"): ("facility", "still-needed"),
    (Role.FACILITY, "/deliveries"): ("facility", "say-what-arrived"),
}


def help_for(path: str, role: Role | None = None) -> str:
    """Where the manual says what to do on the page at this path, for somebody of this role."""
    prefix, page, heading = max(
        (way for way in WAYS if _begins(path, way[0])), key=lambda way: len(way[0])
    )
    if role is not None:
        page, heading = WAYS_OF_ROLES.get((role, prefix), (page, heading))
    address = "/help" if page == "index" else f"/help/{page}"
    return f"{address}#{heading}" if heading else address


def _begins(path: str, prefix: str) -> bool:
    return prefix in {"/", path} or path.startswith(f"{prefix}/")
