import json

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from jdcopilot import embedded, health


def ask_ready():
    response = health.readyz(RequestFactory().get("/readyz"))
    return response.status_code, json.loads(response.content)["parts"]


@pytest.fixture
def worker_lives(monkeypatch):
    monkeypatch.setattr(embedded, "is_alive", lambda: True)


def test_it_works(db, worker_lives):
    assert ask_ready() == (200, {"database": "ok", "worker": "ok"})


def test_health_asks_nothing_of_others(django_assert_num_queries, db):
    with django_assert_num_queries(0):
        response = health.healthz(RequestFactory().get("/healthz"))
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.parametrize("view", [health.healthz, health.readyz])
def test_nobody_need_sign_in(view):
    assert view.login_required is False


def test_a_dead_worker_is_reported(db):
    assert ask_ready() == (503, {"database": "ok", "worker": "unavailable"})


def test_a_dead_database_is_reported_without_its_reason(worker_lives, monkeypatch):
    class Broken:
        def cursor(self):
            raise OperationalError("password authentication failed for user jd")

    monkeypatch.setattr(health, "connection", Broken())
    response = health.readyz(RequestFactory().get("/readyz"))
    assert response.status_code == 503
    assert b"password" not in response.content


def test_a_dead_broker_is_reported(db, settings, monkeypatch):
    settings.EMBEDDED_WORKER = False
    monkeypatch.setattr(health.app.conf, "broker_url", "redis://127.0.0.1:1/0")
    monkeypatch.setattr(health.app.conf, "broker_read_url", None)
    monkeypatch.setattr(health.app.conf, "broker_write_url", "redis://127.0.0.1:1/0")
    assert ask_ready() == (503, {"database": "ok", "broker": "unavailable"})


@pytest.mark.django_db
def test_both_have_an_address(client):
    assert client.get("/healthz").content == b"ok\n"
    assert "parts" in client.get("/readyz").json()
