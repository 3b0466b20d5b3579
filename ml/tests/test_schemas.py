"""docs/schemas says what the command line and the API read and write; here both are held against the code."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from ml.briefs import FIELDS, MAX_ITEMS, MAX_TITLE, brief_to_dict, parse_brief
from ml.checks import Category, Evidence, Severity, check, read_subject, score
from ml.cli_check import rows_of, summary_of
from ml.contracts import (
    Answer,
    Brief,
    BriefError,
    Company,
    Draft,
    EmploymentType,
    Language,
    Length,
    Level,
    Line,
    Location,
    Match,
    Pay,
    PayPeriod,
    Repair,
    RepairStep,
    SectionKind,
    SourceKind,
    Tone,
    WorkplaceType,
)
from ml.drafting import write_draft
from ml.drafts import draft_to_dict, line_to_dict, match_to_dict, repair_to_dict, section_to_dict
from ml.tests.test_briefs import WHOLE

SCHEMAS = Path(__file__).parents[2] / "docs" / "schemas"


def schema_of(name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return schema


BRIEF, DRAFT, FINDINGS, SCORE = map(schema_of, ("brief", "draft", "findings", "score"))
FINDING = FINDINGS["items"]
SECTION = DRAFT["properties"]["sections"]["items"]
LINE = SECTION["properties"]["lines"]["items"]
REPAIR = DRAFT["properties"]["repairs"]["items"]


def is_valid(data, schema):
    return jsonschema.Draft202012Validator(schema).is_valid(json.loads(json.dumps(data)))


@pytest.mark.parametrize(
    "brief",
    [
        {"title": "Registered Nurse"},
        {"title": "Asdf qwer"},
        {"title": "Zookeeper", "responsibilities": ["Feed the elephants"]},
        {**WHOLE, "title": "Registered Nurse"},
        {**WHOLE, "tone": "formal", "length": "short"},
    ],
    ids=["title only", "nothing known", "own points only", "whole", "formal and short"],
)
def test_drafts_are_as_described(brief, matcher):
    draft = draft_to_dict(write_draft(parse_brief(brief), matcher))
    jsonschema.validate(json.loads(json.dumps(draft)), DRAFT)


def test_a_draft_that_had_to_be_repaired_is_as_described(matcher):
    class Inventive:
        name, version = "inventive", "1"

        def write_section(self, plan, section, **options):
            return [Line("Work in Birmingham with 99 others", section.points[0].sources, self.name)]

    draft = draft_to_dict(write_draft(Brief("Chef"), matcher, writers=[Inventive()]))
    jsonschema.validate(json.loads(json.dumps(draft)), DRAFT)
    assert draft["replaced_share"] == 1
    assert draft["repairs"]


@pytest.mark.parametrize("brief", [{"title": "Nurse"}, WHOLE], ids=["title only", "whole"])
def test_briefs_are_as_described(brief):
    assert is_valid(brief, BRIEF)
    assert is_valid(brief_to_dict(parse_brief(brief)), BRIEF)


@pytest.mark.parametrize(
    "brief",
    [
        {},
        {"title": ""},
        {"title": "N" * (MAX_TITLE + 1)},
        {"title": "Nurse", "titel": ""},
        {"title": "Nurse", "level": "boss"},
        {"title": "Nurse", "responsibilities": ["x"] * (MAX_ITEMS + 1)},
        {"title": "Nurse", "responsibilities": "x"},
        {"title": "Nurse", "pay": {"min": 1, "currency": "pounds"}},
        {"title": "Nurse", "pay": {"minimum": 1}},
        {"title": "Nurse", "locations": [{"town": "Leeds"}]},
        {"title": "Nurse", "answers": [{"answer": "A"}]},
    ],
)
def test_schema_and_code_refuse_the_same(brief):
    assert not is_valid(brief, BRIEF)
    with pytest.raises(BriefError):
        parse_brief(brief)


def test_findings_are_as_described():
    subject = read_subject("You report to the chairman of a young team.")
    points = score(subject, check(subject))
    findings, summary = rows_of(check(subject), points), summary_of(points)
    assert len(findings) > 1
    jsonschema.validate(json.loads(json.dumps(findings)), FINDINGS)
    jsonschema.validate(json.loads(json.dumps(summary)), SCORE)
    for schema, written in (
        (FINDING, findings[0]),
        (SCORE, summary),
        (SCORE["properties"]["factors"]["items"], summary["factors"][0]),
    ):
        assert properties(schema) == set(written) == set(schema["required"])


def properties(schema):
    return set(schema["properties"])


@pytest.mark.parametrize(
    ("schema", "written"),
    [
        (BRIEF, set(FIELDS)),
        (BRIEF["properties"]["company"], set(Company.__dataclass_fields__)),
        (BRIEF["properties"]["locations"]["items"], set(Location.__dataclass_fields__)),
        (BRIEF["properties"]["pay"], set(Pay.__dataclass_fields__)),
        (BRIEF["properties"]["answers"]["items"], set(Answer.__dataclass_fields__)),
        (DRAFT, set(draft_to_dict(Draft("", ())))),
        (DRAFT["properties"]["match"], set(match_to_dict(Match(None, 0, occupation="miller")))),
        (LINE, set(line_to_dict(Line("")))),
        (REPAIR, set(repair_to_dict(Repair(RepairStep.SLOT, SectionKind.SUMMARY, "", "")))),
    ],
    ids=["brief", "company", "location", "pay", "answer", "draft", "match", "line", "repair"],
)
def test_the_fields_are_those_of_the_code(schema, written):
    assert properties(schema) == written
    assert schema["additionalProperties"] is False


def test_a_section_has_the_fields_of_the_code(matcher):
    section = write_draft(Brief("Chef"), matcher).sections[0]
    assert properties(SECTION) == set(section_to_dict(section))


@pytest.mark.parametrize(
    ("schema", "choices"),
    [
        (BRIEF["properties"]["level"], Level),
        (BRIEF["properties"]["workplace_type"], WorkplaceType),
        (BRIEF["properties"]["employment_type"], EmploymentType),
        (BRIEF["properties"]["pay"]["properties"]["period"], PayPeriod),
        (BRIEF["properties"]["tone"], Tone),
        (BRIEF["properties"]["length"], Length),
        (BRIEF["properties"]["language"], ["en", *Language]),
        (SECTION["properties"]["kind"], SectionKind),
        (LINE["properties"]["sources"]["items"]["properties"]["kind"], SourceKind),
        (REPAIR["properties"]["step"], RepairStep),
        (FINDING["properties"]["category"], Category),
        (FINDING["properties"]["severity"], Severity),
        (FINDING["properties"]["evidence"], Evidence),
        (REPAIR["properties"]["section"], SectionKind),
    ],
)
def test_the_choices_are_those_of_the_code(schema, choices):
    assert schema["enum"] == [str(choice) for choice in choices]


def test_the_limits_are_those_of_the_code():
    assert BRIEF["properties"]["title"]["maxLength"] == MAX_TITLE
    lists = ("locations", "responsibilities", "required_skills", "nice_to_have_skills", "answers")
    assert {name: BRIEF["properties"][name].get("maxItems") for name in lists} == dict.fromkeys(lists, MAX_ITEMS)
