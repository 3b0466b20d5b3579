from __future__ import annotations

import pytest

from ml.contracts import SectionKind
from ml.documents import Document, DocumentSection, markdown
from ml.documents.tests.samples import nurse


def test_it_works() -> None:
    assert markdown.render(nurse()).startswith(
        "# Senior Registered Nurse\n\n## About the role\n\nYou lead the shift.\n\nYou report to the matron.\n\n"
        "## What you will do\n\n- Assess patients\n- Plan their care\n\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "R&D in C# and C++",
        "GBP 30,000 - 35,000 a year",
        "2 years (or more)",
        "5 > 3 | x",
        "3.5 t lorry",
        "it's 100% up!",
    ],
)
def test_plain_text_is_left_alone(text: str) -> None:
    assert markdown.escape(text) == text


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("# x", "\\# x"),
        ("- x", "\\- x"),
        ("1. x", "1\\. x"),
        ("a *b*", "a \\*b\\*"),
        ("<b>", "\\<b>"),
        ("&lt;", "\\&lt;"),
        ("a \\", "a \\\\"),
        ("x ##", "x \\##"),
        ("[a](b)", "\\[a](b)"),
    ],
)
def test_marks_are_escaped(text: str, written: str) -> None:
    assert markdown.escape(text) == written


def test_other_peoples_markdown_is_read() -> None:
    found = markdown.parse(
        "Join us.\n\nNurse\n=====\n\n**What you'll do**\n\n1. Assess *well*\n2. Plan\n   - in detail\n\n"
        "| Shift | Hours |\n|---|---|\n| Night | 12 |\n\n<script>alert(1)</script>\n\n### Our values\n[Care](https://x.org)\n"
    )

    assert found == Document(
        "Nurse",
        (
            DocumentSection(SectionKind.SUMMARY, "About the role", ("Join us.",)),
            DocumentSection(
                SectionKind.RESPONSIBILITIES,
                "What you'll do",
                ("Assess well", "Plan", "in detail", "Shift | Hours", "Night | 12"),
            ),
            DocumentSection(SectionKind.OTHER, "Our values", ("Care",)),
        ),
    )
