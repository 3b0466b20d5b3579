from __future__ import annotations

import pytest
from django.urls import reverse

from apps.descriptions import engine
from apps.descriptions.models import GenerationRequest, JobDescription
from tests.factories import DepartmentFactory, ProfileNameFactory, RoleProfileFactory

ADDRESS = "/descriptions/new/"
FRAGMENT = {"HX-Request": "true", "HX-Target": "brief-form"}
FULL = {
    "title": "Staff nurse",
    "level": "senior",
    "employment_type": "full_time",
    "workplace_type": "onsite",
    "responsibilities": "- assess patients\n\n* give medicines",
    "required_skills": "NMC registration, IV therapy",
    "nice_to_have_skills": "Mentoring",
    "place_1-city": "Leeds",
    "place_1-country": "UK",
    "place_2-city": "York",
    "pay_min": "£32,000",
    "pay_max": "38k",
    "pay_currency": "gbp",
    "pay_period": "year",
    "tone": "friendly",
    "length": "short",
    "language": "en-GB",
    "notes": "Twelve beds.",
    "answer_question_1": "Which shifts?",
    "answer_text_1": "Nights, one week in four",
    "answer_question_2": "Which ward?",
    "answer_text_2": "",
}


@pytest.fixture
def client(client_of, recruiter):
    return client_of(recruiter)


@pytest.fixture
def chef(db):
    content = {
        "responsibilities": [{"cue": "menu planning", "levels": []}],
        "requirements": [{"cue": "knife skills", "kind": "essential"}],
        "questions": [{"ask": "How many covers?"}],
    }
    profile = RoleProfileFactory(slug="chef", title="Chef", content=content)
    ProfileNameFactory(profile=profile, name="Chef")
    return profile


def test_it_works(client, recruiter):
    response = client.post(ADDRESS, {"title": "Chef", "then": "write"})
    description = JobDescription.objects.get()
    assert response["Location"] == description.get_absolute_url()
    assert (description.title, description.owner) == ("Chef", recruiter)
    assert description.requests.get().kind == GenerationRequest.Kind.DRAFT


def test_everything_typed_is_in_the_brief(client):
    department = DepartmentFactory(name="Nursing")
    client.post(ADDRESS, FULL | {"department": department.pk})
    description = JobDescription.objects.get()
    assert description.department == department
    assert description.brief == {
        "title": "Staff nurse",
        "level": "senior",
        "department": "Nursing",
        "workplace_type": "onsite",
        "employment_type": "full_time",
        "tone": "friendly",
        "length": "short",
        "language": "en-GB",
        "notes": "Twelve beds.",
        "responsibilities": ["assess patients", "give medicines"],
        "required_skills": ["NMC registration", "IV therapy"],
        "nice_to_have_skills": ["Mentoring"],
        "locations": [{"country": "GB", "city": "Leeds"}, {"city": "York"}],
        "pay": {"min": 32000.0, "max": 38000.0, "currency": "GBP", "period": "year"},
        "answers": [{"question": "Which shifts?", "answer": "Nights, one week in four"}],
    }


def test_a_brief_can_be_kept_for_later(client):
    client.post(ADDRESS, {"title": "Chef", "then": "save"})
    assert not JobDescription.objects.get().requests.exists()


def test_ticked_suggestions_join_the_typed_lines_once(client):
    picked = {"picked_responsibilities": ["Order stock", "menu planning"], "picked_required": ["knife skills"]}
    client.post(ADDRESS, {"title": "Chef", "responsibilities": "Menu planning"} | picked)
    brief = JobDescription.objects.get().brief
    assert brief["responsibilities"] == ["Menu planning", "Order stock"]
    assert brief["required_skills"] == ["knife skills"]


def test_htmx_is_sent_to_the_editor(client):
    response = client.post(ADDRESS, {"title": "Chef"}, headers=FRAGMENT)
    assert response["HX-Redirect"] == JobDescription.objects.get().get_absolute_url()


