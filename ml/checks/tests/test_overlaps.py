from __future__ import annotations

from dataclasses import replace

import pytest

from ml.checks import Context, Severity, check, name_of, read_subject, score
from ml.checks.overlaps import one_a_place
from ml.checks.rules import RULES
from ml.checks.tests.postings import with_line

HERE = Context(jurisdictions=("GB", "US"))


def found_in(text, context=HERE):
    return [finding for finding in check(read_subject(text, context)) if not finding.is_of_whole_text]


def rules_of(line, context=HERE):
    return [finding.rule for finding in found_in(with_line(line), context)]


def test_different_words_of_one_line_stay_apart():
    assert rules_of("Native English speaker and digital native") == ["law-native-speaker", "law-age-hint"]
    assert rules_of("A rockstar who can hit the ground running") == ["jargon", "idioms"]


def test_a_long_sentence_and_the_words_in_it_stay_apart():
    long = " and ".join(["shape the loaves by hand with the help of the team"] * 4)
    assert set(rules_of(f"You are a ninja who can {long}")) == {"jargon", "long-sentence"}


@pytest.mark.parametrize(
    ("line", "rule", "named"),
    [
        ("Native English speaker", "law-native-speaker", "nationality"),
        ("Digital native", "law-age-hint", "age"),
        ("We want candidates aged 25 to 35", "law-age", "age"),
        ("US citizens only", "law-citizens-only", "nationality"),
        ("Must be able to lift 20 kg", "law-body-not-outcome", "disability"),
        ("Be a strong team player", "generic-line", "cliche"),
    ],
)
def test_one_speaks_for_all_and_names_the_others(line, rule, named):
    (finding,) = found_in(with_line(line))
    assert finding.rule == rule
    assert finding.reason.endswith(f"The same place is named by “{name_of(named)}”.")


def test_law_speaks_where_it_holds_and_language_elsewhere():
    assert rules_of("Native English speaker", Context()) == ["nationality"]
    (here,) = found_in(with_line("Native English speaker"))
    assert here.replacements
    assert with_line("Native English speaker")[here.start : here.end] == here.text


def test_it_is_as_grave_as_the_gravest():
    law, warning = found_in(with_line("Digital native")), found_in(with_line("Digital native"), Context())
    weak = replace(law[0], severity=Severity.NOTE, replacements=())
    (finding,) = one_a_place([*warning, weak])
    assert (finding.rule, finding.severity) == ("law-age-hint", Severity.WARNING)
    assert finding.replacements == warning[0].replacements


def test_the_score_counts_a_place_once():
    cost = {}
    for line in ("Be a strong team player", "Highly motivated and enthusiastic"):
        subject = read_subject(with_line(line), HERE)
        cost[line] = sum(sum(factor.costs) for factor in score(subject, check(subject)).factors)
    assert len(set(cost.values())) == 1


def test_it_is_the_same_in_any_order():
    subject = read_subject(with_line("Native English speaker, US citizens only, digital native, age 20 to 30"), HERE)
    found = [finding for rule in RULES for finding in rule(subject)]
    assert one_a_place(found) == one_a_place(reversed(found)) == list(check(subject))
    assert len(check(subject)) < len(found)
