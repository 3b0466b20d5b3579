"""Who may do what: every route and scope, by key and by token, own and foreign departments, every role behind a key."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from apps.accounts.models import User
from apps.ats import endpoints, keys
from apps.ats.api.base import HasScope, NoSuchRoute
from apps.ats.models import MachineKey, Scope
from apps.descriptions.models import GenerationRequest, JobDescription
from tests.factories import DepartmentFactory, JobDescriptionFactory, RevisionFactory, SectionFactory, UserFactory

pytestmark = pytest.mark.django_db

#: Route -> scopes that open it. A route that is missing here fails the last test.
OPENED_BY = {
    ("GET", "drafts"): {"briefs:write", "descriptions:read"},
    ("POST", "drafts"): {"briefs:write"},
    ("GET", "draft"): {"briefs:write", "descriptions:read"},
    ("POST", "draft_cancel"): {"briefs:write"},
    ("GET", "draft_events"): {"briefs:write", "descriptions:read"},
    ("GET", "descriptions"): {"descriptions:read"},
    ("GET", "description"): {"descriptions:read"},
    ("GET", "export"): {"descriptions:export"},
    ("GET", "sections"): {"descriptions:read"},
    ("GET", "section"): {"descriptions:read"},
    ("PATCH", "section"): {"descriptions:write"},
    ("GET", "revisions"): {"descriptions:read"},
    ("GET", "revision"): {"descriptions:read"},
    ("GET", "ratings"): {"feedback"},
    ("POST", "ratings"): {"feedback"},
    ("GET", "profiles"): {"library:read"},
    ("GET", "templates"): {"library:read"},
    ("GET", "endpoints"): {"webhooks"},
    ("POST", "endpoints"): {"webhooks"},
    ("GET", "endpoint"): {"webhooks"},
    ("PATCH", "endpoint"): {"webhooks"},
    ("DELETE", "endpoint"): {"webhooks"},
    ("POST", "endpoint_ping"): {"webhooks"},
    ("POST", "endpoint_secret"): {"webhooks"},
    ("POST", "endpoint_replay"): {"webhooks"},
    ("GET", "deliveries"): {"webhooks"},
    ("GET", "delivery"): {"webhooks"},
    ("POST", "delivery_replay"): {"webhooks"},
}
#: Routes that ask for no key: they hand out tokens, and describe the API.
WITHOUT_KEY = {("POST", "token"), ("GET", "schema"), ("GET", "docs")}
SCOPES = sorted(Scope.values)
BY = pytest.mark.parametrize("by", ["key", "token"])
#: Routes that are about one description, and lists of what a key may see.
OF_ONE = [
    (method, route)
    for method, route in OPENED_BY
    if route
    in {
        "draft",
        "draft_cancel",
        "draft_events",
        "description",
        "export",
        "sections",
        "section",
        "revisions",
        "revision",
        "ratings",
    }
]
HOOK_ROUTES = [(method, route) for (method, route), scopes in OPENED_BY.items() if scopes == {"webhooks"}]
BODIES = {
    ("POST", "drafts"): {"title": "Nurse"},
    ("PATCH", "section"): {"text": "Assess patients"},
    ("POST", "ratings"): {"stars": 4},
    ("POST", "endpoints"): {"url": "http://127.0.0.1:9/new", "events": ["draft.finished"]},
    ("PATCH", "endpoint"): {"is_active": False},
    ("POST", "endpoint_replay"): {},
}


@pytest.fixture(autouse=True)
def _loopback(settings):
    settings.JD_WEBHOOK_ALLOW_LOOPBACK = True


@pytest.fixture
def endpoint(db):
    endpoint = endpoints.create_endpoint(url="http://127.0.0.1:9/hook", events=["draft.finished"])
    endpoints.ping(endpoint)
    return endpoint


def call(client, method, route, description, endpoint=None):
    url = reverse(f"api:{route}", args=_arguments(route, description, endpoint))
    query = "?q=nurse" if route == "profiles" else ""
    body = json.dumps(BODIES.get((method, route), {})) if method != "GET" else ""
    return client.generic(method, url + query, body, content_type="application/json", headers={"if-match": "*"})


def _arguments(route, description, endpoint):
    if route in ("draft", "draft_cancel", "draft_events"):
        draft = GenerationRequest.objects.filter(description=description).first()
        draft = draft or GenerationRequest.objects.create(description=description, requested_by=description.owner)
        return [draft.pk]
    if route.startswith("endpoint") and route != "endpoints":
        return [endpoint.pk]
    if route.startswith("delivery"):
        return [endpoint.deliveries.first().pk]
    if route in ("drafts", "descriptions", "profiles", "templates", "endpoints", "deliveries"):
        return []
    last = {"export": ["text"], "section": [description.sections.first().pk], "revision": [1]} if description else {}
    return [description.pk, *last.get(route, [])]


@pytest.fixture
def written(recruiter):
    """A description with a section and a version, of any department."""

    def make(department=None):
        description = JobDescriptionFactory(owner=recruiter, department=department)
        SectionFactory(description=description)
        RevisionFactory(description=description, number=1)
        return description

    return make


@BY
@pytest.mark.parametrize(("method", "route"), OPENED_BY, ids=lambda value: value)
def test_its_scope_opens_a_route(api, written, endpoint, method, route, by):
    description = written()
    for scope in OPENED_BY[method, route]:
        answer = call(api([scope], by=by), method, route, description, endpoint)
        assert answer.status_code in (200, 201, 202, 204), scope


@BY
@pytest.mark.parametrize("scope", SCOPES)
def test_no_other_scope_opens_it(api, written, endpoint, scope, by):
    client, description = api([scope], by=by), written()
    for (method, route), opened_by in OPENED_BY.items():
        if scope not in opened_by:
            refused = call(client, method, route, description, endpoint)
            assert (refused.status_code, "lacks the scope" in refused.json()["detail"]) == (403, True), (method, route)


def end_key(key, how):
    past = timezone.now() - timedelta(days=2)
    if how == "replaced":
        keys.rotate_key(key)
    elif how == "account off":
        User.objects.filter(pk=key.user_id).update(is_active=False)
    else:
        ended = {"revoked_at": past} if how == "revoked" else {"created_at": past, "expires_at": timezone.now()}
        MachineKey.objects.filter(pk=key.pk).update(**ended)


@pytest.mark.parametrize(
    ("by", "how"),
    [(by, how) for by in ("key", "token") for how in ("revoked", "expired", "account off")] + [("token", "replaced")],
)
def test_a_key_that_has_ended_opens_nothing(api, written, endpoint, by, how):
    client, description = api(by=by), written()
    end_key(client.key, how)
    check_closed(client, description, endpoint)


@pytest.mark.parametrize("who", ["nobody", *User.Role.values])
def test_without_a_key_nothing_opens(client_of, written, endpoint, who):
    """A session opens nothing either, whatever the role."""
    check_closed(Client() if who == "nobody" else client_of(UserFactory(role=who)), written(), endpoint)


def check_closed(client, description, endpoint):
    for method, route in OPENED_BY:
        refused = call(client, method, route, description, endpoint)
        assert (refused.status_code, refused["Content-Type"]) == (401, "application/problem+json"), (method, route)


@BY
def test_a_key_of_one_department_manages_no_webhooks(api, endpoint, by):
    client = api(department=DepartmentFactory(), by=by)
    for method, route in HOOK_ROUTES:
        refused = call(client, method, route, None, endpoint)
        assert (refused.status_code, "every department" in refused.json()["detail"]) == (403, True), (method, route)


@BY
def test_a_foreign_department_is_not_there(api, written, by):
    client = api(department=DepartmentFactory(), by=by)
    for description in (written(None), written(DepartmentFactory())):
        for method, route in OF_ONE:
            assert call(client, method, route, description).status_code == 404, (method, route)


@pytest.mark.parametrize("route", ["drafts", "descriptions"])
def test_lists_show_the_own_department_alone(api, written, route):
    nursing = DepartmentFactory()
    for department in (None, DepartmentFactory(), nursing):
        description = written(department)
        GenerationRequest.objects.create(description=description, requested_by=description.owner)
    assert len(call(api(department=nursing), "GET", route, description).json()["results"]) == 1
    assert len(call(api(), "GET", route, description).json()["results"]) == 3


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
def test_departments(api, written, route, of_key, of_description, status):
    departments = {name: DepartmentFactory(name=name) for name in "AB"} | {None: None}
    description = written(departments[of_description])
    response = call(api(department=departments[of_key]), "GET", route, description)
    assert response.status_code == status


@pytest.mark.parametrize("route", ["draft", "description"])
def test_what_is_foreign_looks_like_what_is_not_there(api, written, route):
    client = api(department=DepartmentFactory())
    foreign = call(client, "GET", route, written(DepartmentFactory()))
    missing = client.get(reverse(f"api:{route}", args=[10**9]))
    assert foreign.json() == missing.json()


@pytest.mark.parametrize(
    ("relation", "role", "may_change"),
    [
        (relation, role, relation != "stranger" or role == User.Role.ADMIN)
        for relation in ("owner", "same department", "stranger")
        for role in User.Role.values
    ],
)
def test_a_key_changes_what_its_account_may_change(api, written, relation, role, may_change):
    """It reads and rates all that it sees, and sends briefs of its own, whoever stands behind it."""
    department = DepartmentFactory()
    user = UserFactory(role=role, department=department if relation == "same department" else None)
    for method, route in [*OF_ONE, ("POST", "drafts")]:
        description = written(department)
        if relation == "owner":
            JobDescription.objects.filter(pk=description.pk).update(owner=user)
        changes = (method, route) in {("PATCH", "section"), ("POST", "draft_cancel")}
        answer = call(api(user=user), method, route, description)
        assert (answer.status_code == 403) == (changes and not may_change), (method, route, answer.content)


def test_every_route_has_a_row():
    patterns = get_resolver("apps.ats.urls").url_patterns
    rows, without_key = set(), set()
    for pattern in patterns[:-1]:
        for child in getattr(pattern, "url_patterns", [pattern]):
            view = child.callback.view_class
            methods = {name.upper() for name in ("get", "post", "put", "patch", "delete") if hasattr(view, name)}
            asks = HasScope in getattr(view, "permission_classes", [])
            assert not asks or methods == set(view.scopes), child.name
            (rows if asks else without_key).update((method, child.name) for method in methods)
    assert (rows, without_key) == (set(OPENED_BY), WITHOUT_KEY)
    assert patterns[-1].callback.view_class is NoSuchRoute
