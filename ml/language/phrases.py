"""What recruiters type, brought into the grammar of a posting without changing what it says.

A duty becomes a phrase with its verb in base form ("Managing the rota" -> "manage the rota"), a skill a noun phrase
that fits behind "You have". Whatever no rule understands stays as it was typed.
"""

from __future__ import annotations

import re

from ml.language.casing import lower_first
from ml.language.foreign import is_foreign
from ml.language.noun_phrases import from_noun, known_verb
from ml.language.verb_phrases import is_verb_in_base, verb_phrase
from ml.language.verbs import forms, lexicon
from ml.language.wordlists import words

__all__ = ["duty", "is_plain_noun", "lower_first", "requirement", "without_stop"]

PERSON = (
    r"(?:(?:the|our|your|a)\s+)?(?:new\s+)?(?:post\s?holder|jobholder|success\w* (?:candidate|applicant)|"
    r"ideal candidate|candidate|role|person|applicant|employee|s?he(?:/s?he)?|they|you)"
)
#: How people begin a duty; what follows is the duty.
OPENERS = re.compile(
    rf"^(?:{PERSON}(?:['’]ll|\s+(?:will|shall|must|should|would|is expected to|are expected to|"
    r"needs? to|has to|have to))(?:\s+(?:also|then))?\s+|"
    r"we (?:need|want|are looking for) (?:some(?:one|body)|a person) (?:to|who (?:can|will))\s+|"
    r"(?:some(?:one|body) )?who (?:can|will)\s+|(?:needs?|has|have|expected|required) to\s+(?=[a-z]+\s)|"
    r"will\s+|must\s+(?=\w+\b)|to\s+(?=[a-z]+\b)|duties (?:will )?include:?\s+|including\s+|"
    r"(?:(?:the|this) )?(?:role|job|post|position|work) (?:will )?(?:involves?|includes?|entails?)\s+|"
    r"(?:your|the) (?:role|job) (?:is|will be) to\s+|you\s+(?=[a-z]+\s+(?:the|a|an|our|your|all)\b))",
    re.IGNORECASE,
)
RESPONSIBLE = re.compile(
    r"^(?:(?:is|are|be(?:ing)?)\s+)?(?:responsible|accountable)\s+for\s+(?:the\s+(?=[a-z]+ing\b))?|"
    r"^responsibility for\s+",
    re.IGNORECASE,
)
BE_GERUND = re.compile(r"^be\s+([a-z-]+ing)\b", re.IGNORECASE)
#: Words with a stop of their own at the end: "P.Eng.", "etc."
OWN_STOP = re.compile(r"(?:\b(?:etc|e\.g|i\.e|approx|incl)|\.\w{1,4}|\.)\.$")
NOUN_PHRASE_HEADS = re.compile(
    r"\b(?:experience|knowledge|ability|understanding|skills?|confidence|qualifications?|degrees?|diplomas?|certificates?|"
    r"certification|licen[cs]es?|registration|registered|training|background|fluency|familiarity|competen(?:ce|cy)|"
    r"proficiency|eligibility|membership|clearance|passport|permits?|years?|card|nvq|gcses?|level|standard|pin|dbs)\b",
    re.IGNORECASE,
)
ADJECTIVAL = re.compile(
    r"^(?:be\s+)?(able|willing|prepared|happy|ready|keen|comfortable|confident|eligible)\s+", re.IGNORECASE
)
PLAIN_OPENERS = re.compile(
    r"^(?:(?:you|they|candidates?|applicants?|(?:the )?(?:ideal|successful) candidate)(?:['’](?:ll|re))?\s+"
    r"(?:(?:will|must|should|would|are|is)\s+)?(?:(?:also|ideally)\s+)?(?:have|has|needs?|bring|hold|be)\s+|"
    r"(?:you\s+(?:are|must|should)|you['’]re)\s+|we (?:need|want|are looking for)\s+|"
    r"some(?:one|body) (?:with|who (?:has|is))\s+|(?:must|should)\s+(?:have|be|hold)\s+|must\s+|"
    r"needs? to (?:have|be|hold)\s+|"
    r"(?:has|have|having|holds|holding)\s+)",
    re.IGNORECASE,
)
YEARS = re.compile(
    r"(?i)^((?:at least |minimum |min\.? |over )?\d+\+? (?:years|months))['’]? (?=(?:\w+ ){1,3}experience$)"
)
#: What somebody does at present is no experience yet.
PRESENT = re.compile(r"(?i)^(?:studying|training|working) (?:towards?|for|to)\b|^studying\b")
PAST = {"worked": "working", "taught": "teaching", "managed": "managing", "led": "leading"}


