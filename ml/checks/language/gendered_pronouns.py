"""He, she and their doubles for the person who is sought: he/she, his or her, s/he; and he alone for the candidate.

Stout and Dasgupta 2011: readers of the other sex feel left out by he alone. The double forms leave nobody out but those
who are neither, and read badly; they are only a note, by custom (APA: singular they). The verb behind he/she changes
with it. A pronoun for somebody who is named, or for a patient, is no matter of this rule.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ml.checks.findings import Category, Evidence, Finding, Severity
from ml.checks.language.quiet import lowered, opens_a_door, sentence_around
from ml.checks.subject import Subject
from ml.language.verbs import forms

DOUBLE = re.compile(
    r"(?<![\w/])(?:(?P<subject>he ?/ ?she|she ?/ ?he|he or she|she or he|\(s\)he|s/he)"
    r"|(?P<reflexive>him ?/ ?herself|(?:him|her)self (?:or|/) (?:him|her)self|(?:him|her)self/(?:him|her)self)"
    r"|(?P<possessive>his ?/ ?hers?|her ?/ ?his|his or hers?|her or his|his\(her\))"
    r"|(?P<object>him ?/ ?her|her ?/ ?him|him or her|her or him))(?![\w/])"
)
ALONE = re.compile(r"(?<![\w/'’-])(?P<word>he|she|his|himself|herself|him)(?![\w/'’-])(?! or (?:he|she|her|his))")
#: Whom the posting seeks. In front of a pronoun of the same sentence it says whom the pronoun means.
SOUGHT = re.compile(
    r"\b(?:candidates|applicants)\b|\b(?:the|an?|each|every|any|successful|ideal|suitable|right) (?:\w+ )?"
    r"(?:candidate|applicant|post ?holder|job ?holder|incumbent|appointee|employee|new hire)\b"
)
#: Others whom a pronoun could mean.
SOMEBODY_ELSE = re.compile(
    r"\b(?:patient|child(?:ren)?|son|daughter|baby|mother|father|boy|girl|man|woman|client|resident|service user|"
    r"pupil|student|king|queen|mr|mrs|ms|dr|sir|lady|founder|ceo|manager|supervisor|director)s?\b"
)
PLURAL_OF = {
    "is": "are", "was": "were", "has": "have", "does": "do", "isn't": "aren't", "hasn't": "haven't", "doesn't": "don't",
}  # fmt: skip
UNCHANGED = frozenset("will would shall should can could may might must cannot can't won't had did".split())
ADVERBS = frozenset("also then always sometimes perhaps thus besides often still never now only alone".split())
SECOND_VERB = re.compile(r"(?:,|\band|\bor|\bbut) (?:\w+ly )?([a-z]+s|is|has|does)\b")
LETTER = re.compile("[a-z]")
NAME = re.compile(r"\s+[A-Z]")
NEXT_WORD = re.compile(r"(\s+)([a-z’']+)")
THEY = {"he": "they", "she": "they", "his": "their", "him": "them", "himself": "themselves", "herself": "themselves"}
BY_ROLE = {"reflexive": "themselves", "possessive": "their", "object": "them"}
DOUBLE_REASON = "They says it in one word and leaves nobody out; say the verbs behind it in the plural."
DOUBLE_SOURCE = "APA style: singular they"
ALONE_SOURCE = "Stout and Dasgupta 2011 (Personality and Social Psychology Bulletin 37)"
ALONE_REASON = "It tells readers of the other sex that somebody else is meant; they or you addresses everybody."


def check_gendered_pronouns(subject: Subject) -> Iterator[Finding]:
    if not subject.is_english:
        return
    low = lowered(subject.text)
    for found in DOUBLE.finditer(low):
        if not opens_a_door(subject.text, *found.span()):
            yield _finding(subject, found, _they(found, found.lastgroup or ""), is_double=True)
    for found in ALONE.finditer(low):
        if _means_whom_we_seek(subject.text, low, found.start()) and not _is_no_pronoun(subject.text, found):
            yield _finding(subject, found, THEY[found["word"]], is_double=False)


def _they(found: re.Match[str], role: str) -> str:
    if role == "possessive" and found[0].endswith("hers"):
        return "theirs"
    return BY_ROLE.get(role, "they")


def _means_whom_we_seek(text: str, low: str, at: int) -> bool:
    begin, _ = sentence_around(text, at, at)
    if not LETTER.search(low, begin, at) and begin > 2:
        begin, _ = sentence_around(text, begin - 2, begin - 2)
    before = low[begin:at]
    return bool(SOUGHT.search(before)) and not SOMEBODY_ELSE.search(before)


def _is_no_pronoun(text: str, found: re.Match[str]) -> bool:
    """HE, an abbreviation; "[T]he Manager", a letter lost."""
    return text[slice(*found.span())].isupper() or (
        found["word"] in ("he", "she") and NAME.match(text, found.end()) is not None
    )


def _finding(subject: Subject, found: re.Match[str], they: str, *, is_double: bool) -> Finding:
    start, end = found.span()
    replacements: tuple[str, ...] = (they,)
    if they == "they":
        end, replacements = _with_verb(lowered(subject.text), end)
    if subject.text[start:end].strip("(")[0].isupper():
        replacements = tuple(text[:1].upper() + text[1:] for text in replacements)
    return Finding(
        rule="gendered-pronouns",
        category=Category.LANGUAGE,
        severity=Severity.NOTE if is_double else Severity.WARNING,
        start=start,
        end=end,
        text=subject.text[start:end],
        reason=DOUBLE_REASON if is_double else ALONE_REASON,
        source=DOUBLE_SOURCE if is_double else ALONE_SOURCE,
        evidence=Evidence.CONVENTION if is_double else Evidence.STRONG,
        replacements=replacements,
    )


def _with_verb(low: str, end: int) -> tuple[int, tuple[str, ...]]:
    """Where pronoun and verb end, and both in the plural; the pronoun alone where its verb stays as it is."""
    found = NEXT_WORD.match(low, end)
    if not found:
        return end, ("they",)
    verb = found[2].replace("’", "'")
    if verb in UNCHANGED:
        return end, ("they",)
    if _shares_subject(low, found.end()):
        return end, ()
    if verb in PLURAL_OF or (verb.endswith("s") and verb not in ADVERBS):
        return found.end(), (f"they{found[1]}{_plural_of(verb)}",)
    return end, () if _hides_verb(verb) else ("they",)


def _plural_of(verb: str) -> str:
    """Of a third person: has -> have, carries -> carry, wants -> want."""
    if known := PLURAL_OF.get(verb) or forms().get(verb):
        return known
    if verb.endswith("ies"):
        return f"{verb[:-3]}y"
    return verb[:-2] if verb.endswith(("sses", "shes", "ches", "xes", "oes")) else verb[:-1]


def _shares_subject(low: str, end: int) -> bool:
    """A second verb further on: "he/she plans work and leads people" needs a change there as well."""
    _, finish = sentence_around(low, end, end)
    return any(found[1] in forms() for found in SECOND_VERB.finditer(low, end, finish))


def _hides_verb(word: str) -> bool:
    """A word between pronoun and verb."""
    return word.endswith("ly") or word in ADVERBS or word in {"and", "or", "in", "as", "with", "at", "on"}
