from __future__ import annotations

import json

import pytest

from ml.checks import (
    Category,
    Context,
    Evidence,
    Finding,
    Severity,
    check,
    read_subject,
    score,
    score_to_dict,
    subject_from_sections,
)
from ml.checks.score import WEIGHTS
from ml.checks.tests.postings import POSTING, with_line, with_title
from ml.contracts import Location

PLACE = Context(locations=(Location(city="Leeds", country="GB"),))
TEXTS = (
    "",
    "Baker",
    "# Baker\n\nYou bake.\n",
    POSTING,
    with_title("SENIOR BAKING MGR - LEEDS"),
    "".join(with_line(f"Excellent communication skills and {n} years of experience") for n in range(1, 9)),
    "Wir backen das Brot mit der Hand und die Kunden holen es ab. " * 20,
)


def finding(rule="any-rule", category=Category.HONESTY, severity=Severity.WARNING):
    return Finding(rule, category, severity, 0, 0, "", "Because.", "Us", Evidence.CONVENTION)


def factor_of(result, category):
    return next(factor for factor in result.factors if factor.name is category)


def test_nothing_found_is_a_hundred():
    result = score(read_subject(POSTING, PLACE), [])
    assert result.points == 100
    assert {factor.name: factor.points for factor in result.factors} == WEIGHTS
    assert {factor.why for factor in result.factors} == {"Nothing found."}


@pytest.mark.parametrize("context", [Context(), PLACE], ids=["no place", "a place"])
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_the_points_of_the_factors_add_up(text, context):
    subject = read_subject(text, context)
    findings = check(subject)
    result = score(subject, findings)
    measured = [factor for factor in result.factors if factor.is_measured]
    assert result.points == (sum(factor.points for factor in measured) if measured else None)
    assert sum(factor.of for factor in result.factors) == (100 if measured else 0)
    assert sum(len(factor.findings) for factor in result.factors) == len(findings)
    for factor in measured:
        assert 0 <= factor.points <= factor.of
        assert factor.of - sum(factor.costs) == pytest.approx(factor.points, abs=0.5)


def test_the_same_text_has_the_same_score_in_whatever_order_it_was_found():
    subject = read_subject(TEXTS[5], PLACE)
    findings = check(subject)
    assert score(subject, findings).points == score(subject, reversed(findings)).points
    assert score(subject, findings) == score(read_subject(TEXTS[5], PLACE), check(subject))


def test_a_graver_finding_costs_more_and_repeated_ones_less():
    subject = read_subject(POSTING, PLACE)
    error, warning, note = (100 - score(subject, [finding(severity=each)]).points for each in Severity)
    assert error > warning > note > 0
    twice = 100 - score(subject, [finding()] * 2).points
    apart = 100 - score(subject, [finding(), finding("other-rule")]).points
    assert warning < twice < apart == 2 * warning


def test_one_habit_cannot_eat_up_the_score():
    subject = read_subject(POSTING, PLACE)
    many = score(subject, [finding()] * 500)
    assert many.points == 100 - 2 * (100 - score(subject, [finding()]).points)
    whole = score(subject, [finding(f"rule-{n}") for n in range(500)])
    assert factor_of(whole, Category.HONESTY).points == 0
    assert sum(factor_of(whole, Category.HONESTY).costs) == pytest.approx(WEIGHTS[Category.HONESTY])


def test_what_cannot_be_measured_is_said_and_not_guessed():
    result = score(read_subject(POSTING), [])
    law = factor_of(result, Category.LAW)
    assert (law.points, law.of, result.points) == (None, 0, 100)
    assert law.why == "Not measured: no place is known whose law could be looked up."
    assert "Not measured: law." in result.why
    assert factor_of(result, Category.SPECIFICITY).of > WEIGHTS[Category.SPECIFICITY]


def test_another_language_is_measured_by_its_structure_alone():
    result = score(read_subject(f"# Brot\n\n{TEXTS[6]}"), [])
    assert [factor.name for factor in result.factors if factor.is_measured] == [Category.STRUCTURE]
    assert factor_of(result, Category.STRUCTURE).of == 100


def test_what_is_no_posting_yet_has_no_score():
    result = score(read_subject(""), [])
    assert (result.points, result.why) == (None, "Nothing could be measured yet.")
    for subject in (subject_from_sections("", []), read_subject("# Baker\n\nYou bake bread for forty cafés.", PLACE)):
        assert score(subject, []).points is None


def test_its_json_holds_everything():
    subject = read_subject(TEXTS[5], PLACE)
    result = score(subject, check(subject))
    data = json.loads(json.dumps(score_to_dict(result)))
    assert (data["points"], data["of"]) == (result.points, 100)
    assert [factor["name"] for factor in data["factors"]] == [str(name) for name in WEIGHTS]
    honesty = next(factor for factor in data["factors"] if factor["name"] == "honesty")
    assert {each["rule"] for each in honesty["findings"]} == {"years-of-experience"}
    assert all(each["cost"] > 0 for each in honesty["findings"])
