"""Does it tell of this job: lines that would fit any other, and what a candidate would still ask."""

from ml.checks.specificity.generic_lines import check_generic_lines
from ml.checks.specificity.open_questions import check_colleagues, check_first_months, check_hours, check_tools

RULES = (check_generic_lines, check_first_months, check_colleagues, check_hours, check_tools)
