from __future__ import annotations

import pytest

from apps.descriptions import services
from apps.descriptions.errors import BadBrief, NotAllowed
from apps.descriptions.models import JobDescription
from apps.templates_lib.models import CompanyProfile
from ml.briefs import MAX_CHARACTERS
from tests.factories import DepartmentFactory

pytestmark = pytest.mark.django_db


def test_it_works(recruiter):
    made = services.create_description(by=recruiter, brief={"title": " Ward  Nurse ", "level": "Senior"})
    made.refresh_from_db()
    assert (made.title, made.owner, made.department, made.status) == ("Ward Nurse", recruiter, None, "draft")
    assert made.brief == {"title": "Ward Nurse", "level": "senior"}
    assert made.search_text == "Ward Nurse"
    assert not made.sections.exists()
    assert not made.requests.exists()


def test_the_department_has_the_last_word(recruiter):
    department = DepartmentFactory(name="Surgery")
    brief = {"title": "Nurse", "department": "Elsewhere"}
    made = services.create_description(by=recruiter, brief=brief, department=department)
    assert (made.department, made.brief["department"]) == (department, "Surgery")


@pytest.mark.parametrize(
    ("brief", "spelling", "language"),
    [
        ({}, "en-GB", "en-GB"),
        ({}, "en-US", "en-US"),
        ({"locations": [{"country": "US"}]}, "en-GB", "en-US"),
        ({"locations": [{"country": "GB"}]}, "en-US", "en-GB"),
        ({"locations": [{"country": "US"}, {"country": "GB"}]}, "en-US", "en-GB"),
        ({"language": "en-US", "locations": [{"country": "GB"}]}, "en-GB", "en-US"),
    ],
)
def test_the_language_is_that_of_the_brief_the_place_or_the_company(brief, spelling, language, recruiter):
    CompanyProfile.objects.create(name="Acme", spelling=spelling)
    assert services.create_description(by=recruiter, brief={"title": "Nurse", **brief}).language == language


@pytest.mark.parametrize(
    ("brief", "field"),
    [
        ({}, "title"),
        ({"title": "Nurse", "titel": "x"}, "titel"),
        ({"title": "Nurse", "pay": {"min": "lots"}}, "pay.min"),
        ({"title": "Nurse", "notes": "x" * MAX_CHARACTERS}, "brief"),
        ([], "brief"),
    ],
)
def test_a_bad_brief_names_the_field_and_stores_nothing(brief, field, recruiter):
    with pytest.raises(BadBrief) as caught:
        services.create_description(by=recruiter, brief=brief)
    assert caught.value.field == field
    assert not JobDescription.objects.exists()


class TestUpdate:
    @pytest.fixture
    def description(self, recruiter):
        return services.create_description(by=recruiter, brief={"title": "Nurse", "notes": "Nights."})

    def test_it_works(self, description, recruiter):
        brief = {"title": "Ward Nurse", "locations": [{"city": "Boston", "country": "US"}]}
        services.update_brief(by=recruiter, description=description, brief=brief)
        description.refresh_from_db()
        assert (description.title, description.language) == ("Ward Nurse", "en-US")
        assert "notes" not in description.brief
        assert description.search_text == "Ward Nurse\nBoston"

    def test_a_bad_brief_changes_nothing(self, description, recruiter):
        with pytest.raises(BadBrief):
            services.update_brief(by=recruiter, description=description, brief={"title": ""})
        description.refresh_from_db()
        assert description.title == "Nurse"

    def test_others_may_not(self, description, other_recruiter):
        with pytest.raises(NotAllowed):
            services.update_brief(by=other_recruiter, description=description, brief={"title": "Mine"})
