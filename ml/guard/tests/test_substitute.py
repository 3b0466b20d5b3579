import pytest

from ml.guard.claims import Evidence
from ml.guard.substitute import substitute

SOURCES = ("look after 8 patients a night", "administer SAP systems", "two years of experience")


@pytest.mark.parametrize(
    "text",
    [
        "Look after 8 patients a night",
        "Look after 24 colleagues a night",
        "Work 24 months on the ward",
        "Look after 8 patients and 24 patients",
        "Administer Salesforce tools",
        "Look after patients",
        "---",
        "薬を渡す",
    ],
)
def test_leaves_what_is_right_or_in_doubt(text):
    assert substitute(text, SOURCES, Evidence(list(SOURCES))) == text


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("Look after 24 patients a night", "Look after 8 patients a night"),
        ("Look after twenty patients", "Look after 8 patients"),
        ("Bring five years of experience", "Bring two years of experience"),
        ("You administer Salesforce systems", "You administer SAP systems"),
    ],
)
def test_puts_the_sources_own_words_in(text, better):
    assert substitute(text, SOURCES, Evidence(list(SOURCES))) == better


def test_two_candidates_are_a_doubt():
    sources = ("look after 8 patients", "admit 3 patients a day")
    assert substitute("See 24 patients", sources, Evidence(list(sources))) == "See 24 patients"
