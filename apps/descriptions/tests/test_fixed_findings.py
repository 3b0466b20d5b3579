"""Findings of the first draft and what is left of them in the text that was sent, by kind of rule."""

from __future__ import annotations

import pytest

from apps.descriptions import fixed_findings, reviewing, tasks
from apps.descriptions.models import Review
from apps.descriptions.tests.reviews import Role, department_with, written_by_engine

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    return department_with(Role.RECRUITER, Role.HR)[1]


def sent_after(owner, before, after):
    """A review of a draft that an engine wrote as `before` and its owner made `after`."""
    description = written_by_engine(owner, *before)
    section = description.sections.get()
    section.lines = [line | {"text": text} for line, text in zip(section.lines, after, strict=True)]
    section.save(update_fields=["lines"])
    return reviewing.send_for_review(by=owner, description=description)


def test_an_untouched_draft_has_fixed_nothing(ward):
    review = sent_after(ward[0], ["Act as a ninja on nights"], ["Act as a ninja on nights"])
    assert fixed_findings.measure(review)["language"] == [1, 0]


def test_what_is_gone_is_fixed(ward):
    kept = "Hit the ground running on the burns ward"
    before, after = ["Act as a ninja on nights", kept], ["Lead the rota", kept]
    assert fixed_findings.measure(sent_after(ward[0], before, after))["language"] == [2, 1]


def test_the_same_words_twice_are_two_findings(ward):
    before, after = ["Be a ninja by day", "Act as a ninja on nights"], ["Be a nurse", "Act as a ninja on nights"]
    assert fixed_findings.measure(sent_after(ward[0], before, after))["language"] == [2, 1]


def test_what_came_later_is_neither_found_nor_fixed(ward):
    review = sent_after(ward[0], ["Lead the rota"], ["Act as a ninja on nights"])
    assert "language" not in fixed_findings.measure(review)


def test_it_is_measured_in_the_background_also_when_the_approval_was_quicker(ward):
    review = sent_after(ward[0], ["Act as a ninja on nights"], ["Lead the rota"])
    assert review.findings is None
    reviewing.approve(by=ward[1], review=review, step=0)
    tasks.measure_review(review.pk)
    assert Review.objects.get().findings["language"] == [1, 1]


def test_a_withdrawn_round_is_not_measured(ward):
    review = sent_after(ward[0], ["Act as a ninja on nights"], ["Lead the rota"])
    reviewing.withdraw(by=ward[0], description=review.description)
    tasks.measure_review(review.pk)
    assert Review.objects.get().findings is None
