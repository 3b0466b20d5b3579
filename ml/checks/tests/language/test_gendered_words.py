from __future__ import annotations

from ml.checks import Severity
from ml.checks.language.gendered_words import check_gendered_words
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent, findings_of

SILENT = (
    "Ward Sister, Intensive Care",
    "Speak to Jan Gray, Ward Sister, or to the Dialysis Matron.",
    "Community Nursing Sister / Charge Nurse",
    "You will work with midwives at Queen Charlotte's Hospital.",
    "You answer to the Financial Ombudsman Service.",
    "Waiter/waitress for our hotel in Bath",
    "Barman or barmaid, evenings only",
    "We hire waiters and waitresses.",
    "Foreman shunter/forewoman shunter",
    "Groundsman (or groundswoman) wanted",
    "Send your letter to Chairwoman Sandra Wise.",
    "Our guests come to Guy's and St Thomas' for treatment.",
    "You test our interfaces with Postman and Swagger.",
    "The women's health unit cares for women and men.",
    "You look after a man of 60 in his own home.",
    "Two guys from Leeds founded us.",
    "Human resources manager for a manufacturing plant",
    "Contact Bob Foreman for a chat.",
    "Our customers include Manpower Group.",
    "This post is for female applicants only: an occupational requirement under the Equality Act 2010 applies.",
    "You guide guests in the Museum of Mankind.",
    "You will run the women's refuge.",
    "We do not say chairman.",
    "The film “The Fireman” was shot here.",
    "Write to chairman@example.org.",
)
BECOMES = (
    ("You report to the chairman of the board.", "You report to the chair of the board."),
    ("You report to the Chairman of the Board.", "You report to the Chair of the Board."),
    ("CHAIRMAN OF THE BOARD", "CHAIR OF THE BOARD"),
    ("Field Salesman", "Field Salesperson"),
    ("Salesmen wanted", "Salespeople wanted"),
    ("You become an actress.", "You become an actor."),
    ("We seek a handyman for two sites.", "We seek a maintenance worker for two sites."),
    ("You become a layman's first contact.", "You become a layperson's first contact."),
    ("You work as an air hostess.", "You work as a flight attendant."),
    ("You plan the manpower of three sites.", "You plan the workforce of three sites."),
    ("The task takes 40 man-hours a week.", "The task takes 40 working hours a week."),
    ("You man the front desk on Mondays.", "You staff the front desk on Mondays."),
    ("We want the best man for the job.", "We want the best person for the job."),
    ("Come and join our guys in the workshop.", "Come and join our people in the workshop."),
    ("Site Foreman", "Site Supervisor"),
    ("You are vice-chairman of a panel.", "You are vice-chair of a panel."),
)


def test_what_must_stay_untouched():
    assert_silent(check_gendered_words, SILENT)


def test_what_is_found():
    assert_becomes(check_gendered_words, BECOMES)


def test_the_article_in_front_changes_with_the_word():
    (finding,) = findings_of(check_gendered_words, "A waitress or an actress? We need a barman.")[-1:]
    assert finding.text == "barman"
    (finding,) = findings_of(check_gendered_words, "We need a businessman with a car.")
    assert (finding.text, finding.replacements) == ("a businessman", ("a business person", "an entrepreneur"))


def test_a_job_for_one_sex_is_an_error():
    text = "Female applicants only, please."
    assert_marks(check_gendered_words, [(text, "Female applicants only")])
    assert findings_of(check_gendered_words, text)[0].severity is Severity.ERROR


def test_names_of_company_and_departments_stay():
    text = "Join Policeman's Mutual and protect policemen."
    assert [f.text for f in findings_of(check_gendered_words, text, names=("Policeman's Mutual",))] == ["policemen"]
