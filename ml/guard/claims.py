"""Claims in a line that need a source: numbers, amounts, names, places, technologies, certificates, laws, contacts.

Deterministic and light: expressions and capitals, no model. What a claim "is" is its normalised form; evidence is
normalised the same way, so 45k, 45,000 and 45000 are one number and "two years" holds the number 2.
"""

from __future__ import annotations

import re
from functools import cache

from ml.guard.contacts import contacts_in, echoes_in
from ml.language.text import content_stems, stem, words_of

NUMBER = re.compile(r"(?<![\w.])(\d[\d,]*(?:\.\d+)?)\s?(k|m|bn)?(?![\w])", re.IGNORECASE)
NUMBER_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "hundred": 100, "thousand": 1000,
}  # fmt: skip
SCALE = {"k": 1_000, "m": 1_000_000, "bn": 1_000_000_000}
CURRENCY = re.compile(r"[£$€¥₹]|\b(?:GBP|USD|EUR|CHF|CAD|AUD|INR)\b")
#: Words that claim a formal qualification, a licence or a law; each needs the same word in the evidence.
FORMAL = frozenset(
    """degree diploma bachelor masters phd doctorate mba licence license certificate certification certified
    registration registered chartered accreditation accredited clearance dbs gcse gcses nvq btec apprenticeship visa
    sponsorship bonus commission pension equity overtime relocation insurance regulation""".split()
)
NO_NAMES = frozenset({"I", "You", "The", "We", "It", "They", "A", "An", "At", "In", "Our", "Your", "Their"})
NAME = re.compile(r"\b[A-Z][\w.+#&'’-]*[\w+#]|\b[A-Z]\b(?=[+#])")
MIXED = re.compile(r"\b(?:[a-z]+[A-Z]\w*|[A-Za-z]+\d+\w*|[A-Za-z]+[+#]{1,2}(?![\w])|\.[A-Z]{2,}\w*)")


def numbers_in(text: str) -> set[float]:
    found = set()
    for match in NUMBER.finditer(text):
        number = float(match[1].rstrip(",").replace(",", "") or 0)
        found.add(number * SCALE.get((match[2] or "").lower(), 1))
    return found | {float(NUMBER_WORDS[word]) for word in words_of(text.lower()) if word in NUMBER_WORDS}


def names_in(text: str) -> set[str]:
    """Capitalised words that are not simply the beginning of a sentence, and words such as iOS, C#, K8s."""
    found = {match[0] for match in MIXED.finditer(text)}
    for match in NAME.finditer(text):
        word = match[0]
        opens = match.start() == 0 or re.search(r"[.!?:]\s+$", text[: match.start()])
        if not opens or _is_telling(word):
            found.add(word)
    return {name for name in found if re.split("['’]", name)[0] not in NO_NAMES}


def _is_telling(word: str) -> bool:
    """At the start of a sentence only capitals inside, or a word that is no ordinary one, make a name."""
    return any(letter.isupper() or letter.isdigit() for letter in word[1:]) or not _is_ordinary(word.lower())


@cache
def _is_ordinary(word: str) -> bool:
    from ml.language.ordinary import ordinary_words
    from ml.language.text import STOP_WORDS
    from ml.language.verbs import forms, lexicon

    return word in STOP_WORDS or word in lexicon() or word in forms() or word in ordinary_words()


def formal_in(text: str) -> set[str]:
    return {stem(word) for word in words_of(text.lower()) if word in FORMAL}


class Evidence:
    """What the sources say, normalised once for a draft."""

    def __init__(self, texts: list[str]) -> None:
        joined = "\n".join(texts)
        self.numbers = numbers_in(joined)
        self.has_currency = bool(CURRENCY.search(joined))
        self.words = {word.lower().rstrip(".") for word in words_of(joined)} | {
            part for word in words_of(joined.lower()) for part in re.split(r"[-/&.'’]", word)
        }
        self.stems = content_stems(joined)
        self.flat = flat(joined)

    def says(self, text: str) -> bool:
        return flat(text) in self.flat

    def missing(self, line: str) -> list[str]:
        """Reasons, as sentences, why the line says more than the sources do."""
        reasons = [f"The number {_shown(number)} has no source." for number in sorted(numbers_in(line) - self.numbers)]
        reasons += [f"“{found}” stands in no source." for found in contacts_in(line) if flat(found) not in self.flat]
        reasons += [
            f"“{found}” speaks of the writing, not of the job."
            for found in echoes_in(line)
            if flat(found) not in self.flat
        ]
        if CURRENCY.search(line) and not self.has_currency:
            reasons.append("An amount of money has no source.")
        for name in sorted(names_in(line)):
            parts = [part for part in re.split(r"[-/&.'’]", name.lower()) if part]
            if name.lower() not in self.words and not all(
                part in self.words or stem(part) in self.stems for part in parts
            ):
                reasons.append(f"“{name}” has no source.")
        reasons += [
            f"“{word}” claims something formal that no source says." for word in sorted(formal_in(line) - self.stems)
        ]
        return reasons


def flat(text: str) -> str:
    return " ".join(text.split()).casefold()


def _shown(number: float) -> str:
    return f"{number:,.0f}" if number == int(number) else f"{number:g}"
