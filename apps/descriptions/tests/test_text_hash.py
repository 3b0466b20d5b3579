"""Formatting does not change what was approved; everything else does. The first table is what must stay the same."""

from __future__ import annotations

import pytest

from apps.descriptions.text_hash import text_hash

BRIEF = {"title": "Nurse", "pay": {"min": 30000, "currency": "GBP"}, "notes": "Ward 7", "tone": "neutral"}


def hashed(*lines, title="Staff nurse", language="en-GB", brief=BRIEF, kind="duties", heading="What you will do"):
    content = [{"kind": kind, "heading": heading, "lines": [{"text": line} for line in lines]}]
    return text_hash(title=title, language=language, brief=brief, content=content)


APPROVED = ("Assess patients", "Give 2-4 medicines a day, don't guess")


@pytest.mark.parametrize(
    "lines",
    [
        ("Assess  patients ", "Give 2-4 medicines a day, don't guess"),
        ("Assess patients.", "Give 2-4 medicines a day, don't guess."),
        ("Assess patients;", "Give 2–4 medicines a day, don’t guess"),
        ("• Assess patients", "- Give 2-4 medicines a day, don't guess"),
        ("Assess\u00a0patients", "Give 2-4 medicines a day, don't guess"),
        ("Assess patients Give 2-4 medicines a day, don't guess",),
        ("Assess", "patients", "Give 2-4 medicines a day, don't guess"),
    ],
    ids=["spaces", "full stops", "dashes and quotes", "bullets", "no-break space", "one line", "three lines"],
)
def test_formatting(lines):
    assert hashed(*lines) == hashed(*APPROVED)


@pytest.mark.parametrize(
    "lines",
    [
        ("Assess patient", APPROVED[1]),
        ("Assess patients", "Give 24 medicines a day, don't guess"),
        ("Assess patients", "Give 2-4 medicines a day, do guess"),
        ("Assess patients",),
        (*reversed(APPROVED),),
        ("ASSESS patients", APPROVED[1]),
        (*APPROVED, "And more"),
    ],
    ids=["a letter", "a dash that counts", "a word", "a line gone", "another order", "capitals", "a line more"],
)
def test_words(lines):
    assert hashed(*lines) != hashed(*APPROVED)


@pytest.mark.parametrize(
    "change",
    [
        {"title": "Senior nurse"},
        {"language": "en-US"},
        {"heading": "Duties"},
        {"brief": BRIEF | {"pay": {"min": 20000, "currency": "GBP"}}},
        {"brief": BRIEF | {"locations": [{"city": "Leeds"}]}},
    ],
    ids=["title", "language", "heading", "pay", "place"],
)
def test_facts_around_the_lines_are_approved_too(change):
    assert hashed(*APPROVED, **change) != hashed(*APPROVED)


def test_what_no_export_says_is_not():
    assert hashed(*APPROVED, brief=BRIEF | {"notes": "Ward 8", "tone": "formal"}) == hashed(*APPROVED)


def test_an_empty_section_is_left_out_of_exports_and_hash():
    full = [{"kind": "duties", "heading": "Duties", "lines": [{"text": "Assess"}]}]
    both = [*full, {"kind": "pay", "heading": "Pay", "lines": []}]
    fields = {"title": "Nurse", "language": "en-GB", "brief": {}}
    assert text_hash(content=full, **fields) == text_hash(content=both, **fields)
