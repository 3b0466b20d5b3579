"""A sentence that says "we" told of the company by its name, and the other way round; the same where it may break."""

from __future__ import annotations

import re

from ml.language.text import capitalise
from ml.language.verbs import forms, lexicon, third_person

TO_NAME = {"are": "is", "have": "has", "do": "does", "were": "was"}
TO_WE = {new: old for old, new in TO_NAME.items()}
MODALS = frozenset("will would can could may might must should".split())
WE = re.compile(r"\b[Ww]e(?:(['’](?:re|ve|ll))|\s+(\w+))")
ANY_WE = re.compile(r"\b(?:we|us|our|ours|ourselves)\b", re.IGNORECASE)
SHORT = {"re": "is", "ve": "has", "ll": "will"}


def say_name(text: str, name: str) -> str:
    """ "We are looking for" -> "Acme is looking for"; what would leave a "we" behind stays as it is."""
    if not name or not ANY_WE.search(text):
        return text
    said = re.sub(r"\b[Oo]urselves\b", "itself", WE.sub(lambda match: _of_name(match, name), text))
    said = re.sub(r"\b[Uu]s\b(?!\w)", lambda match: match[0] if match[0] == "US" else name, said)
    said = re.sub(r"\b[Oo]ur\b", lambda match: _possessive(said[: match.start()], name), said)
    return text if ANY_WE.search(said.replace(name, "").replace("US", "")) else said


def _of_name(match: re.Match[str], name: str) -> str:
    if match[1]:
        return f"{name} {SHORT[match[1][1:]]}"
    verb = match[2]
    if verb in MODALS or verb in TO_NAME:
        return f"{name} {TO_NAME.get(verb, verb)}"
    return f"{name} {third_person(verb)}" if verb in lexicon() else match[0]


def _possessive(before: str, name: str) -> str:
    """The name once in a sentence is enough."""
    if name in before.rpartition(". ")[2]:
        return "its"
    return f"{name}’" if name.endswith("s") else f"{name}’s"


def say_we(text: str, name: str) -> str:
    """ "Acme is looking for" -> "We are looking for", "join Acme" -> "join us"."""
    if not name or name not in text:
        return text
    own = re.escape(name)
    said = re.sub(rf"^At {own}, (.)", lambda match: match[1].upper(), text)
    said = re.sub(rf"(?:^|(?<=[.!?] )){own} (\w+)", _of_we, said)
    said = re.sub(rf"\b(join|with|for) {own}(?![\w'’])", r"\1 us", said)
    said = re.sub(rf"{own}['’]s?\b(?!\w)", lambda match: "our", said)
    said = re.sub(r"(?:^|(?<=[.!?] ))our\b", "Our", said)
    return text if name in said else capitalise(said)


def _of_we(match: re.Match[str]) -> str:
    verb = match[1]
    if verb in MODALS or verb in TO_WE:
        return f"We {TO_WE.get(verb, verb)}"
    base = forms().get(verb, "")
    return f"We {base}" if base and not verb.endswith("ing") else match[0]
