from __future__ import annotations

import json

import pytest
from lxml import etree, html

from apps.ats.tests.linked import make_finished
from apps.descriptions import reviewing
from apps.templates_lib.models import CompanyProfile
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db
FEEDS = ("/feeds/indeed.xml", "/feeds/jobs.rss", "/feeds/sitemap.xml", "/feeds/hr-open.json")


@pytest.fixture
def feeds(settings):
    settings.JD_FEEDS = True


def test_nothing_is_public_until_somebody_switches_feeds_on(client, recruiter):
    description = make_finished(recruiter)
    for address in (*FEEDS, f"/feeds/jobs/{description.pk}/"):
        assert client.get(address).status_code == 404


@pytest.mark.parametrize("address", FEEDS)
def test_finished_texts_are_in_every_feed_and_others_in_none(feeds, client, recruiter, address):
    finished, draft = make_finished(recruiter), JobDescriptionFactory(title="Secret plan")
    content = client.get(address).content.decode()
    assert f"/feeds/jobs/{finished.pk}/" in content
    assert f"/feeds/jobs/{draft.pk}/" not in content
    assert "Secret plan" not in content
    reviewing.reopen(by=recruiter, description=finished)
    assert f"/feeds/jobs/{finished.pk}/" not in client.get(address).content.decode()


def test_the_page_of_a_job_has_structured_data(feeds, client, recruiter):
    description = make_finished(recruiter, "Bake </script><b>bread</b>")
    page = html.fromstring(client.get(f"/feeds/jobs/{description.pk}/").content)
    (script,) = page.xpath("//script[@type='application/ld+json']")
    data = json.loads(script.text)
    assert (data["@type"], data["title"]) == ("JobPosting", "Baker")
    assert "Bake </script><b>bread</b>" in page.text_content()


def test_a_draft_has_no_public_page(feeds, client):
    assert client.get(f"/feeds/jobs/{JobDescriptionFactory().pk}/").status_code == 404


def test_many_jobs_need_few_queries(feeds, client, recruiter, django_assert_max_num_queries):
    CompanyProfile.objects.create(name="Northfield")
    for _ in range(5):
        make_finished(recruiter)
    with django_assert_max_num_queries(3):  # company, jobs, sections
        jobs = etree.fromstring(client.get("/feeds/indeed.xml").content).findall("job")
    assert [job.findtext("company") for job in jobs] == ["Northfield"] * 5
