"""What the rules of structure share: their category, and where they come from when nobody has measured the thing."""

from ml.checks.findings import Category, Evidence, Severity
from ml.checks.rule import Rule

CUSTOM = "Custom of editors and job boards; no study that we know settles the number"
#: The title in structured data is the title of the job alone, and job boards search it as such.
GOOGLE = "https://developers.google.com/search/docs/appearance/structured-data/job-posting"


def structure_rule(
    name: str, severity: Severity, source: str = CUSTOM, evidence: Evidence = Evidence.CONVENTION
) -> Rule:
    return Rule(name, Category.STRUCTURE, severity, source, evidence)
