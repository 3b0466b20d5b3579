from __future__ import annotations

import pytest

from apps.descriptions.lines import merge_edit, stored_line, texts_of

BRIEF = stored_line("Assess patients on admission to the ward", source="brief", ref="responsibilities[0]")
PROFILE = stored_line("Plan discharge with the community team", source="profile", ref="nurse/responsibilities/1")


def kinds(line):
    return [source["kind"] for source in line["sources"]]


def test_it_works():
    merged = merge_edit([BRIEF, PROFILE], f"{BRIEF['text']}\nKeep records", person="maya")
    assert merged[0] == BRIEF
    assert merged[1]["text"] == "Keep records"
    assert merged[1]["sources"] == [{"kind": "person", "ref": "maya"}]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One\n\nTwo\n", ["One", "Two"]),
        ("- One\n* Two\n• Three\n– Four", ["One", "Two", "Three", "Four"]),
        ("One\r\nTwo", ["One", "Two"]),
        ("  \n\t\n", []),
        ("-20 degrees in the cold store", ["-20 degrees in the cold store"]),
        ("Well-being days", ["Well-being days"]),
    ],
    ids=["blank lines", "bullet marks", "Windows", "nothing", "a minus is no bullet", "a hyphen is no bullet"],
)
def test_text_becomes_lines(text, expected):
    assert texts_of(text) == expected


def test_order_changes_lose_nothing():
    assert merge_edit([BRIEF, PROFILE], f"{PROFILE['text']}\n{BRIEF['text']}", person="maya") == [PROFILE, BRIEF]


def test_a_changed_line_keeps_its_sources_and_adds_the_person():
    [line] = merge_edit([BRIEF], "Assess patients on admission to the clinic", person="maya")
    assert kinds(line) == ["brief", "person"]
    assert line["edited_from"] == BRIEF["text"]


def test_a_rewritten_line_is_the_persons_alone():
    [line] = merge_edit([BRIEF], "Drive the van", person="maya")
    assert kinds(line) == ["person"]
    assert "edited_from" not in line


def test_editing_an_unsupported_line_answers_for_it():
    doubtful = BRIEF | {"supported": False, "reasons": ["“ward” is not in the brief."]}
    [line] = merge_edit([doubtful], "Assess patients on admission to the unit", person="maya")
    assert line["supported"]
    assert line["reasons"] == []


def test_leaving_an_unsupported_line_alone_does_not():
    doubtful = BRIEF | {"supported": False, "reasons": ["“ward” is not in the brief."]}
    assert merge_edit([doubtful], doubtful["text"], person="maya") == [doubtful]


def test_the_same_line_twice_stays_twice():
    assert merge_edit([BRIEF], f"{BRIEF['text']}\n{BRIEF['text']}", person="maya")[0] == BRIEF


def test_each_change_has_one_person_however_often_edited():
    [once] = merge_edit([BRIEF], "Assess patients on admission to the clinic", person="maya")
    [twice] = merge_edit([once], "Assess patients on admission to the clinic daily", person="sam")
    assert twice["sources"] == [*BRIEF["sources"], {"kind": "person", "ref": "sam"}]
