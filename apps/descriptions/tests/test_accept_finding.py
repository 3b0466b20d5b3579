"""A replacement goes into the text: one, or a whole group as one version."""

from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions import services
from apps.descriptions.models import JobDescription, Section
from apps.descriptions.tests.checked import LINES, keys
from apps.descriptions.tests.editing import AUTOSAVE, FRAGMENT, PEOPLE, person

pytestmark = pytest.mark.django_db


@pytest.fixture
def section(checked_section):
    return checked_section


def text_of(section):
    return Section.objects.get(pk=section.pk).text


class TestOne:
    def accept(self, client, section, *, replacement="engineer", number=1, **options):
        fields = {"key": keys(section.description)[number], "replacement": replacement}
        return client.post(reverse("descriptions:accept", args=[section.description_id]), fields, **options)

    def test_it_works(self, client_of, recruiter, section):
        response = self.accept(client_of(recruiter), section)
        assert response["Location"] == f"{section.description.get_absolute_url()}#findings"
        assert text_of(section) == f"{LINES[0]}\nBe the engineer of the rota\n{LINES[2]}"

    def test_a_line_keeps_its_source_and_adds_the_person(self, client_of, recruiter, section):
        self.accept(client_of(recruiter), section)
        kinds = [source["kind"] for source in Section.objects.get().lines[1]["sources"]]
        assert kinds == ["brief", "person"]

    def test_the_page_learns_the_section(self, client_of, recruiter, section):
        answer = self.accept(client_of(recruiter), section, headers=AUTOSAVE)
        assert answer.json() == {"section": section.pk, "version": 2}

    def test_of_two_the_one_that_was_meant(self, client_of, recruiter, section):
        self.accept(client_of(recruiter), section, replacement="specialist", number=2)
        assert text_of(section) == f"{LINES[0]}\n{LINES[1]}\nTrain the next specialist"

    def test_a_heading(self, client_of, recruiter, section):
        Section.objects.update(heading="Your ninja days", lines=[])
        self.accept(client_of(recruiter), section, number=0)
        assert Section.objects.get().heading == "Your engineer days"

    def test_the_title_here_and_in_the_brief(self, client_of, recruiter, section):
        services.change_title(by=recruiter, description=section.description, title="Ward ninja")
        answer = self.accept(client_of(recruiter), section, number=0, headers=AUTOSAVE)
        assert answer.json() == {"title": "Ward engineer"}
        description = JobDescription.objects.get()
        assert (description.title, description.brief["title"]) == ("Ward engineer",) * 2

    def test_only_what_the_finding_offers(self, client_of, recruiter, section):
        response = self.accept(client_of(recruiter), section, replacement="<b>", headers=AUTOSAVE)
        assert response.status_code == 422
        assert text_of(section) == "\n".join(LINES)

    def test_what_is_gone_meanwhile(self, client_of, recruiter, section):
        key = keys(section.description)[1]
        Section.objects.update(lines=[])
        address = reverse("descriptions:accept", args=[section.description_id])
        response = client_of(recruiter).post(address, {"key": key, "replacement": "engineer"}, headers=AUTOSAVE)
        assert response.status_code == 409
        assert "Reload" in response.json()["error"]

    @PEOPLE
    def test_who_may(self, client_of, section, who, may):
        response = self.accept(client_of(person(who, section.description)), section, headers=AUTOSAVE)
        assert response.status_code == (200 if may else 403)
        assert ("engineer" in text_of(section)) is may


class TestGroup:
    def address(self, section, name):
        return reverse(f"descriptions:{name}", args=[section.description_id])

    def accept(self, client, section, chosen, **options):
        fields = {"rule": "test_jargon", "key": chosen}
        return client.post(self.address(section, "accept_group"), fields, **options)

    def test_a_look_first(self, client_of, recruiter, section):
        client = client_of(recruiter)
        html = client.get(self.address(section, "group"), {"rule": "test_jargon"}).content.decode()
        assert "<del>ninja</del><ins>engineer</ins>" in html
        assert html.count('type="checkbox" name="key"') == 3
        assert "<html" in html
        headers = FRAGMENT | {"HX-Target": "group"}
        fragment = client.get(self.address(section, "group"), {"rule": "test_jargon"}, headers=headers).content.decode()
        assert "<html" not in fragment
        assert text_of(section) == "\n".join(LINES)

    def test_all_of_them_are_one_version(self, client_of, recruiter, section):
        response = self.accept(client_of(recruiter), section, keys(section.description))
        assert response.status_code == 302
        assert text_of(section) == "Lead as a expert\nBe the engineer of the rota\nTrain the next expert"
        reasons = list(section.description.revisions.values_list("reason", flat=True))
        assert reasons == ["Accepted 3 suggestions: Test jargon", "Before accepting suggestions"]

    def test_one_undo_takes_all_back(self, client_of, recruiter, section):
        client = client_of(recruiter)
        html = self.accept(client, section, keys(section.description), headers=FRAGMENT).content.decode()
        assert "3 changes accepted, as one version." in html
        undo = reverse("descriptions:restore", args=[section.description_id, 1])
        assert undo in html
        client.post(undo)
        assert text_of(section) == "\n".join(LINES)

    def test_several_sections(self, client_of, recruiter, section):
        other = Section.objects.create(description=section.description, kind="other", heading="More", position=99)
        Section.objects.filter(pk=other.pk).update(lines=[{"text": "A ninja", "sources": []}])
        self.accept(client_of(recruiter), section, keys(section.description))
        assert text_of(other) == "A engineer"
        assert section.description.revisions.count() == 2

    def test_only_what_is_ticked(self, client_of, recruiter, section):
        self.accept(client_of(recruiter), section, keys(section.description)[:1])
        assert text_of(section) == f"Lead as a expert\n{LINES[1]}\n{LINES[2]}"

    def test_nothing_ticked(self, client_of, recruiter, section):
        response = self.accept(client_of(recruiter), section, [], headers=AUTOSAVE)
        assert response.status_code == 422
        assert section.description.revisions.count() == 0

    @PEOPLE
    def test_who_may(self, client_of, section, who, may):
        client = client_of(person(who, section.description))
        response = self.accept(client, section, keys(section.description), headers=FRAGMENT)
        assert response.status_code == (200 if may else 403)
        assert ("engineer" in text_of(section)) is may
