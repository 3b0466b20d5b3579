from __future__ import annotations

import pytest
from django.urls import reverse

from apps.accounts.models import User
from apps.descriptions import documents, reviewing, services
from apps.descriptions.lines import stored_line
from apps.descriptions.models import Section
from apps.descriptions.tests.editing import written_section
from apps.descriptions.views.context import EXPORTS
from tests.factories import UserFactory


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, "Assess patients & families", "<script>alert(1)</script>")


def export(client, section, format, **kwargs):
    return client.get(reverse("descriptions:export", args=[section.description_id, format]), **kwargs)


def test_it_works(client_of, recruiter, section):
    response = export(client_of(recruiter), section, "text")
    assert response["Content-Disposition"] == 'attachment; filename="draft-not-approved-staff-nurse.txt"'
    assert "Assess patients & families" in response.content.decode()


@pytest.mark.parametrize(
    ("format", "content_type", "begins"),
    [
        ("markdown", "text/markdown; charset=utf-8", b"# "),
        ("text", "text/plain; charset=utf-8", b""),
        ("html", "text/html", b"<"),
        ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", b"PK"),
        ("pdf", "application/pdf", b"%PDF"),
        ("jsonld", "application/ld+json", b"{"),
    ],
)
def test_every_format(client_of, recruiter, section, format, content_type, begins):
    response = export(client_of(recruiter), section, format)
    assert response.status_code == 200
    assert response["Content-Type"] == content_type
    assert response.content.startswith(begins)
    assert response["Content-Disposition"].startswith("attachment;")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"<script>alert" not in response.content or format in {"text", "markdown"}


def test_the_menu_offers_what_the_engine_can_write():
    assert {format for format, _ in EXPORTS} == set(documents.FORMATS)


def test_readers_may(client_of, other_recruiter, section):
    assert export(client_of(other_recruiter), section, "markdown").status_code == 200


def test_nobody_without_an_account(client, section):
    assert export(client, section, "markdown").status_code == 302


def test_an_unknown_format(client_of, recruiter, section):
    assert export(client_of(recruiter), section, "exe").status_code == 404


def test_posting_is_not_exporting(client_of, recruiter, section):
    address = reverse("descriptions:export", args=[section.description_id, "text"])
    assert client_of(recruiter).post(address).status_code == 405


class TestApproval:
    @pytest.fixture
    def admin(self):
        return UserFactory(role=User.Role.ADMIN)

    def test_approved_it_is_final_by_name_and_text(self, client_of, recruiter, admin, section):
        review = reviewing.send_for_review(by=recruiter, description=section.description)
        reviewing.approve(by=admin, review=review, step=0)
        for format, _ in EXPORTS:
            response = export(client_of(recruiter), section, format)
            assert "draft" not in response["Content-Disposition"]
            assert b"DRAFT" not in response.content
        assert b"Staff Nurse" in export(client_of(recruiter), section, "text").content

    @pytest.mark.parametrize("format", ["markdown", "text", "html", "jsonld", "docx"])
    def test_before_it_says_draft_by_name_and_text(self, client_of, recruiter, section, format):
        reviewing.send_for_review(by=recruiter, description=section.description)
        response = export(client_of(recruiter), section, format)
        assert "draft-not-approved-staff-nurse" in response["Content-Disposition"]
        read = documents.parse_document(response.content, format)[0]
        assert read == "DRAFT, not approved: Staff Nurse"
        assert services.import_content(by=recruiter, content=response.content, format=format).title == "Staff Nurse"

    def test_a_text_changed_past_every_door_is_no_longer_final(self, client_of, recruiter, admin, section):
        review = reviewing.send_for_review(by=recruiter, description=section.description)
        reviewing.approve(by=admin, review=review, step=0)
        Section.objects.update(lines=[stored_line("Something else", source="brief")])
        assert b"DRAFT, not approved" in export(client_of(recruiter), section, "text").content
