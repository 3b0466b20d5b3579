from __future__ import annotations

import asyncio
import json
import re
from datetime import timedelta

import pytest
from asgiref.sync import sync_to_async
from django.test import AsyncClient
from django.urls import reverse
from django.utils import timezone

from apps.ats import keys, streams
from apps.ats.api import draft_events
from apps.ats.models import MachineKey, Scope
from apps.descriptions import following
from apps.descriptions.models import GenerationEvent, GenerationRequest
from apps.descriptions.tests.streams import tell, text_of
from tests.factories import JobDescriptionFactory

OUTLINE = [{"kind": "summary", "heading": "In short"}, {"kind": "required", "heading": "You have"}]
LINE = {"text": "Assess patients", "sources": [{"kind": "person", "ref": "7"}], "supported": True}


@pytest.fixture
def draft(recruiter):
    description = JobDescriptionFactory(owner=recruiter)
    return GenerationRequest.objects.create(description=description, requested_by=recruiter, outline=OUTLINE)


def write(draft, number):
    data = OUTLINE[number - 1] | {"lines": [LINE]}
    GenerationEvent.objects.create(request=draft, number=number, section_kind=data["kind"], data=data)


def end(draft, state="finished"):
    GenerationRequest.objects.filter(pk=draft.pk).update(state=state, finished_at=timezone.now())


def url_of(draft):
    return reverse("api:draft_events", args=[draft.pk])


def read(text):
    """[(id, event, data)] of a stream."""
    found = re.findall(r"^id: (\d+)\nevent: (\S+)\ndata: (.*)\n$", text, re.MULTILINE)
    return [(int(number), name, json.loads(data)) for number, name, data in found]


@pytest.mark.django_db
class TestWithoutAsgi:
    """Each answer has what is there now, and ends: a worker must not be lent for a minute."""

    def test_it_works(self, api, draft):
        client = api()
        write(draft, 1)
        response = client.get(url_of(draft))
        assert response["Content-Type"] == "text/event-stream"
        assert response.content.startswith(b"retry: 2000\n\n")
        ((number, name, data),) = read(response.content.decode())
        assert (number, name, data["kind"], data["of"]) == (1, "section.finished", "summary", 2)
        assert data["lines"][0]["text"] == "Assess patients"
        assert data["lines"][0]["sources"] == [{"kind": "person", "ref": ""}]
        write(draft, 2)
        end(draft)
        events = read(client.get(url_of(draft), headers={"last-event-id": "1"}).content.decode())
        assert [(number, name) for number, name, _ in events] == [(2, "section.finished"), (3, "draft.finished")]
        assert events[-1][2] == client.get(reverse("api:draft", args=[draft.pk])).json()
        assert client.get(url_of(draft), headers={"last-event-id": "3"}).status_code == 204

    @pytest.mark.parametrize("state", ["finished", "failed", "stopped"])
    def test_how_it_ends(self, api, draft, state):
        end(draft, state)
        ((number, name, data),) = read(api().get(url_of(draft)).content.decode())
        assert (number, name, data["status"]) == (1, f"draft.{state}", state)

    def test_lines_are_for_readers(self, api, draft):
        write(draft, 1)
        for scope, shows in ((Scope.BRIEFS_WRITE, False), (Scope.DESCRIPTIONS_READ, True)):
            for by in ("key", "token"):
                ((_, _, data),) = read(api([scope], by=by).get(url_of(draft)).content.decode())
                assert ("lines" in data) == shows, (scope, by)

    @pytest.mark.parametrize("given", ["", "x", "-1", "1.5", "\u0661", "9" * 30])
    def test_a_last_event_that_cannot_be_read_is_none(self, api, draft, given):
        write(draft, 1)
        end(draft)
        text = api().get(url_of(draft), headers={"last-event-id": given}).content.decode()
        assert [number for number, _, _ in read(text)] == [1, 2]

    def test_any_accept(self, api, draft):
        assert api().get(url_of(draft), headers={"accept": "text/event-stream"}).status_code == 200
        assert api().head(url_of(draft)).status_code == 200


