"""A text that the rules of `tests.rules` have something to say of."""

from __future__ import annotations

import sys

import pytest

from apps.descriptions import checking
from apps.descriptions.lines import stored_line
from apps.descriptions.tests.checked import LINES
from tests.factories import JobDescriptionFactory, SectionFactory
from tests.rules import RULES


@pytest.fixture
def _test_rules(monkeypatch):
    """The rules of `tests.rules` alone, and nothing that was checked before."""
    monkeypatch.setattr(sys.modules["ml.checks.check"], "RULES", RULES)
    checking.forget_checked()
    yield
    checking.forget_checked()


@pytest.fixture
def checked_section(_test_rules, recruiter):
    lines = [stored_line(text, source="brief") for text in LINES]
    return SectionFactory(description=JobDescriptionFactory(owner=recruiter, title="Ward nurse"), lines=lines)
