"""What a careful reader would say of a posting: findings with a place, a reason, a source and a way out.

One rule a file, in a folder a category. A rule looks at a `Subject` and yields `Finding`s; it changes nothing, asks no
network and says the same of the same text. `rules.RULES` lists them all.
"""

from ml.checks.check import check
from ml.checks.context import Context, PastPay
from ml.checks.findings import Category, Evidence, Finding, Severity, finding_to_dict
from ml.checks.names import name_of
from ml.checks.score import Factor, Score, score, score_to_dict
from ml.checks.subject import Subject, read_subject, subject_from_sections

__all__ = [
    "Category",
    "Context",
    "Evidence",
    "Factor",
    "Finding",
    "PastPay",
    "Score",
    "Severity",
    "Subject",
    "check",
    "finding_to_dict",
    "name_of",
    "read_subject",
    "score",
    "score_to_dict",
    "subject_from_sections",
]
