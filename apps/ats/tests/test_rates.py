from __future__ import annotations

from itertools import repeat
from types import SimpleNamespace

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.urls import reverse

from apps.ats import rates
from apps.ats.models import RateWindow
from tests.factories import JobDescriptionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock(monkeypatch):
    """`clock.now` is the time, in seconds."""
    clock = SimpleNamespace(now=1_000_000_020.0)
    monkeypatch.setattr(rates.time, "time", lambda: clock.now)
    return clock


def test_each_key_has_its_own_allowance_and_a_new_one_each_minute(api, settings, clock):
    settings.API_RATE = "2/min"
    url = reverse("api:description", args=[JobDescriptionFactory().pk])
    busy, other = api(), api()
    answers = [client.get(url) for client in repeat(busy, 3)]
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert [answer["RateLimit-Remaining"] for answer in answers] == ["1", "0", "0"]
    refused = answers[-1]
    assert (refused["Retry-After"], refused["RateLimit-Reset"], refused["RateLimit-Limit"]) == ("60", "60", "2")
    assert refused["Content-Type"] == "application/problem+json"
    assert other.get(url).status_code == 200
    clock.now += 60
    assert busy.get(url).status_code == 200


def test_the_description_of_the_api_is_counted_by_address(client, settings, clock):
    settings.API_RATE = "1/min"
    assert [client.get(reverse("api:schema")).status_code for _ in range(2)] == [200, 429]
    assert RateWindow.objects.get().who == "ip:127.0.0.1"


@pytest.mark.parametrize(("rate", "parsed"), [("600/min", (600, 60)), ("5/s", (5, 1)), ("9/day", (9, 86400))])
def test_rates(rate, parsed):
    assert rates.parse_rate(rate) == parsed


@pytest.mark.parametrize("rate", ["", "600", "0/min", "-1/min", "600/fortnight"])
def test_a_rate_that_is_none(rate):
    with pytest.raises(ImproperlyConfigured, match="600/min"):
        rates.parse_rate(rate)
