from __future__ import annotations

import json

import pytest

from apps.ats.requisitions import MAX_NOTES, BadRequisition, brief_of, known_fields, plain_text, requisition_id

FULL = {
    "id": 4711,
    "title": "Staff nurse",
    "department": {"name": "Nursing", "head": "Jo Secret"},
    "locations": ["Leeds", {"city": "Köln", "country": "DE", "contact": "Jo Secret"}],
    "employment_type": "FULL-TIME",
    "description": "<p>Care &amp; calm</p><ul><li>Nights</li></ul><script>bad()</script>",
    "responsibilities": ["Assess patients"],
    "skills": ["Triage", {"name": "Phlebotomy", "rated_by": "Jo Secret"}],
    "salary": {"min": 30000, "max": 34000, "currency": "GBP", "period": "Annual", "of": "Jo Secret"},
    "candidates": [{"name": "Jo Secret"}],
    "hiring_manager": {"email": "jo@secret.example"},
}


def test_it_works():
    assert brief_of(known_fields(FULL)) == {
        "title": "Staff nurse",
        "department": "Nursing",
        "locations": ["Leeds", {"city": "Köln", "country": "DE"}],
        "employment_type": "full_time",
        "responsibilities": ["Assess patients"],
        "required_skills": ["Triage", "Phlebotomy"],
        "pay": {"min": 30000, "max": 34000, "currency": "GBP", "period": "year"},
        "notes": "Care & calm\nNights\nbad()",
    }


def test_only_known_fields_are_kept():
    text = json.dumps(known_fields(FULL))
    assert "Secret" not in text
    assert "secret" not in text


@pytest.mark.parametrize("data", [None, [], "text", 5, {}])
def test_nothing_to_keep(data):
    assert known_fields(data) == {}


@pytest.mark.parametrize(
    "fields",
    [
        {"title": {"name": "Jo Secret"}},
        {"title": ["Jo Secret"]},
        {"description": {"by": "Jo Secret"}},
        {"skills": [["Jo Secret"]]},
        {"skills": [{"name": {"of": "Jo Secret"}}]},
        {"salary": {"min": {"for": "Jo Secret"}}},
        {"locations": [{"city": ["Jo Secret"]}]},
    ],
    ids=str,
)
def test_nothing_hides_in_a_known_field(fields):
    assert "Secret" not in json.dumps(known_fields(fields))


def test_what_postgresql_cannot_store_is_dropped():
    assert known_fields({"title": "Nur\x00se \ud83d"})["title"] == "Nurse \ufffd"


@pytest.mark.parametrize("fields", [{}, {"id": ""}, {"id": "  "}, {"id": "x" * 201}])
def test_an_id_is_needed(fields):
    with pytest.raises(BadRequisition, match=r"data\.id"):
        requisition_id(fields)


def test_ids_may_be_numbers():
    assert requisition_id({"id": 4711}) == requisition_id({"id": " 4711 "}) == "4711"


@pytest.mark.parametrize(
    ("salary", "pay"),
    [
        (None, None),
        ({"currency": "GBP"}, None),
        ({"min": None, "max": None, "currency": "GBP", "period": "year"}, None),
        ({"min": 12, "currency": "GBP", "period": None}, {"min": 12, "currency": "GBP"}),
        ({"min": 12, "currency": "GBP", "period": "HOURLY"}, {"min": 12, "currency": "GBP", "period": "hour"}),
    ],
)
def test_pay(salary, pay):
    assert brief_of({"title": "Nurse", "salary": salary}).get("pay") == pay


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("a < b", "a < b"),
        ("<b>Nurse</b>", "Nurse"),
        ("one<br/>two<BR>three", "one\ntwo\nthree"),
        ("R&D stays", "R&D stays"),
        ("one\n\n\n\ntwo", "one\n\ntwo"),
    ],
)
def test_html_of_a_description_goes(text, plain):
    assert plain_text(text) == plain


def test_long_descriptions_are_cut_at_a_word():
    cut = plain_text("word " * 2000)
    assert cut.endswith("word …")
    assert len(cut) <= MAX_NOTES + 2
