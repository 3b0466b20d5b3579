"""What no rule of language may touch, and what all of them have in common."""

from __future__ import annotations

from ml.checks import check, read_subject
from ml.checks.language import RULES
from ml.checks.tests.language.reading import assert_silent, findings_of

SILENT = (
    "Mental health nurse, CAMHS",
    "King's College London and Guy's and St Thomas' NHS Foundation Trust",
    "Senior Sister / Charge Nurse, Princess Royal Hospital",
    "Disabled applicants are welcome, and we guarantee an interview to those who meet the criteria.",
    "You answer competitive tenders for a competitive salary.",
    "You treat aggressive cancers and patients with aggressive behaviour.",
    "An injury of the dominant hand",
    "We do not discriminate on grounds of age, disability, religion or belief, marriage, pregnancy, race, sex or "
    "sexual orientation.",
    "We are an equal opportunity employer: young and old, native speakers and learners, people of any religion, "
    "working mothers and recent graduates are welcome.",
    "All qualified applicants will receive consideration without regard to race, color, religion, sex, national "
    "origin, age, disability or protected veteran status.",
    "Maternity cover in women's health, with a special interest in urogynaecology",
    "Reasonable adjustments will be made for disabled people in line with the Equality Act 2010.",
    "We want people, not ninjas, gurus or rock stars.",
    "Chairman ist ein englisches Wort. Wir suchen einen Koch für die Küche und das Restaurant mit der Terrasse.",
    "Nous cherchons un team player pour le service et la cuisine du restaurant.",
    "Send it to young.and.dynamic@example.org or see https://example.org/team-player/.",
    "",
)


def test_what_must_stay_untouched():
    for rule in RULES:
        assert_silent(rule, SILENT)


def test_names_of_the_company_and_its_departments_stay():
    text = "You join Rock Star Nursery, a team of Digital Natives, in the Team Player Unit."
    names = ("Rock Star Nursery", "Digital Natives", "Team Player Unit")
    assert [f for rule in RULES for f in findings_of(rule, text, names=names)] == []


def test_the_same_text_has_the_same_findings_in_the_order_of_the_text():
    text = "We hit the ground running in four wards.\n\nYou are a young and dynamic ninja who reports to the chairman."
    first, second = check(read_subject(text)), check(read_subject(text))
    assert first == second
    assert [f.text for f in first if f.category == "language"] == [
        "hit the ground running",
        "young and dynamic",
        "ninja",
        "chairman",
    ]


def test_a_text_without_any_stop_is_read_in_reasonable_steps():
    text = "young and dynamic ninja chairman " * 300 + "x" * 50_000
    assert len([f for rule in RULES for f in rule(read_subject(text))]) >= 900
