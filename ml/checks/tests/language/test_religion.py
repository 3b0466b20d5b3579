from __future__ import annotations

from ml.checks.language.religion import check_religion
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent

SILENT = (
    "We do not discriminate on grounds of religion or belief.",
    "A Quaker organisation that has worked for peace since 1917",
    "The hospital is closed at Christmas.",
    "You work with churches, mosques and temples.",
    "The chaplain must be a practising Christian; an occupational requirement applies.",
    "Under Schedule 9 of the Act, the head must be a committed Catholic.",
    "Christian Aid, London",
    "King's College is a religious foundation.",
)


def test_what_must_stay_untouched():
    assert_silent(check_religion, SILENT)


def test_what_is_found():
    assert_becomes(check_religion, [("Give your Christian name.", "Give your first name.")])
    assert_marks(check_religion, [("You are a practising Christian.", "practising Christian")])
