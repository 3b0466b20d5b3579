import json

import pytest

from ml.contracts import Source, SourceKind, WriterError
from ml.writers.answers import MAX_ANSWER_CHARACTERS, parse_lines
from ml.writers.prompts import SYSTEM_RULES
from ml.writers.tests.plans import HANDOVER, MEDICINES, RESPONSIBILITIES, SUMMARY

MODEL = Source(SourceKind.MODEL, "local jd-mini 1")


def parse(text, section=RESPONSIBILITIES, **options):
    return parse_lines(text, section, writer="local", version="jd-mini 1", **options)


def read(text, section=RESPONSIBILITIES):
    """The texts, and the numbers of the points whose sources each line got."""
    numbers = {MEDICINES.sources: 1, HANDOVER.sources: 2}
    found = []
    for line in parse(text, section):
        said = [number for sources, number in numbers.items() if set(sources) <= set(line.sources)]
        found.append((line.text, said))
    return found


def test_it_works():
    [line] = parse(json.dumps({"lines": [{"text": "Give medicines.", "points": [1, 2, 1]}]}))

    assert line.text == "Give medicines."
    assert line.sources == (*MEDICINES.sources, *HANDOVER.sources, MODEL)
    assert line.writer == "local"


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ('```json\n{"lines": [{"text": "Give.", "points": [1]}]}\n```', [("Give.", [1])]),
        ('Sure:\n```\n{"lines": [{"text": "Give.", "points": [1]}]}\n```\nDone.', [("Give.", [1])]),
        ('{"lines": [{"text": "Give."}]}', [("Give.", [])]),
        ('{"lines": [{"text": "Give.", "points": [9, 0, -1, true, "1", 2]}]}', [("Give.", [2])]),
        ('{"lines": [{"text": " ", "points": [1]}, {"text": "Give.", "points": [1]}]}', [("Give.", [1])]),
        ('{"lines": [{"text": "Give.\\n**Now** <|im_end|>", "points": [1]}]}', [("Give. Now im_end", [1])]),
        ("- [1] Give medicines.\n- [2] Hand over.", [("Give medicines.", [1]), ("Hand over.", [2])]),
        ("* [1, 2] Give and hand over.", [("Give and hand over.", [1, 2])]),
        ("• Give medicines. [1]", [("Give medicines.", [1])]),
        ("[2] Hand over.", [("Hand over.", [2])]),
        ("- (1) Give medicines.", [("Give medicines.", [1])]),
        ("1. Give medicines.\n2) Hand over.", [("Give medicines.", [1]), ("Hand over.", [2])]),
        ("1. [2] Hand over.", [("Hand over.", [2])]),
        ("- Give medicines.", [("Give medicines.", [])]),
        ("Give medicines.\nHand over.", [("Give medicines.", []), ("Hand over.", [])]),
        ("Here are the bullets:\n\n- [1] Give.\n\nI hope this helps!", [("Give.", [1])]),
        ("- [1] Give.\n- [2] give.", [("Give.", [1])]),
        ("- 24 hours of care", [("24 hours of care", [])]),
        ("- [1] give medicines\n- [2] iOS tests", [("Give medicines", [1]), ("iOS tests", [2])]),
        ("- [7] Unknown point.", [("Unknown point.", [])]),
        ("- ---\n- [1] Give.", [("Give.", [1])]),
    ],
)
def test_reads(answer, expected):
    assert read(answer) == expected


def test_prose_keeps_its_plain_lines():
    lines = parse("You will look after patients.\n- [1] You will lead.", SUMMARY)

    assert [line.text for line in lines] == ["You will look after patients.", "You will lead."]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        " \n\t ",
        "Here is the section:",
        "- \n* ",
        '{"lines": []}',
        '{"lines": [{"text": "Give.", "points": [1]}',
        '```json\n{"lines": [{"text": "Give"',
        '{"lines": "Give."}',
        '{"lines": ["Give."]}',
        '{"answer": 1}',
        '{"a":' * 2_000 + "1",
        "x" * (MAX_ANSWER_CHARACTERS + 1),
        f"- {SYSTEM_RULES[0]}",
        f"- {SYSTEM_RULES[1].upper()}",
        "- [1] Give.\nboundary 0123456789abcdef",
    ],
)
def test_refuses(answer):
    with pytest.raises(WriterError):
        parse(answer, boundary="0123456789abcdef")


@pytest.mark.parametrize("reason", ["length", "content_filter"])
def test_refuses_an_answer_that_did_not_end(reason):
    with pytest.raises(WriterError):
        parse("- [1] Give medicines.", finish_reason=reason)
