"""Small text tools shared by grounding, planning and the guard."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from ml.language.verbs import forms

#: Zero-width, bidirectional and tag characters, controls other than newline and tab, and halves of surrogate pairs,
#: which can be neither stored nor sent: never wanted in a brief.
INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e007f]"
)
#: Letters of most scripts, as the inside of a character class: Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic, the
#: Indian ones to Georgian, Ethiopic, Khmer, accented, Japanese, Chinese, Korean. With their signs for vowels and tones,
#: which are letters to a reader though not to `\w`.
LETTERS = (
    r"A-Za-zÀ-ÖØ-öø-ɏ\u0300-\u036f\u0370-\u052f\u0531-\u0587\u0591-\u05f4\u0610-\u061a\u0620-\u06d3\u06d5-\u06ff"
    r"\u0900-\u0963\u0966-\u10ff\u1200-\u135f\u1780-\u17d3\u1e00-\u1fff\u3041-\u3096\u30a1-\u30ff\u3400-\u9fff\uac00-\ud7a3"
)
WORD = re.compile(rf"[{LETTERS}][{LETTERS}0-9]*(?:[.+#'’&/-]*[{LETTERS}0-9+#]+)*|\d[\d.,]*")
STOP_WORDS = frozenset(
    """
    a about above after again all also an and any are as at be because been before being between both but by can could
    did do does during each either else for from further had has have having he her here hers him his how i if in into
    is it its itself just may me might more most must my nor not of off on once only or other our ours out over own per
    s same shall she should so some such than that the their theirs them themselves then there these they this those
    through to too under until up upon us very was we were what when where which while who whom whose why will with
    within would you your yours yourself etc eg ie via plus incl including include includes need needed needs required
    requirement requirements able ability good strong excellent someone person people candidate role job work working
    new using use responsible responsibility responsibilities accountable duties involves know knows knowing knowledge
    """.split()  # noqa: SIM905
)
SUFFIXES = (
    "ations", "ation", "ments", "ment", "ings", "ing", "ers", "er", "ies", "ied", "ors", "or", "ions", "ion", "ed",
    "es", "s", "e", "y",
)  # fmt: skip
#: Nouns whose verb no suffix shows.
VERB_OF_NOUN = {
    "maintenance": "maintain", "production": "produce", "analysis": "analyse", "administration": "administer",
    "reconciliation": "reconcile", "provision": "provide", "licence": "license",
    "licences": "license", "registration": "register",
}  # fmt: skip


def clean(text: str) -> str:
    """NFKC without invisible characters; runs of blanks become one, line breaks stay."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", text.replace("\r\n", "\n").replace("\t", " ")))
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip()


@cache
def stem(word: str) -> str:
    """A crude stem: enough to see that "nurses", "nursing" and "nurse" are one, never shown to anybody."""
    word = word.lower().removesuffix("'s").removesuffix("’s").replace("iz", "is").replace("yze", "yse")
    if len(word) > 5:
        word = word.replace("our", "or")
    word = VERB_OF_NOUN.get(word) or forms().get(word, word)
    if len(word) == 4 and word.endswith("s") and not word.endswith(("ss", "us")):
        return word[:-1]
    return _without_suffix(_without_suffix(word))


def _without_suffix(word: str) -> str:
    for suffix in SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 4:
            return _undouble(word[: -len(suffix)])
    return word


def _undouble(word: str) -> str:
    return word[:-1] if len(word) > 4 and word[-1] == word[-2] and word[-1] not in "aeiousl" else word


def words_of(text: str) -> list[str]:
    return WORD.findall(text)


def content_stems(text: str) -> set[str]:
    """Stems of the words that carry meaning. Hyphenated words and slashes count as their parts."""
    parts = (part for word in words_of(text) for part in re.split(r"[-/&]", word) if part)
    return {stem(part) for part in parts if part.lower() not in STOP_WORDS} - STOP_WORDS


def says(text: str, point: str) -> bool:
    """Does the text hold every word of the point that carries meaning?"""
    return content_stems(point) <= content_stems(text)


def capitalise(text: str) -> str:
    """With a capital first letter, unless the first word carries its own: iOS, eBay."""
    return text if re.match(r"[a-z]+[A-Z]", text) else text[:1].upper() + text[1:]


def fold(text: str) -> str:
    """The form in which two lines are the same line: letters and digits only, lower case."""
    return " ".join(word.lower() for word in words_of(text))
