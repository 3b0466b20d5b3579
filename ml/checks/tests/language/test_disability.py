from __future__ import annotations

from ml.checks.language.disability import check_disability
from ml.checks.tests.language.reading import assert_becomes, assert_marks, assert_silent

SILENT = (
    "Mental health nurse, learning disability service",
    "You treat people with a mental illness or a physical disability.",
    "Disabled applicants are welcome.",
    "We guarantee an interview to disabled candidates who meet the essential criteria.",
    "Your dominant hand may be injured.",
    "You run a double-blind trial.",
    "A blind spot in our monitoring",
    "Keep fit and healthy with our gym.",
    "Our services ensure that everyone is fit and healthy at work.",
    "You help patients to stay in good health.",
    "You keep the hosting in good health.",
    "You keep the machines in good working order.",
    "You lift the mood of the ward.",
    "You are able to lift our brand.",
    "You must lift the quality of our reports.",
    "Able to lift 20 kg, with or without reasonable accommodation.",
    "Commission for the Blind and Visually Impaired",
    "Wheelchair users find step-free access.",
    "You build a tone generator for deaf people.",
    "You use Crazy Egg and Google Analytics.",
    "The patient suffers from acute appendicitis.",
    "You stand for election every two years.",
)
BECOMES = (
    ("You must be able to lift 20 kg.", "You must be able to move 20 kg."),
    ("Ability to lift and carry up to 50 pounds.", "Ability to move up to 50 pounds."),
    ("We have crazy deadlines.", "We have demanding deadlines."),
    ("That is crazy good.", "That is very good."),
    ("Ours is an insanely good team.", "Ours is an extremely good team."),
    ("You are crazy about cheese.", "You are keen on cheese."),
    ("You have an insane attention to detail.", "You have an extreme attention to detail."),
    ("He is OCD about tidy code.", "He is very careful about tidy code."),
    ("A quick sanity check of the figures", "A quick check of the figures"),
    ("You move patients who are wheelchair-bound.", "You move patients who are using a wheelchair."),
    ("We run a home for the disabled.", "We run a home for disabled people."),
    ("You teach mentally retarded adults.", "You teach adults with a learning disability."),
    ("We offer handicapped parking.", "We offer accessible parking."),
    ("You help people suffering from dementia.", "You help people living with dementia."),
    ("He suffers from depression.", "He lives with depression."),
    ("We need an able-bodied person.", "We need a person."),
)
MARKED = (
    ("You must be physically fit.", "physically fit"),
    ("Applicants must be fit and healthy.", "must be fit and healthy"),
    ("You have perfect vision.", "perfect vision"),
    ("You can stand for long periods of time.", "stand for long periods of time"),
)


def test_what_must_stay_untouched():
    assert_silent(check_disability, SILENT)


def test_what_is_found():
    assert_becomes(check_disability, BECOMES)
    assert_marks(check_disability, MARKED)
