"""Reports at the API's door: the same rows as JSON and as CSV, and nothing a spreadsheet runs."""

from __future__ import annotations

import csv
import io

import pytest

from stockroom.reports import REPORTS
from stockroom.reports.base import Report
from stockroom.web.api.reports import as_csv
from tests.api.lived_in import LivedIn


@pytest.mark.parametrize("report", REPORTS, ids=lambda report: report.name)
def test_a_report_has_the_same_rows_as_json_and_as_csv(report: Report, lived: LivedIn) -> None:
    told = lived.guests.get("sam", f"reports/{report.name}").json()
    file = lived.guests.get("sam", f"reports/{report.name}.csv")

    rows = list(csv.DictReader(io.StringIO(file.text)))
    assert told["question"] == report.question
    assert told["columns"] == list(report.columns)
    assert [set(row) - set(report.columns) for row in told["rows"]] == [set()] * len(rows)
    assert rows == [
        {name: "" if row[name] is None else str(row[name]) for name in report.columns}
        for row in told["rows"]
    ]
    assert file.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert file.headers["Content-Disposition"] == f'attachment; filename="{report.name}.csv"'


def test_the_fulfilment_report_says_what_became_of_each_line(lived: LivedIn) -> None:
    rows = lived.guests.get("sam", "reports/fulfilment", facility="M-1").json()["rows"]

    of_line = next(row for row in rows if row["line"] == lived.done.made["line"])
    assert of_line["asked"] == 70
    assert of_line["refused"] == 2
    assert {row["facility"] for row in rows} == {"M-1"}


def test_a_cell_that_a_spreadsheet_would_run_is_harmless() -> None:
    dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
    rows = [{"text": text, "number": -5, "none": None} for text in dangerous]

    written = list(csv.reader(io.StringIO(as_csv(("text", "number", "none"), rows), newline="")))

    assert [row[0] for row in written[1:]] == [f"'{text}" for text in dangerous]
    assert {(row[1], row[2]) for row in written[1:]} == {("-5", "")}
