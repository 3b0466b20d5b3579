"""Comments: made, answered, settled, mailed, and carried along as the text changes."""

from __future__ import annotations

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.accounts.models import User
from apps.descriptions import anchors, comments, engine, services, tasks
from apps.descriptions.errors import BadBrief, NotAllowed, WrongState
from apps.descriptions.models import Comment, Section
from apps.descriptions.tests.editing import PEOPLE, person, written_section
from tests.factories import SectionFactory, UserFactory


@pytest.fixture
def section(recruiter):
    return written_section(recruiter, "Assess patients", "Give medicines")


@pytest.fixture
def comment(section, other_recruiter):
    return comments.add_comment(
        by=other_recruiter,
        description=section.description,
        text="Which ones?",
        section=section,
        line_text="Assess patients",
    )


def place(comment):
    comment.refresh_from_db()
    return anchors.place_of(comment, list(comment.description.sections.all()))


def save(section, text):
    section.refresh_from_db()
    owner = section.description.owner
    services.save_section(by=owner, section_id=section.pk, text=text, version=section.version)


def test_it_works(client_of, other_recruiter, section):
    address = reverse("descriptions:add_comment", args=[section.description_id])
    fields = {"section": section.pk, "line": "Assess patients", "text": "Which <b>ones</b>?"}
    response = client_of(other_recruiter).post(address, fields)
    comment = Comment.objects.get()
    assert response["Location"].endswith(f"/review/#comment-{comment.pk}")
    assert (comment.author, comment.line_text, comment.section_kind) == (
        other_recruiter,
        "Assess patients",
        section.kind,
    )
    page = client_of(other_recruiter).get(reverse("descriptions:review", args=[section.description_id]))
    assert "Which &lt;b&gt;ones&lt;/b&gt;?" in page.content.decode()


def test_on_the_section_and_on_the_whole_text(section, other_recruiter):
    fields = {"by": other_recruiter, "description": section.description}
    assert place(comments.add_comment(**fields, text="More", section=section)).section == section.pk
    whole = comments.add_comment(**fields, text="Good")
    assert place(whole) == anchors.Place()


@pytest.mark.parametrize("text", ["", "  \n ", "\u200b", "x" * 2001], ids=["empty", "blank", "unseen", "too long"])
def test_what_says_nothing_or_too_much(section, other_recruiter, text):
    with pytest.raises(BadBrief):
        comments.add_comment(by=other_recruiter, description=section.description, text=text)


def test_a_line_that_is_gone_meanwhile(section, other_recruiter):
    with pytest.raises(WrongState, match="changed meanwhile"):
        comments.add_comment(
            by=other_recruiter, description=section.description, text="?", section=section, line_text="Gone"
        )


class TestCarriedAlong:
    def test_the_line_moves(self, section, comment):
        save(section, "Give medicines\nAssess patients")
        assert place(comment) == anchors.Place(section.pk, "Assess patients")

    def test_the_line_is_edited_again_and_again(self, section, comment):
        save(section, "Assess all patients\nGive medicines")
        save(section, "Assess all new patients\nGive medicines")
        assert place(comment) == anchors.Place(section.pk, "Assess all new patients")

    def test_the_line_moves_to_another_section(self, section, comment):
        other = SectionFactory(description=section.description, kind="summary", lines=[])
        save(section, "Give medicines")
        save(other, "Assess patients")
        assert place(comment) == anchors.Place(other.pk, "Assess patients")

    def test_the_line_goes_and_comes_back(self, section, comment):
        save(section, "Give medicines")
        assert place(comment) == anchors.Place(section.pk, is_outdated=True)
        save(section, "Give medicines\nAssess patients")
        assert not place(comment).is_outdated

    def test_the_section_goes(self, section, comment):
        Section.objects.all().delete()
        assert place(comment) == anchors.Place(is_outdated=True)

    def test_an_outdated_one_still_says_what_it_was_about(self, client_of, recruiter, section, comment):
        save(section, "Give medicines")
        page = client_of(recruiter).get(reverse("descriptions:review", args=[section.description_id]))
        assert "The line is gone: “Assess patients”" in page.content.decode()


