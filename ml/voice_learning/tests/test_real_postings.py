"""British health-service adverts against American county adverts: is the spelling of ten of them found?"""

from __future__ import annotations

import csv
import html
import json
from pathlib import Path

import pytest

from ml.contracts import SectionKind
from ml.documents import Document, DocumentSection, Format, parse
from ml.voice_learning import Setting, learn_voice

DATA = Path(__file__).parents[3].parent / "shared" / "data"
SETS, SIZE = 40, 10

pytestmark = pytest.mark.skipif(not (DATA / "jd-nhs-jobs.jsonl").exists(), reason="the shared data is not here")


def british() -> list[Document]:
    with (DATA / "jd-nhs-jobs.jsonl").open() as lines:
        rows = [json.loads(line) for line in lines]
    fresh = [row["jsonld"] for row in rows if not row["duplicate_text"]][: SETS * SIZE]
    return [parse(json.dumps(item).encode(), Format.JSONLD) for item in fresh]


def american() -> list[Document]:
    with (DATA / "jd-us-election-jobs.csv").open() as lines:
        rows = [row for row in csv.DictReader(lines) if row["is_duplicate_job"] == "False"]
    long = [row for row in rows if len(row["description"]) > 600][: SETS * SIZE]
    return [
        Document(row["job_title"], (DocumentSection(SectionKind.OTHER, "", _lines(row["description"])),))
        for row in long
    ]


def _lines(text: str) -> tuple[str, ...]:
    return tuple(line.strip() for line in html.unescape(text).splitlines() if line.strip())


def found(documents: list[Document], setting: Setting) -> list[str]:
    sets = [documents[start : start + SIZE] for start in range(0, len(documents) - SIZE + 1, SIZE)]
    return [learn_voice(group).finding(setting).value for group in sets]


@pytest.mark.slow
@pytest.mark.parametrize(("documents", "spelling"), [(british, "en-GB"), (american, "en-US")])
def test_the_spelling_is_found_and_never_the_wrong_one(documents, spelling):
    values = found(documents(), Setting.SPELLING)
    assert len(values) >= 10
    assert set(values) <= {spelling, ""}
    assert values.count(spelling) >= 0.9 * len(values)
