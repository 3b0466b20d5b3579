from ml.checks.structure.missing_sections import check_missing_sections
from ml.checks.tests.postings import POSTING, found_by
from ml.contracts import Pay

PLACE = "The bakery stands at the canal and has four ovens, two shops and a yard with trees. " * 8
WORK, NEED, PAY = "You will bake bread. ", "Experience with dough is required. ", "The salary is open. "


def reasons(text, **context):
    return [finding.reason for finding in found_by(check_missing_sections, text, **context)]


def test_what_is_said_anywhere_is_not_missing():
    for text in (
        POSTING,
        f"# Baker\n\n{PLACE}{WORK}{NEED}{PAY}",
        f"# Baker\n\n{PLACE}Shapes loaves. {NEED}{PAY}",
        f"# Baker\n\n{PLACE}A Baker shapes the loaves. {NEED}{PAY}",
        f"# Pastry Baker\n\n{PLACE}Pastry bakers shape the loaves. {NEED}{PAY}",
        f"# Oven hand\n\n{PLACE}All of us bake. They also shape the loaves. {NEED}{PAY}",
        f"# Baker\n\n{PLACE}{WORK}We want a candidate who stays calm. {PAY}",
        f"# Baker\n\n{PLACE}{WORK}{NEED}$20 an hour.",
        f"# Baker\n\n{PLACE}\n\n## Duties\n- Bread\n\n## What you need\n- Hands\n\n## Benefits\n- Bread\n",
    ):
        assert reasons(text) == [], text


def test_each_part_is_missed():
    assert reasons(f"# Baker\n\n{PLACE}{NEED}{PAY}") == ["It does not say what the person will do."]
    assert reasons(f"# Baker\n\n{PLACE}{WORK}{PAY}") == ["It does not say what somebody needs for the work."]
    assert reasons(f"# Baker\n\n{PLACE}{WORK}{NEED}") == ["It says nothing of pay or of what the person gets."]


def test_pay_that_is_known_is_not_missing():
    assert reasons(f"# Baker\n\n{PLACE}{WORK}{NEED}", pay=Pay(min=30_000)) == []