class TestSettling:
    @PEOPLE
    def test_who_may(self, client_of, section, comment, who, may):
        client_of(person(who, section.description)).post(reverse("descriptions:resolve_comment", args=[comment.pk]))
        comment.refresh_from_db()
        assert (comment.resolved_at is not None) is may

    def test_the_author_may(self, other_recruiter, comment):
        comments.resolve(by=other_recruiter, comment=comment, is_resolved=True)
        comment.refresh_from_db()
        assert comment.resolved_by == other_recruiter

    def test_an_answer_opens_it_again(self, client_of, recruiter, comment):
        comments.resolve(by=recruiter, comment=comment, is_resolved=True)
        client_of(recruiter).post(reverse("descriptions:reply", args=[comment.pk]), {"text": "All of them"})
        comment.refresh_from_db()
        assert comment.resolved_at is None
        assert comment.replies.get().text == "All of them"

    def test_an_answer_is_not_settled_alone(self, recruiter, comment):
        answer = comments.reply(by=recruiter, comment=comment, text="All")
        with pytest.raises(WrongState):
            comments.resolve(by=recruiter, comment=answer, is_resolved=True)
        with pytest.raises(IntegrityError), transaction.atomic():
            Comment.objects.filter(pk=answer.pk).update(resolved_at=answer.created_at)

    def test_others_may_not(self, comment):
        with pytest.raises(NotAllowed):
            comments.resolve(by=UserFactory(), comment=comment, is_resolved=True)


class TestMentions:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("write to ann@example.com", set()),
            ("@nobody and @@ann", set()),
            ("@ann, look", {"ann"}),
            ("look, @ann.", {"ann"}),
            ("@ann and @bob.lee: see @gone", {"ann", "bob.lee"}),
            ("@ann@example.org please", {"ann@example.org"}),
        ],
    )
    def test_who_is_meant(self, db, text, expected):
        for name in ("ann", "bob.lee", "ann@example.org"):
            UserFactory(username=name)
        UserFactory(username="gone", is_active=False)
        assert set(comments.mentioned(text).values_list("username", flat=True)) == expected

    def test_they_get_a_mail_each(self, section, recruiter):
        UserFactory(username="ann", email="ann@example.org")
        UserFactory(username="bob", email="")
        text = "Please look, @ann and @bob and @recruiter"
        comment = comments.add_comment(by=recruiter, description=section.description, text=text)
        assert tasks.mail_mentions(comment.pk) == 1
        message = mail.outbox[0]
        assert message.to == ["ann@example.org"]
        assert message.subject == f"{recruiter} mentioned you: Staff Nurse"
        assert reverse("descriptions:review", args=[section.description_id]) in message.body

    def test_a_subject_is_one_line(self, section, recruiter):
        type(section.description).objects.update(title="Nurse\r\nBcc: all@example.org")
        UserFactory(username="ann", email="ann@example.org")
        comment = comments.add_comment(by=recruiter, description=section.description, text="@ann")
        tasks.mail_mentions(comment.pk)
        assert mail.outbox[0].subject.endswith("Nurse Bcc: all@example.org")


class TestTemplate:
    NOTES = {"responsibilities": engine.SectionNotes(comments=("Six lines at most",))}

    @pytest.fixture(autouse=True)
    def _notes(self, monkeypatch):
        monkeypatch.setattr(engine, "notes_for", lambda description: self.NOTES)

    def test_its_comments_are_inherited_once_and_stay_settled(self, section, recruiter):
        anchors.inherit(section.description)
        comment = Comment.objects.get()
        assert (comment.text, comment.author, comment.origin) == ("Six lines at most", None, "template")
        comments.resolve(by=recruiter, comment=comment, is_resolved=True)
        anchors.inherit(section.description)
        comment.refresh_from_db()
        assert comment.resolved_by == recruiter
        assert Comment.objects.count() == 1

    def test_the_page_says_where_it_comes_from(self, client_of, recruiter, section):
        anchors.inherit(section.description)
        page = client_of(recruiter).get(reverse("descriptions:review", args=[section.description_id]))
        assert "From the job template" in page.content.decode()


def test_many_comments_cost_no_more_queries(client_of, recruiter, section, django_assert_max_num_queries):
    client, address = client_of(recruiter), reverse("descriptions:review", args=[section.description_id])
    for _ in range(8):
        first = comments.add_comment(by=UserFactory(), description=section.description, text="?", section=section)
        comments.reply(by=UserFactory(), comment=first, text="!")
    with django_assert_max_num_queries(10):
        client.get(address)


def test_only_a_template_speaks_without_an_author(section):
    with pytest.raises(IntegrityError), transaction.atomic():
        Comment.objects.create(description=section.description, text="Hello")


def test_nobody_without_an_account(client, section):
    assert client.post(reverse("descriptions:add_comment", args=[section.description_id])).status_code == 302
    assert not Comment.objects.exists()
    assert User.objects.count() == 1
