from __future__ import annotations

from dataclasses import replace

from ml.library import Library, default_library
from ml.library.report import as_text, report_library

CHEF, NURSE = default_library()["chef"], default_library()["registered-nurse"]


def test_it_works():
    report = report_library(Library([CHEF, NURSE]))
    assert (report.profiles, report.by_field, report.by_group) == (
        2,
        {"health": 1, "hospitality": 1},
        {"29": 1, "35": 1},
    )
    assert report.names == len(CHEF.names) + len(NURSE.names)
    assert (report.duplicates, report.generic, report.findings) == (0, 0, 0)
    assert 40 < report.readability < 90
    assert "SOC 29" in as_text(report)


def test_what_is_said_twice_or_says_nothing_is_counted():
    summaries = ("{You} will be a team player.", *CHEF.summaries[1:])
    report = report_library(
        Library([replace(CHEF, summaries=summaries), replace(NURSE, first_90_days=CHEF.first_90_days)])
    )
    assert report.generic == 1
    assert report.duplicates == len(CHEF.first_90_days)


def test_an_empty_library():
    assert report_library(Library([])).readability == 0.0
