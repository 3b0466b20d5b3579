from __future__ import annotations

import pytest

from ml.contracts import Person
from ml.library.markup import Form, fill, inflect, marked_verbs, plain, sentence

YOU, POSTHOLDER = Person.YOU, Person.POSTHOLDER


def test_it_works():
    statement = "{You} {assess} patients, {carry} {your} tools and {go} home by {yourself}."
    assert sentence(statement, YOU) == "You assess patients, carry your tools and go home by yourself."
    assert (
        sentence(statement, POSTHOLDER)
        == "The postholder assesses patients, carries their tools and goes home by themselves."
    )


@pytest.mark.parametrize("statement", ["", "plain text", "a {1} b", "{two words}", "{ spaced }", "50 % of {}"])
def test_plain_text_stays(statement):
    assert inflect(statement, POSTHOLDER, Form.THIRD) == statement


@pytest.mark.parametrize(
    ("person", "form", "text"),
    [
        (YOU, Form.BASE, "wash your hands"),
        (YOU, Form.THIRD, "washes your hands"),
        (POSTHOLDER, Form.BASE, "wash their hands"),
        (POSTHOLDER, Form.THIRD, "washes their hands"),
    ],
)
def test_person_and_form_are_apart(person, form, text):
    assert inflect("{wash} {your} hands", person, form) == text


@pytest.mark.parametrize(
    ("token", "you", "postholder"),
    [
        ("{you}", "you", "they"),
        ("{your}", "your", "their"),
        ("{yourself}", "yourself", "themselves"),
        ("{You}", "You", "The postholder"),
        ("{Your}", "Your", "Their"),
    ],
)
def test_pronouns(token, you, postholder):
    assert (sentence(token, YOU), sentence(token, POSTHOLDER)) == (you, postholder)


@pytest.mark.parametrize(
    ("verb", "third"),
    [
        ("have", "has"),
        ("be", "is"),
        ("do", "does"),
        ("try", "tries"),
        ("buy", "buys"),
        ("fix", "fixes"),
        ("set", "sets"),
    ],
)
def test_third_person(verb, third):
    assert sentence(f"{{{verb}}}", POSTHOLDER) == third


def test_plain_and_marked():
    statement = "{check} {your} load and {sign-off} each delivery"
    assert plain(statement) == "check your load and sign-off each delivery"
    assert marked_verbs(statement) == ["check", "sign-off"]
    assert marked_verbs("{your} tools") == []


@pytest.mark.parametrize("answer", ["the {lead} nurse", "{answer}", "C++ & {you}", "100%"])
def test_an_answer_is_kept_word_for_word(answer):
    assert fill("{You} {work} with {answer}.", answer, POSTHOLDER) == f"The postholder works with {answer}."