def duty(text: str) -> str:
    """A duty in base form with a lower-case start: it reads behind "you will". In another language it stays."""
    text = without_stop(text)
    if is_foreign(text):
        return text
    for _ in range(2):
        text = OPENERS.sub("", text, count=1).strip() or text
    if RESPONSIBLE.match(text):
        thing = RESPONSIBLE.sub("", text, count=1).strip()
        return verb_phrase(thing, gerunds_only=True) or known_verb(thing) or f"be responsible for {lower_first(thing)}"
    if match := BE_GERUND.match(text):
        text = text[match.start(1) :]
    return verb_phrase(text) or from_noun(text)


def without_stop(text: str) -> str:
    text = text.strip().rstrip(";,!").rstrip()
    return text[:-1] if text.endswith(".") and not OWN_STOP.search(text) else text


def is_plain_noun(text: str) -> bool:
    """Is only a thing named ("stock control"), without a verb that says what to do with it?"""
    return not verb_phrase(OPENERS.sub("", without_stop(text), count=1)) and not RESPONSIBLE.match(text)


def requirement(text: str) -> str:
    """A requirement as a noun phrase with a lower-case start where grammar allows."""
    text = without_stop(text)
    text = PLAIN_OPENERS.sub("", text, count=1).strip() or text
    if match := re.match(r"(?i)(worked|taught|managed|led)\s+", text):
        text = f"{PAST[match[1].lower()]} {text[match.end() :]}"
    text = YEARS.sub(r"\1 of ", text)
    if match := ADJECTIVAL.match(text):
        rest = text[match.end() :]
        is_able = match[1].lower() == "able" and rest.lower().startswith("to ")
        return f"the ability {rest}" if is_able else lower_first(text.removeprefix("be "))
    return _reworded(text) or lower_first(text)


def _reworded(text: str) -> str:
    """The text as an ability, knowledge or experience, or nothing where it is a noun phrase already."""
    tokens = text.split()
    first = tokens[0].lower() if tokens else ""
    if len(tokens) < 2:
        return ""
    rest = " ".join(tokens[1:])
    if first in {"can", "could"}:
        return f"the ability to {rest}"
    if first in {"knows", "know"} and rest.split()[0].lower() not in {"how", "what", "when", "where", "why", "your"}:
        return f"knowledge of {rest}"
    if first in {"loves", "love"} and not rest.startswith("to ") and not rest.split()[0].endswith("ing"):
        return f"a love of {rest}"
    if first == "own" and rest.split()[0].lower() not in words("determiners"):
        return f"your own {rest}"
    if NOUN_PHRASE_HEADS.search(text) or PRESENT.match(text) or first in words("adjectives"):
        return ""
    return _from_verb(tokens, text)


def _from_verb(tokens: list[str], text: str) -> str:
    verb, first = verb_phrase(text), tokens[0].lower()
    if not verb:
        return ""
    if first.endswith("ing"):
        is_plain_gerund = first not in lexicon() and first in forms() and not any(letter.isdigit() for letter in text)
        return f"experience of {lower_first(text)}" if is_plain_gerund else ""
    if first in lexicon():
        return f"the ability to {verb}" if is_verb_in_base(tokens) else ""
    return f"the ability to {verb}"
