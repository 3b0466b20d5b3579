from ml.checks.readability.responsible_for import check_responsible_for
from ml.checks.tests.postings import corrected, found_by

FIRST = "It is early.\n"


def test_responsibilities_that_need_their_noun_stay():
    for line in (
        "You will be responsible for the shop.",
        "The manager responsible for planning leads you.",
        "You are responsible for marketing and outreach.",
        "You will be responsible for training materials.",
        "You will be responsible for managing the shop and leading the team.",
        "You will be responsible for managing the shop, training staff and the budget.",
        "You share what we are all responsible for keeping clean.",
        "You will be responsible for cleaning.",
        "Those responsible for ordering flour meet at noon.",
    ):
        assert found_by(check_responsible_for, FIRST + line) == [], line


def test_the_duty_is_said_by_its_verb():
    for line, better in (
        ("You will be responsible for managing the shop.", "You will manage the shop."),
        ("You will also be responsible for training the apprentices.", "You will also train the apprentices."),
        ("The baker is also responsible for ordering flour.", "The baker also orders flour."),
        ("You are responsible for the maintenance of ovens.", "You maintain ovens."),
        ("Responsible for the supervision of two apprentices", "Supervise two apprentices"),
        ("- Responsible for ensuring that bread is fresh", "Ensure that bread is fresh"),
        ("You’ll be responsible for delivering bread to cafés.", "You’ll deliver bread to cafés."),
    ):
        text = FIRST + line
        (finding,) = found_by(check_responsible_for, text)
        assert corrected(text, finding) == better
