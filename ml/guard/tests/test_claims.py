"""What needs a source and what does not; the harmless sentences come first."""

import pytest

from ml.guard.claims import Evidence, formal_in, names_in, numbers_in

NOTHING_CLAIMED = [
    "You'll look after patients through the whole shift.",
    "You will report to the ward sister.",
    "The postholder will plan the work. They will check it too.",
    "Carry out medication rounds: Give every dose on time",
    "May need to travel",
    "Patience with people who are upset",
    "Empathy and resilience",
    "A clear head when the phone rings",
    "An eye for detail that others miss",
    "It is you who decides, and I mean it.",
    "Explain results to people outside the field",
    "One of the team checks each line",
    "First of all, listen",
    "Lead the team; keep the rota; order stock.",
    "Own the budget",
    "Being on site early",
    "Do the cash handling",
    "Knowledge of the law of the land",
    "We welcome applications from everyone.",
]
CLAIMS = [
    ("Look after 8 patients", "8"),
    ("Look after eight patients", "8"),
    ("Earn £45k a year", "45,000"),
    ("Manage a budget of 1.2m", "1,200,000"),
    ("Earn £30,000", "30,000"),
    ("At least two years of practice", "2"),
    ("A rate of 12.50 an hour", "12.5"),
    ("Work with Kubernetes every day", "Kubernetes"),
    ("Write C# and C++", "C#"),
    ("Build apps for iOS", "iOS"),
    ("Run it on K8s", "K8s"),
    ("Services in .NET", "NET"),
    ("Travel to Manchester each week", "Manchester"),
    ("Work for the NHS", "NHS"),
    ("Report to Mrs Cole", "Cole"),
    ("Salesforce is used daily", "Salesforce"),
    ("Work with the Equality Act", "Equality"),
    ("Interviews are held in March", "March"),
    ("Hold a degree", "formal"),
    ("Be registered with the council", "formal"),
    ("Have a clean driving licence", "formal"),
    ("Get an annual bonus", "formal"),
    ("Show your DBS certificate", "formal"),
    ("Chartered status is expected", "formal"),
    ("Pay is in $", "amount of money"),
    ("Pay is in EUR", "amount of money"),
]
BRIEF = [
    "Ward nurse in St. Neots",
    "look after 8 patients; iOS and Node.js; C+E licence; £45k; K8s; O'Brien & Sons; registered with the NMC; O365",
]
SUPPORTED = [
    "Look after 8 patients",
    "Look after eight patients",
    "£45,000 a year",
    "45000 a year",
    "Hold a C+E licence",
    "Build apps for iOS in Node.js",
    "O'Brien & Sons runs it on K8s",
    "Registration with the NMC",
    "NMC-registered nurses work here",
    "Work in St Neots",
    "A Ward Nurse",
    "Use O365",
]


@pytest.mark.parametrize("text", NOTHING_CLAIMED)
def test_what_claims_nothing_is_not_flagged(text):
    assert Evidence([]).missing(text) == []


@pytest.mark.parametrize("text", SUPPORTED)
def test_what_the_brief_says_is_not_flagged(text):
    assert Evidence(BRIEF).missing(text) == []


@pytest.mark.parametrize(("text", "named"), CLAIMS, ids=[text for text, _ in CLAIMS])
def test_what_nothing_supports_is_flagged(text, named):
    assert any(named in reason for reason in Evidence(["a brief of other things"]).missing(text))


@pytest.mark.parametrize("text", ["8", "45k", "£45,000", "NMC"])
def test_reasons_are_sentences(text):
    assert all(reason.endswith(".") for reason in Evidence([]).missing(text))


@pytest.mark.parametrize(
    ("one", "other"), [("45k", "45,000"), ("£1.2m", "1200000"), ("two", "2"), ("2bn", "2,000,000,000"), ("7.50", "7.5")]
)
def test_one_number_has_many_forms(one, other):
    assert numbers_in(one) == numbers_in(other) != set()


@pytest.mark.parametrize("text", ["", "A4", "Section47b", "v2.1.3", "one", "iPhone14", "24/7 cover"])
def test_odd_numbers_break_nothing(text):
    assert isinstance(numbers_in(text), set)


@pytest.mark.parametrize("text", ["", "the rota", "You will. We are. It is.", "I", "A", "Managing people"])
def test_no_names(text):
    assert names_in(text) == set()


def test_formal_words_are_compared_by_their_stem():
    assert formal_in("two degrees") == formal_in("a degree") or formal_in("a degree")
    assert Evidence(["a licence to drive"]).missing("Hold a license") == []
