from ml.checks.readability.required_to import check_required_to
from ml.checks.tests.postings import corrected, found_by

FIRST = "It is early.\n"


def test_what_has_to_be_passive_stays():
    for line in (
        "A licence will be required to drive the van.",
        "You will not be required to work on Sundays.",
        "You will be required to have a licence.",
        "You will be paid weekly.",
        "The bakery was built in 1960.",
        "You will be expected.",
        "Flour will be expected to arrive by noon.",
        "Applicants will be asked to bake.",
        "Successful candidates will be required to apply for a check of their record.",
        "You will be required to present your passport.",
        "You will be required to provide the bakery with proof of identity.",
        "You will be required to wear a mask.",
    ):
        assert found_by(check_required_to, FIRST + line) == [], line


def test_what_is_required_is_said_at_once():
    for line, better in (
        ("You will be required to lead the shift.", "You will lead the shift."),
        ("The successful candidate will be expected to train others.", "The successful candidate will train others."),
        ("The post holder will also be required to bake.", "The post holder will also bake."),
        ("They would be expected to travel.", "They would travel."),
    ):
        text = FIRST + line
        (finding,) = found_by(check_required_to, text)
        assert corrected(text, finding) == better
