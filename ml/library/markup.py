"""The markup of library statements: marked verbs and pronouns that take the person of the text.

`{assess}` is a verb in its base form, `{your}`, `{yourself}`, `{you}` and `{You}` are pronouns; in the frame of a
question `{answer}` is the slot. Everything else is plain text. README.md of this package has the rules for authors.
"""

from __future__ import annotations

import re
from enum import Enum

from ml.contracts import Person
from ml.language.verbs import third_person

TOKEN = re.compile(r"\{([A-Za-z][A-Za-z'-]*)\}")
PRONOUNS = {
    Person.YOU: {"you": "you", "your": "your", "yourself": "yourself", "You": "You", "Your": "Your"},
    Person.POSTHOLDER: {
        "you": "they",
        "your": "their",
        "yourself": "themselves",
        "You": "The postholder",
        "Your": "Their",
    },
}
ANSWER = "{answer}"
#: What stands in front of a pronoun that is an object: "bring cases to them".
OBJECT = re.compile(r"\b(?:to|with|for|from|by|of|about|at|under|around|behind|beside) $")


class Form(Enum):
    """Which form the marked verbs take: bare ("assess") or third person singular ("assesses")."""

    BASE = "base"
    THIRD = "third"


def inflect(statement: str, person: Person, form: Form) -> str:
    """Replace each token by its form."""

    def replace(match: re.Match[str]) -> str:
        word = match[1]
        if word == "you" and person is Person.POSTHOLDER and OBJECT.search(statement[: match.start()]):
            return "them"
        pronoun = PRONOUNS[person].get(word)
        if pronoun is not None:
            return pronoun
        return third_person(word) if form is Form.THIRD else word

    return TOKEN.sub(replace, statement)


def sentence(statement: str, person: Person) -> str:
    """A whole statement as it reads for this person: "You lead", "The postholder leads"."""
    return inflect(statement, person, Form.THIRD if person is Person.POSTHOLDER else Form.BASE)


def plain(statement: str) -> str:
    """The statement without markup, in base form and addressed to "you"."""
    return inflect(statement, Person.YOU, Form.BASE)


def marked_verbs(statement: str) -> list[str]:
    pronouns = PRONOUNS[Person.YOU]
    return [word for word in TOKEN.findall(statement) if word not in pronouns]


def fill(frame: str, answer: str, person: Person) -> str:
    """The sentence of a question's frame with the recruiter's answer in its slot, word for word."""
    return answer.join(sentence(part, person) for part in frame.split(ANSWER))
