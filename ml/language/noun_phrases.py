"""A duty of which only the thing was named ("stock control"): the verb that goes with it, if one surely does."""

from __future__ import annotations

import re

from ml.language.casing import is_ordinary, lower_first
from ml.language.text import words_of
from ml.language.verb_phrases import AND, head_of
from ml.language.verbs import lexicon
from ml.language.wordlists import nominal_verbs, verb_of_head, words

#: "4 on 4 off nights", "10 pm to 6 am": when somebody works.
HOURS = re.compile(
    r"(?i)^(?:\d+ on,? \d+ off\b|\d{1,2}(?:[.:]\d\d)? ?(?:am|pm)\b|(?:nights|shifts|weekends|evenings)\b)"
)
ON_CALL = re.compile(r"(?i)^on[- ]call\b(?! (?:rota|rotation|duty|duties|work|phone|team|support|cover))")
#: Things of which one has many: "project management" is to manage projects.
COUNTED = frozenset(
    [
        "project",
        "event",
        "contract",
        "account",
        "client",
        "supplier",
        "vendor",
        "case",
        "complaint",
        "campaign",
        "volunteer",
    ]
)
UNCOUNTED = frozenset(
    ["stock", "staff", "data", "payroll", "inventory", "risk", "waste", "money", "cash", "equipment", "performance"]
    + ["absence", "software", "talent", "people", "food", "property", "payroll", "traffic", "content"]
)
#: What "take care of" may be exchanged for when it would open several lines of a list.
CARE = "take care of "
LONGEST = 4


def from_noun(text: str) -> str:
    """The thing behind a fitting verb; as it was typed where none fits."""
    if known := known_verb(text):
        return known
    group = re.split(r"\s+(?:in|for|on|at|to|with|and|across)\s+", text, maxsplit=1)[0]
    if _is_name(group):
        return f"work with {text}"
    tokens = words_of(text)
    is_simple = 0 < len(tokens) <= LONGEST and text.replace(" ", "").replace("-", "").replace("&", "").isalpha()
    is_bare = not any(token.lower() in words("determiners") | words("prepositions") for token in tokens)
    if is_simple and is_bare and tokens[0].lower() not in lexicon() and lower_first(text)[:1].islower():
        return CARE + lower_first(text)
    return lower_first(text)


def known_verb(text: str) -> str:
    """The thing behind the verb that goes with its last noun, or nothing."""
    if match := re.match(r"(?i)line management of\s+", text):
        return f"line-manage {text[match.end() :]}"
    if re.match(r"(?i)budget of\s+", text):
        return f"manage a {lower_first(text)}"
    if match := re.match(r"(?i)attendance at\s+", text):
        return f"attend {text[match.end() :]}"
    if re.match(r"(?i)(?:day[- ]to[- ]day|general|overall|daily (?=running|management)) ?\w+ of\b", text):
        return f"{CARE}the {text[:1].lower()}{text[1:]}"
    if HOURS.match(text):
        return f"work {lower_first(text)}"
    if ON_CALL.match(text):
        return "be on call" + text[len("on-call") :]
    head_of_text = re.match(r"(?i)^(?:the\s+)?([a-z]+)\s+of\s+(.+)$", text)
    if head_of_text and (verb := nominal_verbs().get(head_of_text[1].lower())):
        return f"{verb} {head_of_text[2]}"
    return _by_head(text)


def _by_head(text: str) -> str:
    tokens = text.split()
    head = _telling_head(tokens)
    group = words_of(text)
    if head in words("role_nouns") and len(group) > 1 and not group[0][0].isdigit():
        return f"act as {lower_first(text)}"
    if head in nominal_verbs() and len(group) == 2 and (objects := _objects(group[0].lower())):
        return f"{nominal_verbs()[head]} {objects}"
    verb = verb_of_head().get(head, "")
    if head == "training" and re.search(r"(?i)\btraining (?:for|of|to)\b", text):
        verb = "provide"
    if verb == "take part in" and not head.endswith(("s", "ing")) and group[0].lower() not in words("determiners"):
        verb = "take part in the"
    if verb or head.endswith("therapy"):
        return f"{verb or 'provide'} {lower_first(text)}"
    if head.endswith("ing") and len(group) <= LONGEST - 1:
        return f"{'carry out' if len(group) == 1 else 'do'} {lower_first(text)}"
    return ""


def _telling_head(tokens: list[str]) -> str:
    """The head of the first noun group, or of the second where they share it ("dog and cat wards")."""
    head = head_of(tokens)
    if (
        len(tokens) > 3
        and tokens[1].lower() in AND
        and head not in verb_of_head()
        and head_of(tokens[2:]) != tokens[2].lower()
    ):
        return head_of(tokens[2:])
    return head


def _objects(noun: str) -> str:
    """The noun as an object without an article, or nothing if it would need one ("monitor anaesthetic")."""
    if noun in UNCOUNTED or (noun.endswith("s") and not noun.endswith("ss")):
        return noun
    if noun in COUNTED:
        return noun + "s"
    return ""


def _is_name(group: str) -> bool:
    """One word that names a tool or a system: "Terraform", "SAP", but not "Cleaning" or "PMs"."""
    is_plural_abbreviation = group[:-1].isupper() and group.endswith("s") and len(group) > 2
    return group.isalnum() and group[:1].isupper() and not is_plural_abbreviation and not is_ordinary(group.lower())
