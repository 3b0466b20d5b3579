"""Deciding: who may, in which order, what is asked, what it is an approval of."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.descriptions import reviewing, routes, services
from apps.descriptions.errors import BadBrief, NotAllowed, WrongState
from apps.descriptions.models import Decision, JobDescription, OutboxEvent, Review, Section, Status
from apps.descriptions.permissions import can_decide
from apps.descriptions.revisions import content_of
from apps.descriptions.tests.reviews import (
    Role,
    approved,
    department_with,
    make_person,
    make_route,
    sent,
    written_by_engine,
)
from tests.factories import DepartmentFactory

pytestmark = pytest.mark.django_db


def approve(client, review, **fields):
    address = reverse("descriptions:approve", args=[review.description_id])
    return client.post(address, {"step": review.step, **fields}, follow=True)


@pytest.fixture
def ward():
    """A department with a recruiter and one person of each reviewing role."""
    department, people = department_with(Role.RECRUITER, Role.MANAGER, Role.HR, Role.PAY)
    return dict(zip(("recruiter", "manager", "hr", "pay"), people, strict=True)) | {"department": department}


class TestOneStep:
    def test_it_works(self, client_of, ward):
        review = sent(ward["recruiter"])
        html = approve(client_of(ward["manager"]), review, note="Good").content.decode()
        assert "Approved. It can be published" in html
        description = JobDescription.objects.get()
        assert description.status == Status.APPROVED
        assert description.approved_hash == description.text_hash == review.text_hash
        decision = Decision.objects.get()
        assert (decision.by, decision.note, decision.is_own_text) == (ward["manager"], "Good", False)
        assert OutboxEvent.objects.get().type == "description.approved"

    @pytest.mark.parametrize(
        ("role", "department", "may"),
        [
            (Role.MANAGER, "own", True),
            (Role.HR, "own", True),
            (Role.PAY, "own", True),
            (Role.ADMIN, "own", True),
            (Role.ADMIN, "other", True),
            (Role.MANAGER, "other", False),
            (Role.HR, "none", False),
            (Role.RECRUITER, "own", False),
            (Role.EDITOR, "own", False),
        ],
    )
    def test_who_may_where_no_route_fits(self, client_of, ward, role, department, may):
        place = {"own": ward["department"], "other": DepartmentFactory(), "none": None}[department]
        person, review = make_person(role, place), sent(ward["recruiter"])
        assert can_decide(person, review) is may
        approve(client_of(person), review)
        assert (JobDescription.objects.get().status == Status.APPROVED) is may

    def test_a_text_without_a_department_is_reviewed_in_that_of_its_owner(self, ward):
        review = sent(ward["recruiter"])
        JobDescription.objects.update(department=None)
        review.refresh_from_db()
        assert can_decide(ward["hr"], review)


class TestFourEyes:
    def test_who_sent_it_leaves_it_to_somebody_else(self, client_of, ward):
        review = sent(ward["manager"])
        html = approve(client_of(ward["manager"]), review).content.decode()
        assert "Somebody else has to decide" in html
        assert JobDescription.objects.get().status == Status.IN_REVIEW

    def test_who_wrote_at_it_too(self, ward):
        description = approved(ward["recruiter"], ward["hr"])
        reviewing.reopen(by=ward["recruiter"], description=description)
        section = Section.objects.get()
        services.save_section(by=ward["manager"], section_id=section.pk, text="Assess all", version=section.version)
        review = reviewing.send_for_review(by=ward["recruiter"], description=description)
        assert not can_decide(ward["manager"], review)
        assert can_decide(ward["hr"], review)

    def test_who_wrote_before_the_last_approval_is_free_again(self, ward):
        description = approved(ward["manager"], ward["hr"])
        reviewing.reopen(by=ward["recruiter"], description=description)
        section = Section.objects.get()
        services.save_section(by=ward["recruiter"], section_id=section.pk, text="Assess all", version=section.version)
        review = reviewing.send_for_review(by=ward["recruiter"], description=description)
        assert can_decide(ward["manager"], review)

    def test_where_nobody_else_could_it_is_allowed_and_recorded(self):
        admin = make_person(Role.ADMIN)
        review = sent(admin)
        reviewing.approve(by=admin, review=review, step=0)
        assert Decision.objects.get().is_own_text

    def test_somebody_switched_off_is_nobody(self):
        admin, gone = make_person(Role.ADMIN), make_person(Role.ADMIN, is_active=False)
        review = sent(admin)
        assert can_decide(admin, review)
        assert gone not in routes.deciders(review)

    def test_a_route_can_do_without(self, ward):
        make_route(Role.MANAGER, four_eyes=False)
        assert can_decide(ward["manager"], sent(ward["manager"]))


class TestRoute:
    def test_step_after_step(self, client_of, ward):
        make_route(Role.MANAGER, Role.HR, Role.PAY)
        review = sent(ward["recruiter"])
        for step, role in enumerate(("manager", "hr", "pay")):
            assert JobDescription.objects.get().status == Status.IN_REVIEW
            others = [ward[other] for other in ("manager", "hr", "pay") if other != role]
            assert [can_decide(person, review) for person in others] == [False, False]
            approve(client_of(ward[role]), review)
            review = Review.objects.get()
            assert Decision.objects.count() == step + 1
        assert review.state == Review.State.APPROVED
        assert JobDescription.objects.get().status == Status.APPROVED

    def test_nobody_decides_two_steps(self, ward):
        make_route(Role.MANAGER, Role.MANAGER)
        second = make_person(Role.MANAGER)
        review = reviewing.approve(by=ward["manager"], review=sent(ward["recruiter"]), step=0)
        assert not can_decide(ward["manager"], review)
        assert can_decide(second, review)

    @pytest.mark.parametrize(
        ("department", "level", "expected"),
        [
            ("ward", "senior", "ward senior"),
            ("ward", "junior", "ward"),
            ("kitchen", "senior", "senior"),
            ("kitchen", "junior", "all"),
        ],
    )
    def test_the_most_specific_one_is_taken(self, ward, department, level, expected):
        for name, fields in {
            "ward senior": {"department": ward["department"], "level": "senior"},
            "ward": {"department": ward["department"]},
            "senior": {"level": "senior"},
            "all": {},
        }.items():
            route = make_route(Role.HR, **fields)
            type(route).objects.filter(pk=route.pk).update(name=name)
        place = ward["department"] if department == "ward" else DepartmentFactory()
        description = JobDescription(department=place, brief={"level": level})
        assert routes.route_for(description).name == expected

    def test_one_that_is_out_of_use_or_has_no_steps_counts_for_nothing(self, ward):
        make_route(Role.PAY, is_active=False)
        make_route(department=ward["department"])
        assert routes.route_for(JobDescription(department=ward["department"], brief={})).name == "Default"

    def test_a_change_of_it_leaves_open_rounds_alone(self, ward):
        route = make_route(Role.MANAGER)
        review = sent(ward["recruiter"])
        route.steps.update(role=Role.PAY)
        review.refresh_from_db()
        assert can_decide(ward["manager"], review)

    def test_a_step_can_be_for_the_own_department_alone(self, ward):
        make_route(Role.MANAGER).steps.update(own_department=True)
        review = sent(ward["recruiter"])
        assert can_decide(ward["manager"], review)
        assert not can_decide(make_person(Role.MANAGER, DepartmentFactory()), review)


class TestUneditedDraft:
    def test_one_question_more(self, client_of, ward):
        review = reviewing.send_for_review(
            by=ward["recruiter"], description=written_by_engine(ward["recruiter"], "Assess patients", "Give medicines")
        )
        assert (review.is_unedited, review.engine_lines, review.untouched_lines) == (True, 2, 2)
        page = client_of(ward["hr"]).get(reverse("descriptions:review", args=[review.description_id]))
        assert "You approve text that nobody changed" in page.content.decode()
        refused = approve(client_of(ward["hr"]), review)
        assert "You approve text that nobody changed." in refused.content.decode()
        assert JobDescription.objects.get().status == Status.IN_REVIEW
        approve(client_of(ward["hr"]), review, read_unedited="on")
        assert JobDescription.objects.get().status == Status.APPROVED
        assert Decision.objects.get().accepted_unedited

    def test_an_edited_one_asks_nothing_more(self, client_of, ward):
        description = written_by_engine(ward["recruiter"], "Assess patients", "Give medicines")
        section = Section.objects.get()
        text = "Assess patients on admission\nGive medicines"
        services.save_section(by=ward["recruiter"], section_id=section.pk, text=text, version=section.version)
        review = reviewing.send_for_review(by=ward["recruiter"], description=description)
        assert (review.is_unedited, review.lines, review.engine_lines, review.untouched_lines) == (False, 2, 1, 1)
        page = client_of(ward["hr"]).get(reverse("descriptions:review", args=[description.pk])).content.decode()
        assert "You approve text that nobody changed" not in page
        assert "As composer wrote it" in page

    def test_the_copy_of_an_unedited_draft_is_as_unedited(self, ward):
        copy = services.duplicate(by=ward["recruiter"], description=written_by_engine(ward["recruiter"], "Assess"))
        assert reviewing.send_for_review(by=ward["recruiter"], description=copy).is_unedited

    def test_what_no_engine_wrote_is_nobodys_unedited_draft(self, ward):
        assert not sent(ward["recruiter"]).is_unedited

    def test_a_line_taken_out_is_an_edit_too(self, ward):
        description = written_by_engine(ward["recruiter"], "Assess patients", "Give medicines")
        section = Section.objects.get()
        services.remove_line(by=ward["recruiter"], section=section, text="Give medicines", version=section.version)
        assert not reviewing.send_for_review(by=ward["recruiter"], description=description).is_unedited


class TestBadInput:
    def test_a_step_that_somebody_else_has_decided(self, ward):
        make_route(Role.MANAGER, Role.HR)
        review = sent(ward["recruiter"])
        reviewing.approve(by=ward["manager"], review=review, step=0)
        with pytest.raises(WrongState, match="Somebody else has decided this step"):
            reviewing.approve(by=make_person(Role.ADMIN), review=review, step=0)

    def test_a_text_that_came_past_every_door(self, ward):
        review = sent(ward["recruiter"])
        Section.objects.update(lines=[{"text": "Something else", "sources": [], "supported": True}])
        with pytest.raises(WrongState, match="not the one that was sent"):
            reviewing.approve(by=ward["hr"], review=review, step=0)

    def test_nothing_waits(self, client_of, ward):
        description = approved(ward["recruiter"], ward["hr"])
        response = client_of(ward["hr"]).post(reverse("descriptions:approve", args=[description.pk]), {"step": 0})
        assert response.status_code == 302
        assert Decision.objects.count() == 1

    def test_of_two_at_once_one_decides(self, ward, monkeypatch):
        """Both have passed every check when the first one writes."""
        review = sent(ward["recruiter"])
        check = reviewing.check_can_decide

        def other_first(by, waiting):
            check(by, waiting)
            Review.objects.filter(pk=review.pk).update(step=1)

        monkeypatch.setattr(reviewing, "check_can_decide", other_first)
        with pytest.raises(WrongState, match="Somebody else"):
            reviewing.approve(by=ward["hr"], review=review, step=0)
        assert not Decision.objects.exists()
        assert JobDescription.objects.get().status == Status.IN_REVIEW

    def test_the_database_takes_one_decision_a_step_and_changes_none(self, ward):
        approved(ward["recruiter"], ward["hr"])
        decision = Decision.objects.get()
        with pytest.raises(IntegrityError), transaction.atomic():
            Decision.objects.create(review=decision.review, step=0, verdict="approved", by=ward["pay"])
        with pytest.raises(IntegrityError, match="a decision cannot be changed"), transaction.atomic():
            Decision.objects.update(by=ward["pay"])


class TestSendBack:
    def test_it_works(self, client_of, ward):
        review = sent(ward["recruiter"])
        address = reverse("descriptions:send_back", args=[review.description_id])
        client_of(ward["hr"]).post(address, {"step": 0, "note": "Say which ward"})
        description = JobDescription.objects.get()
        assert description.status == Status.CHANGES_REQUESTED
        assert description.is_editable
        html = client_of(ward["recruiter"]).get(description.get_absolute_url()).content.decode()
        assert "Say which ward" in html
        assert reviewing.send_for_review(by=ward["recruiter"], description=description).state == Review.State.OPEN

    def test_without_a_reason_it_stays(self, ward):
        with pytest.raises(BadBrief, match="Say what has to change"):
            reviewing.send_back(by=ward["hr"], review=sent(ward["recruiter"]), step=0, note=" ")

    def test_who_may_not_decide_may_not(self, ward):
        with pytest.raises(NotAllowed):
            reviewing.send_back(by=ward["recruiter"], review=sent(ward["recruiter"]), step=0, note="No")


class TestAfterwards:
    def save(self, by, text):
        section = Section.objects.get()
        services.save_section(by=by, section_id=section.pk, text=text, version=section.version)

    def test_formatting_alone_needs_no_second_review(self, client_of, ward):
        description = approved(ward["recruiter"], ward["hr"], "Assess patients", "Give medicines")
        reviewing.reopen(by=ward["recruiter"], description=description)
        self.save(ward["recruiter"], "Assess patients.\nGive  medicines.")
        address = reverse("descriptions:send", args=[description.pk])
        html = client_of(ward["recruiter"]).post(address, follow=True).content.decode()
        assert "Only the formatting has changed, so the approval stands." in html
        assert JobDescription.objects.get().status == Status.APPROVED
        assert Review.objects.count() == 1

    def test_words_do_and_the_reviewer_sees_which(self, client_of, ward):
        description = approved(ward["recruiter"], ward["hr"], "Assess patients", "Give medicines")
        reviewing.reopen(by=ward["recruiter"], description=description)
        self.save(ward["recruiter"], "Assess patients\nGive medicines by mouth")
        reviewing.send_for_review(by=ward["recruiter"], description=description)
        assert JobDescription.objects.get().status == Status.IN_REVIEW
        html = client_of(ward["hr"]).get(reverse("descriptions:review", args=[description.pk])).content.decode()
        assert "Changed since the approval" in html
        assert "<ins> by mouth</ins>" in html

    def test_another_pay_in_the_brief_does_too(self, ward):
        description = approved(ward["recruiter"], ward["hr"])
        reviewing.reopen(by=ward["recruiter"], description=description)
        pay = {"min": 30000, "max": 34000, "currency": "GBP", "period": "year"}
        brief = {"title": description.title, "pay": pay}
        services.update_brief(
            by=ward["recruiter"], description=description, brief=brief, department=description.department
        )
        assert reviewing.send_for_review(by=ward["recruiter"], description=description) is not None

    def test_publish(self, client_of, ward):
        description = approved(ward["recruiter"], ward["hr"])
        client_of(ward["recruiter"]).post(reverse("descriptions:publish", args=[description.pk]))
        assert JobDescription.objects.get().status == Status.PUBLISHED
        assert list(OutboxEvent.objects.values_list("type", flat=True)) == [
            "description.approved",
            "description.published",
        ]

    def test_what_is_not_approved_is_not_published(self, ward):
        review = sent(ward["recruiter"])
        with pytest.raises(WrongState):
            reviewing.publish(by=ward["recruiter"], description=review.description)

    def test_nor_what_was_changed_past_every_door(self, ward):
        description = approved(ward["recruiter"], ward["hr"])
        Section.objects.update(lines=[])
        with pytest.raises(WrongState, match="not the text that was approved"):
            reviewing.publish(by=ward["recruiter"], description=description)

    def test_withdrawing_ends_the_round(self, client_of, ward):
        review = sent(ward["recruiter"])
        client_of(ward["recruiter"]).post(reverse("descriptions:withdraw", args=[review.description_id]))
        assert Review.objects.get().state == Review.State.WITHDRAWN
        assert JobDescription.objects.get().status == Status.DRAFT

    def test_archiving_ends_it_too(self, ward):
        review = sent(ward["recruiter"])
        reviewing.archive(by=ward["recruiter"], description=review.description)
        assert Review.objects.get().state == Review.State.WITHDRAWN

    def test_an_approved_text_cannot_be_changed_before_it_is_reopened(self, ward):
        description = approved(ward["recruiter"], ward["hr"])
        with pytest.raises(WrongState, match="Reopen it"):
            self.save(ward["recruiter"], "Another text")
        with pytest.raises(WrongState, match="Reopen it"):
            services.update_brief(by=ward["recruiter"], description=description, brief={"title": "Cook"})
        assert content_of(description)[0]["lines"][0]["text"] == "Assess patients"
