"""The headings of the sections in each tone."""

from __future__ import annotations

from ml.contracts import SectionKind, Tone

NEUTRAL = {
    SectionKind.ABOUT: "About us",
    SectionKind.SUMMARY: "The role",
    SectionKind.RESPONSIBILITIES: "What you will do",
    SectionKind.FIRST_90_DAYS: "Your first 90 days",
    SectionKind.REQUIRED: "What you need",
    SectionKind.NICE_TO_HAVE: "What would help",
    SectionKind.CONDITIONS: "Where and when",
    SectionKind.PAY: "Pay",
    SectionKind.BENEFITS: "Benefits",
    SectionKind.EQUAL_OPPORTUNITY: "Equal opportunity",
    SectionKind.ACCOMMODATION: "Adjustments and accessibility",
    SectionKind.PRIVACY_NOTICE: "How we use your data",
    SectionKind.AI_NOTICE: "Use of AI in hiring",
}
BY_TONE = {
    Tone.NEUTRAL: NEUTRAL,
    Tone.FRIENDLY: NEUTRAL
    | {
        SectionKind.ABOUT: "Who we are",
        SectionKind.SUMMARY: "The job in short",
        SectionKind.RESPONSIBILITIES: "What you'll do",
        SectionKind.REQUIRED: "What you'll bring",
        SectionKind.NICE_TO_HAVE: "Nice to have",
        SectionKind.BENEFITS: "What you'll get",
    },
    Tone.FORMAL: NEUTRAL
    | {
        SectionKind.SUMMARY: "Purpose of the post",
        SectionKind.RESPONSIBILITIES: "Main duties",
        SectionKind.FIRST_90_DAYS: "Results expected in the first 90 days",
        SectionKind.REQUIRED: "Essential requirements",
        SectionKind.NICE_TO_HAVE: "Desirable requirements",
        SectionKind.CONDITIONS: "Terms of the post",
    },
    Tone.CONCISE: NEUTRAL
    | {
        SectionKind.SUMMARY: "Role",
        SectionKind.RESPONSIBILITIES: "Tasks",
        SectionKind.FIRST_90_DAYS: "First 90 days",
        SectionKind.REQUIRED: "Must have",
        SectionKind.NICE_TO_HAVE: "Nice to have",
        SectionKind.CONDITIONS: "Details",
    },
}


def heading_of(kind: SectionKind, tone: Tone) -> str:
    return BY_TONE[tone][kind]
