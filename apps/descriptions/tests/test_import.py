from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.descriptions.import_form import FORMATS, MAX_BYTES
from apps.descriptions.models import JobDescription
from ml.documents import Format

ADDRESS = "/descriptions/import/"
POSTING = b"# Head Chef\n\n## What you will do\n\n- Plan the menu\n- Order stock\n"


def upload(client, name, content=POSTING, **fields):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)} | fields)


def test_it_works(client_of, recruiter):
    response = upload(client_of(recruiter), "chef.md")
    description = JobDescription.objects.get()
    assert response["Location"] == description.get_absolute_url()
    assert (description.title, description.owner) == ("Head Chef", recruiter)
    assert "Plan the menu" in [line["text"] for section in description.sections.all() for line in section.lines]


def test_pasted_text_works_too(client_of, recruiter):
    client_of(recruiter).post(ADDRESS, {"text": "Head Chef\n\nWhat you will do\n\n- Plan the menu"})
    assert JobDescription.objects.get().title == "Head Chef"


def test_each_offered_kind_of_file_can_be_read():
    assert set(FORMATS.values()) == set(Format) - {Format.PDF}


def test_strangers_are_sent_to_sign_in(client, db):
    assert upload(client, "chef.md")["Location"].startswith("/sign-in/")
    assert not JobDescription.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("chef.pdf", b"%PDF-1.7", "This kind of file cannot be read"),
        ("chef", POSTING, "This kind of file cannot be read"),
        ("chef.md", b"", "empty"),
        ("chef.docx", b"not a Word file", "Word"),
        ("chef.html", b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
        ("chef.jsonld", b"{", "JSON"),
    ],
    ids=["pdf", "nameless", "empty", "no docx", "large", "no json"],
)
def test_files_that_cannot_be_used(client_of, recruiter, name, content, complaint):
    response = upload(client_of(recruiter), name, content)
    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert not JobDescription.objects.exists()


@pytest.mark.parametrize(
    "fields", [{}, {"text": "Chef", "file": SimpleUploadedFile("chef.md", POSTING)}], ids=["none", "both"]
)
def test_one_of_the_two(client_of, recruiter, fields):
    response = client_of(recruiter).post(ADDRESS, fields)
    assert response.status_code == 422
    assert "one of the two" in response.content.decode()


def test_text_without_a_title(client_of, recruiter):
    response = client_of(recruiter).post(ADDRESS, {"text": "12345"})
    assert response.status_code == 422
    assert "12345" in response.content.decode()
