"""Every rule there is, by name: a rule that is not listed here does not run."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ml.checks import honesty, language, law, readability, specificity, structure
from ml.checks.findings import Finding
from ml.checks.subject import Subject

Check = Callable[[Subject], Iterable[Finding]]

RULES: tuple[Check, ...] = (
    *language.RULES,
    *structure.RULES,
    *readability.RULES,
    *specificity.RULES,
    *honesty.RULES,
    *law.RULES,
)
