from __future__ import annotations

from ml.checks.language.family import check_family
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent

SILENT = (
    "Maternity cover, 12 months",
    "Maternity leave and paternity pay above the legal minimum",
    "You support mothers and babies on the maternity ward.",
    "A family-run bakery with a family atmosphere",
    "Family medicine and family law",
    "We are a family-friendly employer.",
    "We are a family business in the third generation.",
    "No discrimination by family status or family responsibilities",
    "A single point of contact, a single sign-on",
    "We welcome applications from working mothers.",
)
BECOMES = (
    ("Ideal for mums.", "Ideal for parents."),
    ("The hours suit a working mum.", "The hours suit a working parent."),
    ("We are like one big family.", "We are a close team."),
    ("We're a family.", "We're a close team."),
    ("The work suits housewives.", "The work suits people who work at home."),
)


def test_what_must_stay_untouched():
    assert_silent(check_family, SILENT)


def test_what_is_found():
    assert_becomes(check_family, BECOMES)
    assert_marks(check_family, [("You have no family commitments.", "no family commitments")])
