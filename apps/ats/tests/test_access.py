"""Who may do what: every route, every scope, own and foreign departments."""

from __future__ import annotations

import pytest
from django.urls import get_resolver, reverse

from apps.ats.api.base import NoSuchRoute
from apps.descriptions.models import GenerationRequest
from tests.factories import DepartmentFactory, JobDescriptionFactory, SectionFactory

pytestmark = pytest.mark.django_db

#: Route -> scopes that open it. A route that is missing here fails the last test.
OPENED_BY = {
    ("POST", "drafts"): {"briefs:write"},
    ("GET", "draft"): {"briefs:write", "descriptions:read"},
    ("GET", "description"): {"descriptions:read"},
    ("GET", "export"): {"descriptions:export"},
}
SCOPES = ["briefs:write", "descriptions:read", "descriptions:export"]


def call(client, method, route, description):
    draft = GenerationRequest.objects.filter(description=description).first() or GenerationRequest.objects.create(
        description=description, requested_by=description.owner
    )
    arguments = {"drafts": [], "draft": [draft.pk], "description": [description.pk]}
    url = reverse(f"api:{route}", args=arguments.get(route, [description.pk, "text"]))
    return client.generic(method, url, '{"title": "Nurse"}', content_type="application/json")


@pytest.mark.parametrize("scope", SCOPES)
@pytest.mark.parametrize(("method", "route"), OPENED_BY, ids=lambda value: value)
def test_scopes(api, scope, method, route):
    description = SectionFactory().description
    response = call(api([scope]), method, route, description)
    if scope in OPENED_BY[method, route]:
        assert response.status_code in (200, 202)
    else:
        assert response.status_code == 403
        assert "lacks the scope" in response.json()["detail"]


@pytest.mark.parametrize("route", ["draft", "description", "export"])
@pytest.mark.parametrize(
    ("of_key", "of_description", "status"),
    [
        (None, None, 200),
        (None, "A", 200),
        ("A", "A", 200),
        ("A", "B", 404),
        ("A", None, 404),
    ],
)
def test_departments(api, route, of_key, of_description, status):
    departments = {name: DepartmentFactory(name=name) for name in "AB"} | {None: None}
    description = SectionFactory(description__department=departments[of_description]).description
    response = call(api(department=departments[of_key]), "GET", route, description)
    assert response.status_code == status


@pytest.mark.parametrize("route", ["draft", "description"])
def test_what_is_foreign_looks_like_what_is_not_there(api, route):
    client = api(department=DepartmentFactory())
    foreign = call(client, "GET", route, JobDescriptionFactory(department=DepartmentFactory()))
    missing = client.get(reverse(f"api:{route}", args=[10**9]))
    assert foreign.json() == missing.json()


def test_every_route_has_a_row():
    patterns = get_resolver("apps.ats.urls").url_patterns
    names = set()
    for pattern in patterns:
        names |= {child.name for child in getattr(pattern, "url_patterns", [pattern])}
    open_to_all = {"schema", None}
    assert names - open_to_all == {route for _, route in OPENED_BY}
    assert patterns[-1].callback.view_class is NoSuchRoute
