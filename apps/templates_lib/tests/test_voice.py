from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.urls import reverse

from apps.templates_lib import voice
from apps.templates_lib.errors import LibraryError, NotAllowed
from apps.templates_lib.models import Boilerplate, CompanyProfile, JobTemplate, VoiceWord
from apps.templates_lib.voice_forms import WordForm
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db
PAGE = "/library/voice/"
SETTINGS = {"name": "Northfield", "person": "you", "spelling": "en-GB", "names_itself": "we", "stops": "always"}
HOSTILE = "<script>alert(1)</script>"


@pytest.fixture
def editor():
    return UserFactory(role="editor")


def test_it_works(client_of, editor):
    client = client_of(editor)
    response = client.post(PAGE, SETTINGS, follow=True)
    assert "The voice is saved" in response.text
    company = CompanyProfile.objects.get()
    assert (company.name, company.names_itself, company.stops) == ("Northfield", "we", "always")
    assert "We are looking for a cook." in response.text
    assert "Answer the telephone." in response.text


def test_recruiters_read(client_of):
    response = client_of(UserFactory()).get(PAGE)
    assert response.status_code == 200
    assert "Library editors and admins change the voice" in response.text
    assert ">Save<" not in response.text.replace("</svg>", "")
    assert "disabled" in response.text


@pytest.mark.parametrize("name", ["voice", "voice_preview", "voice_add_word"])
def test_recruiters_change_nothing(client_of, name):
    response = client_of(UserFactory()).post(reverse(f"library:{name}"), {**SETTINGS, "word": "utilise"}, follow=True)
    assert "Only library editors and admins" in response.text
    assert not CompanyProfile.objects.exists()
    assert not VoiceWord.objects.exists()


def test_the_fragment_shows_what_is_not_saved_yet(client_of, editor):
    headers = {"hx-request": "true"}
    response = client_of(editor).post(reverse("library:voice_preview"), SETTINGS, headers=headers)
    assert 'id="example-names_itself" hx-swap-oob="true">We are looking for a cook.' in response.text
    assert "<form" not in response.text
    assert not CompanyProfile.objects.exists()


def test_without_javascript_a_button_shows_the_examples(client_of, editor):
    response = client_of(editor).post(PAGE, {**SETTINGS, "then": "preview"})
    assert "We are looking for a cook." in response.text
    assert not CompanyProfile.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"name": ""}, "This field is required"),
        ({"stops": "sometimes"}, "Select a valid choice"),
        ({"values": "\n".join("abcdefg")}, "A reader remembers six values. Leave out 1."),
        ({"values": "x" * 101}, "longer than 100 characters"),
    ],
)
def test_bad_settings(client_of, editor, fields, reason):
    response = client_of(editor).post(PAGE, SETTINGS | fields)
    assert response.status_code == 422
    assert reason in response.text
    assert not CompanyProfile.objects.exists()


def test_words_come_and_go(client_of, editor):
    client = client_of(editor)
    response = client.post(
        reverse("library:voice_add_word"),
        {"kind": "avoid", "word": " utilise ", "instead": "use, work with", "whole_word": "on"},
        follow=True,
    )
    assert "utilise, utilises, utilising, utilised → use, uses, using, used" in response.text
    word = VoiceWord.objects.get()
    assert (word.word, word.replacements) == ("utilise", ["use", "work with"])
    client.post(reverse("library:voice_remove_word", args=[word.pk]))
    assert not VoiceWord.objects.exists()


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"word": "***"}, "a short phrase with letters"),
        ({"word": "use", "instead": "Use"}, "cannot be replaced by itself"),
        ({"word": "team", "kind": "like", "instead": "crew"}, "needs no replacement"),
        ({"word": "x" * 61}, "at most 60 characters"),
        ({"word": "LEVERAGE"}, "is in the list already"),
    ],
)
def test_bad_words(client_of, editor, fields, reason):
    VoiceWord.objects.create(word="leverage", instead="use")
    response = client_of(editor).post(reverse("library:voice_add_word"), {"kind": "avoid", **fields}, follow=True)
    assert reason in response.text.replace("&#x27;", "'")
    assert VoiceWord.objects.count() == 1


def test_hostile_text_stays_text(client_of, editor):
    CompanyProfile.objects.create(name=HOSTILE, values=HOSTILE)
    VoiceWord.objects.create(word=HOSTILE, instead=HOSTILE + "x", reason=HOSTILE)
    VoiceWord.objects.create(kind="like", word="b" + HOSTILE)
    response = client_of(editor).get(PAGE)
    assert HOSTILE not in response.text
    assert "&lt;script&gt;" in response.text
    fragment = client_of(editor).post(reverse("library:voice_preview"), SETTINGS | {"values": HOSTILE})
    assert HOSTILE not in fragment.text


def test_what_the_database_refuses():
    for fields in ({"stops": "x"}, {"names_itself": "x"}, {"tone": "x"}, {"person": "x"}):
        with pytest.raises(ValidationError):
            CompanyProfile(name="A", **fields).full_clean()
    VoiceWord.objects.create(word="Use")
    with pytest.raises(IntegrityError):
        VoiceWord.objects.create(word="use")


def test_a_word_added_twice_at_once_is_there_once(editor):
    forms = [WordForm({"kind": "avoid", "word": "utilise"}) for _ in range(2)]
    assert all(form.is_valid() for form in forms)
    words = [form.save(commit=False) for form in forms]
    voice.add_word(by=editor, word=words[0])
    with pytest.raises(LibraryError, match="in the list already"):
        voice.add_word(by=editor, word=words[1])


def test_services_ask_who_it_is(editor):
    recruiter = UserFactory()
    for refused in (
        lambda: voice.save_voice(by=recruiter, settings={"name": "A"}),
        lambda: voice.take_settings(by=recruiter, settings={}),
        lambda: voice.propose_text(by=recruiter, kind="about", text="A"),
        lambda: voice.remove_word(by=recruiter, word_id=1),
        lambda: voice.propose_structure(by=recruiter, headings={}),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_learnt_text_waits_for_review_and_overwrites_nothing(editor):
    voice.propose_text(by=editor, kind="about", text="First")
    with pytest.raises(LibraryError, match="one waits for review"):
        voice.propose_text(by=editor, kind="about", text="Second")
    text = Boilerplate.objects.get()
    assert (text.is_published, text.draft.state, text.draft.version.reason) == (False, "review", "Learnt from postings")
    Boilerplate.objects.update(is_published=True)
    with pytest.raises(LibraryError, match="for everyone already"):
        voice.propose_text(by=editor, kind="about", text="Second")


def test_the_structure_moves_only_what_was_measured_and_waits_for_review(editor):
    sections = [{"kind": kind, "heading": kind} for kind in ("about", "summary", "responsibilities", "pay")]
    template = JobTemplate.objects.create(name="Usual", is_default=True, sections=sections)
    headings = {"responsibilities": "Tasks", "summary": "The job", "other": "x"}
    voice.propose_structure(by=editor, headings=headings)
    template.refresh_from_db()
    assert (template.sections, template.draft.state) == (sections, "review")
    assert [(item["kind"], item["heading"]) for item in template.draft.version.content["sections"]] == [
        ("about", "about"),
        ("responsibilities", "Tasks"),
        ("summary", "The job"),
        ("pay", "pay"),
    ]
    with pytest.raises(LibraryError, match="has an open change"):
        voice.propose_structure(by=editor, headings=headings)
