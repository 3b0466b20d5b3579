"""What holds for all rules together."""

from __future__ import annotations

import re

from ml.checks import Context, check, honesty, read_subject, readability, specificity, structure, subject_from_sections
from ml.checks.tests.postings import POSTING
from ml.contracts import SectionKind

OURS = (structure, readability, specificity, honesty)
BAD = (
    """# SENIOR SALES MGR - LEEDS

We are looking for a highly motivated team player. You will be responsible for managing the shop. We need 5 years of
experience in retail. We are looking for a highly motivated team player.

"""
    + "Our shop is our pride and our joy. " * 30
)


def findings_of(text):
    subject = read_subject(text)
    return [finding for package in OURS for rule in package.RULES for finding in rule(subject)]


def test_a_good_posting_has_nothing_to_be_said_of_it():
    assert findings_of(POSTING) == []


def test_another_language_is_left_alone():
    german = """# Bäckerin oder Bäcker

    Wir suchen für die Backstube in der Altstadt eine Person, die mit uns das Brot macht und die Lehrlinge anleitet.
    Die Arbeit beginnt um fünf und endet um eins, von Dienstag bis Samstag, und das Gehalt wird nach dem Tarif gezahlt.
    Mindestens 5 Jahre Erfahrung, Teamfähigkeit und ein Führerschein sind von Vorteil für die Stelle in der Bäckerei.
    """
    words = {finding.rule for finding in findings_of(german)} - {"length"}
    assert words == set()


def test_a_lone_sentence_is_no_posting():
    for sentence in (
        "CAMHS Mental Health Liaison Practitioner",
        "The post holder will be expected to work across the sites",
        "We are looking for an enthusiastic and energetic Senior Psychologist to work in our acute mental health wards",
    ):
        assert findings_of(sentence) == [], sentence


def test_places_are_those_of_the_text_and_everything_is_told():
    found = findings_of(BAD)
    assert len({finding.rule for finding in found}) > 6
    for finding in found:
        assert BAD[finding.start : finding.end] == finding.text
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", finding.rule)
        assert finding.reason.endswith((".", "?"))
        assert finding.source
        assert len(finding.replacements) <= 3
        assert finding.text not in finding.replacements


def test_the_same_text_has_the_same_findings():
    assert check(read_subject(BAD)) == check(read_subject(BAD))


def test_a_text_from_the_editor_is_read_like_one_of_anybody():
    sections = [
        (SectionKind.SUMMARY, "The role", ["You will run the shop."]),
        (SectionKind.REQUIRED, "What you need", ["5 years of experience in retail", "Excellent communication skills"]),
        (SectionKind.BENEFITS, "What we offer", ["Competitive salary"] + ["A discount of 20 % in all our shops"] * 8),
    ]
    subject = subject_from_sections("Shop manager", sections, Context())
    rules = {finding.rule for package in OURS for rule in package.RULES for finding in rule(subject)}
    assert {"years-of-experience", "generic-line", "repeated-line", "asks-first-months"} <= rules
