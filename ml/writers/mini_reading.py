"""Does what jd-mini says read like words? A small model of pieces of words repeats itself and makes up words."""

from __future__ import annotations

import re
from collections import Counter

from ml.language.casing import article
from ml.language.ordinary import ordinary_words
from ml.language.text import content_stems, fold, stem, words_of

_TWICE = re.compile(r"\b(\w+) \1\b|\b(?:an?|the) (?:an?|the)\b", re.IGNORECASE)


_NO = re.compile(r"\b(?:no|not|never|nor|none|without)\b|n['’]t\b", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(an?) ([a-z][\w'’-]*)", re.IGNORECASE)


def babbles(text: str, said: str) -> bool:
    """Has it words that are none, a word or phrase twice, a wrong article, another "not", unlike what it was told?"""
    return (
        not _are_words(content_stems(text) - content_stems(said), text)
        or bool(_runs(text) - _runs(said))
        or len(_TWICE.findall(text)) > len(_TWICE.findall(said))
        or len(_NO.findall(text)) != len(_NO.findall(said))
        or _wrong_articles(text) > _wrong_articles(said)
    )


def _are_words(stems: set[str], text: str) -> bool:
    return all(word.lower() in ordinary_words() for word in words_of(text) if stem(word) in stems)


def _wrong_articles(text: str) -> int:
    return sum(found.lower() != article(word) for found, word in _ARTICLE.findall(text))


def _runs(text: str) -> set[tuple[str, ...]]:
    """Runs of three words that stand there twice."""
    words = fold(text).split()
    runs = Counter(zip(words, words[1:], words[2:], strict=False))
    return {run for run, times in runs.items() if times > 1}
