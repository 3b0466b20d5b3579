from __future__ import annotations

import json

import pytest
from django.urls import reverse

from apps.ats.api.descriptions import FORMATS
from apps.descriptions import documents, reviewing
from apps.descriptions.lines import stored_line
from apps.descriptions.models import JobDescription
from tests.factories import DepartmentFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def description():
    line = stored_line("Assess patients – “naïve” ones too", source="person", ref="robin")
    section = SectionFactory(
        description__title="Nurse (Köln)",
        description__department=DepartmentFactory(name="Nursing"),
        description__match={
            "profile": "registered-nurse",
            "title": "Registered nurse",
            "score": 0.93,
            "method": "alias",
        },
        lines=[line | {"supported": False, "confirmed": True, "writer": "local"}],
    )
    return section.description


def test_it_works(api, description):
    response = api().get(reverse("api:description", args=[description.pk]))
    assert response.json() == {
        "id": description.pk,
        "title": "Nurse (Köln)",
        "status": "draft",
        "approved_at": None,
        "department": "Nursing",
        "language": "en-GB",
        "match": {"profile": "registered-nurse", "title": "Registered nurse", "score": 0.93},
        "sections": [
            {
                "kind": "responsibilities",
                "heading": "What you will do",
                "lines": [
                    {
                        "text": "Assess patients – “naïve” ones too",
                        "sources": [{"kind": "person", "ref": ""}],
                        "writer": "local",
                        "is_supported": False,
                        "is_confirmed": True,
                    }
                ],
            }
        ],
        "updated_at": response.json()["updated_at"],
        "page_url": f"http://testserver/descriptions/{description.pk}/",
    }
    assert "robin" not in response.content.decode()


def test_an_etag_saves_the_answer_until_something_changes(api, description):
    client, url = api(), reverse("api:description", args=[description.pk])
    etag = client.get(url)["ETag"]
    again = client.get(url, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    JobDescription.objects.filter(pk=description.pk).update(status="in_review")
    changed = client.get(url, headers={"if-none-match": etag})
    assert changed.status_code == 200
    assert changed["ETag"] != etag


def test_head_is_get_without_a_body(api, description):
    response = api().head(reverse("api:description", args=[description.pk]))
    assert (response.status_code, response.content) == (200, b"")


@pytest.mark.parametrize("count", [1, 4])
def test_it_needs_as_many_queries_for_many_sections(api, description, django_assert_num_queries, count):
    SectionFactory.create_batch(count, description=description)
    client, url = api(), reverse("api:description", args=[description.pk])
    client.get(url)
    with django_assert_num_queries(4):  # the key, its allowance, the description, its sections
        client.get(url)


@pytest.mark.parametrize("file_format", FORMATS)
def test_export(api, description, file_format):
    response = api().get(
        reverse("api:export", args=[description.pk, file_format]), headers={"accept": FORMATS[file_format]}
    )
    assert response.status_code == 200
    assert response["Content-Type"].partition(";")[0] == FORMATS[file_format]
    assert response["Content-Disposition"].startswith("attachment; filename")
    if file_format not in ("docx", "pdf"):
        assert "Assess patients" in response.content.decode()
    if file_format == "jsonld":
        assert json.loads(response.content)["@type"] == "JobPosting"


class TestApproval:
    @pytest.fixture
    def approved(self, description):
        review = reviewing.send_for_review(by=description.owner, description=description)
        return reviewing.approve(by=UserFactory(role="admin"), review=review, step=0).description

    def test_it_is_told_with_its_time(self, api, approved):
        body = api().get(reverse("api:description", args=[approved.pk])).json()
        assert body["status"] == "approved"
        assert body["approved_at"]

    def test_files_are_final_from_then_on(self, api, approved):
        response = api().get(reverse("api:export", args=[approved.pk, "text"]))
        assert response["Content-Disposition"].startswith("attachment; filename")
        assert "draft" not in response["Content-Disposition"]
        assert "DRAFT" not in response.content.decode()

    def test_before_they_say_draft(self, api, description):
        reviewing.send_for_review(by=description.owner, description=description)
        response = api().get(reverse("api:export", args=[description.pk, "text"]))
        assert "draft-not-approved" in response["Content-Disposition"]
        assert "DRAFT, not approved: Nurse (Köln)" in response.content.decode()

    @pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
    def test_no_key_moves_it_on(self, api, description, method):
        url = reverse("api:description", args=[description.pk])
        body = {"data": json.dumps({"status": "approved"}), "content_type": "application/json"}
        assert getattr(api(), method)(url, **body).status_code in (403, 405)
        for action in ("approve", "publish", "review", "status"):
            assert getattr(api(), method)(f"{url}{action}/", **body).status_code == 404
        description.refresh_from_db()
        assert description.status == "draft"

    def test_a_key_opens_no_page_that_could(self, api, approved):
        for name in ("publish", "approve", "send"):
            response = api().post(reverse(f"descriptions:{name}", args=[approved.pk]))
            assert response["Location"].startswith("/sign-in/")


def test_the_formats_are_those_of_the_engine():
    assert set(FORMATS) == set(documents.FORMATS)


@pytest.mark.parametrize("file_format", ["exe", "json-ld", "PDF"])
def test_unknown_formats(api, description, file_format):
    response = api().get(reverse("api:export", args=[description.pk, file_format]))
    assert response.status_code == 404
    assert response["Content-Type"] == "application/problem+json"
