from ml.checks import Severity
from ml.checks.readability.long_sentences import check_long_sentences
from ml.checks.tests.postings import POSTING, found_by

HALF = "you shape the loaves by hand and put them into the oven of the old house in the yard"


def test_sentences_with_halts_in_them_stay():
    for text in (
        POSTING,
        f"Bread. {HALF.capitalize()}, and {HALF}.",
        f"Bread. {HALF.capitalize()}; {HALF}; {HALF}.",
        f"Bread. Your day: {HALF} - {HALF} ({HALF}).",
        f"- Bread\n- {HALF}\n- {HALF}\n- {HALF}\n",
    ):
        assert found_by(check_long_sentences, text) == [], text


def test_a_sentence_by_itself_and_another_language_stay():
    assert found_by(check_long_sentences, " and ".join([HALF] * 4)) == []
    german = "Wir backen das Brot. " + " und ".join(["die Brote kommen mit der Hand in den Ofen von dem Haus"] * 5)
    assert found_by(check_long_sentences, german) == []


def test_what_a_law_or_the_company_words_stays():
    long = " and ".join([HALF] * 3).capitalize()
    assert found_by(check_long_sentences, f"- Bread\n- Rolls\n\n## Equal opportunity\n{long}.\n") == []
    grounds = "race, colour, religion, sex, age, disability or protected veteran status " * 4
    assert found_by(check_long_sentences, f"Bread first. We hire without regard to {grounds}and bake.") == []


def test_one_without_a_halt_is_named():
    long = " and ".join([HALF] * 3).capitalize()
    (finding,) = found_by(check_long_sentences, f"Bread first. {long}.")
    assert (finding.severity, finding.text) == (Severity.NOTE, f"{long}.")
    (finding,) = found_by(check_long_sentences, f"Bread first. {' and '.join([HALF] * 4)}.".replace(" you", " You", 1))
    assert finding.severity is Severity.WARNING
