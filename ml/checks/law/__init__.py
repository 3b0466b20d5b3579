"""The law of the places of a posting, as dated rules with their sources. Help, not legal advice."""

from ml.checks.law.applicable import HELP, Applicable, Status, applicable_rules, applicable_to_dict
from ml.checks.law.blocks import RequiredBlock, required_blocks
from ml.checks.law.forbidden import check_forbidden
from ml.checks.law.missing import check_missing
from ml.checks.law.places import check_codes, jurisdictions
from ml.checks.law.questions import is_legal_question, open_questions, with_answers
from ml.checks.law.schema import LawError, Rule
from ml.checks.law.spread import check_spread

RULES = (check_missing, check_spread, check_forbidden)

__all__ = [
    "HELP",
    "RULES",
    "Applicable",
    "LawError",
    "RequiredBlock",
    "Rule",
    "Status",
    "applicable_rules",
    "applicable_to_dict",
    "check_codes",
    "is_legal_question",
    "jurisdictions",
    "open_questions",
    "required_blocks",
    "with_answers",
]
