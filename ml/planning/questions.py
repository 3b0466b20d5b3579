"""Questions whose answers make a posting specific, and the sentences that their answers become."""

from __future__ import annotations

import re

from ml.checks.law.questions import is_legal_question
from ml.contracts import Answer, Brief, Person, Question
from ml.language.phrases import lower_first
from ml.language.text import capitalise, fold, stem
from ml.library.markup import ANSWER, fill
from ml.library.schema import RoleProfile

MOST = 3
#: Longer answers are taken for sentences.
LONGEST = 25
NOTHING = re.compile(
    r"(?i)^(?:n/?a|none given|tb[acd]|to be (?:confirmed|decided)|not (?:sure|known|applicable)|unknown|"
    r"don['’]?t know|no idea|skip|[-?.]+)[.!?]?$"
)
THEY_WILL = re.compile(
    r"(?i)^(?:they|he|she|s/he|he/she|the (?:person|candidate|post ?holder|role))(?:['’]ll| will)\s+"
)
SUBJECT = re.compile(
    r"(?i)^(?:they|he|she|we|you|it|there|this|the (?:person|candidate|post ?holder|role|team|job))"
    r"(?:['’]\w+|\s+(?:will|is|are|has|have|must|should|can|needs?|works?|reports?))\b"
)
#: Asked of every title that the library does not know.
GENERAL = (
    Question("What will they do most of the time?", "Most of {your} time goes into {answer}."),
    Question("Which tools, systems or equipment will they use?", "The tools of this job: {answer}."),
    Question("What should be achieved in the first 90 days?", ANSWER),
)
ALSO_KNOWN = (
    Question("Whom will they work with?", "{You} will work with {answer}."),
    Question("Whom do they report to?", "{You} will report to {answer}."),
    Question("Who do they report to?", "{You} will report to {answer}."),
    Question("Who reports to them?", "The people who report to {you}: {answer}."),
    Question("How many people report to them?", "Number of people who report to {you}: {answer}."),
    Question("Which systems will they work with in the first 90 days?", "Systems to work with: {answer}"),
)


def questions_for(brief: Brief, profile: RoleProfile | None) -> tuple[Question, ...]:
    """At most three that the brief has not answered yet."""
    known = [Question(item.ask, item.say) for item in profile.questions] if profile else list(GENERAL)
    answered = {fold(item.question) for item in brief.answers}
    return tuple(question for question in known if fold(question.text) not in answered)[:MOST]


def says_something(answer: Answer) -> bool:
    """ "n/a" and "tbc" answer nothing; what the law asks is no sentence of the text."""
    is_said = bool(fold(answer.answer)) and not NOTHING.match(answer.answer.strip())
    return is_said and not is_legal_question(answer.question)


def say_answer(answer: Answer, profile: RoleProfile | None, person: Person) -> str:
    """The answer as a sentence: in the frame of its question if we asked it, else with the question as its label."""
    own = [Question(item.ask, item.say) for item in profile.questions] if profile else []
    asked = {fold(question.text): question.say for question in (*GENERAL, *ALSO_KNOWN, *own)}
    text = answer.answer.strip().rstrip(".")
    frame = asked.get(fold(answer.question))
    if frame == ANSWER:
        return capitalise(text)
    if is_sentence(text):
        return capitalise(f"{_addressed(text, person)}.")
    if frame is None or ANSWER not in frame:
        return _labelled(answer.question, text)
    return fill(frame, lower_first(_without_echo(frame, text)), person)


def is_sentence(text: str) -> bool:
    """Is the answer a sentence of its own, with subject and verb, rather than a phrase for the slot of a frame?"""
    return bool(re.search(r"[.!?] ", text) or SUBJECT.match(text) or len(text.split()) > LONGEST)


def _addressed(text: str, person: Person) -> str:
    """Recruiters answer "They will ..."; the text speaks to the reader, or of the postholder."""
    subject = "You" if person is Person.YOU else "The postholder"
    return THEY_WILL.sub(f"{subject} will ", text, count=1)


def _without_echo(frame: str, text: str) -> str:
    """The answer without the words that stand in front of its slot: "working with nurses" behind "work with"."""
    before = frame.split(ANSWER)[0].rstrip(": ").split()[-2:]
    words = text.split()
    is_echo = len(before) == 2 < len(words) and [stem(word) for word in before] == [stem(word) for word in words[:2]]
    return " ".join(words[2:]) if is_echo else text


def _labelled(question: str, text: str) -> str:
    return f"{capitalise(question.rstrip('?: ').strip())}: {text}."
