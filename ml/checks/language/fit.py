"""A replacement in the place of what it replaces: its capitals, and the article in front of it."""

from __future__ import annotations

import re

from ml.checks.language.quiet import opens_line
from ml.checks.subject import Subject
from ml.contracts import Language
from ml.language.casing import article
from ml.language.spelling import americanise

ARTICLE = re.compile(r"\b(an?)(\s+)$", re.IGNORECASE)
CAPITALISED = re.compile(r"\b[A-Z][a-z][\w’'-]*\s+$")
#: Words that stay small in a title.
SMALL = frozenset("a an and at for in of on or the to with who".split())


def fit_all(subject: Subject, start: int, end: int, replacements: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """Where the place begins, in front of an article that must change, and the replacements as they fit it."""
    if subject.context.language is Language.EN_US:
        replacements = tuple(map(americanise, replacements))
    fitted = tuple(_in_case(subject, start, end, replacement) for replacement in replacements)
    found = ARTICLE.search(subject.text, max(0, start - 6), start)
    if not found or all(article(replacement) == found[1].lower() for replacement in fitted):
        return start, fitted
    return found.start(), tuple(_with_article(replacement, found) for replacement in fitted)


def _in_case(subject: Subject, start: int, end: int, replacement: str) -> str:
    text = subject.text[start:end]
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) > 3 and text.isupper():
        return replacement.upper()
    if not text[:1].isupper() or _opens_with_name(subject, start, text):
        return replacement
    if _is_title_case(text) or (
        not opens_line(subject, start) and CAPITALISED.search(subject.text[max(0, start - 40) : start])
    ):
        return " ".join(word if word in SMALL else word[:1].upper() + word[1:] for word in replacement.split(" "))
    return replacement[:1].upper() + replacement[1:]


def _opens_with_name(subject: Subject, start: int, text: str) -> bool:
    """A capital that belongs to the first of several words wherever it stands: Christian name."""
    return " " in text and not _is_title_case(text) and not opens_line(subject, start)


def _is_title_case(text: str) -> bool:
    words = [word for word in re.findall(r"[^\W\d_]+", text) if word.lower() not in SMALL]
    return len(words) > 1 and all(word[0].isupper() for word in words)


def _with_article(replacement: str, found: re.Match[str]) -> str:
    new = article(replacement)
    return f"{new.capitalize() if found[1][0].isupper() else new}{found[2]}{replacement}"
