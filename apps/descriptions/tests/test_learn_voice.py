from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from apps.descriptions.learn_form import LearnForm
from apps.templates_lib.models import Boilerplate, CompanyProfile, JobTemplate, VoiceWord
from ml.voice_learning.tests.postings import STERN, WARM, WHAT
from tests.factories import SectionFactory, UserFactory

pytestmark = pytest.mark.django_db
PAGE, TAKE = "/library/voice/learn/", "/library/voice/learn/take/"


@pytest.fixture
def editor():
    return UserFactory(role="editor")


def files(count, form=STERN):
    texts = (form.format(title=f"Job {number}", what=WHAT[number]) for number in range(count))
    return [SimpleUploadedFile(f"{number}.md", text.encode()) for number, text in enumerate(texts)]


def test_it_works(client_of, editor):
    CompanyProfile.objects.create(name="Northfield Foods")
    response = client_of(editor).post(PAGE, {"documents": files(5)})
    assert response.status_code == 200
    assert 'value="person=postholder"' in response.text
    assert 'value="spelling=en-US"' in response.text
    assert "The postholder organizes the program" in response.text
    assert "5 of 5 postings agree" in response.text
    assert CompanyProfile.objects.get().person == "you", "nothing is applied by itself"


def test_a_person_takes_setting_by_setting(client_of, editor):
    CompanyProfile.objects.create(name="Northfield Foods", tone="friendly")
    JobTemplate.objects.create(name="Usual", is_default=True, sections=[{"kind": "summary", "heading": "Role"}])
    take = ["person=postholder", "headings=title", "tone=neutral", "text=about", "structure", "like=a tidy kitchen"]
    fields = {"take": take, "text_about": "We feed people.", "kind": ["summary"], "heading_summary": "The job"}
    response = client_of(editor).post(TAKE, fields, follow=True)
    assert "Taken over: 4" in response.text
    assert "Waiting for another editor’s review: 2." in response.text
    company = CompanyProfile.objects.get()
    assert (company.person, company.headings, company.tone, company.spelling) == ("postholder", "title", "", "en-GB")
    text, template = Boilerplate.objects.get(), JobTemplate.objects.get()
    assert (text.text, text.is_published, text.draft.state) == ("We feed people.", False, "review")
    assert (template.sections[0]["heading"], template.draft.state) == ("Role", "review")
    assert template.draft.version.content["sections"][0]["heading"] == "The job"
    assert VoiceWord.objects.get().kind == "like"


def test_what_is_set_already_is_not_offered(client_of, editor):
    CompanyProfile.objects.create(name="Northfield", person="postholder")
    response = client_of(editor).post(PAGE, {"documents": files(5)})
    assert 'value="person=postholder"' not in response.text
    assert "Set so already" in response.text


def test_pasted_text_and_stored_descriptions(client_of, editor):
    sections = [SectionFactory() for _ in range(2)]
    text = "\n***\n".join(WARM.format(title="Cook", what=what) for what in WHAT[:2])
    fields = {"text": text, "descriptions": [section.description_id for section in sections]}
    response = client_of(editor).post(PAGE, fields)
    assert response.status_code == 200
    assert "4 postings" in response.text


def test_too_little_evidence_is_said(client_of, editor):
    response = client_of(editor).post(PAGE, {"text": "Cook\n\nBake\n***\nChef\n\nCook\n***\nAide\n\nHelp"})
    assert "Not enough evidence" in response.text
    assert 'value="person=' not in response.text


def test_who_may_not(client_of):
    client = client_of(UserFactory())
    CompanyProfile.objects.create(name="Northfield")
    for response in (client.get(PAGE, follow=True), client.post(TAKE, {"take": "person=postholder"}, follow=True)):
        assert "Only library editors and admins" in response.text
    assert CompanyProfile.objects.get().person == "you"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "Give 3 to 25 postings; there are 0"),
        ({"text": "Cook\n\nBake"}, "there are 1"),
        ({"documents": [*files(3), SimpleUploadedFile("a.pdf", b"%PDF-")]}, "a.pdf:"),
        ({"documents": [*files(3), SimpleUploadedFile("a.docx", b"no zip")]}, "a.docx:"),
        ({"documents": [file for _ in range(3) for file in files(10)]}, "there are 30"),
    ],
)
def test_bad_input(client_of, editor, fields, reason):
    for file in fields.get("documents", []):
        file.seek(0)
    response = client_of(editor).post(PAGE, fields)
    assert response.status_code == 422
    assert reason in response.text


@pytest.mark.parametrize("take", ["person=king", "name=Evil", "text=secret", "pk=2", "nonsense"])
def test_what_is_no_proposal_changes_nothing(client_of, editor, take):
    CompanyProfile.objects.create(name="Northfield")
    client_of(editor).post(TAKE, {"take": take, "text_secret": "x"})
    company = CompanyProfile.objects.get()
    assert (company.name, company.person) == ("Northfield", "you")
    assert not Boilerplate.objects.exists()


def test_hostile_text_stays_text(client_of, editor):
    hostile = "<script>alert('You')</script>"
    text = "\n***\n".join(
        f"Cook\n\nYou {hostile} your colour\n\nWe are {hostile} one and all of us here now" for _ in "abcd"
    )
    response = client_of(editor).post(PAGE, {"text": text})
    assert response.status_code == 200
    assert "<script>alert" not in response.text


def test_only_descriptions_on_offer_are_read():
    form = LearnForm({"descriptions": [987654]})
    assert not form.is_valid()
