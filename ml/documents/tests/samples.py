"""Documents that several tests share."""

from __future__ import annotations

from datetime import date

from ml.contracts import EmploymentType, Location, Pay, PayPeriod, SectionKind, WorkplaceType
from ml.documents import Document, DocumentSection

NASTY = (
    "# not a heading",
    "- not a bullet",
    "* * *",
    "---",
    "===",
    "1. not a list",
    "12) not a list",
    "> not a quote",
    "a | b | c",
    "*stars*, _lines_, `ticks` and ~~waves~~",
    "[text](https://example.org) ![picture](x) <https://example.org>",
    "<script>alert(1)</script> & &amp; &#35; &nbsp; </li></ul>",
    "back\\slash \\* \\",
    '#import "x": * and #set and $x^2$ @who <label> // not a comment',
    "=SUM(A1) +1 @x",
    "Grüße, 日本語, שלום, Привет",
    "Benefits",
    "RESPONSIBILITIES AND DUTIES",
    "- [ ] a task",
    "C# and C++ at #1, 5 > 3 < 7",
    "~~~",
    "```",
    "+ plus",
    "trailing mark #",
    "]]> <!-- --> <?php ?>",
)


def nurse(**facts: object) -> Document:
    known: dict[str, object] = {
        "company": "Northfield General",
        "department": "Acute Medicine",
        "locations": (Location("GB", "West Yorkshire", "Leeds"),),
        "employment_type": EmploymentType.FULL_TIME,
        "pay": Pay(31000, 38500.5, "GBP", PayPeriod.YEAR),
        "date_posted": date(2026, 11, 2),
        "valid_through": date(2026, 12, 31),
        "identifier": "NG-104",
    }
    return Document("Senior Registered Nurse", sections(), **(known | facts))  # type: ignore[arg-type]


def sections() -> tuple[DocumentSection, ...]:
    return (
        DocumentSection(SectionKind.SUMMARY, "About the role", ("You lead the shift.", "You report to the matron.")),
        DocumentSection(SectionKind.RESPONSIBILITIES, "What you will do", ("Assess patients", "Plan their care")),
        DocumentSection(SectionKind.REQUIRED, "What you bring", ("NMC registration",)),
        DocumentSection(SectionKind.NICE_TO_HAVE, "Nice to have", ("A teaching certificate",)),
        DocumentSection(SectionKind.BENEFITS, "Benefits", ("33 days of leave",)),
        DocumentSection(SectionKind.EQUAL_OPPORTUNITY, "Equal opportunity", ("Everyone is welcome.",)),
    )


def nasty() -> Document:
    return Document(
        NASTY[0],
        (
            DocumentSection(SectionKind.SUMMARY, "About the role", NASTY),
            DocumentSection(SectionKind.REQUIRED, "What you bring", NASTY),
            *(
                DocumentSection(SectionKind.OTHER, text, ())
                for text in NASTY
                if "enefit" not in text and "RES" not in text
            ),
        ),
    )


def remote(**facts: object) -> Document:
    return nurse(workplace_type=WorkplaceType.REMOTE, **facts)
