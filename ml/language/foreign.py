"""Points typed in another language: they are said as they stand, since English grammar would only spoil them."""

from __future__ import annotations

import re

from ml.language.casing import is_ordinary
from ml.language.text import STOP_WORDS, words_of

#: Small words of French, Spanish, German, Italian, Dutch and Polish that are no English ones.
FUNCTION_WORDS = frozenset(
    """
    le la les des du et une aux dans avec pour el los las del y en con para una por mit und der das dem den von für
    zur zum auf bei ein eine einer il gli di della delle het een voor oraz dla ze
    """.split()
)
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
