from ml.checks.readability.passive import check_passive
from ml.checks.tests.postings import corrected, found_by

FIRST = "It is early.\n"


def test_an_agent_that_goes_on_stays():
    for line in (
        "You will be supported by the manager who runs the shop.",
        "You will be supported by the manager and the owner.",
        "You will be supported by weekly meetings.",
        "The shop will be managed by the owner.",
        "You will be led by the owner to greatness.",
    ):
        assert found_by(check_passive, FIRST + line) == [], line


def test_who_does_it_comes_first():
    for line, better in (
        ("You will be supported by the head baker.", "The head baker will support you."),
        ("You will be trained by an experienced colleague.", "An experienced colleague will train you."),
        ("You'll be managed by our head of bread.", "Our head of bread will manage you."),
    ):
        text = FIRST + line
        (finding,) = found_by(check_passive, text)
        assert corrected(text, finding) == better
