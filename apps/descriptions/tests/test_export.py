from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions import engine
from apps.descriptions.tests.editing import written_section
from apps.descriptions.views.context import EXPORTS


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, "Assess patients & families", "<script>alert(1)</script>")


def export(client, section, format, **kwargs):
    return client.get(reverse("descriptions:export", args=[section.description_id, format]), **kwargs)


def test_it_works(client_of, recruiter, section):
    response = export(client_of(recruiter), section, "text")
    assert response["Content-Disposition"] == 'attachment; filename="staff-nurse.txt"'
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
    assert {format for format, _ in EXPORTS} == set(engine.FORMATS)


def test_readers_may(client_of, other_recruiter, section):
    assert export(client_of(other_recruiter), section, "markdown").status_code == 200


def test_nobody_without_an_account(client, section):
    assert export(client, section, "markdown").status_code == 302


def test_an_unknown_format(client_of, recruiter, section):
    assert export(client_of(recruiter), section, "exe").status_code == 404


def test_posting_is_not_exporting(client_of, recruiter, section):
    address = reverse("descriptions:export", args=[section.description_id, "text"])
    assert client_of(recruiter).post(address).status_code == 405
