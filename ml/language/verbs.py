"""Forms of English verbs, made by rule, and the way back from a form to its verb by a lexicon of working verbs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

IRREGULAR_THIRD = {"be": "is", "have": "has", "do": "does", "go": "goes", "quiz": "quizzes"}
IRREGULAR_GERUND = {
    "be": "being", "die": "dying", "lie": "lying", "tie": "tying", "see": "seeing", "age": "ageing", "dye": "dyeing",
    "singe": "singeing", "quiz": "quizzing",
}  # fmt: skip
#: Verbs whose last consonant doubles although the rule for one stressed syllable does not see it.
DOUBLING = frozenset(
    {
        "admit", "begin", "cancel", "channel", "commit", "confer", "control", "counsel", "debug", "defer", "enrol",
        "equip",
        "format", "fulfil", "infer", "input", "kit", "label", "model", "occur", "output", "patrol", "permit", "prefer",
        "program", "quit", "recap", "refer", "refit", "regret", "reset", "signal", "submit", "total", "transfer",
        "travel", "trial", "unplug",
    }
)  # fmt: skip
VOWELS = "aeiou"


def third_person(verb: str) -> str:
    """assess -> assesses, carry -> carries, have -> has."""
    if verb in IRREGULAR_THIRD:
        return IRREGULAR_THIRD[verb]
    if verb.endswith(("s", "x", "z", "ch", "sh", "o")):
        return verb + ("zes" if verb.endswith("iz") else "es")
    if verb.endswith("y") and verb[-2:-1] not in VOWELS:
        return verb[:-1] + "ies"
    return verb + "s"


def gerund(verb: str) -> str:
    """assess -> assessing, manage -> managing, plan -> planning."""
    if verb in IRREGULAR_GERUND:
        return IRREGULAR_GERUND[verb]
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return verb[:-1] + "ing"
    if _doubles(verb):
        return verb + verb[-1] + "ing"
    return verb + "ing"


def _doubles(verb: str) -> bool:
    if verb in DOUBLING:
        return True
    if len(verb) < 3 or verb[-1] in VOWELS + "wxy" or verb[-2] not in VOWELS or verb[-3] in VOWELS:
        return False
    return sum(letter in VOWELS for letter in verb) == 1


@cache
def lexicon() -> frozenset[str]:
    """The base forms of about 1,400 verbs of work, one a line in `verbs.txt`."""
    text = files("ml.language").joinpath("verbs.txt").read_text(encoding="utf-8")
    return frozenset(text.split())


@cache
def forms() -> dict[str, str]:
    """Each inflected form of the lexicon's verbs -> its base form. Base forms are not in it."""
    table: dict[str, str] = {}
    for verb in sorted(lexicon()):
        american = [f"{verb}ing"] if verb in DOUBLING and verb.endswith("l") else []
        for form in (third_person(verb), gerund(verb), *american):
            table.setdefault(form, verb)
    return table
