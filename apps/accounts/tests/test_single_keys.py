"""Keys that work alone can be switched off, for a person, in every browser."""

from __future__ import annotations

from django.urls import reverse


def switch(client, **fields):
    return client.post(reverse("accounts:single_keys"), fields)


def test_it_works(client_of, recruiter):
    client = client_of(recruiter)
    page = client.get(reverse("descriptions:list")).content.decode()
    assert 'data-single-keys="on"' in page
    assert switch(client).status_code == 204
    recruiter.refresh_from_db()
    assert not recruiter.single_keys
    assert 'data-single-keys="off"' in client.get(reverse("descriptions:list")).content.decode()
    switch(client, single_keys="on")
    recruiter.refresh_from_db()
    assert recruiter.single_keys


def test_only_ones_own(client_of, recruiter, other_recruiter):
    switch(client_of(recruiter))
    other_recruiter.refresh_from_db()
    assert other_recruiter.single_keys


def test_only_for_who_is_signed_in(client, db):
    assert switch(client).status_code == 302
