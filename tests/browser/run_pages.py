"""The pages of a run's plan and of the road today, as the list of all pages has them."""

from __future__ import annotations

from tests.browser.entries import Entry, at, found

FIVE_STOPS = """
    SELECT run_id FROM stop JOIN run ON run.id = run_id WHERE departed_in IS NULL
    GROUP BY run_id ORDER BY count(*) DESC
"""
DAY_OF_FIVE = """
    SELECT day FROM stop JOIN run ON run.id = run_id WHERE departed_in IS NULL
    GROUP BY run_id, day ORDER BY count(*) DESC
"""
A_VAN = "SELECT number FROM place WHERE kind = 'van' ORDER BY number"
A_STOP = """
    SELECT 'run=' || run_id || '&stop=' || stop.id FROM stop JOIN run ON run.id = run_id
    WHERE departed_in IS NOT NULL AND closed_in IS NULL ORDER BY position
"""
TO_TELL = """
    SELECT 'delivery=' || id FROM delivery WHERE confirmed_in IS NULL
    ORDER BY handed_over_at DESC
"""
UNLOADED_AT = """
    SELECT 'run=' || run.id || '&site=' || place.number FROM run, place
    WHERE departed_in IS NOT NULL AND closed_in IS NULL AND place.kind = 'site'
"""

ENTRIES = (
    Entry("run-order", found("/runs/{}/order", FIVE_STOPS), "alice"),
    Entry("notices", at("/notices"), "alice"),
    Entry("notice-new", found("/notices/new?{}", TO_TELL), "alice"),
    Entry("board", at("/board"), "alice"),
    Entry("runs-of-a-day", found("/runs/days/{}", DAY_OF_FIVE), "alice"),
    Entry("whole-day", found("/runs/days/{}/order", DAY_OF_FIVE), "alice"),
    Entry("travel-times", at("/travel-times"), "alice"),
    Entry("point-new", at("/points/new"), "alice"),
    Entry("travel-times-of-a-run", found("/travel-times?run={}", FIVE_STOPS), "alice"),
    Entry("van-change", found("/van-changes/new?van={}", A_VAN), "alice"),
    Entry("stop-arrival", found("/stop-arrivals/new?{}", A_STOP), "dora"),
    Entry("stop-leaving", found("/stop-leavings/new?{}", A_STOP), "dora"),
    Entry("stop-calling-off", found("/stop-callings-off/new?{}", A_STOP), "dora"),
    Entry("unloading", found("/unloadings/new?{}", UNLOADED_AT), "dora"),
)
