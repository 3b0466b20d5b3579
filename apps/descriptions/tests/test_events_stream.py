from __future__ import annotations

import asyncio
from itertools import count
from types import SimpleNamespace

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient
from django.urls import reverse

from apps.descriptions import following
from apps.descriptions.models import GenerationEvent, GenerationRequest
from apps.descriptions.tests.editing import OUTLINE, draft_request
from apps.descriptions.tests.streams import tell, text_of
from tests.factories import JobDescriptionFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def request_(db):
    return draft_request(JobDescriptionFactory(owner=UserFactory(username="recruiter")), written=1)


@pytest.fixture(autouse=True)
def _look_often(monkeypatch):
    monkeypatch.setattr(following, "LOOK_EVERY", 0.01)


async def follow(request, *, user=None, **headers):
    client = AsyncClient()
    await sync_to_async(client.force_login)(user or request.requested_by)
    return await client.get(reverse("descriptions:events", args=[request.pk]), headers=headers)


async def end(request, state="finished"):
    rows = GenerationRequest.objects.filter(pk=request.pk)
    await rows.aupdate(state=state, lease_token=None, lease_until=None)


def test_it_works(request_):
    async def story():
        response = await follow(request_)
        reading = asyncio.ensure_future(text_of(response))
        await asyncio.sleep(0.1)
        data = OUTLINE[1] | {"lines": []}
        await GenerationEvent.objects.acreate(request=request_, number=2, section_kind="responsibilities", data=data)
        await asyncio.sleep(0.1)
        await end(request_)
        return response, await asyncio.wait_for(reading, 5)

    response, text = tell(story)
    assert response["Content-Type"] == "text/event-stream"
    assert response["X-Accel-Buffering"] == "no"
    assert "no-cache" in response["Cache-Control"]
    assert text.startswith("retry: 1000\n\n")
    assert text.count("event: run\n") == 3
    assert "1 of 3 sections" in text
    assert "2 of 3 sections" in text
    assert text.index("id: 1\n") < text.index("id: 2\n")
    assert "data-run-over" in text.rsplit("event: run", 1)[1]


def test_each_line_of_a_message_is_data(request_):
    message = following.as_event("<p>\n\n one\r\n</p>", name="run", number=3)
    assert message == "id: 3\nevent: run\ndata: <p>\ndata:  one\ndata: </p>\n\n"


def test_a_browser_that_comes_back_is_not_told_again(request_):
    async def story():
        response = await follow(request_, **{"Last-Event-ID": "1"})
        reading = asyncio.ensure_future(text_of(response))
        await asyncio.sleep(0.1)
        await end(request_, "stopped")
        return await asyncio.wait_for(reading, 5)

    text = tell(story)
    assert text.count("event: run\n") == 1
    assert "data-run-over" in text


def test_it_ends_so_that_no_proxy_sees_an_endless_answer(request_, monkeypatch):
    monkeypatch.setattr(following, "time", SimpleNamespace(monotonic=count(step=5).__next__))

    async def story():
        return await asyncio.wait_for(text_of(await follow(request_)), 5)

    text = tell(story)
    assert text.count("event: run\n") == 1
    assert ": still here" in text


def test_a_browser_that_goes_away_ends_it(request_):
    async def story():
        response = await follow(request_)
        reading = asyncio.ensure_future(text_of(response))
        await asyncio.sleep(0.1)
        reading.cancel()
        with pytest.raises(asyncio.CancelledError):
            await reading

    tell(story)


def test_readers_may_follow(request_):
    async def story():
        await end(request_)
        stranger = await sync_to_async(UserFactory)()
        return await text_of(await follow(request_, user=stranger))

    assert "data-run-over" in tell(story)


def test_nobody_without_an_account(request_):
    async def story():
        return await AsyncClient().get(reverse("descriptions:events", args=[request_.pk]))

    assert tell(story).status_code == 302


def test_what_is_not_there(request_):
    async def story():
        client = AsyncClient()
        await sync_to_async(client.force_login)(request_.requested_by)
        return await client.get(reverse("descriptions:events", args=[4711]))

    assert tell(story).status_code == 404


def test_the_page_names_the_stream_under_asgi_only(request_, client_of):
    async def story():
        client = AsyncClient()
        await sync_to_async(client.force_login)(request_.requested_by)
        return await client.get(request_.description.get_absolute_url())

    address = reverse("descriptions:events", args=[request_.pk])
    assert address in tell(story).content.decode()
    page = client_of(request_.requested_by).get(request_.description.get_absolute_url())
    assert address not in page.content.decode()