@pytest.mark.django_db(transaction=True)
class TestStream:
    @pytest.fixture(autouse=True)
    def _look_often(self, monkeypatch):
        monkeypatch.setattr(following, "LOOK_EVERY", 0.01)

    @pytest.fixture
    def key(self, recruiter):
        return keys.create_key(name="Acme", scopes=Scope.values, user=recruiter)

    def open(self, draft, key, **headers):
        headers["authorization"] = f"Bearer {key[1]}"
        return AsyncClient().get(url_of(draft), headers=headers)

    def test_it_follows_to_the_end(self, draft, key):
        async def story():
            response = await self.open(draft, key)
            reading = asyncio.ensure_future(text_of(response))
            for step in (lambda: write(draft, 1), lambda: write(draft, 2), lambda: end(draft)):
                await asyncio.sleep(0.1)
                await sync_to_async(step)()
            return response, await asyncio.wait_for(reading, 5)

        response, text = tell(story)
        assert (response["Content-Type"], response["X-Accel-Buffering"]) == ("text/event-stream", "no")
        assert text.startswith("retry: 1000\n\n")
        names = ["section.finished", "section.finished", "draft.finished"]
        assert [(number, name) for number, name, _ in read(text)] == list(enumerate(names, 1))

    def test_the_end_is_told_once_where_it_came_between_look_and_reading(self, draft, key, monkeypatch):
        write(draft, 1)
        end(draft)
        looks = iter([("running", 0), ("finished", 1)])
        monkeypatch.setattr(draft_events, "_look", lambda *_: next(looks))

        async def story():
            return await text_of(await self.open(draft, key))

        assert [name for _, name, _ in read(tell(story))] == ["section.finished", "draft.finished"]

    def test_it_ends_with_the_key(self, draft, key):
        async def story():
            reading = asyncio.ensure_future(text_of(await self.open(draft, key)))
            await asyncio.sleep(0.1)
            await sync_to_async(keys.revoke_keys)(MachineKey.objects.all())
            return await asyncio.wait_for(reading, 5)

        assert read(tell(story)) == []

    def test_it_says_that_it_is_there_and_ends_in_time(self, draft, key, monkeypatch):
        monkeypatch.setattr(following, "STREAM_SECONDS", 0.1)
        monkeypatch.setattr(following, "HEARTBEAT_EVERY", 0.01)

        async def story():
            return await asyncio.wait_for(text_of(await self.open(draft, key)), 5)

        text = tell(story)
        assert ": still here" in text
        assert read(text) == []

    def test_places_are_few_and_given_back(self, draft, key, settings):
        settings.API_STREAMS = 2

        async def story():
            first = await self.open(draft, key)
            refused = await self.open(draft, key)
            await sync_to_async(first.close)()
            last = await self.open(draft, key)
            await sync_to_async(last.close)()
            return first, refused, last

        first, refused, last = tell(story)
        assert (first.status_code, refused.status_code, last.status_code) == (200, 503, 200)
        assert (refused["Retry-After"], refused.json()["type"]) == ("5", "urn:jdcopilot:problem:too-many-streams")


class TestPlaces:
    @pytest.fixture(autouse=True)
    def _empty(self, monkeypatch, settings):
        monkeypatch.setattr(streams, "_places", {})
        settings.API_STREAMS = 4

    def test_half_of_them_are_for_others(self):
        taken = [streams.take_place(key) for key in (1, 1, 1, 2, 3, 4)]
        assert [place is not None for place in taken] == [True, True, False, True, True, False]
        taken[0]()
        taken[0]()
        assert streams.take_place(1)

    def test_what_nobody_gives_back_is_free_again(self, monkeypatch):
        clock = [0.0]
        monkeypatch.setattr(streams.time, "monotonic", lambda: clock[0])
        assert streams.take_place(1)
        assert streams.take_place(1)
        clock[0] = timedelta(minutes=2, seconds=1).total_seconds()
        assert streams.take_place(1)
