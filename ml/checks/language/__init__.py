"""Rules of language: words that shut people out, and words that say nothing."""

from __future__ import annotations

from ml.checks.language.age import check_age
from ml.checks.language.aggression import check_aggression
from ml.checks.language.cliche import check_cliche
from ml.checks.language.coded_words import Balance, Lean, weigh
from ml.checks.language.disability import check_disability
from ml.checks.language.family import check_family
from ml.checks.language.gender_coded import check_gender_coded
from ml.checks.language.gendered_pronouns import check_gendered_pronouns
from ml.checks.language.gendered_words import check_gendered_words
from ml.checks.language.idioms import check_idioms
from ml.checks.language.jargon import check_jargon
from ml.checks.language.nationality import check_nationality
from ml.checks.language.religion import check_religion
from ml.checks.language.socio_economic import check_socio_economic

RULES = (
    check_gender_coded,
    check_gendered_words,
    check_gendered_pronouns,
    check_age,
    check_disability,
    check_nationality,
    check_family,
    check_religion,
    check_socio_economic,
    check_aggression,
    check_jargon,
    check_cliche,
    check_idioms,
)

__all__ = ["RULES", "Balance", "Lean", "weigh"]
