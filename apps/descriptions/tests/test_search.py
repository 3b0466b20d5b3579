"""Words that find job descriptions, on whichever database the tests run."""

from __future__ import annotations

import pytest
from django.db import connection

from apps.descriptions import revisions, services
from apps.descriptions.models import JobDescription
from apps.descriptions.tests.editing import written_section
from tests.factories import DepartmentFactory, JobDescriptionFactory

pytestmark = pytest.mark.django_db
only_postgres = pytest.mark.skipif("connection.vendor != 'postgresql'", reason="needs PostgreSQL's full-text search")


@pytest.fixture(autouse=True)
def _rows(recruiter):
    for title, text in [
        ("Ward nurse", "Ward nurse\nAssess patients on admission"),
        ("Care nurse", "Care nurse\nLeeds\nGive medicines"),
        ("Plumber", "Plumber\nRepair boilers and pipes"),
    ]:
        JobDescriptionFactory(owner=recruiter, title=title, search_text=text)


def found(words):
    return {row.title for row in JobDescription.objects.search(words)}


def test_it_works():
    assert found("nurse") == {"Ward nurse", "Care nurse"}


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        ("NURSE medicines", {"Care nurse"}),
        ("medicines nurse", {"Care nurse"}),
        ("leeds", {"Care nurse"}),
        ("zeppelin", set()),
        ("nurse zeppelin", set()),
    ],
)
def test_every_word_must_be_there(words, titles):
    assert found(words) == titles


@pytest.mark.parametrize("words", ["'", '"', '"unclosed', "a & b | !c", "-", "%", "\\", "<->", "x" * 500, "nurse:*"])
def test_signs_break_nothing(words):
    found(words)


def test_it_can_be_narrowed_further():
    JobDescription.objects.filter(title="Care nurse").update(status="archived")
    assert [row.title for row in JobDescription.objects.current().search("nurse")] == ["Ward nurse"]


def test_newest_first():
    assert [row.title for row in JobDescription.objects.search("nurse")] == ["Care nurse", "Ward nurse"]


def test_what_is_written_later_is_found(recruiter):
    section = written_section(recruiter, "Plan the shift")
    section.description.department = DepartmentFactory(name="Orthopaedics")
    section.description.brief = {"title": "Staff Nurse", "locations": [{"city": "Grimsby"}]}
    revisions.refresh_search_text(section.description)
    for words in ("shift", "orthopaedics", "grimsby"):
        assert found(words) == {"Staff Nurse"}
    services.save_section(by=recruiter, section_id=section.pk, text="Plan the rota", version=section.version)
    assert found("rota") == {"Staff Nurse"}
    assert found("shift") == set()


@only_postgres
class TestFullText:
    @pytest.mark.parametrize(
        ("words", "titles"),
        [
            ("assessing patient", {"Ward nurse"}),
            ("nurse -medicines", {"Ward nurse"}),
            ('"give medicines"', {"Care nurse"}),
            ("plumber or ward", {"Plumber", "Ward nurse"}),
        ],
    )
    def test_forms_phrases_and_exclusion(self, words, titles):
        assert found(words) == titles

    def test_the_stored_form_is_compared_and_not_read(self):
        sql = str(JobDescription.objects.search("nurse").query)
        assert sql.count("search_vector") == 1
        assert "to_tsvector" not in sql

    def test_it_has_an_index(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
            plan = JobDescription.objects.order_by().search("nurse").explain()
        assert "description_search" in plan
