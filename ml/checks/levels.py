"""Levels of beginners, and the words of a title that say one of them or the opposite without doubt."""

from __future__ import annotations

import re

from ml.contracts import Level

#: Levels at which nobody is expected to have done the work before.
BEGINNERS = frozenset({Level.INTERN, Level.JUNIOR})
#: What follows may show that the word is no level: who leads a graduate programme is no graduate.
EARLY = re.compile(
    r"\b(?:intern|trainee|apprentice|graduate|junior|jr|entry[- ]level)\b(?! (?:school|high|doctor|program|scheme|"
    r"recruit|talent|stud|education|admission|training|development|career|coordinat|manager|officer|advis|trainer|assessor|lead|"
    r"supervis|tutor|mentor))",
    re.IGNORECASE,
)
LATE = re.compile(r"\b(?:senior(?! (?:care|living|citizen|home|cent))|snr|sr|principal)\b", re.IGNORECASE)
