from __future__ import annotations

import time

import pytest

from ml.grounding.occupations import NEARLY, Occupations, OfficialTitle, official_titles

TITLES = [
    *official_titles(["Electrical engineer", "power systems engineer"], isco="2151"),
    *official_titles(["Project managers", "Programme manager"], soc="11-9199"),
    *official_titles(["Guidance counsellor"], isco="2359"),
    *official_titles(["Stock clerk", "Storekeeper"], soc="43-5081"),
    *official_titles(["Security officer"], isco="5414"),
]


@pytest.fixture(scope="module")
def occupations():
    return Occupations(TITLES)


def best(occupations, role):
    found = occupations.find(role)
    return (found[0].official.title, found[0].score) if found else ("", 0.0)


def test_it_works(occupations):
    assert best(occupations, "electrical engineer") == ("Electrical engineer", 1.0)


@pytest.mark.parametrize(
    ("role", "title"),
    [
        ("electricl engineer", "Electrical engineer"),
        ("program manager", "Programme manager"),
        ("manager of programs", "Programme manager"),
        ("guidance counselor", "Guidance counsellor"),
        ("store keeper", "Storekeeper"),
        ("project manager", "Project managers"),
    ],
)
def test_the_same_words_in_other_spellings(role, title, occupations):
    found, score = best(occupations, role)
    assert found == title
    assert score >= NEARLY


@pytest.mark.parametrize(
    "role", ["food security officer", "engineer", "electrical fitter", "police officer", "guidance", "zzz", ""]
)
def test_other_titles_are_not_nearly_official(role, occupations):
    assert best(occupations, role)[1] < NEARLY


def test_without_titles_nothing_is_found():
    assert Occupations().find("nurse") == []
    assert len(Occupations()) == 0


def test_each_form_once_and_the_preferred_one_first():
    titles = official_titles(["Nurses", "nurse", "  ", "Ward nurse"], isco="2221")
    assert titles == [
        OfficialTitle("Nurses", "nurse", "", "2221", is_preferred=True),
        OfficialTitle("Ward nurse", "ward nurse", "", "2221"),
    ]


def test_many_titles_are_looked_through_quickly():
    words = [f"{first}{second}" for first in "abcdefghij" for second in ("lder", "rmant", "stic", "tor", "vian")]
    many = Occupations(
        OfficialTitle(title, title) for one in words for other in words for third in words[:24]
        if (title := f"{one} {other} {third}")
    )  # fmt: skip
    many.warm_up()
    begun = time.perf_counter()
    for _ in range(5):
        many.find("alder bstic ctro")
    assert (time.perf_counter() - begun) / 5 < 0.2
