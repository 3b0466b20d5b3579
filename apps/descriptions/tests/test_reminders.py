"""Mails about rounds of review: who gets one, about what, and how often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from apps.descriptions import reviewing, tasks
from apps.descriptions.models import Review
from apps.descriptions.tests.reviews import Role, department_with, make_person, make_route, sent

pytestmark = pytest.mark.django_db


@pytest.fixture
def ward():
    department, people = department_with(Role.RECRUITER, Role.HR, Role.HR, Role.PAY)
    return people


def waits(days):
    Review.objects.update(waiting_since=timezone.now() - timedelta(days=days))


def receivers():
    return sorted(address for message in mail.outbox for address in message.to)


def test_it_works(ward):
    recruiter, one, other, pay = ward
    review = sent(recruiter)
    waits(3)
    assert tasks.remind_reviewers() == 3
    assert receivers() == sorted(person.email for person in (one, other, pay))
    assert mail.outbox[0].subject == "1 job description waiting for your review"
    assert reverse("descriptions:review", args=[review.description_id]) in mail.outbox[0].body


def test_not_before_its_time_and_not_twice_a_day(ward):
    sent(ward[0])
    assert tasks.remind_reviewers() == 0
    waits(3)
    assert [tasks.remind_reviewers() for _ in range(3)] == [3, 0, 0]
    Review.objects.update(reminded_at=timezone.now() - timedelta(days=1, minutes=1))
    assert tasks.remind_reviewers() == 3


def test_one_mail_a_person_for_all_that_waits(ward):
    for _ in range(3):
        sent(ward[0])
    waits(3)
    assert tasks.remind_reviewers() == 3
    assert {message.subject for message in mail.outbox} == {"3 job descriptions waiting for your review"}


def test_who_wrote_it_is_not_asked(ward):
    sent(ward[1])
    waits(3)
    tasks.remind_reviewers()
    assert ward[1].email not in receivers()


def test_what_has_ended_is_no_longer_waited_for(ward):
    reviewing.withdraw(by=ward[0], description=sent(ward[0]).description)
    waits(3)
    assert tasks.remind_reviewers() == 0


def test_each_step_tells_those_who_decide_it(ward):
    make_route(Role.HR, Role.PAY)
    review = sent(ward[0])
    assert tasks.mail_waiting(review.pk) == 2
    assert receivers() == sorted([ward[1].email, ward[2].email])
    mail.outbox.clear()
    reviewing.approve(by=ward[1], review=review, step=0)
    assert tasks.mail_waiting(review.pk) == 1
    assert receivers() == [ward[3].email]


def test_the_end_is_told_to_who_sent_it(ward):
    review = reviewing.send_back(by=ward[1], review=sent(ward[0]), step=0, note="Say which ward")
    assert tasks.mail_decided(review.pk) == 1
    assert receivers() == [ward[0].email]
    assert "Say which ward" in mail.outbox[0].body


def test_people_without_an_address_are_left_out():
    admin = make_person(Role.ADMIN, email="")
    assert tasks.mail_waiting(sent(make_person()).pk) == 0
    assert admin.email == ""


def test_lines_that_would_fit_other_jobs_are_measured_in_the_background(ward):
    review = sent(ward[0], "Work with colleagues", "Assess patients on admission to the burns ward")
    assert review.general_lines is None
    tasks.measure_review(review.pk)
    review.refresh_from_db()
    assert review.general_lines == ["Work with colleagues"]
