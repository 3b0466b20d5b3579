"""The fixed words: levels, kinds of employment, tones, sections, and which sections are whose."""

from __future__ import annotations

from enum import StrEnum


class Level(StrEnum):
    INTERN = "intern"
    JUNIOR = "junior"
    MID = "mid"
    SENIOR = "senior"
    LEAD = "lead"
    MANAGER = "manager"
    DIRECTOR = "director"


class WorkplaceType(StrEnum):
    ONSITE = "onsite"
    HYBRID = "hybrid"
    REMOTE = "remote"


class EmploymentType(StrEnum):
    FULL_TIME = "full_time"
    PART_TIME = "part_time"
    CONTRACT = "contract"
    TEMPORARY = "temporary"
    INTERNSHIP = "internship"


class PayPeriod(StrEnum):
    HOUR = "hour"
    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"


class Tone(StrEnum):
    NEUTRAL = "neutral"
    FRIENDLY = "friendly"
    FORMAL = "formal"
    CONCISE = "concise"


class Length(StrEnum):
    SHORT = "short"
    STANDARD = "standard"
    LONG = "long"


class Language(StrEnum):
    """Spelling of the library's own sentences; people's words are never respelt."""

    EN_GB = "en-GB"
    EN_US = "en-US"


class Person(StrEnum):
    """Whom the text addresses: the reader ("you") or the role ("the postholder")."""

    YOU = "you"
    POSTHOLDER = "postholder"


class SourceKind(StrEnum):
    BRIEF = "brief"
    PROFILE = "profile"
    TEMPLATE = "template"
    BOILERPLATE = "boilerplate"
    POSTING = "posting"
    PERSON = "person"
    MODEL = "model"


class SectionKind(StrEnum):
    """The sections a draft can have, in the order of the standard job template."""

    ABOUT = "about"
    SUMMARY = "summary"
    RESPONSIBILITIES = "responsibilities"
    FIRST_90_DAYS = "first_90_days"
    REQUIRED = "required"
    NICE_TO_HAVE = "nice_to_have"
    CONDITIONS = "conditions"
    PAY = "pay"
    BENEFITS = "benefits"
    EQUAL_OPPORTUNITY = "equal_opportunity"
    ACCOMMODATION = "accommodation"
    PRIVACY_NOTICE = "privacy_notice"
    AI_NOTICE = "ai_notice"
    OTHER = "other"


#: Sections that hold text which the law may ask for.
LEGAL_SECTIONS = frozenset(
    {
        SectionKind.EQUAL_OPPORTUNITY,
        SectionKind.ACCOMMODATION,
        SectionKind.PRIVACY_NOTICE,
        SectionKind.AI_NOTICE,
    }
)

#: Sections that hold pay, legal or company text: slots that no model may write or see.
LOCKED_SECTIONS = LEGAL_SECTIONS | {SectionKind.ABOUT, SectionKind.PAY, SectionKind.BENEFITS}

#: Sections whose lines are prose; the lines of every other section are bullets.
PROSE_SECTIONS = LEGAL_SECTIONS | {SectionKind.ABOUT, SectionKind.SUMMARY}
