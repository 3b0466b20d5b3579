"""What must stay untouched comes first: a replacement that is not safe is worse than none."""

from __future__ import annotations

import pytest

from ml.language.replace import find_words, replace_words
from ml.wording import Avoided

RULES = (
    Avoided("utilise", ("use",)),
    Avoided("leverage", ("use",)),
    Avoided("support", ("help",)),
    Avoided("stakeholder", ("partner",)),
    Avoided("exciting", ("interesting",)),
    Avoided("liaise with", ("work with",)),
    Avoided("undertake", ("do",)),
    Avoided("IT", ("technology",), match_case=True),
    Avoided("ninja", ("expert",), whole_word=False),
    Avoided("synerg", whole_word=False),
)


def said(text, **options):
    return replace_words(text, RULES, **options)[0]


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Utilise tools", "Use tools"),
        ("utilises a tool, utilising data, utilised daily", "uses a tool, using data, used daily"),
        ("utilizing data that nobody utilized", "using data that nobody used"),
        ("You will leverage data", "You will use data"),
        ("Manage stakeholders and a stakeholder’s view", "Manage partners and a partner’s view"),
        ("An exciting role", "An interesting role"),
        ("a stakeholder in an IT project", "a partner in a technology project"),
        ("Liaises with families while liaising with staff", "Works with families while working with staff"),
        ("The work has been undertaken; they undertook it", "The work has been done; they did it"),
        ("UTILISE THE TOOLS", "USE THE TOOLS"),
        ("a code-ninja", "a code-expert"),
        ("Support colleagues and support the ward", "Help colleagues and help the ward"),
    ],
)
def test_it_works(text, new):
    assert said(text) == new


@pytest.mark.parametrize(
    "text",
    [
        "The support of your team",
        "with support from nurses",
        "gain leverage over suppliers",
        "Work for Leverage Ltd",
        "Leverage Ltd hires",
        "Read “How to utilise tools”",
        'the "utilise" rule',
        "Write to utilise@example.com or www.utilise.example",
        "High-leverage work",
        "Say it, and do it with care",
        "Knowledge of SUPPORT",
        "find synergies",
        "Underutilised rooms",
        "Support desk experience",
    ],
)
def test_what_is_not_safe_stays(text):
    assert said(text) == text


NOUN_RULES = (
    Avoided("patient", ("service user",)),
    Avoided("customer", ("client",)),
    Avoided("manpower", ("staff",)),
    Avoided("dynamic", ("lively",)),
    Avoided("IT", ("technology",), match_case=True),
)


@pytest.mark.parametrize(
    "text",
    [
        "Keep the patient record up to date",
        "Keep patient records up to date",
        "Five years in customer service",
        "The customer relationship management system",
        "Answer customer calls and e-mails",
        "Patient safety comes first",
        "Customer Service Adviser",
        "Speak with the Patient Advice team",
        "Write patient-centred plans",
        "Train in-patient and out-patient staff",
        "A patient’s-eye view",
        "Hold the Customer Care Certificate",
        "Serve Patient First Ltd",
        "Plan customer and patient journeys",
        "The patient family room",
        "Manpower planning",
    ],
)
def test_a_noun_stays_in_a_compound(text):
    assert replace_words(text, NOUN_RULES)[0] == text


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Greet each patient and their family", "Greet each service user and their family"),
        ("Wash patients", "Wash service users"),
        ("A patient who falls, or a customer", "A service user who falls, or a client"),
        ("Patients record their pain", "Service users record their pain"),
        ("the patient’s record and customers’ orders", "the service user’s record and clients’ orders"),
        ("Advise the customer on cheese", "Advise the client on cheese"),
        ("When a customer arrives, listen", "When a client arrives, listen"),
        ("Ask the patient gently", "Ask the service user gently"),
        (
            "Look after a mental health patient (one at a time)",
            "Look after a mental health service user (one at a time)",
        ),
        ("A dynamic ward team in an IT project", "A lively ward team in a technology project"),
        ("Meet business customers daily", "Meet business clients daily"),
    ],
)
def test_a_noun_alone_is_replaced(text, new):
    assert replace_words(text, NOUN_RULES)[0] == new


def test_a_compound_is_told_with_its_whole_name():
    _, left = replace_words("Keep patient records", NOUN_RULES)
    assert [(found.said, found.instead) for found in left] == [("patient", "service user")]


def test_a_typed_compound_is_nothing_to_change():
    assert find_words("keep patient records", NOUN_RULES) == []
    assert [found.said for found in find_words("patient records for each patient", NOUN_RULES)] == ["patient"]


def test_a_compound_can_have_a_rule_of_its_own():
    rules = (Avoided("patient record", ("care record",)), *NOUN_RULES)
    assert replace_words("Keep patient records of each patient", rules)[0] == "Keep care records of each service user"


def test_what_stays_is_told():
    _, left = replace_words("with leverage and synergies", RULES)
    assert [(found.said, found.instead) for found in left] == [("leverage", "use"), ("synerg", "")]


def test_words_of_a_person_stay():
    assert said("Utilise tools", is_own=lambda word: word == "Utilise") == "Utilise tools"


def test_finding_gives_each_rule_once_with_its_form():
    found = find_words("Utilising this and utilising that", RULES)
    assert [(item.said, item.instead) for item in found] == [("Utilising", "Using")]
