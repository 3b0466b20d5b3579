from __future__ import annotations

from ml.checks import Severity
from ml.checks.language.age import check_age
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent, findings_of

SILENT = (
    "You support young people aged 12 to 18 with a mental illness.",
    "Children and Young People's Services",
    "Our service user is a young boy with a lot of energy.",
    "Recent graduates are welcome to apply.",
    "We welcome applications from recent graduates and from people who return to work.",
    "Whether you are a recent graduate or have thirty years behind you, apply.",
    "Our graduate scheme is for recent graduates of any subject.",
    "We do not discriminate on grounds of age, young or old.",
    "You must be at least 18 years old to sell alcohol.",
    "Science teacher, age 11-16 school",
    "You support care leavers aged 18 to 25 years.",
    "A clinic for everybody aged 18-65",
    "Applicants must be 21 or over.",
    "You care for adults between the ages of 18 and 65.",
    "We treat children under 12 years of age.",
    "The fund pays a pension; the upper age limit by law is 75.",
    "A clinic for patients aged 25 to 49",
    "Care of the elderly, acute medicine, surgery",
    "Consultant in Medicine for the Elderly",
    "You nurse the elderly patients of three wards.",
    "You coach recent graduates on the ward.",
    "You teach school leavers and adults.",
    "Mature students may apply for a bursary.",
    "You have a mature approach to risk.",
    "Our digital native brand sells shoes.",
    "The newly qualified nurse gets a mentor.",
    "No more than 5 years' experience is needed to join us; apply at any age.",
    "The Young Vic looks for a carpenter.",
    "You need not be a digital native.",
    "Join Young Talent Ltd.",
)
BECOMES = (
    ("We are a young and dynamic team.", "We are a dynamic team."),
    ("Join a young, energetic team.", "Join an energetic team."),
    ("We want young ambitious people to lead.", "We want ambitious people to lead."),
    ("Join our young team.", "Join our team."),
    ("We look for young professionals.", "We look for professionals."),
    ("We are looking for a recent graduate in law.", "We are looking for a graduate in law."),
    ("We hire new grads for our desk.", "We hire graduates for our desk."),
    ("You are a digital native.", "You are a confident user of digital tools."),
    ("Digital natives will like it.", "Confident users of digital tools will like it."),
    ("You bring youthful enthusiasm.", "You bring lively enthusiasm."),
    ("We prefer a mature person.", "We prefer a responsible person."),
    ("This would suit a school leaver.", "This would suit a person without work experience."),
    ("You bring meals to the elderly.", "You bring meals to older people."),
)
MARKED = (
    ("Applicants should not be older than 35 years.", "not be older than 35 years"),
    ("Age limit: 18-35", "Age limit: 18-35"),
    ("Waiter, aged 20 to 30, wanted.", "aged 20 to 30"),
    ("Candidates must be between 25 and 40 years of age.", "between 25 and 40 years of age"),
    ("Applicants under the age of 35 preferred.", "under the age of 35"),
    ("Under 30 preferred", "Under 30 preferred"),
    ("Maximum age 40.", "Maximum age 40"),
    ("You have no more than 3 years of experience.", "no more than 3 years of experience"),
    ("Overqualified candidates will not be seen.", "Overqualified"),
)


def test_what_must_stay_untouched():
    assert_silent(check_age, SILENT)


def test_what_is_found():
    assert_becomes(check_age, BECOMES)
    assert_marks(check_age, MARKED)


def test_a_limit_of_age_is_an_error():
    assert findings_of(check_age, "Maximum age 40.")[0].severity is Severity.ERROR
