"""Who may do what: every route of the site, every method, every kind of person and key."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import get_resolver, reverse
from django.utils import timezone

from apps.ats import keys
from apps.ats.keys import create_key
from apps.ats.models import ApiAccess, Delivery, Endpoint, InboundEvent, JobLink, MachineKey, Scope
from apps.ats.services import create_connection
from apps.ats.tests.test_access import OPENED_BY
from apps.descriptions.check_models import Dismissal
from apps.descriptions.models import (
    Comment,
    GenerationRequest,
    JobDescription,
    PendingImport,
    Review,
    Revision,
    Section,
)
from apps.templates_lib.models import (
    Boilerplate,
    BoilerplateDraft,
    BoilerplateVersion,
    CompanyProfile,
    JobTemplate,
    JobTemplateDraft,
    JobTemplateVersion,
    ProfileDraft,
    ProfileVersion,
    RoleProfile,
    VoiceWord,
)
from tests.security.states import prepare
from tests.security.world import FRAGMENT, OPEN, PEOPLE, furnish_admin, make_world, routes

pytestmark = pytest.mark.django_db

ALL = dict.fromkeys(PEOPLE[1:], 200) | {"anonymous": 401}
EDITORS = ALL | {"stranger": 403}
#: What concerns the whole company is changed by library editors and admins; the others here are recruiters.
LIBRARIANS = ALL | {"owner": 403, "colleague": 403, "stranger": 403}
LIBRARIANS_302 = LIBRARIANS | {"admin": 302}
#: An import that waits for its owner: nobody else is told that it exists, not even an admin.
MINE = dict.fromkeys(PEOPLE[1:], 404) | {"anonymous": 401, "owner": 200}
#: Without HTMX in mind, these answer with a redirect.
ALL_302, EDITORS_302 = ({**row, **{who: 302 for who, code in row.items() if code == 200}} for row in (ALL, EDITORS))
GONE, NOTHING_TICKED = (dict.fromkeys(("owner", "colleague", "admin"), code) for code in (409, 422))
#: Who decides on a text where no route is set up: here nobody but the admin has a role for it.
APPROVERS = {who: 403 if code == 200 else code for who, code in ALL.items()} | {"admin": 302}
OPEN_TO_THE_WORLD = dict.fromkeys(PEOPLE, 200)
#: Who changes the role library; library editors stand in a table of their own, in apps/templates_lib.
LIBRARY = ALL | dict.fromkeys(("owner", "colleague", "stranger"), 403)
LIBRARY_302 = LIBRARY | {"admin": 302}
#: Connections are changed by admins alone. The system of this world cannot be reached: who may ask it is told so (409).
ADMINS = ALL | dict.fromkeys(("owner", "colleague", "stranger"), 403)
BRIEF = {"title": "Ward nurse", "then": "save"}
VOICE = {"name": "Northfield", "person": "you", "spelling": "en-GB"}

#: Route and method -> what each kind of person gets, asking by HTMX. A route without a row fails a test below.
PAGES = {
    ("start", "GET"): ALL_302,
    ("healthz", "GET"): OPEN_TO_THE_WORLD,
    ("readyz", "GET"): dict.fromkeys(PEOPLE, (200, 503)),
    ("accounts:sign_in", "GET"): OPEN_TO_THE_WORLD,
    ("accounts:sign_in", "POST"): OPEN_TO_THE_WORLD,
    ("accounts:sign_out", "POST"): dict.fromkeys(PEOPLE, 401),  # a fragment is never replaced by the sign-in page
    ("accounts:signed_in", "GET"): ALL,
    ("descriptions:list", "GET"): ALL,
    ("descriptions:new", "GET"): ALL,
    ("descriptions:new", "POST"): ALL,
    ("descriptions:reads_as", "GET"): ALL,
    ("descriptions:import", "GET"): ALL,
    ("descriptions:import", "POST"): ALL_302,
    ("descriptions:confirm_import", "GET"): MINE,
    ("descriptions:confirm_import", "POST"): MINE | {"owner": 302},
    ("descriptions:section", "GET"): ALL,
    ("descriptions:edit_section", "GET"): EDITORS,
    ("descriptions:save_section", "POST"): EDITORS,
    ("descriptions:confirm_line", "POST"): EDITORS,
    ("descriptions:remove_line", "POST"): EDITORS,
    ("descriptions:rewrite_section", "POST"): EDITORS,
    ("descriptions:complete_sentence", "POST"): {**EDITORS, "owner": 204, "colleague": 204, "admin": 204},
    ("descriptions:wordings", "POST"): EDITORS,
    ("descriptions:take_wording", "POST"): EDITORS,
    ("descriptions:find", "GET"): ALL,
    ("descriptions:people", "GET"): ALL,
    ("descriptions:check", "POST"): EDITORS,
    # No finding is there to accept or dismiss: who may is told so, who may not is refused before.
    ("descriptions:accept", "POST"): {**EDITORS, **GONE},
    ("descriptions:group", "GET"): EDITORS,
    ("descriptions:accept_group", "POST"): {**EDITORS, **NOTHING_TICKED},
    ("descriptions:dismiss", "POST"): dict.fromkeys(PEOPLE[1:], 409) | {"anonymous": 401},
    ("descriptions:dismissals", "GET"): ALL,
    ("descriptions:take_back_dismissal", "POST"): {**EDITORS_302, "anonymous": 401},
    ("accounts:single_keys", "POST"): dict.fromkeys(PEOPLE[1:], 204) | {"anonymous": 401},
    ("descriptions:run", "GET"): ALL,
    ("descriptions:events", "GET"): ALL,
    ("descriptions:stop", "POST"): EDITORS,
    ("descriptions:take_proposal", "POST"): EDITORS,
    ("descriptions:edit", "GET"): ALL,
    ("descriptions:brief", "GET"): EDITORS,
    ("descriptions:brief", "POST"): EDITORS,
    ("descriptions:title", "POST"): EDITORS_302,
    ("descriptions:write", "POST"): EDITORS,
    ("descriptions:dashboard", "GET"): ALL,
    ("descriptions:review", "GET"): ALL,
    ("descriptions:send", "POST"): EDITORS,
    ("descriptions:approve", "POST"): APPROVERS,
    ("descriptions:send_back", "POST"): APPROVERS,
    ("descriptions:withdraw", "POST"): EDITORS_302,
    ("descriptions:publish", "POST"): EDITORS_302,
    ("descriptions:add_comment", "POST"): ALL_302,
    ("descriptions:reply", "POST"): ALL_302,
    ("descriptions:resolve_comment", "POST"): EDITORS_302,
    ("descriptions:presence", "POST"): {**ALL, **dict.fromkeys(("owner", "colleague", "stranger", "admin"), 204)},
    ("descriptions:reopen", "POST"): EDITORS,
    ("descriptions:archive", "POST"): EDITORS,
    ("descriptions:duplicate", "POST"): ALL,
    ("descriptions:revisions", "GET"): ALL,
    ("descriptions:save_version", "POST"): EDITORS_302,
    ("descriptions:restore", "POST"): EDITORS_302,
    ("descriptions:export", "GET"): ALL,
    ("library:list", "GET"): ALL,
    ("library:profile", "GET"): ALL,
    ("library:versions", "GET"): ALL,
    ("library:new", "GET"): LIBRARY,
    ("library:new", "POST"): LIBRARY_302,
    ("library:edit", "GET"): LIBRARY,
    ("library:edit", "POST"): LIBRARY,
    ("library:review", "GET"): LIBRARY,
    ("library:send", "POST"): LIBRARY_302,
    ("library:publish", "POST"): LIBRARY_302,
    ("library:send_back", "POST"): LIBRARY_302,
    ("library:discard", "POST"): LIBRARY_302,
    ("library:restore", "POST"): LIBRARY_302,
    ("library:shipped", "GET"): LIBRARY,
    ("library:shipped", "POST"): LIBRARY_302,
    ("library:boilerplate", "GET"): ALL,
    ("library:new_boilerplate", "GET"): LIBRARY,
    ("library:new_boilerplate", "POST"): LIBRARY,
    ("library:edit_boilerplate", "GET"): LIBRARY,
    ("library:edit_boilerplate", "POST"): LIBRARY,
    ("library:versions_boilerplate", "GET"): ALL,
    ("library:review_boilerplate", "GET"): LIBRARY,
    ("library:send_boilerplate", "POST"): LIBRARY_302,
    ("library:publish_boilerplate", "POST"): LIBRARY_302,
    ("library:send_back_boilerplate", "POST"): LIBRARY_302,
    ("library:discard_boilerplate", "POST"): LIBRARY_302,
    ("library:restore_boilerplate", "POST"): LIBRARY_302,
    ("library:templates", "GET"): ALL,
    ("library:template", "GET"): ALL,
    ("library:new_template", "GET"): LIBRARY,
    ("library:new_template", "POST"): LIBRARY,
    ("library:edit_template", "GET"): LIBRARY,
    ("library:edit_template", "POST"): LIBRARY,
    ("library:versions_template", "GET"): ALL,
    ("library:review_template", "GET"): LIBRARY,
    ("library:send_template", "POST"): LIBRARY_302,
    ("library:publish_template", "POST"): LIBRARY_302,
    ("library:send_back_template", "POST"): LIBRARY_302,
    ("library:discard_template", "POST"): LIBRARY_302,
    ("library:restore_template", "POST"): LIBRARY_302,
    ("library:suggest", "GET"): ALL,
    ("library:offers", "GET"): ALL,
    ("library:voice", "GET"): ALL,
    ("library:voice", "POST"): LIBRARIANS_302,
    ("library:voice_employer", "GET"): ALL,
    ("library:voice_employer", "POST"): LIBRARIANS_302,
    ("library:voice_preview", "POST"): LIBRARIANS,
    ("library:voice_add_word", "POST"): LIBRARIANS_302,
    ("library:voice_remove_word", "POST"): LIBRARIANS_302,
    ("voice:learn", "GET"): LIBRARIANS,
    ("voice:learn", "POST"): LIBRARIANS,
    ("voice:take", "POST"): LIBRARIANS_302,
    ("feedback:rate", "POST"): ALL,
    ("connections:list", "GET"): ALL,
    ("connections:new", "GET"): ADMINS,
    ("connections:new", "POST"): ADMINS | {"admin": 422},
    ("connections:show", "GET"): ALL,
    ("connections:edit", "GET"): ADMINS,
    ("connections:edit", "POST"): ADMINS | {"admin": 302},
    ("connections:test", "POST"): ADMINS,
    ("connections:jobs", "GET"): ALL,
    ("connections:import", "POST"): {who: 409 if code == 200 else code for who, code in ALL.items()},
    ("connections:panel", "GET"): ALL,
    ("connections:summary", "GET"): ALL,
    ("connections:choose", "GET"): ALL,
    ("connections:choose", "POST"): {who: 409 if code == 200 else code for who, code in EDITORS.items()},
    ("connections:preview", "GET"): ALL,
    ("connections:ask", "POST"): EDITORS,
    ("connections:look", "POST"): EDITORS,
    ("connections:take_in", "POST"): EDITORS,
    ("connections:unlink", "POST"): EDITORS,
    ("connections:endpoints", "GET"): ADMINS,
    ("connections:ping", "POST"): ADMINS | {"admin": 302},
    ("connections:switch_on", "POST"): ADMINS | {"admin": 302},
    ("connections:send_failed", "POST"): ADMINS | {"admin": 302},
    ("connections:send_range", "POST"): ADMINS | {"admin": 422},
    ("connections:deliveries", "GET"): ADMINS,
    ("connections:delivery", "GET"): ADMINS,
    ("connections:send_again", "POST"): ADMINS,
    ("connections:inbox", "GET"): ADMINS,
    ("connections:event", "GET"): ADMINS,
    ("connections:process_again", "POST"): ADMINS,
    # Switched off until somebody wants feeds.
    ("feeds:job", "GET"): dict.fromkeys(PEOPLE, 404),
    ("feeds:indeed", "GET"): dict.fromkeys(PEOPLE, 404),
    ("feeds:rss", "GET"): dict.fromkeys(PEOPLE, 404),
    ("feeds:sitemap", "GET"): dict.fromkeys(PEOPLE, 404),
    ("feeds:hr_open", "GET"): dict.fromkeys(PEOPLE, 404),
}
TEMPLATE = {
    "name": "Usual",
    "purpose": "for nights",
    "sections-TOTAL_FORMS": 1,
    "sections-INITIAL_FORMS": 0,
    "sections-0-kind": "summary",
    "skills-TOTAL_FORMS": 0,
    "skills-INITIAL_FORMS": 0,
}
FIELDS = {
    "accounts:sign_in": {"username": "nobody", "password": "wrong"},
    "descriptions:new": BRIEF,
    "descriptions:brief": BRIEF,
    "descriptions:import": {"text": "Ward nurse\n\nCare for patients"},
    "descriptions:confirm_import": {"then": "discard"},
    "descriptions:save_section": {"text": "Care", "version": 1},
    "descriptions:confirm_line": {"text": OPEN, "version": 1},
    "descriptions:complete_sentence": {"typed": "Hand over at the bed"},
    "descriptions:wordings": {"line": "Care for patients"},
    "descriptions:take_wording": {"text": OPEN, "wording": "Care for patients", "version": 1},
    "descriptions:title": {"title": "Ward nurse"},
    "descriptions:accept": {"key": "none-0", "replacement": "care"},
    "descriptions:accept_group": {"rule": "none", "key": "none-0"},
    "descriptions:dismiss": {"key": "none-0", "scope": "me"},
    "descriptions:remove_line": {"text": OPEN, "version": 1},
    "descriptions:take_proposal": {"take": "all", "version": 1},
    "descriptions:approve": {"step": 0},
    "descriptions:send_back": {"step": 0, "note": "Too short"},
    "descriptions:add_comment": {"text": "Too short"},
    "descriptions:reply": {"text": "Longer then"},
    "library:voice": VOICE,
    "library:voice_employer": {"employees": 30},
    "library:voice_preview": VOICE,
    "library:voice_add_word": {"kind": "avoid", "word": "utilise", "instead": "use"},
    "voice:learn": {"text": "Cook\n\nYou bake bread.\n***\nChef\n\nYou cook.\n***\nAide\n\nYou help."},
    "voice:take": {"take": "person=postholder"},
    "feedback:rate": {"stars": 4},
    "connections:new": {"system": "lever"},
    "connections:edit": {"name": "Kitchen", "setting_perform_as": "u-2"},
    "connections:import": {"job": "7"},
    "connections:choose": {"job": "8"},
    "connections:ask": {"action": "push"},
    "library:new": {"title": "Zookeeper", "field": "health"},
    "library:edit": {"seen": 2, "do": "save", "title": "Ward nurse", "field": "health"},
    "library:send": {"seen": 2},
    "library:publish": {"seen": 2, "live_seen": 1, "accept_style": "on"},
    "library:send_back": {"seen": 2, "reason": "Too short"},
    "library:discard": {"seen": 2},
    "library:shipped": {"decide": "keep"},
    "library:new_boilerplate": {"kind": "about", "text": "We care"},
    "library:edit_boilerplate": {"kind": "benefits", "country": "AQ", "text": "Nuts", "seen": 2},
    "library:send_boilerplate": {"seen": 2},
    "library:publish_boilerplate": {"seen": 2, "live_seen": 1},
    "library:send_back_boilerplate": {"seen": 2, "reason": "Too short"},
    "library:discard_boilerplate": {"seen": 2},
    "library:new_template": TEMPLATE | {"name": "Night work"},
    "library:edit_template": TEMPLATE | {"seen": 2},
    "library:send_template": {"seen": 2},
    "library:publish_template": {"seen": 2, "live_seen": 1, "accept_style": "on"},
    "library:send_back_template": {"seen": 2, "reason": "Too short"},
    "library:discard_template": {"seen": 2},
}
#: API routes with the scope that opens each, or None where nobody needs a key. The table of all is OPENED_BY in
#: apps/ats/tests/test_access.py; these few are asked with every kind of bad key.
API = {
    ("api:drafts", "POST"): "briefs:write",
    ("api:draft", "GET"): "descriptions:read",
    ("api:description", "GET"): "descriptions:read",
    ("api:export", "GET"): "descriptions:export",
    ("api:schema", "GET"): None,
    ("api:token", "POST"): None,
    ("api:docs", "GET"): None,
}
#: Signed instead of signed in.
HOOKS = {("hooks:receive", "POST")}
#: Addresses without a name: everything else below /api/v1/ and /admin/, and the admin's own sign-in.
NAMELESS = {"api:#", "#admin/login/", "admin:#(?P<url>.*)$", "admin:#<path:object_id>/"}
#: Methods that a route answers; GET stands for HEAD and OPTIONS too.
METHODS = {name: {method for other, method in PAGES if other == name} for name, _ in PAGES}


@pytest.fixture(autouse=True)
def _no_throttle_left_over():
    cache.clear()


@pytest.fixture(autouse=True)
def _no_sentence_is_finished(settings):
    """Whether jd-mini is loaded by now must not decide about an answer here."""
    settings.COMPLETION = False


@pytest.fixture
def world():
    return make_world()


def address(world, name):
    pattern = routes()[name]
    arguments = world.arguments(set(pattern.pattern.converters))
    if name == "descriptions:take_proposal":
        arguments = {"request_id": world.proposal.pk}
    if name in ("descriptions:run", "descriptions:events", "descriptions:stop"):
        arguments = {"request_id": world.request.pk}
    return reverse(name, kwargs=_all_arguments(name, world) | arguments)


def _all_arguments(name, world):
    """The arguments of the includes around a route too: those that `reverse` asks for."""
    resolver, namespace = get_resolver(), name.rpartition(":")[0]
    if namespace:
        resolver = resolver.namespace_dict[namespace][1]
    (_possible, *_rest) = resolver.reverse_dict.getlist(name.rpartition(":")[2])
    return world.arguments(set(_possible[0][0][1]))


def ask(client, method, url, data=None, **headers):
    return getattr(client, method.lower())(url, data or {}, headers=headers)


def everything():
    """What a refused request must not have changed."""
    return (
        list(JobDescription.objects.order_by("pk").values()),
        list(Section.objects.order_by("pk").values()),
        list(Revision.objects.order_by("pk").values_list("pk")),
        list(GenerationRequest.objects.order_by("pk").values()),
        list(CompanyProfile.objects.values()),
        list(VoiceWord.objects.order_by("pk").values()),
        list(RoleProfile.objects.order_by("pk").values()),
        list(ProfileVersion.objects.order_by("pk").values_list("pk")),
        list(ProfileDraft.objects.order_by("pk").values()),
        list(Boilerplate.objects.order_by("pk").values()),
        list(BoilerplateVersion.objects.order_by("pk").values_list("pk")),
        list(BoilerplateDraft.objects.order_by("pk").values()),
        list(JobTemplate.objects.order_by("pk").values()),
        list(JobTemplateVersion.objects.order_by("pk").values_list("pk")),
        list(JobTemplateDraft.objects.order_by("pk").values()),
        list(PendingImport.objects.values_list("pk")),
        list(ApiAccess.objects.order_by("pk").values()),
        list(JobLink.objects.order_by("pk").values()),
        list(Endpoint.objects.values()),
        list(Delivery.objects.order_by("pk").values()),
        list(InboundEvent.objects.values()),
        list(Dismissal.objects.values_list("pk")),
        list(Review.objects.values()),
        list(Comment.objects.order_by("pk").values()),
    )


def cases():
    known = set(routes())
    return [(name, method, who, row[who]) for (name, method), row in PAGES.items() for who in PEOPLE if name in known]


@pytest.mark.parametrize(("name", "method", "who", "status"), cases())
def test_pages(world, name, method, who, status):
    prepare(world, name)
    before = everything()
    response = ask(world.client(who), method, address(world, name), FIELDS.get(name), **FRAGMENT)
    allowed = status if isinstance(status, tuple) else (status,)
    assert response.status_code in allowed, response.content[:300]
    if status in (401, 403):
        assert everything() == before
        assert world.section.lines[0]["text"] not in response.content.decode()


@pytest.mark.parametrize("name", sorted(name for name, methods in METHODS.items() if methods == {"POST"}))
def test_what_changes_something_is_no_link(world, name):
    before = everything()
    for method in ("get", "head", "put", "delete", "patch"):
        response = getattr(world.client("admin"), method)(address(world, name))
        assert response.status_code == 405, method
    assert everything() == before


@pytest.mark.parametrize("name", sorted(name for name, methods in METHODS.items() if methods == {"GET"}))
def test_what_shows_something_changes_nothing(world, name):
    if name not in routes():
        pytest.skip("no such route yet")
    if name == "start":
        pytest.skip("it only redirects")
    for method in ("post", "put", "delete", "patch"):
        response = getattr(world.client("admin"), method)(address(world, name))
        assert response.status_code == 405, method


@pytest.mark.parametrize("name", sorted(name for name, methods in METHODS.items() if "POST" in methods))
@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
def test_without_the_token_of_the_form_nothing_happens(world, name, headers):
    prepare(world, name)
    before = everything()
    client = world.client("admin", enforce_csrf_checks=True)
    for given in ({}, {"X-CSRFToken": "x" * 64}):
        response = ask(client, "POST", address(world, name), FIELDS.get(name), **headers, **given)
        assert response.status_code == 403
    assert everything() == before


@pytest.mark.parametrize(("name", "method"), [key for key, row in PAGES.items() if row["anonymous"] == 401])
def test_strangers_to_the_site_are_led_to_the_sign_in(world, name, method):
    before = everything()
    response = ask(world.client("anonymous"), method, address(world, name), FIELDS.get(name))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("accounts:sign_in"))
    assert everything() == before


@pytest.mark.parametrize(("name", "method"), [key for key, row in PAGES.items() if row["stranger"] == 403])
def test_without_htmx_a_refusal_is_a_message_and_changes_nothing(world, name, method):
    prepare(world, name)
    before = everything()
    response = ask(world.client("stranger"), method, address(world, name), FIELDS.get(name))
    assert response.status_code == 302
    of_voice = name.startswith(("library:voice", "voice:"))
    template = JobTemplate.objects.get().get_absolute_url()
    pages = {"/library/", "/library/acme/", "/library/boilerplate/", template}
    library = {reverse("library:voice")} if of_voice else pages
    is_of_company, page = name.startswith(("library:", "voice:")), world.description.get_absolute_url()
    own = {"/connections/", reverse("connections:panel", args=[world.description.pk])}
    of_description = own if name.startswith("connections:") else {page, f"{page}review/"}
    assert response["Location"] in (library if is_of_company else of_description)
    assert everything() == before


@pytest.mark.parametrize(("name", "method"), [key for key in PAGES if "description" in key[0]])
def test_what_is_gone_is_not_there_for_anybody(world, name, method):
    url = address(world, name)
    if not any(
        f"/{pk}/" in url for pk in (world.description.pk, world.section.pk, world.request.pk, world.proposal.pk)
    ):
        pytest.skip("it names no row")
    gone = "/".join("987654321" if part.isdecimal() else part for part in url.split("/"))
    response = ask(world.client("admin"), method, gone, FIELDS.get(name), **FRAGMENT)
    assert response.status_code == 404


def test_an_account_that_is_switched_off_is_out_at_once(world):
    client = world.client("owner")
    assert client.get("/descriptions/").status_code == 200
    world.people["owner"].is_active = False
    world.people["owner"].save()
    assert client.get("/descriptions/").status_code == 302


def test_a_changed_password_ends_the_other_sessions(world):
    client = world.client("owner")
    world.people["owner"].set_password("another long password")
    world.people["owner"].save()
    assert client.get("/descriptions/").status_code == 302


def test_no_form_makes_a_recruiter_anything_else(world):
    """Fields that no form has are not taken over: owner, status, role."""
    fields = BRIEF | {"owner": world.people["stranger"].pk, "status": "approved", "role": "admin", "is_superuser": "1"}
    world.client("colleague").post(address(world, "descriptions:brief"), fields)
    world.description.refresh_from_db()
    assert (world.description.owner_id, world.description.status) == (world.people["owner"].pk, "draft")
    world.people["colleague"].refresh_from_db()
    assert world.people["colleague"].role == "recruiter"


# The admin


def admin_addresses(world):
    rows = furnish_admin(world)
    for name in routes():
        if not name.startswith("admin:") or name.startswith("admin:#"):
            continue
        short = name.removeprefix("admin:")
        label = short.rpartition("_")[0]
        if short in ("index", "logout", "password_change", "password_change_done", "autocomplete", "jsi18n", "login"):
            yield name, reverse(name)
        elif short == "app_list":
            yield name, reverse(name, args=["ats"])
        elif short == "view_on_site":
            yield name, reverse(name, args=[1, 1])
        elif short == "auth_user_password_change":
            yield name, reverse(name, args=[world.people["stranger"].pk])
        elif short.endswith(("_changelist", "_add", "_import", "_export")):
            yield name, reverse(name)
        else:
            yield name, reverse(name, args=[rows[label]])


@pytest.mark.parametrize("who", ["anonymous", "owner", "colleague", "stranger", "library editor", "role without staff"])
def test_the_admin_is_closed(world, who):
    person = "owner" if who in ("library editor", "role without staff") else who
    if person != who:
        world.people["owner"].role = "editor" if who == "library editor" else "admin"
        world.people["owner"].save()
    for name, url in admin_addresses(world):
        if name == "admin:logout":
            continue  # whoever is signed in may sign out
        for method in ("get", "post"):
            response = getattr(world.client(person), method)(url)
            assert response.status_code == 302, (name, method)
            assert "/sign-in/" in response["Location"] or "/admin/login/" in response["Location"], (name, method)


def test_the_admin_is_open_to_admins(world):
    for name, url in admin_addresses(world):
        expected = {
            "admin:autocomplete": {403},  # no model offers it
            "admin:logout": {405},
            "admin:login": {302},
            "admin:view_on_site": {302, 404},
            "admin:templates_lib_companyprofile_changelist": {302},
            "admin:templates_lib_roleprofile_process_import": {405},
            "admin:templates_lib_boilerplate_process_import": {405},
            "admin:templates_lib_jobtemplate_process_import": {405},
            "admin:templates_lib_companyprofile_add": {403},
            "admin:templates_lib_companyprofile_delete": {403},
        }.get(name, {200, 403})  # 403: rows that only the product writes
        assert world.client("admin").get(url).status_code in expected, name


READ_ONLY = (
    "descriptions_revision", "descriptions_generationrequest", "descriptions_review", "descriptions_comment",
    "ats_delivery", "ats_requisition", "ats_inboundevent",
    "templates_lib_embedding", "templates_lib_referencesource", "templates_lib_occupation", "templates_lib_wage",
    "templates_lib_embedding", "templates_lib_profileversion", "templates_lib_profiledraft", "ats_joblink",
)  # fmt: skip


@pytest.mark.parametrize("label", READ_ONLY)
def test_the_admin_only_shows_what_the_product_writes(world, label):
    rows, client = furnish_admin(world), world.client("admin")
    assert client.get(reverse(f"admin:{label}_change", args=[rows[label]])).status_code == 200
    assert client.post(reverse(f"admin:{label}_change", args=[rows[label]]), {"x": "y"}).status_code == 403
    assert client.get(reverse(f"admin:{label}_add")).status_code == 403
    assert client.post(reverse(f"admin:{label}_delete", args=[rows[label]]), {"post": "yes"}).status_code == 403


def test_the_admin_asks_for_the_token_of_its_forms(world):
    for name, url in admin_addresses(world):
        if name in ("admin:login", "admin:view_on_site"):
            continue
        assert world.client("admin", enforce_csrf_checks=True).post(url).status_code == 403, name


# The API


def api_ask(world, name, method, authorization, client=None):
    url = address(world, name)
    client = client or Client(raise_request_exception=False)
    headers = {"authorization": authorization} if authorization else {}
    body = {"data": json.dumps({"title": "Ward nurse"}), "content_type": "application/json"} if method == "POST" else {}
    return getattr(client, method.lower())(url, headers=headers, **body)


def key_text(world, scope, **changes):
    fields = {"name": "ATS", "scopes": [scope], "user": world.people["owner"], "department": world.department}
    return create_key(**(fields | changes))


def bad_keys(world, scope):
    """Kinds of keys that open nothing, with the status that each gets."""
    others = [other for other in Scope.values if other != scope]
    if scope == "descriptions:read":
        others.remove("briefs:write")  # who sends a brief may follow its draft
    _, wrong_scope = key_text(world, others[0])
    revoked, revoked_text = key_text(world, scope)
    keys.revoke_keys(MachineKey.objects.filter(pk=revoked.pk))
    expired, expired_text = key_text(world, scope, expires_at=timezone.now() + timedelta(days=1))
    past = timezone.now() - timedelta(days=2)
    MachineKey.objects.filter(pk=expired.pk).update(created_at=past, expires_at=past + timedelta(days=1))
    inactive = world.people["stranger"]
    inactive.is_active = False
    inactive.save()
    _, ownerless = key_text(world, scope, user=inactive)
    good, good_text = key_text(world, scope)
    yield "none", "", 401
    yield "wrong scheme", f"Basic {good_text}", 401
    yield "wrong scope", f"Bearer {wrong_scope}", 403
    yield "revoked", f"Bearer {revoked_text}", 401
    yield "expired", f"Bearer {expired_text}", 401
    yield "account off", f"Bearer {ownerless}", 401
    yield "only the prefix", f"Bearer jd_{good.prefix}_", 401
    yield "its hash", f"Bearer {good.hash}", 401
    yield "two keys", f"Bearer {good_text} {good_text}", 401
    yield "no latin letters", "Bearer jd_\xe9\xff", 401


@pytest.mark.parametrize(("name", "method"), [key for key, scope in API.items() if scope])
def test_keys(world, name, method):
    scope = API[name, method]
    before = everything()
    for kind, authorization, status in bad_keys(world, scope):
        response = api_ask(world, name, method, authorization)
        assert response.status_code == status, kind
        assert response["Content-Type"] == "application/problem+json"
        assert world.description.title not in response.content.decode()
    assert everything() == before
    _, text = key_text(world, scope)
    assert api_ask(world, name, method, f"Bearer {text}").status_code in (200, 202)


@pytest.mark.parametrize("name", ["api:draft", "api:description", "api:export"])
def test_a_key_of_another_department_sees_nothing(world, name):
    _, text = key_text(world, API[name, "GET"], department=world.elsewhere)
    assert api_ask(world, name, "GET", f"Bearer {text}").status_code == 404


@pytest.mark.parametrize(("name", "method"), [key for key, scope in API.items() if scope])
def test_a_session_opens_no_api(world, name, method):
    """Cookies do not count there, which is why its routes need no token of a form."""
    assert api_ask(world, name, method, "", client=world.client("admin")).status_code == 401


@pytest.mark.parametrize(("name", "method"), API)
def test_the_api_has_no_other_methods(world, name, method):
    _, text = key_text(world, API[name, method] or "briefs:write")
    known = {known.lower() for known, route in OPENED_BY if name == f"api:{route}"} | {method.lower()}
    for other in {"get", "post", "put", "patch", "delete"} - known:
        client = Client(raise_request_exception=False, headers={"authorization": f"Bearer {text}"})
        assert getattr(client, other)(address(world, name)).status_code == 405, other


def test_a_key_opens_no_page(world):
    _, text = key_text(world, "briefs:write", user=world.people["admin"])
    for url in ("/descriptions/", "/admin/", address(world, "descriptions:export")):
        assert Client(headers={"authorization": f"Bearer {text}"}).get(url).status_code == 302


# The hooks


def test_hooks_take_posts_with_a_signature_only(world):
    create_connection(slug="acme", name="Acme", user=world.people["owner"])
    url = address(world, "hooks:receive")
    for client in (Client(enforce_csrf_checks=True), world.client("admin", enforce_csrf_checks=True)):
        assert client.post(url, b"{}", content_type="application/json").status_code == 401
        for method in ("get", "put", "patch", "delete", "options"):
            assert getattr(client, method)(url).status_code == 405, method
    assert JobDescription.objects.count() == 1


# The table


def test_every_route_has_a_row():
    listed = {name for name, _ in (*PAGES, *API, *HOOKS)} | {f"api:{route}" for _, route in OPENED_BY} | NAMELESS
    assert {name for name in routes() if not (name.startswith("admin:") and name not in NAMELESS)} - listed == set()


def test_only_hooks_api_and_health_go_without_a_session():
    """`LoginRequiredMiddleware` guards everything; whoever opts out has to stand here."""
    opted_out = {name for name, pattern in routes().items() if not getattr(pattern.callback, "login_required", True)}
    api = {name for name in routes() if name.startswith("api:")}  # REST framework's views ask for a key themselves
    allowed = {"healthz", "readyz", "accounts:sign_in", "hooks:receive", "#admin/login/", "admin:login"}
    feeds = {name for name in opted_out if name.startswith("feeds:")}
    assert opted_out - api - feeds - allowed == set()


def test_only_hooks_and_api_go_without_the_token_of_a_form():
    exempt = {name for name, pattern in routes().items() if getattr(pattern.callback, "csrf_exempt", False)}
    assert {name for name in exempt if not name.startswith("api:")} <= {"hooks:receive", "admin:#(?P<url>.*)$"}
