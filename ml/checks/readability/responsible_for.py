"""A duty said by "responsible for": "you will be responsible for managing the shop" is "you will manage the shop".

Named only where the verb can stand in its place with nothing else changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from ml.checks.findings import Finding
from ml.checks.readability.hidden_verbs import ARTICLE, finding_of, noun_pattern, stands_alone, verb_of
from ml.checks.readability.plain_english import readability_rule, sentences_of
from ml.checks.subject import Subject
from ml.language.inflect import Form, forms_of
from ml.language.verbs import forms
from ml.language.wordlists import words

RULE = readability_rule("responsible-for")
AFTER_MODAL = re.compile(r"\b(?:will|would|to|can|may|must|should|shall)(?: also)? $|['’]ll $")
AFTER_MANY = re.compile(r"\b(?:you|they|we) $", re.IGNORECASE)
#: Behind an -ing form these tell a noun: "marketing and outreach".
AFTER_NOUN = frozenset("and or in of for to is are within across".split())


def check_responsible_for(subject: Subject) -> Iterator[Finding]:
    for sentence in sentences_of(subject):
        for found in _pattern().finditer(sentence.text):
            form = _form_behind(sentence.text[: found.start()], found["be"])
            rest = sentence.text[found.end() :]
            verb = _verb(found, form, rest) if form and stands_alone(rest) else ""
            if verb:
                yield finding_of(RULE, subject, sentence, found, f"also {verb}" if found["also"] else verb)


def _form_behind(before: str, be: str | None) -> Form | None:
    """The form that the verb takes: "You will be responsible" -> base, "the nurse is responsible" -> third person.

    None where it is not certain, such as behind a noun without "is": "the manager responsible for planning".
    """
    if be == "is":
        return Form.THIRD
    if be == "be":
        return Form.BASE if AFTER_MODAL.search(before) else None
    if be == "are":
        return Form.BASE if AFTER_MANY.search(before) else None
    return None if before.strip() else Form.BASE


def _verb(found: re.Match[str], form: Form, rest: str) -> str:
    if found["pair"]:
        return verb_of(found["pair"], form)
    verb = "" if _is_noun(found["gerund"], rest) else forms().get(found["gerund"].lower(), "")
    return forms_of(verb, as_verb=True)[form] if verb else ""


def _is_noun(gerund: str, rest: str) -> bool:
    """ "Marketing and outreach", "training materials": no verb with an object, or not for certain."""
    after = re.match(r"\s+([\w’'-]+)", rest)
    if after is None or after[1].lower() in AFTER_NOUN:
        return True
    return gerund.lower() in words("noun_gerunds") and after[1].lower() not in words("determiners")


@cache
def _pattern() -> re.Pattern[str]:
    duty = rf"(?:{ARTICLE}{noun_pattern()}|(?P<gerund>[a-z]+ing)\b(?! of\b))"
    return re.compile(rf"(?:\b(?:(?P<be>be|are|is) )?(?P<also>also )?)?\bresponsible for {duty}", re.IGNORECASE)
