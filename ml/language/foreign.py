"""Points typed in another language: they are said as they stand, since English grammar would only spoil them."""

from __future__ import annotations

import re
from functools import lru_cache

from ml.language.casing import is_ordinary
from ml.language.text import STOP_WORDS, words_of

#: Small words of French, Spanish, German, Italian, Dutch and Polish that are no English ones.
FUNCTION_WORDS = frozenset(
    """
    le la les des du et une aux dans avec pour el los las del y en con para una por mit und der das dem den von für
    zur zum auf bei ein eine einer il gli di della delle het een voor oraz dla ze
    """.split()
)
LETTERS_ONLY = re.compile(r"[^\W\d_]+")
#: Of the words of an English text at least this share is small English words; usual are 35 to 50 %.
SMALL_SHARE = 0.1
#: A shorter text may be a list of names and need no small word at all.
FEW_WORDS = 12
#: Pasted markup and template marks.
MARKUP = re.compile(r"</?[a-zA-Z|!]|\{[{%]|&[a-z]+;|\|>")


def is_foreign(text: str) -> bool:
    """At least as many small words of another language as English ones, or more words with accents; or markup."""
    if MARKUP.search(text):
        return True
    words = [word.lower() for word in words_of(text)]
    small = sum(word in FUNCTION_WORDS for word in words)
    accented = sum(not word.isascii() for word in words)
    english = sum(word in STOP_WORDS or (is_ordinary(word) and word not in FUNCTION_WORDS) for word in words)
    return small >= english if small else accented > english


@lru_cache(maxsize=4096)
def is_english(text: str) -> bool:
    """Whether a text of some length reads as English, by its small words alone: quick, and no library is read."""
    words = LETTERS_ONLY.findall(text.lower())
    english = sum(word in STOP_WORDS for word in words)
    foreign = sum(word in FUNCTION_WORDS for word in words)
    return english >= foreign and (len(words) < FEW_WORDS or english >= SMALL_SHARE * len(words))
