from __future__ import annotations

from ml.checks import Severity
from ml.checks.language.gendered_pronouns import check_gendered_pronouns
from ml.checks.tests.language.reading import assert_becomes, assert_silent, findings_of

SILENT = (
    "You will look after a boy of six; he loves football.",
    "The successful candidate will support a young girl, who enjoys it when she can swim.",
    "Our founder, Ann Lee, believes that she owes it to her staff.",
    "Dr Shah leads the unit, and you will report to him.",
    "The candidate works with the manager in his office.",
    "You help each patient with his or her medicines, regardless of age.",
    "They send their reports to us.",
    "The candidate must use HE laboratories.",
    "We are an equal opportunity employer: nobody is judged by his or her religion.",
)
BECOMES = (
    ("He/she will lead the shift.", "They will lead the shift."),
    ("He/she is responsible for stock.", "They are responsible for stock."),
    ("As such, he or she has a key.", "As such, they have a key."),
    ("S/he reports to the head chef.", "They report to the head chef."),
    ("(S)he carries the keys.", "They carry the keys."),
    ("Say where he/she wants to work.", "Say where they want to work."),
    ("He/she isn’t alone.", "They aren't alone."),
    ("He/she passes the test.", "They pass the test."),
    ("Staff follow his/her advice.", "Staff follow their advice."),
    ("Tasks are given to him/her by the nurse.", "Tasks are given to them by the nurse."),
    ("The applicant must sign the form himself/herself.", "The applicant must sign the form themselves."),
    ("The ideal candidate knows that he must travel.", "The ideal candidate knows that they must travel."),
    ("Candidates apply online. He should add a letter.", "Candidates apply online. They should add a letter."),
    (
        "The postholder runs the desk, and she keeps the diary.",
        "The postholder runs the desk, and they keep the diary.",
    ),
    ("The applicant sends his CV.", "The applicant sends their CV."),
)


def test_what_must_stay_untouched():
    assert_silent(check_gendered_pronouns, SILENT)


def test_what_is_found():
    assert_becomes(check_gendered_pronouns, BECOMES)


def test_no_replacement_where_a_second_verb_would_have_to_change():
    for text in ("He/she plans, designs and tests.", "S/he also manages the stock."):
        (finding,) = findings_of(check_gendered_pronouns, text)
        assert finding.replacements == ()
        assert "plural" in finding.reason


def test_the_double_form_is_only_a_note():
    (double,) = findings_of(check_gendered_pronouns, "He/she will cook.")
    (alone,) = findings_of(check_gendered_pronouns, "The applicant sends his CV.")
    assert (double.severity, alone.severity) == (Severity.NOTE, Severity.WARNING)
