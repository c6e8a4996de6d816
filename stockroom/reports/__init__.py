"""Questions that the books answer; pages, JSON, CSV and the command line are the same for all."""

from __future__ import annotations

from stockroom.reports import custody, flow, fulfilment
from stockroom.reports.base import Report

REPORTS: tuple[Report, ...] = (fulfilment.REPORT, flow.REPORT, custody.REPORT)
BY_NAME = {report.name: report for report in REPORTS}
