from __future__ import annotations

import pytest

from ml.checks.structure.pasted_markup import check_pasted_markup
from ml.checks.tests.postings import POSTING, corrected, found_by, with_line


@pytest.mark.parametrize(
    "line",
    [
        "You know why <button> is better than <div>",
        "Turnover <£5m, and margins > 10 %",
        "Loaves <3 and rolls",
        "Experience at AT&T or R&D; both help",
        "Work with vectors <a, b> and sets",
        "Vue, React & HTML; CSS",
        "Mail <ann@example.org>",
    ],
)
def test_signs_and_names_of_tags_stay(line):
    assert found_by(check_pasted_markup, with_line(line)) == []


def test_a_posting_stays():
    assert found_by(check_pasted_markup, POSTING) == []


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("<p>Shape loaves</p>", "<p>"),
        ("Shape loaves<br/>and rolls", "<br/>"),
        ("<b>Shape</b> loaves", "</b>"),
        ('<span style="color: red">Shape', '<span style="color: red">'),
        ("<script src=//js.example/OKAPI></script>", "<script src=//js.example/OKAPI>"),
        ("<!-- note --> Shape loaves", "<!--"),
        ("Shape&nbsp;loaves", "&nbsp;"),
    ],
)
def test_marks_of_a_page_are_named_once_a_line(line, words):
    (finding,) = found_by(check_pasted_markup, with_line(line))
    assert finding.text == words
    assert finding.replacements == ()


def test_a_code_gives_way_to_its_character():
    for line, better in (("Bread &amp; rolls", "Bread & rolls"), ("The baker&#8217;s oven", "The baker’s oven")):
        text = with_line(line)
        (finding,) = found_by(check_pasted_markup, text)
        assert corrected(text, finding) == better
