"""Facts taken out of people's text before jd-mini sees it, and put back word for word afterwards.

A fact is whatever must not be changed by a letter: numbers, amounts, names, abbreviations, foreign words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ml.guard.claims import CURRENCY
from ml.language.casing import is_ordinary, lower_first
from ml.language.verbs import lexicon
from ml.writers.mini_prompt import SLOTS
from ml.writers.prompts import clean

#: The model was trained with few slots in a text; one with more is left to the composer.
MOST_FACTS = 5
#: Verbs that name a grade before a number.
GRADES = frozenset({"grade", "level", "stage", "step", "form", "band", "class", "page", "section"})
SLOT = re.compile(f"[{SLOTS[0]}-{SLOTS[-1]}]")
_TOKEN = re.compile(r"(?P<open>[(\[“\"'‘]*)(?P<core>\S*?)(?P<close>[.,;:!?)\]”\"'’]*)")
_BULLET = re.compile(r"^[-*•–·▪]+\s+")


class TooManyFacts(ValueError):
    """The text is mostly facts: nothing is left for a model to word."""


@dataclass(frozen=True, slots=True)
class Slotted:
    """`text` with slots, and what they stand for."""

    text: str
    facts: tuple[str, ...]

    def fill(self, written: str) -> str:
        """With the facts in their places; a slot that stands for nothing goes."""
        known = dict(zip(SLOTS, self.facts, strict=False))
        return SLOT.sub(lambda match: known.get(match[0], ""), written)

    def holds_all(self, written: str) -> bool:
        """Is every fact there as often as in the text, and no other?"""
        return sorted(SLOT.findall(written)) == sorted(SLOT.findall(self.text))


def with_slots(text: str, *, opens_small: bool = True) -> Slotted:
    """People's text as the model may see it. `opens_small` for what stands in the middle of a sentence."""
    text = _in_sentence_case(_BULLET.sub("", clean(text)))
    text = _with_small_start(text) if opens_small else text
    facts: list[str] = []
    pieces: list[str] = []
    goes_on = False
    for token in filter(None, map(_TOKEN.fullmatch, text.split(" "))):
        core = token["core"]
        if not core or not _is_fact(core, is_first=not pieces and not opens_small):
            pieces.append(token[0])
            goes_on = False
            continue
        if goes_on and not token["open"]:  # "New York" is one fact
            facts[-1] += f" {core}"
            pieces[-1] += token["close"]
        else:
            facts.append(core)
            if len(facts) > MOST_FACTS:
                raise TooManyFacts(text)
            pieces.append(f"{token['open']}{SLOTS[len(facts) - 1]}{token['close']}")
        goes_on = not token["close"]
    return Slotted(" ".join(pieces), tuple(facts))


def _is_fact(core: str, *, is_first: bool) -> bool:
    if any(letter.isdigit() for letter in core) or CURRENCY.search(core) or not core.replace("’", "").isascii():
        return True
    capitals = core[1:] if is_first and is_ordinary(core.lower()) or core in ("You", "The", "I") else core
    return any(letter.isupper() for letter in capitals)


def _with_small_start(text: str) -> str:
    """Before a number only a verb is no part of a name: "Clean 12 rooms" and "Level 3"."""
    first, _, rest = text.partition(" ")
    is_verb = first.istitle() and first.lower() in lexicon() and first.lower() not in GRADES
    return text[:1].lower() + text[1:] if is_verb and rest[:1].isdigit() else lower_first(text)


def _in_sentence_case(text: str) -> str:
    """ "Rota Planning" and "ROTA PLANNING" in small letters; what is no ordinary word may be a name and stays."""
    words = [word for word in text.split() if word[0].isalpha()]
    if len(words) < 2 or not all(word[0].isupper() for word in words):
        return text
    return re.sub(r"[A-Za-z]+", lambda match: match[0].lower() if is_ordinary(match[0].lower()) else match[0], text)
