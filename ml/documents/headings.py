"""Which section a heading of somebody else's document stands for."""

from __future__ import annotations

import re

from ml.contracts import SectionKind

STANDARD_HEADINGS = {
    SectionKind.ABOUT: "About us",
    SectionKind.SUMMARY: "About the role",
    SectionKind.RESPONSIBILITIES: "What you will do",
    SectionKind.FIRST_90_DAYS: "Your first 90 days",
    SectionKind.REQUIRED: "What you bring",
    SectionKind.NICE_TO_HAVE: "Nice to have",
    SectionKind.CONDITIONS: "Working conditions",
    SectionKind.PAY: "Pay",
    SectionKind.BENEFITS: "Benefits",
    SectionKind.EQUAL_OPPORTUNITY: "Equal opportunity",
    SectionKind.ACCOMMODATION: "Adjustments and accessibility",
    SectionKind.PRIVACY_NOTICE: "How we use your data",
    SectionKind.AI_NOTICE: "Use of AI in hiring",
    SectionKind.OTHER: "More information",
}

#: Headings that are known even where nothing but their words marks them as headings.
SYNONYMS = {
    SectionKind.ABOUT: (
        "about us; about the company; about our company; about the organisation; about the organization; about the "
        "team; about the employer; who we are; our company; company overview; company description; our story"
    ),
    SectionKind.SUMMARY: (
        "summary; about the role; about the job; about the position; about the post; about the opportunity; the "
        "role; the job; the opportunity; role summary; job summary; position summary; role overview; job overview; "
        "job description; role description; role purpose; job purpose; purpose of the role; purpose of the post; "
        "overview; the job in short; role; the assignment; the mandate; the internship; why we need you"
    ),
    SectionKind.RESPONSIBILITIES: (
        "responsibilities; key responsibilities; main responsibilities; your responsibilities; duties; main "
        "duties; key duties; duties and responsibilities; responsibilities and duties; main duties and "
        "responsibilities; what you will do; what you will be doing; what will you do; your tasks; tasks; key "
        "tasks; key accountabilities; accountabilities; deliverables; how you can help; your role; your day to day; "
        "day to day; in this role you will; essential functions; job duties; the work; what the work is; what the "
        "job is; your responsibilities are to; you will be responsible for; what you will be responsible for; "
        "what you will own; what you will work on; in this job you will; in this post you will; your mission; the "
        "tasks; what you do"
    ),
    SectionKind.FIRST_90_DAYS: (
        "your first 90 days; first 90 days; in your first 90 days; your first three months; in your first three "
        "months; your first 3 months; your first months; what success looks like; "
        "results expected in the first 90 days; first results; what you will learn"
    ),
    SectionKind.REQUIRED: (
        "requirements; key requirements; job requirements; essential requirements; minimum requirements; required "
        "skills; required; essential; essential criteria; essential skills; qualifications; required "
        "qualifications; minimum qualifications; basic qualifications; what you bring; what you will bring; what "
        "you need; what you will need; what we are looking for; who we are looking for; what we look for; about "
        "you; who you are; your profile; your qualities; your strengths; what we ask; what we ask of you; "
        "what we expect; "
        "we need; you will need; you need; you have; to be successful you will need; we need somebody who has; "
        "we need someone who has; your skills; must have; must haves; person specification; skills; skills "
        "and experience; experience; knowledge and skills; skills and qualifications; qualifications and "
        "experience; education; what the work needs; selection criteria; you should have; you will have; "
        "you must have; we are looking for; the ideal candidate; candidate profile; eligibility"
    ),
    SectionKind.NICE_TO_HAVE: (
        "nice to have; nice to haves; desirable; desirable criteria; desirable skills; preferred; preferred "
        "skills; preferred qualifications; preferred experience; bonus points; bonus; good to have; a plus; it "
        "would be a plus; desirable requirements; what would help; assets; advantageous; "
        "it would help if you had; it would be great if you had; ideally you have; extra credit"
    ),
    SectionKind.CONDITIONS: (
        "working conditions; conditions; conditions of work; work environment; working environment; working hours; "
        "hours; working pattern; work schedule; schedule; physical demands; location; travel; where you will work; "
        "how we work; checks; pre employment checks; terms and conditions; contract; "
        "where and when; when and where; terms of the post; terms of the assignment; how the move works; details"
    ),
    SectionKind.PAY: (
        "pay; pay range; salary; salary range; compensation; remuneration; pay and grade; your pay; wage; wages; "
        "pay rate; fee"
    ),
    SectionKind.BENEFITS: (
        "benefits; our benefits; benefits and perks; perks; perks and benefits; what we offer; we offer; our "
        "offer; what you will get; what you get; what is in it for you; why join us; why work with us; what "
        "we give; what we give you; you get; you will get; "
        "what is in it for me; rewards; your rewards; our rewards; what you can expect; in return; we give you; "
        "compensation and benefits; pay and benefits; salary and benefits; rewards and benefits; your benefits"
    ),
    SectionKind.EQUAL_OPPORTUNITY: (
        "equal opportunity; equal opportunities; equal opportunity employer; equal opportunity statement; eeo "
        "statement; equal employment opportunity; equality and diversity; equality diversity and inclusion; "
        "diversity; diversity and inclusion; diversity equity and inclusion; our commitment to diversity; "
        "inclusion; disability confident; equity; equity and inclusion"
    ),
    SectionKind.ACCOMMODATION: (
        "adjustments and accessibility; accessibility; accommodation; accommodations; reasonable accommodation; "
        "reasonable accommodations; reasonable adjustments; adjustments; adjustments and accommodation; "
        "accommodation statement; help with your application"
    ),
    SectionKind.PRIVACY_NOTICE: (
        "how we use your data; your data; privacy; privacy notice; privacy statement; applicant privacy notice; "
        "candidate privacy notice; data protection; data protection notice; your personal data"
    ),
    SectionKind.AI_NOTICE: (
        "use of ai in hiring; use of ai; how we use ai; how we use ai in hiring; ai notice; ai in hiring; "
        "automated decision making; automated decisions; use of automated tools"
    ),
    SectionKind.OTHER: (
        "more information; further information; additional information; other information; how to apply; "
        "application process; next steps"
    ),
}
KIND_BY_HEADING = {heading.strip(): kind for kind, headings in SYNONYMS.items() for heading in headings.split(";")}

