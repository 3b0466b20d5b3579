"""Five failures of one name from one address, then a cool-off in which nothing opens the door."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from apps.accounts import attempts
from tests.factories import UserFactory

PASSWORD = "correct horse battery"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def robin():
    return UserFactory(username="robin")


@pytest.fixture
def later(monkeypatch):
    """`later(seconds)` moves the clock that the counts are kept by."""

    def move(seconds):
        there = time.time() + seconds
        monkeypatch.setattr(time, "time", lambda: there)

    return move


def sign_in(username="robin", password="wrong", *, address="192.0.2.1", **headers):
    fields = {"username": username, "password": password}
    return Client().post(reverse("accounts:sign_in"), fields, REMOTE_ADDR=address, headers=headers)


def fail(times=attempts.FAILURES, **options):
    return [sign_in(**options).status_code for _ in range(times)]


def asked_by(address, **headers):
    return attempts.client_address(RequestFactory().get("/", REMOTE_ADDR=address, headers=headers))


def test_it_works(robin):
    assert fail() == [200] * 5
    refused = sign_in()
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) in range(890, 901)
    assert "too many failed sign-ins with this name. Try again in 15 minutes" in refused.content.decode()


def test_the_right_password_is_refused_in_the_same_way(robin):
    fail()
    right, wrong = sign_in(password=PASSWORD), sign_in()
    assert right.status_code == wrong.status_code == 429
    assert "_auth_user_id" not in right.client.session
    assert right.context["form"].non_field_errors() == wrong.context["form"].non_field_errors()


def test_the_fifth_attempt_may_still_succeed_and_forgets_the_four(robin):
    fail(4)
    assert sign_in(password=PASSWORD).status_code == 302
    assert fail() == [200] * 5
    assert sign_in(password=PASSWORD).status_code == 429


def test_it_ends_after_a_quarter_of_an_hour_whoever_knocks_meanwhile(robin, later):
    fail()
    later(attempts.COOL_OFF - 60)
    refused = sign_in()
    assert refused.status_code == 429
    assert "Try again in 1 minute;" in refused.content.decode()
    later(61)
    assert sign_in(password=PASSWORD).status_code == 302


def test_old_failures_are_forgotten(robin, later):
    fail(4)
    later(attempts.COOL_OFF + 1)
    assert fail() == [200] * 5


def test_a_name_that_nobody_has_is_answered_like_one_that_somebody_has(robin):
    of_somebody = [sign_in() for _ in range(7)]
    of_nobody = [sign_in("nobody") for _ in range(7)]
    for one, other in zip(of_somebody, of_nobody, strict=True):
        assert one.status_code == other.status_code
        assert one.context["form"].errors == other.context["form"].errors


def test_an_account_that_is_off_is_answered_like_one_that_is_not_there():
    UserFactory(username="gone", is_active=False)
    gone, nobody = sign_in("gone", PASSWORD), sign_in("nobody", PASSWORD)
    assert gone.context["form"].errors == nobody.context["form"].errors


def test_other_people_and_other_addresses_are_not_held_up(robin):
    UserFactory(username="kim")
    fail()
    assert sign_in("kim", PASSWORD).status_code == 302
    assert sign_in(password=PASSWORD, address="192.0.2.2").status_code == 302


@pytest.mark.parametrize("username", ["ROBIN", " robin ", "ｒｏｂｉｎ"])
def test_another_spelling_of_the_name_is_the_same_name(robin, username):
    fail()
    assert sign_in(username).status_code == 429


def test_a_success_of_ones_own_does_not_forget_the_failures_of_another_name(robin):
    UserFactory(username="mallory")
    fail(4)
    sign_in("mallory", PASSWORD)
    fail(1)
    assert sign_in().status_code == 429


def test_empty_fields_are_no_attempt(robin):
    fail(10, password="")
    assert sign_in(password=PASSWORD).status_code == 302


def test_a_made_up_forwarded_address_is_not_believed(robin):
    for number in range(5):
        sign_in(**{"X-Forwarded-For": f"198.51.100.{number}"})
    assert sign_in(**{"X-Forwarded-For": "198.51.100.9"}).status_code == 429


def test_behind_a_proxy_only_what_the_proxy_adds_is_believed(robin, settings):
    settings.BEHIND_PROXY = True
    for number in range(5):
        sign_in(**{"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.7"})
    assert sign_in(**{"X-Forwarded-For": "203.0.113.7"}).status_code == 429
    assert sign_in(password=PASSWORD, **{"X-Forwarded-For": "203.0.113.8"}).status_code == 302


@pytest.mark.parametrize(
    ("proxies", "forwarded", "address"),
    [
        (0, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (1, "1.1.1.1, 2.2.2.2", "2.2.2.2"),
        (2, "9.9.9.9, 1.1.1.1, 2.2.2.2", "1.1.1.1"),
        (3, "1.1.1.1", "1.1.1.1"),
        (1, "", "10.0.0.1"),
        (1, " , ", "10.0.0.1"),
    ],
)
def test_the_number_of_proxies_says_which_address_counts(settings, proxies, forwarded, address):
    settings.BEHIND_PROXY = True
    settings.REST_FRAMEWORK = {**settings.REST_FRAMEWORK, "NUM_PROXIES": proxies}
    assert asked_by("10.0.0.1", **{"X-Forwarded-For": forwarded}) == address


@pytest.mark.parametrize(
    ("address", "counted"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3::4", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::9", "2001:db8:1:2::/64"),
        ("", ""),
        ("x" * 500, "x" * 64),
    ],
)
def test_addresses_that_belong_together_count_together(address, counted):
    assert asked_by(address) == counted


def test_many_at_once_get_no_more_guesses_than_one_after_the_other(rf):
    request = rf.post("/")

    def attempt(_):
        try:
            return bool(attempts.count_attempt(request, "robin"))
        except attempts.TooManyFailures:
            return False

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(60))) == attempts.FAILURES


def test_a_count_that_ends_while_it_is_raised_begins_anew(rf, monkeypatch):
    answers = iter([ValueError, 1])

    def incr(key):
        answer = next(answers)
        if answer is ValueError:
            raise ValueError
        return answer

    monkeypatch.setattr(attempts.cache, "incr", incr)
    assert attempts.count_attempt(rf.post("/"), "robin").startswith("sign-in-")


def test_names_and_addresses_stand_in_no_key(rf):
    key = attempts.count_attempt(rf.post("/", REMOTE_ADDR="192.0.2.1"), "robin")
    assert "robin" not in key
    assert "192" not in key
