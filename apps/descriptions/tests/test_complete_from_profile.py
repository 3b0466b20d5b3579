"""What is begun is finished with the statements of the role profile that the company has now."""

from __future__ import annotations

import pytest

from apps.descriptions import documents, engine
from apps.templates_lib.engine import library_contents
from tests.factories import JobDescriptionFactory, RoleProfileFactory, SectionFactory

pytestmark = pytest.mark.django_db
SAID = "Assess patients on admission and at each change in their condition"


@pytest.fixture(autouse=True)
def _no_model(monkeypatch, settings):
    settings.COMPLETION = True
    monkeypatch.setattr("ml.completion.has_jd_mini", lambda: False)


@pytest.fixture
def profile():
    return RoleProfileFactory(slug="registered-nurse", content=library_contents()["registered-nurse"])


@pytest.fixture
def section(profile):
    description = JobDescriptionFactory(match={"profile": profile.slug, "score": 1.0})
    return SectionFactory(description=description, kind="responsibilities", lines=[])


def rest(section, typed="Assess patients on ad"):
    return engine.complete_sentence(section, typed=typed, above="")


def test_it_works(section):
    assert rest(section) == SAID.removeprefix("Assess patients on ad")


def test_a_statement_changed_by_the_company(section, profile):
    cue = next(
        item for item in profile.content["responsibilities"] if any("on admission" in s for s in item["statements"])
    )
    cue["statements"] = ["{assess} patients on adding them to the list of the ward", cue["statements"][-1]]
    profile.save(update_fields=["content"])
    assert rest(section) == "ding them to the list of the ward"


def test_a_profile_out_of_use(section, profile):
    profile.is_published = False
    profile.save(update_fields=["is_published"])
    assert rest(section) == ""


def test_what_stands_already_is_not_offered(section):
    section.lines = [documents.imported_line(SAID)]
    assert rest(section) == ""


@pytest.mark.parametrize("match", [{}, {"profile": None, "score": 0.1}])
def test_no_close_profile(section, match):
    section.description.match = match
    assert rest(section) == ""


def test_locked_text(section):
    section.kind = "pay"
    assert rest(section) == ""


def test_a_server_that_may_not_load_the_model(section, settings, monkeypatch):
    settings.COMPLETION = False
    monkeypatch.setattr("ml.completion.has_jd_mini", lambda: pytest.fail("asked for the model"))
    assert rest(section)
    assert rest(section, "Look after the pool") == ""
