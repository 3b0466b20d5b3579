from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from django.contrib.staticfiles.finders import find
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


def test_the_editor_is_light():
    """Packed, as a server in front sends it: 60 KB of scripts and 20 KB of styles at most."""
    scripts = [
        find("django_htmx/htmx-2.min.js"),
        find("js/app.js"),
        find("js/palette.js"),
        find("descriptions/editor.js"),
    ]
    scripts += Path(find("descriptions/js/findings.js")).parent.glob("*.js")
    styles = [find(name) for name in ("css/base.css", "descriptions/editor.css", "descriptions/findings.css")]
    assert 20_000 < _packed(scripts) < 60_000
    assert 5_000 < _packed(styles) < 20_000


def _packed(paths: list[Any]) -> int:
    return sum(len(gzip.compress(Path(path).read_bytes())) for path in paths)
