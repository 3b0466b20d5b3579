from __future__ import annotations

import pytest

from apps.descriptions.diffs import Hunk, diff_contents, diff_lines, diff_words
from apps.descriptions.lines import stored_line


def shown(hunks):
    marks = {"same": "{}", "del": "-{}-", "ins": "+{}+"}
    return "".join(marks[hunk.kind].format(hunk.text) for hunk in hunks)


def section(kind, heading, *texts):
    return {"kind": kind, "heading": heading, "lines": [stored_line(text, source="brief") for text in texts]}


def test_it_works():
    assert shown(diff_words("Assess patients daily", "Assess children daily")) == "Assess -patients-+children+ daily"


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", ""),
        ("same", "same", "same"),
        ("", "new", "+new+"),
        ("old", "", "-old-"),
        ("it's here", "it's there", "it's -here-+there+"),
        ("£30,000", "£35,000", "£-30-+35+,000"),
        ("Größe", "Große", "-Größe-+Große+"),
    ],
    ids=["both empty", "same", "new", "gone", "apostrophe", "amount", "letters beyond ASCII"],
)
def test_words(old, new, expected):
    assert shown(diff_words(old, new)) == expected


@pytest.mark.parametrize(("old", "new"), [("a b  c", "a  c d"), ("one, two", "two; one"), ("x" * 50, "y z")])
def test_nothing_is_lost(old, new):
    hunks = diff_words(old, new)
    assert "".join(hunk.text for hunk in hunks if hunk.kind != "ins") == old
    assert "".join(hunk.text for hunk in hunks if hunk.kind != "del") == new


def test_lines_are_paired_where_they_were_replaced():
    rows = diff_lines(["One", "Two words", "Three"], ["One", "Two sentences", "Three", "Four"])
    assert [shown(row) for row in rows] == ["One", "Two -words-+sentences+", "Three", "+Four+"]


def test_contents_follow_the_order_of_the_newer_and_end_with_what_is_gone():
    old = [section("summary", "The role", "Care"), section("benefits", "Benefits", "Pension")]
    new = [section("required", "What you need", "A licence"), section("summary", "About the role", "Care")]
    diffs = diff_contents(old, new)
    assert [diff.heading for diff in diffs] == ["What you need", "About the role", "Benefits"]
    assert [diff.is_changed for diff in diffs] == [True, False, True]
    assert diffs[2].lines == ((Hunk("del", "Pension"),),)


def test_sections_of_one_kind_are_told_apart_by_heading():
    old = [section("other", "Travel", "None"), section("other", "Dress", "Uniform")]
    new = [section("other", "Dress", "Uniform"), section("other", "Travel", "Some")]
    assert {diff.heading: diff.is_changed for diff in diff_contents(old, new)} == {"Dress": False, "Travel": True}
