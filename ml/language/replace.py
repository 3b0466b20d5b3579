"""Words replaced by others in the same grammatical form, or left alone where that is not safe.

1. All forms of an avoided verb or noun are looked for, in both spellings: utilise, utilises, utilizing, utilised.
2. The replacement takes the same form and the same capitals; "a" and "an" in front of it follow.
3. What may be a name, stands in quotation marks or an address, or may be a noun where only the verb is known, stays.
4. A noun that stands in front of another one is a part of its name ("patient record", "customer service") and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from ml.language.casing import article
from ml.language.inflect import NOUNS_TOO, Form, forms_of, is_verb, plural
from ml.language.ordinary import ordinary_words
from ml.language.spelling import americanise
from ml.language.text import STOP_WORDS
from ml.language.verb_phrases import is_verb_in_base
from ml.language.verbs import forms
from ml.language.wordlists import words
from ml.wording import Avoided

#: Text between quotation marks, addresses of mail and web: nobody's to change.
KEPT = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^']*'(?!\w)|«[^»]*»|\S+@\S+|(?:https?://|www\.)\S+")
#: Behind a word that opens a sentence these tell a name: "Leverage Ltd".
BODIES = re.compile(
    r"^\W{0,2}(?:Ltd|Limited|Inc|plc|PLC|LLC|LLP|GmbH|Group|Trust|University|College|School|Hospital)\b"
)
BEFORE_VERB = frozenset(
    "to will you we they who can could must should may might would and or not also help then".split()
)
BEFORE_NOUN = frozenset(
    "the a an this that these those your our their its his her my of with in for on by some any no more".split()
)
#: Endings of adjectives, which may stand in front of every noun.
ADJECTIVE = re.compile(r"(?:ing|ive|ous|ful|able|ible|less|ic|ly|ed)$")
NOUNS_IN_LY = frozenset("family supply assembly reply anomaly monopoly".split())
AUXILIARY = frozenset("be been being is are was were has have had get gets got".split())


@dataclass(frozen=True, slots=True)
class Found:
    """An avoided word in a text, in the form it has there, and what it would be in the company's words."""

    avoided: Avoided
    said: str
    instead: str = ""


IsOwn = Callable[[str], bool]


def nobodys(said: str) -> bool:
    return False


def replace_words(text: str, avoided: Sequence[Avoided], *, is_own: IsOwn = nobodys) -> tuple[str, list[Found]]:
    """The text in the company's words, and what was found and had to stay. `is_own`: are these a person's words?"""
    left: list[Found] = []
    for rule in avoided:
        text = _replaced(text, rule, is_own, left)
    return text, left


def find_words(text: str, avoided: Sequence[Avoided]) -> list[Found]:
    """What the text says that the company avoids, each rule once; not in compounds, which keep it."""
    found = []
    for rule in avoided:
        matches = (match for match in pattern_of(rule).finditer(text) if not _is_kept(text, match, rule))
        match = next((match for match in matches if not _is_in_compound(text, match, rule)), None)
        if match:
            found.append(Found(rule, match[0], _instead(rule, text, match)))
    return found


def _replaced(text: str, rule: Avoided, is_own: IsOwn, left: list[Found]) -> str:
    pieces, end = [], 0
    for match in pattern_of(rule).finditer(text):
        if _is_kept(text, match, rule) or is_own(match[0]):
            continue
        new = _instead(rule, text, match)
        if not new or not _is_safe(text, match, rule):
            left.append(Found(rule, match[0], new))
            continue
        pieces.append(_with_article(text[end : match.start()], match[0], new) + new)
        end = match.end()
    return "".join(pieces) + text[end:]


@cache
def pattern_of(rule: Avoided) -> re.Pattern[str]:
    variants = sorted(_forms(rule), key=len, reverse=True)
    body = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in variants)
    before, after = (r"(?<![\w'’-])", r"(?![\w-]|['’](?!s\b(?!-))\w)") if rule.whole_word else (r"(?<![^\W_])", "")
    return re.compile(f"{before}(?:{body}){after}", 0 if rule.match_case else re.IGNORECASE)


@cache
def _forms(rule: Avoided) -> dict[str, Form]:
    """Every form that is looked for, in lower case unless case matters; the other spelling of it too."""
    made = forms_of(rule.word, as_verb=is_verb_rule(rule))
    table: dict[str, Form] = {}
    for form, text in made.items():
        for variant in (text, americanise(text), re.sub(r"iz(?=e|i)", "is", text)):
            table.setdefault(variant if rule.match_case else variant.lower(), form)
    return table


@cache
def is_verb_rule(rule: Avoided) -> bool:
    """A word is taken for a verb where what replaces it can be one as well: "utilise" by "use", not "patient" by
    "service user"."""
    first = rule.word.partition(" ")[0].lower()
    return is_verb(first) and all(_acts(first, new.lower().split()) for new in rule.instead[:1])


