"""The law of the places of a posting, as dated rules with their sources. Help, not legal advice."""

from ml.checks.law.applicable import HELP, Applicable, Status, applicable_rules, applicable_to_dict
from ml.checks.law.forbidden import check_forbidden
from ml.checks.law.missing import check_missing
from ml.checks.law.places import check_codes, jurisdictions
from ml.checks.law.schema import LawError, Rule
from ml.checks.law.spread import check_spread

RULES = (check_missing, check_spread, check_forbidden)

__all__ = [
    "HELP",
    "RULES",
    "Applicable",
    "LawError",
    "Rule",
    "Status",
    "applicable_rules",
    "applicable_to_dict",
    "check_codes",
    "jurisdictions",
]
