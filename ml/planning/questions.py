"""Questions whose answers make a posting specific, and the sentences that their answers become."""

from __future__ import annotations

from ml.contracts import Answer, Brief, Person, Question
from ml.language.phrases import lower_first
from ml.language.text import capitalise, fold
from ml.library.markup import ANSWER, fill
from ml.library.schema import RoleProfile

MOST = 3
#: Asked of every title that the library does not know.
GENERAL = (
    Question("What will they do most of the time?", "Most of {your} time goes into {answer}."),
    Question("Which tools, systems or equipment will they use?", "The tools of this job: {answer}."),
    Question("What should be achieved in the first 90 days?", "In the first 90 days: {answer}."),
)
ALSO_KNOWN = (
    Question("Whom will they work with?", "{You} will work with {answer}."),
    Question("Whom do they report to?", "{You} will report to {answer}."),
    Question("Who do they report to?", "{You} will report to {answer}."),
    Question("Who reports to them?", "The people who report to {you}: {answer}."),
    Question("How many people report to them?", "Number of people who report to {you}: {answer}."),
    Question(
        "Which systems will they work with in the first 90 days?", "In the first 90 days {you} will work with {answer}."
    ),
)


def questions_for(brief: Brief, profile: RoleProfile | None) -> tuple[Question, ...]:
    """At most three that the brief has not answered yet."""
    known = [Question(item.ask, item.say) for item in profile.questions] if profile else list(GENERAL)
    answered = {fold(item.question) for item in brief.answers}
    return tuple(question for question in known if fold(question.text) not in answered)[:MOST]


def say_answer(answer: Answer, profile: RoleProfile | None, person: Person) -> str:
    """The answer as a sentence: in the frame of its question if we asked it, else with the question as its label."""
    own = [Question(item.ask, item.say) for item in profile.questions] if profile else []
    asked = {fold(question.text): question.say for question in (*GENERAL, *ALSO_KNOWN, *own)}
    text = answer.answer.rstrip(".")
    frame = asked.get(fold(answer.question))
    if frame is None:
        return _labelled(answer.question, text)
    if ANSWER not in frame or len(text.split()) > 12 or ". " in text:
        return capitalise(f"{text}.")
    return fill(frame, lower_first(text), person)


def _labelled(question: str, text: str) -> str:
    label = question.rstrip("?: ").strip()
    if len(text.split()) >= 8:
        return capitalise(f"{text}.")
    return f"{capitalise(label)}: {text}."
