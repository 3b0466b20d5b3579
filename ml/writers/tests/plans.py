"""Plans as the planner would make them, small enough to read in a test."""

from ml.contracts import (
    Brief,
    Company,
    Match,
    Pay,
    Plan,
    Point,
    SectionKind,
    SectionPlan,
    Source,
    SourceKind,
    Style,
)

MEDICINES = Point(
    text="medication rounds",
    sources=(
        Source(SourceKind.BRIEF, "responsibilities[0]"),
        Source(SourceKind.PROFILE, "registered-nurse/responsibilities/2"),
    ),
    statement="{give} medicines by mouth and {record} every dose in {your} chart",
    must_say=True,
)
HANDOVER = Point(
    text="hand over patients at the bedside", sources=(Source(SourceKind.BRIEF, "responsibilities[1]"),), must_say=True
)
RESPONSIBILITIES = SectionPlan(SectionKind.RESPONSIBILITIES, "What you will do", (MEDICINES, HANDOVER))
SUMMARY = SectionPlan(
    SectionKind.SUMMARY,
    "The role",
    (
        Point(
            text="look after patients on a ward",
            sources=(Source(SourceKind.PROFILE, "registered-nurse/summaries/0"),),
            statement="{You} will look after a group of patients through the whole shift.",
        ),
    ),
)
ABOUT = SectionPlan(
    SectionKind.ABOUT, "About us", (Point("We are Canary-About.", (Source(SourceKind.BOILERPLATE, "about"),)),)
)
SECRETS = ("424242", "Canary-Company", "Canary-About", "Canary-Benefit")


def nurse_plan(*sections: SectionPlan, style: Style | None = None, **brief: object) -> Plan:
    company = Company(name="Canary-Company", about="Canary-About", benefits=("Canary-Benefit",))
    fields = {"title": "Registered Nurse", "company": company, "pay": Pay(min=424242, currency="GBP")} | brief
    return Plan(
        brief=Brief(**fields),
        match=Match(profile="registered-nurse", score=0.9),
        style=style or Style(),
        sections=sections or (ABOUT, SUMMARY, RESPONSIBILITIES),
    )


def section_with(*texts: str, kind: SectionKind = SectionKind.RESPONSIBILITIES) -> SectionPlan:
    points = (Point(text, (Source(SourceKind.BRIEF, f"responsibilities[{at}]"),)) for at, text in enumerate(texts))
    return SectionPlan(kind, "What you will do", tuple(points))
