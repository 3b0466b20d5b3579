"""Plain words for sources."""

from __future__ import annotations

import pytest

from apps.accounts.models import User
from apps.descriptions.shown import Label, label_source

MAYA = User(username="maya")


@pytest.mark.parametrize(
    ("kind", "ref", "label"),
    [
        ("brief", "responsibilities[2]", Label("brief", "Brief", "key responsibility 3")),
        ("brief", "nice_to_have_skills[0]", Label("brief", "Brief", "nice-to-have skill 1")),
        ("brief", "employment_type", Label("brief", "Brief", "employment type")),
        ("brief", "company.about", Label("brief", "Brief", "about the company")),
        ("brief", "locations[1].city", Label("brief", "Brief", "place 2")),
        ("brief", "", Label("brief", "Brief", "")),
        (
            "profile",
            "registered-nurse/first_90_days/4",
            Label("profile", "Role profile", "registered nurse, first 90 days"),
        ),
        ("template", "standard/equal_opportunity", Label("template", "Template", "standard, equal opportunity")),
        ("template", "law/CA-ON, US-CO", Label("template", "Law", "CA-ON, US-CO")),
        ("boilerplate", "About us #3", Label("boilerplate", "Boilerplate", "About us #3")),
        ("model", "local jd-mini 1", Label("model", "Model", "local jd-mini 1")),
        ("person", "maya", Label("person", "You")),
        ("person", "sam", Label("person", "Person", "sam")),
        ("oracle", "x", Label("oracle", "Oracle", "x")),
    ],
)
def test_it_works(kind, ref, label):
    assert label_source({"kind": kind, "ref": ref}, viewer=MAYA) == label
