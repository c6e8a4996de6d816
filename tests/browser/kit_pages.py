"""The pages of kits, as the list of all pages has them."""

from __future__ import annotations

from tests.browser.entries import Entry, at, found

BAG = """
    SELECT number FROM place JOIN ready_bag ON box_id = place.id WHERE opened_in IS NULL ORDER BY 1
"""
IN_A_CUPBOARD = """
    SELECT place.number FROM place JOIN ready_bag ON box_id = place.id
    JOIN place AS site ON site.id = place.site_id AND site.facility_id IS NOT NULL
"""

ENTRIES = (
    Entry("kits", at("/kits"), "bob"),
    Entry("kit", at("/kits/TONIGHT"), "alice"),
    Entry("kit-new", at("/kits/new"), "alice"),
    Entry("kit-change", at("/kit-changes/new?kit=TONIGHT"), "alice"),
    Entry("kit-minimum", at("/kit-minimums/new?kit=TONIGHT"), "alice"),
    Entry("ready-bag", found("/ready-bags/{}", "SELECT id FROM ready_bag ORDER BY id"), "alice"),
    Entry("ready-bag-kinds", at("/ready-bags/new"), "bob"),
    Entry("ready-bag-packing", at("/ready-bags/new?kit=TONIGHT&size=62"), "bob"),
    Entry("ready-bag-missing", at("/ready-bags/new?kit=NEWBORN"), "bob"),
    Entry("ready-bag-opening", found("/ready-bag-openings/new?bag={}", BAG), "bob"),
    Entry("ready-bag-promise", found("/ready-bag-promises/new?bag={}", BAG), "alice"),
    Entry("ready-bag-use", found("/ready-bag-uses/new?bag={}", IN_A_CUPBOARD), "farid"),
    Entry("cupboard-new", at("/cupboards/new"), "alice"),
    Entry("home-cupboard", at("/"), "farid"),
)
