"""Bringing a posting from outside: nothing is a job description before the person has confirmed it."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.descriptions.import_form import FORMATS, MAX_BYTES
from apps.descriptions.models import JobDescription, PendingImport
from ml.documents import Format

ADDRESS = "/descriptions/import/"
POSTING = b"# Head Chef\n\n## What you will do\n\n- Plan the menu\n- Order stock\n"


def upload(client, name, content=POSTING, **fields):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, content)} | fields)


def test_it_works(client_of, recruiter):
    response = upload(client_of(recruiter), "chef.md")
    pending = PendingImport.objects.get()
    assert response["Location"] == f"{ADDRESS}{pending.pk}/"
    assert (pending.owner, pending.source, pending.format) == (recruiter, "chef.md", "markdown")
    assert pending.reading["title"] == "Head Chef"
    assert not JobDescription.objects.exists()


def test_pasted_text_works_too(client_of, recruiter):
    client_of(recruiter).post(ADDRESS, {"text": "Head Chef\n\nWhat you will do\n\n- Plan the menu"})
    pending = PendingImport.objects.get()
    assert (pending.reading["title"], pending.source) == ("Head Chef", "pasted text")


def test_each_offered_kind_of_file_can_be_read():
    assert set(FORMATS.values()) == set(Format)


def test_strangers_are_sent_to_sign_in(client, db):
    assert upload(client, "chef.md")["Location"].startswith("/sign-in/")
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("chef.doc", b"\xd0\xcf\x11\xe0", "This kind of file cannot be read"),
        ("chef", POSTING, "This kind of file cannot be read"),
        ("chef.md", b"", "empty"),
        ("chef.docx", b"not a Word file", "Word"),
        ("chef.pdf", b"%PDF-1.7", "damaged"),
        ("chef.html", b"x" * (MAX_BYTES + 1), "larger than 5 MB"),
        ("chef.jsonld", b"{", "JSON"),
        ("chef.json", b'{"jobs": []}', "no job posting"),
    ],
    ids=["doc", "nameless", "empty", "no docx", "no pdf", "large", "no json", "no posting"],
)
def test_files_that_cannot_be_used(client_of, recruiter, name, content, complaint):
    response = upload(client_of(recruiter), name, content)
    assert response.status_code == 422
    assert complaint in response.content.decode()
    assert not PendingImport.objects.exists()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"text": "Chef", "file": SimpleUploadedFile("chef.md", POSTING)},
        {"text": "Chef", "address": "https://example.com/"},
    ],
    ids=["none", "file and text", "text and address"],
)
def test_one_of_the_three(client_of, recruiter, fields):
    response = client_of(recruiter).post(ADDRESS, fields)
    assert response.status_code == 422
    assert "one of the three" in response.content.decode()


def test_an_address_can_be_switched_off(client_of, recruiter, settings):
    settings.JD_IMPORT_URLS = False
    client = client_of(recruiter)
    assert "Or the address" not in client.get(ADDRESS).content.decode()
    response = client.post(ADDRESS, {"address": "https://example.com/"})
    assert response.status_code == 422
    assert "one of the two" in response.content.decode()
