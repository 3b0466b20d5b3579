from __future__ import annotations

import pytest

from apps.templates_lib.services import Offers
from apps.templates_lib.shown import MAX_QUESTIONS, show_groups, show_questions
from tests.factories import RoleProfileFactory

ADDRESS = "/library/registered-nurse/offers/"


@pytest.fixture
def nurse(db):
    content = {
        "responsibilities": [
            {"cue": "patient assessment", "levels": []},
            {"cue": "ward budget", "levels": ["manager"]},
        ],
        "requirements": [
            {"cue": "acute ward experience", "kind": "essential"},
            {"cue": "cannulation", "kind": "desirable"},
        ],
        "questions": [{"ask": f"Question {n}?"} for n in range(5)],
    }
    return RoleProfileFactory(slug="registered-nurse", title="Registered Nurse", content=content)


def test_it_works(client_of, recruiter, nurse):
    html = client_of(recruiter).get(ADDRESS).content.decode()
    assert 'name="picked_responsibilities" value="patient assessment"' in html
    assert 'name="picked_required" value="acute ward experience"' in html
    assert 'name="picked_nice" value="cannulation"' in html
    assert 'id="questions" class="stack" hx-swap-oob="true"' in html


def test_it_asks_at_most_three_questions(client_of, recruiter, nurse):
    assert client_of(recruiter).get(ADDRESS).content.decode().count('name="answer_text_') == MAX_QUESTIONS


def test_offers_follow_the_level(client_of, recruiter, nurse):
    client = client_of(recruiter)
    assert "ward budget" not in client.get(ADDRESS).content.decode()
    assert "ward budget" in client.get(ADDRESS, {"level": "manager"}).content.decode()


def test_strangers_are_sent_to_sign_in(client, nurse):
    assert client.get(ADDRESS).status_code == 302


def test_a_role_that_is_not_there(client_of, recruiter):
    assert client_of(recruiter).get("/library/no-such-role/offers/").status_code == 404


def test_picked_lines_are_ticked_in_whatever_case():
    groups = show_groups(Offers("chef", "Chef", ["Menu planning", "ordering"]), picked=["menu PLANNING"])
    assert [choice.is_picked for choice in groups[0].choices] == [True, False]


def test_groups_with_nothing_in_them_do_not_show():
    assert [group.name for group in show_groups(Offers("chef", "Chef", [], ["knife skills"]))] == ["picked_required"]


def test_answered_questions_are_not_asked_again():
    asked = show_questions(Offers("chef", "Chef", questions=["A?", "B?"]), answered=["A?"])
    assert asked == [{"question": "B?", "answer": ""}]
