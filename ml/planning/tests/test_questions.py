import pytest

from ml.contracts import Answer, Brief, Person
from ml.language.text import fold
from ml.library import default_library
from ml.planning.questions import GENERAL, questions_for, say_answer, says_something

NURSE = default_library()["registered-nurse"]
WITH = "Whom will they work with?"
TO = "Whom do they report to?"
START = "What should be achieved in the first 90 days?"
OTHER = "Which shoes will they wear?"


def said(question: str, answer: str, person: Person = Person.YOU) -> str:
    return say_answer(Answer(question, answer), NURSE, person)


def test_a_role_of_the_library_is_asked_its_own_three_questions():
    assert [question.text for question in questions_for(Brief(title="Nurse"), NURSE)] == [
        item.ask for item in NURSE.questions
    ]


def test_an_unknown_role_is_asked_the_general_ones():
    assert questions_for(Brief(title="Beekeeper"), None) == GENERAL


def test_what_was_answered_is_not_asked_again():
    brief = Brief(title="Beekeeper", answers=(Answer(START.upper().rstrip("?"), "a plan"),))
    assert fold(START) not in {fold(question.text) for question in questions_for(brief, None)}
    assert len(questions_for(brief, None)) == 2


ANSWERS = [
    (TO, "the ward sister", "You will report to the ward sister."),
    (TO, "The ward sister.", "You will report to the ward sister."),
    (TO, "Mrs Cole", "You will report to Mrs Cole."),
    (TO, "HR", "You will report to HR."),
    (TO, "reports to the CFO", "You will report to the CFO."),
    (WITH, "working with two chefs", "You will work with two chefs."),
    (WITH, "a team of 5 and, on Fridays, the sales desk in Leeds and its many kind people", None),
    (WITH, "They will work with nurses", "You will work with nurses."),
    (WITH, "Mostly alone. Sometimes with a guide", "Mostly alone. Sometimes with a guide."),
    (START, "a new plan for the spring launch.", "A new plan for the spring launch"),
    (START, "iOS release 2.0", "iOS release 2.0"),
    ("Which tools, systems or equipment will they use?", "R and SQL", "The tools of this job: R and SQL."),
    ("Who reports to them?", "nobody", "The people who report to you: nobody."),
    (OTHER, "red ones", "Which shoes will they wear: red ones."),
]


@pytest.mark.parametrize(("question", "answer", "text"), ANSWERS, ids=[answer for _, answer, _ in ANSWERS])
def test_an_answer_becomes_a_sentence(question, answer, text):
    assert said(question, answer) == (text or f"You will work with {answer}.")


@pytest.mark.parametrize(
    ("question", "answer", "text"),
    [
        (TO, "the ward sister", "The postholder will report to the ward sister."),
        (WITH, "They'll work with nurses", "The postholder will work with nurses."),
    ],
)
def test_of_the_postholder(question, answer, text):
    assert said(question, answer, Person.POSTHOLDER) == text


def test_every_frame_of_the_library_takes_a_phrase():
    asked = [(profile, item.ask) for profile in default_library().values() for item in profile.questions]
    texts = [say_answer(Answer(ask, "the blue team"), profile, person) for profile, ask in asked for person in Person]
    assert len(texts) > 2_000
    assert [text for text in texts if "the blue team" not in text or "{" in text or not text.endswith(".")] == []


@pytest.mark.parametrize("text", ["none", "nobody", "0", "No", "the north", "NA region", "tbc by the board", "skipper"])
def test_short_answers_that_say_something(text):
    assert says_something(Answer(OTHER, text))


@pytest.mark.parametrize(
    "text", ["", "-", "?", "n/a", "N/A.", "tbc", "TBD", "not sure", "don't know", "unknown", "..."]
)
def test_answers_that_say_nothing(text):
    assert not says_something(Answer(OTHER, text))
