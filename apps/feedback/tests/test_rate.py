from __future__ import annotations

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, transaction
from django.urls import reverse

from apps.descriptions.models import OutboxEvent, Revision
from apps.feedback import services
from apps.feedback.models import Rating
from tests.factories import JobDescriptionFactory, RevisionFactory

pytestmark = pytest.mark.django_db
HTMX = {"hx-request": "true", "hx-target": "rating"}


@pytest.fixture
def description(recruiter):
    description = JobDescriptionFactory(owner=recruiter)
    RevisionFactory(description=description, number=1, origin=Revision.Origin.ENGINE, engine="local jd-mini 1")
    return description


def rate(client, description, **fields):
    headers = fields.pop("headers", None)
    url = reverse("feedback:rate", args=[description.pk])
    return client.post(url, {"stars": "4", **fields}, headers=headers)


def test_it_works(client_of, recruiter, description):
    response = rate(client_of(recruiter), description, reasons=["tone", "clear"], comment=" Reads well ", headers=HTMX)
    assert response.status_code == 200
    assert b'id="rating-saved"' in response.content
    rating = Rating.objects.get()
    assert (rating.stars, rating.reasons, rating.comment) == (4, ["clear", "tone"], "Reads well")
    assert (rating.engine, rating.author, rating.revision.number) == ("local jd-mini 1", recruiter, 1)


def test_without_htmx_it_goes_back_with_a_message(client_of, recruiter, description):
    response = rate(client_of(recruiter), description)
    assert response.status_code == 302
    assert response.url == description.get_absolute_url()
    assert [message.level_tag for message in get_messages(response.wsgi_request)] == ["success"]


def test_a_second_rating_replaces_the_first(client_of, recruiter, description):
    client = client_of(recruiter)
    rate(client, description)
    rate(client, description, stars="1", comment="Changed my mind")
    assert Rating.objects.values_list("stars", "comment").get() == (1, "Changed my mind")


def test_ratings_of_people_sections_and_versions_stand_side_by_side(client_of, recruiter, other_recruiter, description):
    rate(client_of(recruiter), description)
    rate(client_of(other_recruiter), description)
    rate(client_of(recruiter), description, section_kind="responsibilities")
    RevisionFactory(description=description, number=2)
    rate(client_of(recruiter), description)
    assert Rating.objects.count() == 4


def test_an_edited_text_is_still_credited_to_the_engine_that_wrote_it(recruiter, description):
    RevisionFactory(description=description, number=2, origin=Revision.Origin.PERSON)
    rating = services.rate(by=recruiter, description=description, stars=5, reasons=[], comment="")
    assert (rating.revision.number, rating.engine) == (2, "local jd-mini 1")


def test_a_text_that_no_engine_wrote_is_the_persons(recruiter):
    description = RevisionFactory(description__owner=recruiter).description
    assert services.rate(by=recruiter, description=description, stars=5, reasons=[], comment="").engine == "person"


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"stars": ""}, "one to five"),
        ({"stars": "0"}, "greater than or equal to 1"),
        ({"stars": "6"}, "less than or equal to 5"),
        ({"reasons": ["rude"]}, "rude"),
        ({"comment": "x" * 2001}, "2000"),
        ({"section_kind": "benefits"}, "no longer part"),
    ],
)
def test_bad_input_is_explained_and_not_stored(client_of, recruiter, description, fields, word):
    response = rate(client_of(recruiter), description, headers=HTMX, **fields)
    assert response.status_code == 200
    assert word in response.content.decode()
    assert 'role="alert"' in response.content.decode()
    assert not Rating.objects.exists()


def test_there_must_be_a_text(client_of, recruiter):
    response = rate(client_of(recruiter), JobDescriptionFactory())
    assert response.status_code == 302
    assert not Rating.objects.exists()


def test_typed_text_is_escaped(client_of, recruiter, description):
    response = rate(client_of(recruiter), description, section_kind='"><b>', headers=HTMX)
    assert "<b>" not in response.content.decode()


def test_only_post_and_only_signed_in(client, client_of, recruiter, description):
    url = reverse("feedback:rate", args=[description.pk])
    assert client_of(recruiter).get(url).status_code == 405
    assert client.post(url, {"stars": 5}).status_code == 302
    assert client_of(recruiter).post(reverse("feedback:rate", args=[0]), {"stars": 5}).status_code == 404
    assert not Rating.objects.exists()


def test_the_database_refuses_six_stars(recruiter, description):
    rating = services.rate(by=recruiter, description=description, stars=5, reasons=[], comment="")
    with pytest.raises(IntegrityError, match="stars_from_1_to_5"), transaction.atomic():
        Rating.objects.filter(pk=rating.pk).update(stars=6)


def test_webhooks_hear_of_a_rating_once_and_not_what_it_says(recruiter, description):
    for stars in (2, 5):
        rating = services.rate(by=recruiter, description=description, stars=stars, reasons=["tone"], comment="Stiff")
    event = OutboxEvent.objects.get()
    data = {"description_id": description.pk, "title": description.title, "rating_id": rating.pk}
    assert (event.type, event.data) == ("feedback.created", data)
