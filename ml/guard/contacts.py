"""Ways to reach somebody, and words of a model about its own task: neither belongs in a line unless a source has it."""

from __future__ import annotations

import re

EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
LINK = re.compile(
    r"(?:https?://|ftp://|mailto:|www\.)[^\s<>)\]]+|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|co|eu|uk|de|info|biz|app|dev|ai)/[^\s<>)\]]*",
    re.IGNORECASE,
)
PHONE = re.compile(r"(?<![\w+])(?:\+\d|\(?0\d)[\d\s().-]{6,}\d")
ECHO = re.compile(
    r"\b(?:ignore|disregard|forget) (?:(?:all|any|the|these|those|your|my) )*(?:previous|prior|above|earlier|other) "
    r"(?:instructions?|rules?|prompts?|text|messages?)\b"
    r"|\b(?:as|i am|i'm) an? (?:ai|language model)\b|\b(?:system|developer) (?:prompt|message)\b"
    r"|\bmust_say\b|\bboundary [0-9a-f]{8,}\b|\b(?:these|my|your) instructions\b"
    r"|\bhere (?:is|are) (?:the|your) (?:section|bullets?|lines?|job description)\b",
    re.IGNORECASE,
)


def contacts_in(text: str) -> list[str]:
    """Links, e-mail addresses and telephone numbers, as they stand there."""
    return [match[0].rstrip(".,;:") for pattern in (EMAIL, LINK, PHONE) for match in pattern.finditer(text)]


def echoes_in(text: str) -> list[str]:
    """Words in which a model speaks of its task, or passes on an order that somebody planted."""
    return [match[0] for match in ECHO.finditer(text)]
