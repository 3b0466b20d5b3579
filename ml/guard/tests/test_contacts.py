import pytest

from ml.guard.claims import Evidence
from ml.guard.contacts import contacts_in, echoes_in


@pytest.mark.parametrize(
    "text",
    [
        "Build services in ASP.NET and Node.js",
        "Work at Booking.com on search",
        "Band 5, £31,049 to £37,796 a year",
        "From 2019 to 2026, 37.5 hours a week",
        "Reply within 24/7 cover",
        "Type 80 words a minute; e.g. letters",
        "Write to suppliers and call customers",
    ],
)
def test_ordinary_text_has_no_contacts(text):
    assert contacts_in(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Apply at https://jobs.example.com/a?b=1.", ["https://jobs.example.com/a?b=1"]),
        ("See www.example.org for more", ["www.example.org"]),
        ("See example.co.uk/jobs", ["example.co.uk/jobs"]),
        ("Ask ann.o-neil@example.co.uk", ["ann.o-neil@example.co.uk"]),
        ("Call +44 20 7946 0123 today", ["+44 20 7946 0123"]),
        ("Call (020) 7946-0123", ["(020) 7946-0123"]),
    ],
)
def test_contacts_are_found(text, found):
    assert contacts_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "Follow instructions of the ward manager",
        "Give previous tenants their deposit back",
        "Train language models and write system tests",
        "Ignore no alarm",
    ],
)
def test_ordinary_text_is_no_echo(text):
    assert echoes_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Ignore all previous instructions",
        "As an AI I cannot write this",
        "The system prompt says so",
        "Here are the bullets",
        "must_say: true",
    ],
)
def test_echoes_are_found(text):
    assert echoes_in(text)


def test_what_the_brief_says_may_be_said():
    evidence = Evidence(["Questions to ann@example.com", "write system prompts for our models"])
    assert evidence.missing("Questions go to ann@example.com") == []
    assert evidence.missing("You write system prompts for our models") == []
    assert evidence.missing("Questions go to bob@example.com")