#: Telling words of longer headings, the more telling first.
PATTERNS = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            SectionKind.NICE_TO_HAVE,
            r"\bnice to have|\b(desirable|desired|preferred|bonus)\b"
            r"|\bwould (help|be (great|lovely|good|nice|a plus))\b",
        ),
        (SectionKind.FIRST_90_DAYS, r"\bfirst (\w+ )?(days|weeks|months|year)\b"),
        (
            SectionKind.EQUAL_OPPORTUNITY,
            r"\bequal (employment )?opportunit|\b(diversity|equality|equity|inclusion|eeo)\b",
        ),
        (SectionKind.ACCOMMODATION, r"\b(accommodations?|adjustments?|accessibility)\b"),
        (SectionKind.PRIVACY_NOTICE, r"\b(privacy|data protection|your (personal )?data)\b"),
        (SectionKind.AI_NOTICE, r"\b(use of|use|using) (ai|artificial intelligence)\b|\bautomated decision"),
        (SectionKind.BENEFITS, r"\b(benefits?|perks|rewards|we offer)\b"),
        (SectionKind.PAY, r"\b(salary|pay|compensation|remuneration)\b"),
        (
            SectionKind.RESPONSIBILITIES,
            r"\b(responsib|accountab)ilit|\b(duty|duties|tasks|you will (do|be doing|own|work on))\b",
        ),
        (
            SectionKind.REQUIRED,
            r"\b(require|qualification|essential\b|must have|you (will )?(bring|need)\b|skills\b|criteria\b)",
        ),
        (SectionKind.CONDITIONS, r"\b(working (conditions|hours|pattern|environment)|work schedule)\b"),
        (SectionKind.SUMMARY, r"^about (the|this) (role|job|post|position)|\b(job|role|position) (summary|overview)"),
        (SectionKind.ABOUT, r"^about (?!you\b)"),
    )
)
MOST_WORDS = 8
MOST_LETTERS = 60
CONTRACTIONS = (
    (re.compile(r"['’]ll\b"), " will"),
    (re.compile(r"['’]re\b"), " are"),
    (re.compile(r"\bwhat['’]s\b"), "what is"),
)


def kind_of_heading(heading: str) -> SectionKind:
    """The kind of section that a heading opens; OTHER for a heading that tells none."""
    words = _plain(heading)
    known = KIND_BY_HEADING.get(words)
    if known is not None:
        return known
    if len(words.split()) > MOST_WORDS:
        return SectionKind.OTHER
    return next((kind for kind, pattern in PATTERNS if pattern.search(words)), SectionKind.OTHER)


def is_known_heading(heading: str) -> bool:
    """False for a heading that tells no kind of section, which a person should look at."""
    return _plain(heading) in KIND_BY_HEADING or kind_of_heading(heading) is not SectionKind.OTHER


def is_bare_heading(text: str) -> bool:
    """True for a line that is a usual heading by its words alone, such as "Responsibilities:"."""
    return len(text) <= MOST_LETTERS and not text.endswith((".", ",", ";")) and _plain(text) in KIND_BY_HEADING


def is_bold_heading(text: str) -> bool:
    """True for a line in bold that is short enough, and ends like a heading."""
    return len(text) <= MOST_LETTERS and not text.endswith((".", ",", ";"))


def _plain(heading: str) -> str:
    """Lower case words only: "1. What You'll Do:" is "what you will do"."""
    words = heading.casefold()
    for contraction, full in CONTRACTIONS:
        words = contraction.sub(full, words)
    words = re.sub(r"[\W_]+", " ", words.replace("&", " and "))
    return re.sub(r"^\d+ ", "", words.strip())