def test_strangers_are_sent_to_sign_in(db):
    from django.test import Client

    assert Client().post(ADDRESS, {"title": "Chef"})["Location"].startswith("/sign-in/")
    assert not JobDescription.objects.exists()


@pytest.mark.parametrize(
    ("typed", "complaint"),
    [
        ({"title": ""}, "Type the job title first"),
        ({"title": "123"}, "has no letters"),
        ({"title": "x" * 151}, "at most 150"),
        ({"pay_min": "a lot", "pay_currency": "GBP"}, "Write an amount such as 32000"),
        ({"pay_min": "9", "pay_max": "8", "pay_currency": "GBP"}, "The upper end of the pay is below its lower end."),
        ({"pay_min": "9"}, "Give the currency, such as GBP."),
        ({"pay_min": "9", "pay_currency": "£££"}, "is not a currency"),
        ({"place_3-country": "Narnia"}, "is not a country"),
        ({"responsibilities": "\n".join(f"duty {n}" for n in range(41))}, "Key responsibilities has 41 items"),
        ({"notes": "x" * 2001}, "at most 2000"),
        ({"level": "wizard"}, "Select a valid choice"),
        ({"department": "999"}, "Select a valid choice"),
        ({"responsibilities": "y" * 5000, "required_skills": "z" * 5000}, "The brief has 10,015 characters in all"),
    ],
    ids=lambda value: str(value)[:60],
)
def test_what_cannot_be_used_is_said_at_its_place_and_nothing_is_lost(client, typed, complaint):
    response = client.post(ADDRESS, {"title": "Chef1", "nice_to_have_skills": "Kept words"} | typed)
    html = response.content.decode()
    assert response.status_code == 422
    assert complaint.replace("'", "&#x27;") in html
    assert "Kept words" in html
    assert not JobDescription.objects.exists()


def test_complaints_lead_to_their_fields(client):
    html = client.post(ADDRESS, {"title": "Chef", "place_2-country": "Narnia"}).content.decode()
    assert 'href="#id_place_2-country"' in html
    assert '<details class="more-places" open>' in html


def test_htmx_gets_the_form_alone(client):
    html = client.post(ADDRESS, {"title": ""}, headers=FRAGMENT).content.decode()
    assert "<html" not in html
    assert 'id="brief-form"' in html


def test_without_javascript_roles_are_looked_up_by_a_button(client, chef):
    html = client.post(ADDRESS, {"title": "Chef", "notes": "Kept words", "suggest": "1"}).content.decode()
    assert 'name="take" value="chef"' in html
    assert "Kept words" in html
    html = client.post(ADDRESS, {"title": "Chef", "responsibilities": "Menu planning", "take": "chef"}).content.decode()
    assert 'value="menu planning" checked' in html
    assert "How many covers?" in html
    assert not JobDescription.objects.exists()


def test_offers_and_answers_survive_a_complaint(client, chef):
    typed = {"title": "", "role": "chef", "answer_question_1": "How many covers?", "answer_text_1": "Ninety"}
    html = client.post(ADDRESS, typed | {"picked_required": "knife skills"}).content.decode()
    assert 'value="knife skills" checked' in html
    assert 'value="Ninety"' in html
    assert html.count('value="How many covers?"') == 1


def test_an_unknown_role_is_left_out(client):
    assert client.post(ADDRESS, {"title": "Chef", "take": "nonsense"}).status_code == 200


def test_the_department_of_the_person_is_chosen_already(client, recruiter):
    recruiter.department = DepartmentFactory(name="Kitchen")
    recruiter.save(update_fields=["department"])
    assert f'<option value="{recruiter.department_id}" selected>' in client.get(ADDRESS).content.decode()


def test_the_page_says_the_limit(client):
    assert f'data-limit="{engine.MAX_CHARACTERS}"' in client.get(ADDRESS).content.decode()
    assert reverse("library:suggest") in client.get(ADDRESS).content.decode()
