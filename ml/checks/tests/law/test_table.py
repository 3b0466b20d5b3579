"""Every row of the table, driven by the table: a rule, a need or a wording without a case fails here."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ml.checks.findings import Severity
from ml.checks.law import Status, applicable_rules
from ml.checks.law.loader import rules
from ml.checks.law.places import codes_of, jurisdictions
from ml.checks.law.schema import Need, Reach
from ml.checks.law.wordings import wordings
from ml.checks.tests.law.cases import (
    GIVES,
    LEADS_TO,
    MANY,
    PLACES,
    SAYS,
    check_law,
    context_of,
    counted,
    day_before,
    findings_of,
    posting,
    reached_by,
    topic_of,
    without,
)

ALL = rules()
LATEST = [rule for rule in ALL if rule.effective_to is None]
#: The rows of the table of laws as it was read on 2026-11-23; a row that is lost is missed here.
ROWS = """US-CO US-CA US-WA US-NY US-NYC US-IL US-MN US-NJ US-VT US-MA US-MD US-DC US-HI US-ME US-VA US-CT US-DE
US-OH-CLEVELAND US-OH-COLUMBUS US-NY-ITHACA US-NY-WESTCHESTER US-NJ-JERSEY-CITY US-NV US-RI CA-ON CA-BC CA-PE EU EU-LT
EU-IT EU-SK EU-MT EU-PL EU-AT GB""".split()

#: The wordings of the same reading, and the laws that mind them; a law may mind more.
WORDING_ROWS = {
    "age": {"US-ADEA", "GB"},
    "age_hint": {"US-ADEA"},
    "new_graduates": {"GB"},
    "young_team": {"EU-PL"},
    "gendered_title": {"US-TITLE-VII", "EU", "EU-PL", "EU-SK", "GB"},
    "citizens_only": {"US-IRCA"},
    "native_speaker": {"US-TITLE-VII"},
    "body_not_outcome": {"US-ADA"},
    "criminal_bar": {"US-CA-LA-FCO", "US-CO-CHANCE"},
    "background_pass": {"US-CA-LA-FCO"},
    "driving_licence": {"US-CA-DRIVING", "US-WA-DRIVING"},
    "salary_history": {"US-VA", "US-CA", "US-CO", "US-NV", "US-RI", "EU", "CA-PE", "US-OH-CLEVELAND"},
    "canadian_experience": {"CA-ON"},
    "affirmative_action": {"US-VEVRAA"},
}


def status_of(rule, context):
    """How the version stands in this context; None if it does not reach it."""
    return next((item.status for item in applicable_rules(context) if item.rule == rule), None)


def named(rule):
    return f"{rule.code} {rule.version}"


def test_every_row_need_and_place_has_a_case():
    codes = {rule.code for rule in ALL}
    assert codes >= set(ROWS)
    assert set(GIVES) == set(Need)
    assert {need for rule in ALL for need in rule.needs} == set(Need)
    assert {name for rule in ALL for name in rule.forbidden} == set(wordings())
    assert set(SAYS) | {"open_ended_pay"} == set(wordings())
    assert {rule.jurisdiction for rule in ALL} == set(PLACES)
    for code, place in PLACES.items():
        assert code in codes_of(place), code
    assert set(PLACES) | {"US-OH", "CA"} == set(jurisdictions())


def test_every_wording_is_minded_by_the_laws_that_were_read():
    minding = {name: {rule.code for rule in LATEST if name in rule.forbidden} for name in wordings()}
    assert set(WORDING_ROWS) | {"open_ended_pay"} == set(minding)
    assert not {name: codes - minding[name] for name, codes in WORDING_ROWS.items() if codes - minding[name]}


def test_each_forbidden_wording_is_found_from_its_day_and_its_number_on():
    """Nobody is told of a law the day before as of one that holds, nor with one employee too few."""
    for rule in ALL:
        for name in set(rule.forbidden) & set(SAYS):
            text, day, topic = posting(rule, rule.needs, SAYS[name]), rule.effective_from, name.replace("_", "-")
            assert topic in findings_of(rule, text, context_of(rule, day)), (named(rule), name)
            before = findings_of(rule, text, context_of(rule, day_before(rule))).get(topic)
            assert before is None or before.severity is Severity.NOTE or rule.version > 1, (named(rule), name)
            if rule.threshold.employees > 1:
                too_few = counted(rule, rule.threshold.employees - 1, day)
                assert topic not in findings_of(rule, text, too_few), (named(rule), name)


def test_a_posting_that_complies_is_left_alone():
    for rule in ALL:
        found = findings_of(rule, posting(rule, rule.needs), context_of(rule, rule.effective_from))
        assert not found, (named(rule), found)


def test_each_missing_field_is_found_at_its_severity():
    for rule in ALL:
        for need in rule.needs:
            text = posting(rule, without(rule, need), *filter(None, [LEADS_TO.get(need)]))
            found = findings_of(rule, text, context_of(rule, rule.effective_from))
            assert topic_of(need) in found, (named(rule), need, found)
            severity = found[topic_of(need)].severity
            if need not in rule.required:
                assert severity is Severity.NOTE, (named(rule), need)
            elif need in (Need.OTHER_COMPENSATION, Need.HOW_TO_APPLY, Need.JOB_DESCRIPTION) or rule.enforced_from:
                assert severity is Severity.WARNING, (named(rule), need)
            else:
                assert severity is Severity.ERROR, (named(rule), need)
            assert "Help, not legal advice." in found[topic_of(need)].source


def test_the_day_before_and_the_day_itself():
    for rule in ALL:
        on_the_day = context_of(rule, rule.effective_from)
        assert status_of(rule, on_the_day) is Status.IN_FORCE, named(rule)
        before = context_of(rule, day_before(rule))
        assert status_of(rule, before) is Status.FROM, named(rule)
        if rule.required and rule.version == 1:
            found = findings_of(rule, posting(rule, []), before)
            assert {f.severity for f in found.values()} <= {Severity.NOTE}, named(rule)
            text = " ".join(f.reason for f in found.values())
            assert f"from {rule.effective_from}" in text or not found, named(rule)


def test_a_version_ends_where_the_next_begins():
    for rule in ALL:
        if rule.effective_to:
            assert status_of(rule, context_of(rule, rule.effective_to)) is Status.IN_FORCE
            after = min(
                other.effective_from for other in ALL if other.code == rule.code and other.version > rule.version
            )
            assert status_of(rule, context_of(rule, after)) is None


def test_one_employee_fewer_and_just_enough():
    for rule in ALL:
        enough = rule.threshold.employees
        day = rule.effective_from
        assert status_of(rule, counted(rule, enough, day)) is Status.IN_FORCE, named(rule)
        if enough:
            assert status_of(rule, counted(rule, enough - 1, day)) is None, named(rule)


def test_a_number_that_is_not_known_is_said_and_lowers_the_severity():
    for rule in LATEST:
        unknown = context_of(rule, rule.effective_from, employees=None, employees_in=())
        if rule.threshold.employees <= 1:
            assert status_of(rule, unknown) is Status.IN_FORCE, named(rule)
            continue
        item = next(item for item in applicable_rules(unknown) if item.rule == rule)
        assert item.status is Status.IF, named(rule)
        assert item.needs_count
        assert f"from {rule.threshold.employees} employees" in item.why
        text = posting(rule, [])
        sure = findings_of(rule, text, context_of(rule, rule.effective_from))
        for topic, finding in findings_of(rule, text, unknown).items():
            assert finding.severity is not Severity.ERROR, (named(rule), topic)
            assert sure[topic].severity is not Severity.NOTE or finding.severity is Severity.NOTE, (named(rule), topic)


def test_somebody_has_to_be_in_the_place_where_the_law_says_so():
    for rule in ALL:
        if rule.threshold.here:
            nobody = context_of(rule, rule.effective_from, employees_in=((rule.jurisdiction, 0),))
            assert status_of(rule, nobody) is None, named(rule)


@pytest.mark.parametrize("reach", [Reach.REMOTE, Reach.REPORTS_TO])
def test_remote_work_and_reporting_there(reach):
    """A law reaches what its row says, and no more. A rule for a whole country is reached by any place in it."""
    for rule in ALL:
        if rule.jurisdiction in ("US", "EU", "EU-AT", "EU-IT", "EU-LT", "EU-MT", "EU-PL", "EU-SK", "GB"):
            continue
        expected = Status.IN_FORCE if reach in rule.reach else None
        assert status_of(rule, reached_by(rule, reach, rule.effective_from)) is expected, named(rule)


def test_remote_work_from_another_state_may_be_done_there():
    rule = next(rule for rule in LATEST if rule.code == "US-CO")
    context = replace(reached_by(rule, Reach.REMOTE, rule.effective_from), locations=(PLACES["US-ME"],))
    item = next(item for item in applicable_rules(context) if item.rule == rule)
    assert item.status is Status.IF
    assert item.why == "In Colorado if the work can be done there."


def test_a_job_in_several_states_comes_under_the_union_of_their_laws():
    day = max(rule.effective_from for rule in LATEST)
    places = ("US-CO", "US-MN", "CA-ON")
    context = context_of(
        LATEST[0],
        day,
        locations=tuple(PLACES[code] for code in places),
        employees_in=tuple((code, MANY) for code in places),
    )
    assert {"US-CO", "US-MN", "CA-ON", "US-ADEA"} <= {item.rule.code for item in applicable_rules(context)}
    found = {
        finding.rule: finding for finding in check_law("Bookkeeper\n\nPay\nUSD 60,000 to USD 80,000 a year", context)
    }
    assert "US-CO:" in found["law-deadline"].source
    assert "CA-ON:" in found["law-vacancy-statement"].source
    assert "US-CO:" in found["law-benefits"].source
    assert "US-MN:" in found["law-benefits"].source
    assert "law-pay" not in found


def test_an_edit_after_approval_is_read_again():
    """The same context with one line less: nothing is remembered of the text before."""
    rule = next(rule for rule in LATEST if rule.code == "CA-BC")
    context = context_of(rule, rule.effective_from)
    assert not findings_of(rule, posting(rule, rule.needs), context)
    assert "pay" in findings_of(rule, posting(rule, without(rule, Need.PAY)), context)
