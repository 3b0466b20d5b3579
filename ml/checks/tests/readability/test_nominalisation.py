from ml.checks.readability.nominalisation import check_nominalisation
from ml.checks.tests.postings import corrected, found_by
from ml.contracts import Language

FIRST = "It is early.\n"


def test_nouns_that_hide_nothing_stay():
    for line in (
        "You carry out risk assessments and write them down.",
        "You provide clinical support to wards.",
        "The management of the shop is small.",
        "You give your support to nobody.",
        "You conduct the review and the evaluation of all loaves.",
        "You carry out the assessment of needs and the planning of care.",
        "You provide management of and help with the shop.",
        "They perform Management of Change reviews.",
        "You undertake training to achieve these within a year.",
        "You provide support to develop the range.",
    ):
        assert found_by(check_nominalisation, FIRST + line) == [], line


def test_the_verb_takes_the_place_and_the_form_of_the_noun():
    for line, better in (
        ("You will carry out the assessment of needs.", "You will assess needs."),
        ("She carries out inspections of kitchens.", "She inspects kitchens."),
        ("Conducting an analysis of sales each month", "Analysing sales each month"),
        ("You help by providing support to colleagues.", "You help by supporting colleagues."),
        ("Provide training to new bakers", "Train new bakers"),
        ("The team gives advice to farmers.", "The team advises farmers."),
    ):
        text = FIRST + line
        (finding,) = found_by(check_nominalisation, text)
        assert corrected(text, finding) == better


def test_the_spelling_is_that_of_the_posting():
    text = f"{FIRST}You conduct an analysis of sales."
    spellings = {
        language: found_by(check_nominalisation, text, language=language)[0].replacements
        for language in (None, Language.EN_GB, Language.EN_US)
    }
    assert spellings == {None: ("analyse", "analyze"), Language.EN_GB: ("analyse",), Language.EN_US: ("analyze",)}
