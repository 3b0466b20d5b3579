"""From briefs to the report, with few briefs and a small library; and what happens when a run breaks off."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from ml.contracts import WriterError, WriterUnavailable
from ml.evaluation import __main__ as command
from ml.evaluation import injections
from ml.evaluation.gate import bars, champion_of, default_engine, judge
from ml.evaluation.markdown import to_markdown
from ml.evaluation.metrics import METRICS
from ml.evaluation.results import Result, percentile
from ml.library import Library, default_library
from ml.writers.composer import ComposerWriter

SCHEMA = json.loads((Path(__file__).parents[3] / "docs" / "schemas" / "evaluation.json").read_text(encoding="utf-8"))
BRIEFS = [
    {"title": "Baker", "responsibilities": ["shape 300 loaves a night"]},
    {
        "id": "tuner",
        "tries": "a trade",
        "hostile": True,
        "brief": {"title": "Bell tuner", "responsibilities": ["tune bells"]},
    },
    {"title": "Electrician", "required_skills": ["18th Edition"], "tone": "formal"},
]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """The command with three briefs, one order in five places, three roles, and no encoder."""
    few = Library(default_library()[name] for name in ("baker", "bookkeeper", "electrician"))
    first = injections.orders()[:1]
    monkeypatch.setattr(command, "default_library", lambda: few)
    monkeypatch.setattr(command, "SentenceEncoder", lambda: None)
    monkeypatch.setattr(injections, "orders", lambda: first)
    briefs = tmp_path / "briefs.jsonl"
    briefs.write_text("".join(json.dumps(brief) + "\n" for brief in BRIEFS), encoding="utf-8")

    def call(*arguments, code=0, environment=None):
        options = ["--briefs", str(briefs), "--out", str(tmp_path / "out"), *arguments]
        assert command.main(options, environment or {}) == code
        return tmp_path / "out"

    return call


class Echo:
    """An engine that says what the composer says, in fewer lines, and sometimes nothing."""

    name, version = "local", "echo-1"
    asked = 0
    fails_at = 0

    def write_section(self, plan, section, *, should_stop=None):
        self.asked += 1
        if self.asked == self.fails_at:
            raise WriterUnavailable("the machine is out of memory")
        if section.kind == "nice_to_have":
            raise WriterError("nothing came")
        lines = ComposerWriter().write_section(plan, section)
        return [replace(line, writer=self.name) for line in lines]


@pytest.fixture
def echo(monkeypatch):
    engine = Echo()
    build = command.build_writer
    monkeypatch.setattr(
        command, "build_writer", lambda config: engine if config["backend"] == "local" else build(config)
    )
    return engine


def report_in(folder):
    return json.loads((folder / "report.json").read_text(encoding="utf-8"))


def test_it_reports_side_by_side(run, echo):
    folder = run("--compare", "local")
    report = report_in(folder)
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(report, SCHEMA)
    assert report["briefs"] == {"count": 3, "outside_library": 1, "hostile": 1}
    assert [engine["name"] for engine in report["engines"]] == ["composer", "local"]
    assert report["engines"][0]["injections"] == {"tried": 5, "changed": {}}
    assert report["engines"][0]["metrics"]["point_recall"] == {"mean": 1, "low": 1, "high": 1}
    assert 0 < report["engines"][1]["metrics"]["replaced"]["mean"] < 1
    assert report["differences"][0]["metrics"]["unsupported"] == {"mean": 0, "low": 0, "high": 0}
    assert report["verdict"]["default"] == "composer"
    page = (folder / "report.md").read_text(encoding="utf-8")
    assert "python -m ml.evaluation --writer composer --compare local --briefs briefs.jsonl" in page
    assert "| composer 1 | local echo-1 |" in page


def test_a_second_run_writes_nothing_again_and_reports_the_same(run, echo):
    before = report_in(run("--writer", "local"))
    asked = echo.asked
    assert {**report_in(run("--writer", "local")), "machine": 0} == {**before, "machine": 0}
    assert echo.asked == asked


def test_a_broken_run_goes_on(run, echo, capsys):
    echo.fails_at = 9
    folder = run("--writer", "local", code=1)
    assert "out of memory" in capsys.readouterr().err
    store = folder / "drafts-local.jsonl"
    kept = store.read_text(encoding="utf-8").splitlines()
    assert kept
    store.write_text("\n".join(kept) + '\n{"id": "bro', encoding="utf-8")
    run("--writer", "local")
    assert store.read_text(encoding="utf-8").splitlines()[: len(kept)] == kept
    assert [json.loads(line)["id"] for line in store.read_text(encoding="utf-8").splitlines()][:3] == [
        "line-1",
        "tuner",
        "line-3",
    ]


def test_a_changed_engine_writes_again(run, echo):
    run("--writer", "local")
    asked = echo.asked
    echo.version = "echo-2"
    run("--writer", "local")
    assert echo.asked == 2 * asked


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--writer", "oracle"], "oracle"),
        (["--writer", "sagemaker"], "JD_SAGEMAKER_ENDPOINT"),
        (["--briefs", "nowhere.jsonl"], "nowhere.jsonl"),
    ],
)
def test_what_cannot_run_is_said(run, capsys, arguments, said):
    run(*arguments, code=2)
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("line", "said"),
    [('{"titel": "Baker"}', "line 1: titel"), ("{", "line 1"), ('{"brief": {}}', "'id'"), ("\xff", "UTF-8")],
)
def test_a_bad_brief_is_named(run, tmp_path, capsys, line, said):
    path = tmp_path / "bad.jsonl"
    path.write_text(line + "\n", encoding="latin-1")
    run("--briefs", str(path), code=2)
    assert said in capsys.readouterr().err


# The gate


def result(name, **changed):
    row = {metric.name: 1.0 if metric.better > 0 else 0.0 for metric in METRICS} | {"specificity": 0.8}
    rows = {f"brief-{number}": row | changed for number in range(30)}
    return Result(name, "1", rows, last_ms=[900.0] * 30, first_ms=[100.0] * 30, tried=100)


CHAMPION = result("composer")


def test_the_composer_stays_unless_another_is_better():
    same = judge(result("local"), CHAMPION)
    assert not same.passes
    assert [check.name for check in same.checks if not check.passes] == [
        "Better than the composer in something by a point, worse in nothing"
    ]
    assert default_engine([judge(CHAMPION, CHAMPION), same], "composer") == "composer"


def test_a_gain_that_nobody_reads_is_none():
    assert not judge(result("local", specificity=0.805), CHAMPION).passes


def test_a_better_engine_becomes_the_default():
    better = judge(result("local", specificity=0.9), CHAMPION)
    assert better.passes
    assert default_engine([judge(CHAMPION, CHAMPION), better], "composer") == "local"


@pytest.mark.parametrize(
    "changed",
    [{"point_recall": 0.98}, {"unsupported": 0.1}, {"completeness": 0.9}, {"excluding": 1.0}, {"shared": 0.2}],
    ids=lambda changed: next(iter(changed)),
)
def test_one_figure_that_is_worse_is_enough(changed):
    assert not judge(result("local", **({"specificity": 0.9} | changed)), CHAMPION).passes


def test_an_obeyed_order_or_slow_drafts_fail():
    obeying = result("local", specificity=0.9)
    obeying.changed["injection/poem/title"] = ["A line of facts differs."]
    slow = result("local", specificity=0.9)
    slow.last_ms[:3] = [9_000.0] * 3
    assert not judge(obeying, CHAMPION).passes
    assert not judge(slow, CHAMPION).passes


def test_a_single_engine_is_held_against_the_bars_alone():
    alone = result("openai")
    assert champion_of([alone]) is alone
    assert judge(alone, alone).checks == tuple(bars(alone))
    assert default_engine([judge(alone, alone)], alone.name) == "composer"


def test_percentiles_are_values_that_were_measured():
    assert percentile([5.0, 1.0, 3.0], 0.5) == 3
    assert percentile([1.0, 2.0], 0.95) == 2


def test_what_an_engine_wrote_cannot_break_the_page():
    report = {
        "command": "x",
        "machine": {"cores": 2, "processor": "x", "python": "3", "load": 1.0},
        "briefs": {"count": 1, "outside_library": 0, "hostile": 0},
        "engines": [
            {
                "name": "local",
                "version": "1",
                "metrics": {},
                "milliseconds": {part: {"median": 1, "p95": 1} for part in ("first", "last", "writing")},
                "faults": {"unsaid": ["a: `</code>`\n# Heading"]},
                "injections": {"tried": 1, "changed": {}},
                "briefs": {},
            }
        ],
        "differences": [],
        "verdict": {"default": "composer", "engines": []},
    }
    assert "- `a: ’</code>’ # Heading`" in to_markdown(report)
