from __future__ import annotations

from django.urls import reverse

from apps.descriptions.models import JobDescription
from tests.factories import JobDescriptionFactory, SectionFactory


def duplicate(client, description, **kwargs):
    return client.post(reverse("descriptions:duplicate", args=[description.pk]), **kwargs)


def test_it_works(client_of, recruiter):
    section = SectionFactory()
    response = duplicate(client_of(recruiter), section.description)
    copy = JobDescription.objects.get(owner=recruiter)
    assert response["Location"] == copy.get_absolute_url()
    assert [one.lines for one in copy.sections.all()] == [section.lines]


def test_htmx_is_sent_to_the_copy(client_of, recruiter):
    response = duplicate(client_of(recruiter), JobDescriptionFactory(), headers={"HX-Request": "true"})
    assert response["HX-Redirect"] == JobDescription.objects.get(owner=recruiter).get_absolute_url()


def test_strangers_may_not(client, db):
    assert duplicate(client, JobDescriptionFactory())["Location"].startswith("/sign-in/")
    assert JobDescription.objects.count() == 1


def test_a_link_copies_nothing(client_of, recruiter):
    address = reverse("descriptions:duplicate", args=[JobDescriptionFactory().pk])
    assert client_of(recruiter).get(address).status_code == 405
