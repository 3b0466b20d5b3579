"""Put a source's own number or name where a model wrote another one.

Only where there is no doubt: the word behind the wrong one stands behind exactly one number (or name) of the source, so
that "24 patients" becomes "8 patients" and "24 months" stays refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ml.guard.claims import Evidence, names_in, numbers_in
from ml.language.text import stem

TOKEN = re.compile(r"\d[\d,.]*\d|\d|[A-Za-z][\w+#&'’-]*")


@dataclass(frozen=True, slots=True)
class _Claim:
    start: int
    end: int
    text: str
    follower: str


def substitute(text: str, sources: Sequence[str], evidence: Evidence) -> str:
    """The text with the sources' own numbers and names; unchanged where none of them fits."""
    for is_claim in (_is_number, _is_name):
        said = {claim.text.casefold() for claim in _claims(text, is_claim)}
        known = [claim for source in sources for claim in _claims(source, is_claim)]
        for claim in reversed(_claims(text, is_claim)):
            if not evidence.missing(claim.text) or not claim.follower:
                continue
            fitting = {other.text for other in known if other.follower == claim.follower}
            if len(fitting) == 1 and not {word.casefold() for word in fitting} & said:
                text = text[: claim.start] + fitting.pop() + text[claim.end :]
    return text


def _claims(text: str, is_claim: Callable[[str, str], bool]) -> list[_Claim]:
    tokens = list(TOKEN.finditer(text))
    followers = [*(stem(token[0].lower()) for token in tokens[1:]), ""]
    return [
        _Claim(token.start(), token.end(), token[0], follower)
        for token, follower in zip(tokens, followers, strict=False)
        if is_claim(token[0], text)
    ]


def _is_number(word: str, text: str) -> bool:
    return bool(numbers_in(word))


def _is_name(word: str, text: str) -> bool:
    return word in names_in(text) and not numbers_in(word)
