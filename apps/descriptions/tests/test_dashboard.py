from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.descriptions import figures, reviewing, routes
from apps.descriptions.models import JobDescription, Review
from apps.descriptions.tests.reviews import Role, approved, department_with, make_person, sent, written_by_engine
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db
ADDRESS = "/descriptions/dashboard/"


@pytest.fixture
def ward():
    department, (recruiter, hr) = department_with(Role.RECRUITER, Role.HR)
    return department, recruiter, hr


def html_of(client):
    return client.get(ADDRESS).content.decode()


def test_it_works(client_of, ward):
    _, recruiter, hr = ward
    review = sent(recruiter)
    page = html_of(client_of(hr))
    assert page.count(reverse("descriptions:review", args=[review.description_id])) == 1
    assert review.description.get_absolute_url() in html_of(client_of(recruiter))


def test_before_anything_is_measured_it_says_so(client_of, ward):
    page = html_of(client_of(ward[1]))
    assert page.count("Not measured yet.") == 4
    assert "Nothing has been approved yet." in page
    assert '<svg class="chart"' not in page


class TestFindingsFixed:
    def test_rounds_that_were_not_measured_do_not_count(self, ward):
        approved(ward[1], ward[2])
        assert figures.findings_fixed(figures.approvals()) == []

    def test_the_first_approval_of_each_counts_by_kind_of_rule(self, client_of, ward):
        _, recruiter, hr = ward
        for counts in ({"language": [4, 3], "structure": [2, 0]}, {"language": [4, 1]}):
            description = approved(recruiter, hr)
            Review.objects.filter(description=description).update(findings=counts)
        reviewing.reopen(by=recruiter, description=description)
        description.sections.update(heading="What you do")
        again = reviewing.send_for_review(by=recruiter, description=description)
        reviewing.approve(by=hr, review=again, step=0)
        Review.objects.filter(pk=again.pk).update(findings={"language": [99, 0]})
        shown = [(row.label, row.said, row.count) for row in figures.findings_fixed(figures.approvals())]
        assert shown == [("Language", "50%", 8), ("Structure", "0%", 2)]
        page = html_of(client_of(recruiter))
        assert "Findings fixed: Language 50%, Structure 0%" in page


class TestWaitingForMe:
    def test_only_what_this_person_may_decide(self, ward):
        department, recruiter, hr = ward
        review = sent(recruiter)
        assert routes.waiting_for(hr) == [review]
        assert routes.waiting_for(make_person(Role.HR)) == []
        assert routes.waiting_for(recruiter) == []
        assert routes.waiting_for(make_person(Role.ADMIN)) == [review]

    def test_not_what_they_wrote_themselves(self, ward):
        department, _, hr = ward
        review = sent(hr)
        pay = make_person(Role.PAY, department)
        assert routes.waiting_for(hr) == []
        assert routes.waiting_for(pay) == [review]

    def test_the_longest_waiting_first(self, ward):
        _, recruiter, hr = ward
        first, second = sent(recruiter), sent(recruiter)
        Review.objects.filter(pk=second.pk).update(waiting_since=timezone.now() - timedelta(days=3))
        assert routes.waiting_for(hr) == [second, first]


class TestStuck:
    def test_what_waits_for_too_long(self, ward):
        _, recruiter, hr = ward
        review = sent(recruiter)
        assert not figures.stuck(recruiter)
        Review.objects.update(waiting_since=timezone.now() - figures.STUCK)
        assert list(figures.stuck(recruiter)) == [review.description]
        assert list(figures.stuck(make_person(Role.ADMIN))) == [review.description]
        assert not figures.stuck(make_person())

    def test_what_came_back_and_was_forgotten(self, ward):
        _, recruiter, hr = ward
        reviewing.send_back(by=hr, review=sent(recruiter), step=0, note="More")
        assert not figures.stuck(recruiter)
        JobDescription.objects.update(updated_at=timezone.now() - figures.STUCK)
        assert len(figures.stuck(recruiter)) == 1

    def test_a_round_of_before_does_not_count(self, ward):
        _, recruiter, hr = ward
        reviewing.withdraw(by=recruiter, description=sent(recruiter).description)
        Review.objects.update(waiting_since=timezone.now() - figures.STUCK)
        assert not figures.stuck(recruiter)


class TestFigures:
    def end(self, description, *, after):
        JobDescription.objects.filter(pk=description.pk).update(created_at=timezone.now() - after)

    def test_the_median_time_by_department(self, ward):
        department, recruiter, hr = ward
        for days in (1, 2, 9):
            self.end(approved(recruiter, hr), after=timedelta(days=days))
        (figure,) = figures.days_to_approval(figures.approvals())
        assert (figure.label, figure.said, figure.count) == (department.name, "2.0 days", 3)

    def test_short_times_are_said_in_hours(self, ward):
        self.end(approved(ward[1], ward[2]), after=timedelta(hours=6))
        assert figures.days_to_approval(figures.approvals())[0].said == "6.0 hours"

    def test_only_the_first_approval_of_a_text_counts(self, ward):
        _, recruiter, hr = ward
        description = approved(recruiter, hr)
        self.end(description, after=timedelta(days=30))
        now = timezone.now()
        Review.objects.update(ended_at=now - timedelta(days=28))
        first = Review.objects.get()
        Review.objects.create(
            description=description,
            revision=first.revision,
            text_hash=first.text_hash,
            steps=first.steps,
            sent_by=recruiter,
            state="approved",
            ended_at=now,
        )
        (figure,) = figures.days_to_approval(figures.approvals())
        assert (figure.said, figure.count) == ("2.0 days", 1)

    def test_shares_of_lines_and_of_approvals(self, ward):
        _, recruiter, hr = ward
        review = reviewing.send_for_review(by=recruiter, description=written_by_engine(recruiter, "One", "Two"))
        reviewing.approve(by=hr, review=review, step=0, read_unedited=True)
        approved(recruiter, hr)
        rounds = figures.approvals()
        assert [figure.said for figure in figures.share_edited(rounds)] == ["0%"]
        assert (figures.unedited_share(rounds).said, figures.unedited_share(rounds).count) == ("50%", 2)
        months = figures.unedited_by_month(rounds)
        assert [figure.said for figure in months] == ["none"] * (figures.MONTHS - 1) + ["50%"]
        assert len({figure.label for figure in months}) == figures.MONTHS

    def test_each_chart_has_its_table_and_says_what_it_shows(self, client_of, ward):
        department, recruiter, hr = ward
        approved(recruiter, hr)
        page = html_of(client_of(hr))
        assert page.count('<svg class="chart"') == page.count('<table class="figures-table"') == 2
        assert f'aria-label="From brief to approved: {department.name}' in page
        assert " style=" not in page

    def test_a_name_is_never_markup(self, client_of, ward):
        department, recruiter, hr = ward
        type(department).objects.update(name='<b>"&')
        approved(recruiter, hr)
        assert '<b>"&' not in html_of(client_of(hr))


def test_many_rows_cost_no_more_queries(client_of, ward, django_assert_max_num_queries):
    _, recruiter, hr = ward
    for _ in range(3):
        sent(recruiter)
        approved(recruiter, hr)
        JobDescriptionFactory(owner=hr)
    client = client_of(hr)
    with django_assert_max_num_queries(10):
        page = html_of(client)
    assert page.count("/review/") == 3
    assert User.objects.count() == 2
