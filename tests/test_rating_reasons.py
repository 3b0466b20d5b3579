"""The editor page may not import the feedback app, so it names the reasons of a rating again: they must be the same."""

from apps.descriptions.views.context import RATING_REASONS
from apps.feedback.models import Rating


def test_the_editor_offers_the_reasons_that_can_be_stored():
    assert {value for value, _ in RATING_REASONS} == set(Rating.Reason.values)