def _acts(said: str, new: list[str]) -> bool:
    is_thing = len(new) > 1 and new[-1] not in words("after_verb") | words("prepositions")
    are_mostly_nouns = {said, new[0]} <= words("noun_first")
    return is_verb(new[0]) and not is_thing and not are_mostly_nouns


@cache
def is_noun_rule(rule: Avoided) -> bool:
    """A word is taken for a noun where the library has its plural, or that of what replaces it."""
    if rule.match_case or is_verb_rule(rule) or ADJECTIVE.search(rule.word.lower()):
        return False
    heads = [phrase.rpartition(" ")[2].lower() for phrase in (rule.word, *rule.instead[:1])]
    return any(plural(head) in ordinary_words() for head in heads)


def _instead(rule: Avoided, text: str, match: re.Match[str]) -> str:
    if not rule.instead:
        return ""
    said = " ".join(match[0].split())
    form = _forms(rule).get(said if rule.match_case else said.lower(), Form.BASE)
    if form is Form.PAST and _words_before(text, match)[-1:] and set(_words_before(text, match)[-2:]) & AUXILIARY:
        form = Form.PARTICIPLE
    return _in_case_of(match[0], forms_of(rule.instead[0], as_verb=is_verb_rule(rule))[form], rule)


def _in_case_of(said: str, new: str, rule: Avoided) -> str:
    if said.isupper() and len(said) > 1 and not rule.word.isupper():
        return new.upper()
    return new[:1].upper() + new[1:] if said[:1].isupper() and not rule.word[:1].isupper() else new


def _with_article(before: str, said: str, new: str) -> str:
    """ "a" or "an" in front of the new word, wherever the old one had an article."""
    found = re.search(r"\b([Aa])n?(\s+)$", before)
    if not found:
        return before
    right = article(new)
    return before[: found.start()] + (right.capitalize() if found[1] == "A" else right) + found[2]


def _is_kept(text: str, match: re.Match[str], rule: Avoided) -> bool:
    """In quotation marks or an address, or part of a name; a rule that has capitals itself knows its names."""
    if any(kept.start() <= match.start() and match.end() <= kept.end() for kept in KEPT.finditer(text)):
        return True
    said = match[0]
    if rule.match_case or rule.word[:1].isupper() or not said[:1].isupper():
        return False
    if said.isupper() and len(said) > 1:
        return not text.isupper()
    opens = not text[: match.start()].strip(" \"'“‘(•-–") or bool(re.search(r"[.!?:]\W*$", text[: match.start()]))
    return not opens or bool(BODIES.match(text[match.end() :]))


def _is_safe(text: str, match: re.Match[str], rule: Avoided) -> bool:
    if re.match(r"\w", text[match.end() :]):
        return False  # the beginning of another word
    form = _forms(rule).get(match[0] if rule.match_case else match[0].lower(), Form.BASE)
    if is_noun_rule(rule):
        return not _is_in_compound(text, match, rule)
    if not is_verb_rule(rule) or form not in (Form.BASE, Form.THIRD):
        return True
    before = _words_before(text, match)
    if before and before[-1] in BEFORE_NOUN:
        return False
    first = rule.word.partition(" ")[0].lower()
    if first not in words("verb_first") | words("noun_first") | NOUNS_TOO:
        return True
    if not before or before[-1] in ("and", "or"):
        return form is Form.THIRD or is_verb_in_base(text[match.start() :].split())
    return before[-1] in BEFORE_VERB or before[-1].endswith("ly")


def _is_in_compound(text: str, match: re.Match[str], rule: Avoided) -> bool:
    is_singular = _forms(rule).get(match[0] if rule.match_case else match[0].lower(), Form.BASE) is Form.BASE
    return is_singular and is_noun_rule(rule) and _opens_compound(text[match.end() :])


def _opens_compound(after: str) -> bool:
    """Does another noun follow at once, alone or behind "and"? What can only be a verb, or joins clauses, does not."""
    following = re.match(r"\s+(?:(?:and|or|&) ([\w’'-]+) )?([\w’'-]+)", after)
    others = [word for word in following.groups() if word] if following else []
    return bool(others) and all(map(_may_be_noun, others))


def _may_be_noun(word: str) -> bool:
    is_plain = word in STOP_WORDS | words("after_verb") | words("prepositions")
    is_adverb = word.endswith("ly") and word not in NOUNS_IN_LY
    return word[0].isalpha() and not (is_plain or is_adverb or _is_only_verb(word))


def _is_only_verb(word: str) -> bool:
    verb = forms().get(word)
    return verb is not None and word.endswith("s") and verb not in words("verb_first") | words("noun_first") | NOUNS_TOO


def _words_before(text: str, match: re.Match[str]) -> list[str]:
    return re.findall(r"[\w'’-]+", text[: match.start()].lower().rpartition(". ")[2])
