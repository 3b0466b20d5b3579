from __future__ import annotations

import pytest
from asgiref.sync import async_to_sync
from django.test import AsyncClient, Client

ICONS = "/static/icons.svg"


@pytest.fixture(autouse=True)
def _listed_at_the_start(settings):
    """As a server does it, and not as the other tests do."""
    settings.WHITENOISE_AUTOREFRESH = False


def test_it_works():
    response = Client().get(ICONS)
    assert response.status_code == 200
    assert b"<svg" in b"".join(response)


@pytest.mark.django_db
def test_under_asgi_it_is_no_synchronous_stream():
    """Django warns of one when it is sent."""
    response = async_to_sync(AsyncClient().get)(ICONS)
    assert (response.status_code, response.streaming) == (200, False)
    assert response["Content-Type"] == "image/svg+xml"
    assert int(response["Content-Length"]) == len(response.content) > 100


@pytest.mark.parametrize("path", ["/static/nothing.svg", "/static/../manage.py"])
def test_what_is_not_there(path):
    assert Client().get(path).status_code == 404
