"""Feeds as the job boards read them: well-formed, with what is known and nothing that is not."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from lxml import etree

from ml.documents import FEEDS, Document, Format, Posting, Publisher, parse
from ml.documents.tests.samples import nasty, nurse, remote

PUBLISHER = Publisher("Northfield & Sons", "https://jobs.example.org/")
CHANGED = datetime(2026, 11, 2, 9, tzinfo=UTC)


def feed(name: str, *documents: Document) -> bytes:
    postings = [
        Posting(document, f"https://jobs.example.org/{n}/?a=1&b=2", CHANGED) for n, document in enumerate(documents)
    ]
    return FEEDS[name](postings, PUBLISHER)


def test_indeed() -> None:
    root = etree.fromstring(feed("indeed", nurse(), remote()))
    first, second = root.findall("job")
    assert root.findtext("publisher") == "Northfield & Sons"
    assert {child.tag: child.text for child in first if child.tag != "description"} == {
        "title": "Senior Registered Nurse",
        "date": "Mon, 02 Nov 2026 09:00:00 +0000",
        "referencenumber": "NG-104",
        "url": "https://jobs.example.org/0/?a=1&b=2",
        "company": "Northfield General",
        "city": "Leeds",
        "state": "West Yorkshire",
        "country": "GB",
        "salary": "GBP 31,000 - 38,500.50 per year",
        "jobtype": "fulltime",
    }
    assert second.findtext("remotetype") == "Fully remote"
    described = parse(first.findtext("description").encode(), Format.HTML)
    assert described.sections == nurse().sections


def test_rss_and_sitemap() -> None:
    rss = etree.fromstring(feed("rss", nurse()))
    assert rss.findtext("channel/item/title") == "Senior Registered Nurse"
    assert rss.findtext("channel/item/link") == "https://jobs.example.org/0/?a=1&b=2"
    sitemap = etree.fromstring(feed("sitemap", nurse(), nurse()))
    assert len(sitemap.findall("{*}url/{*}loc")) == 2
    assert sitemap.findtext("{*}url/{*}lastmod") == "2026-11-02T09:00:00+00:00"


def test_hr_open() -> None:
    (opening,) = json.loads(feed("hr-open", nurse()))["positionOpenings"]
    (profile,) = opening["positionProfiles"]
    assert profile["positionTitle"] == "Senior Registered Nurse"
    assert profile["positionLocation"][0]["address"]["countryCode"] == "GB"
    assert [part["title"] for part in profile["positionFormattedDescriptions"]][:2] == [
        "About the role",
        "What you will do",
    ]
    assert profile["offeredRemunerationPackage"]["ranges"][1]["referenceAmount"] == {
        "value": 38500.5,
        "currency": "GBP",
    }


def test_what_is_not_known_is_not_said() -> None:
    bare = Document("Cook", ())
    job = etree.fromstring(feed("indeed", bare)).find("job")
    assert {child.tag for child in job} == {"title", "date", "url", "company"}
    (opening,) = json.loads(feed("hr-open", bare))["positionOpenings"]
    assert "offeredRemunerationPackage" not in opening["positionProfiles"][0]


def test_nasty_text_breaks_no_feed() -> None:
    for name in ("indeed", "rss", "sitemap"):
        etree.fromstring(feed(name, nasty()))
    json.loads(feed("hr-open", nasty()))
