"""What a role profile must be to enter the library. Each rule yields sentences that name the place and the cause."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from difflib import SequenceMatcher
from itertools import combinations

from rapidfuzz import fuzz

from ml.language.generic import generic_phrases
from ml.language.text import content_stems
from ml.language.verbs import lexicon
from ml.library.findings import LintFinding
from ml.library.loader import Library
from ml.library.markup import ANSWER, marked_verbs, plain
from ml.library.schema import Requirement, Responsibility, RoleProfile

MINIMA = {
    "aliases": 8,
    "summaries": 3,
    "responsibilities": 14,
    "requirements": 10,
    "skills": 12,
    "tools": 4,
    "first_90_days": 4,
    "facts_to_ask": 2,
    "questions": 3,
}
EXCLUDING = (
    "native speaker", "young", "dynamic", "ninja", "rockstar", "guru", "manpower", "chairman", "he/she", "his/her",
    "mother tongue", "energetic", "mature person", "able-bodied", "recent graduate", "digital native", "workmanlike",
)  # fmt: skip
#: British spelling is the library's own; these American forms are refused.
AMERICAN = re.compile(
    r"\b(?:organiz\w*|color\w*|behavior\w*|center\w*|labor|favor\w*|analyze\w*|prioritiz\w*|recogniz\w*|utiliz\w*|fulfill|"
    r"enroll|(?<!\{)program\b(?! (?:code|control))|catalog|dialog|gray|mold|plow|pediatric\w*|maneuver\w*)\b",
    re.IGNORECASE,
)
DIGIT = re.compile(r"\d")
UNMARKED = re.compile(r"(?<=[^{\w])(?<!thank[ -])(?:you|yours?|yourself)\b", re.IGNORECASE)
NEAR_DUPLICATE = 0.82
#: Enough for a standard section: `ml.planning` never fills one with work of another level.
LEAST_FOR_A_LEVEL = 8
Rule = Callable[[RoleProfile], Iterator[tuple[str, str]]]


def lint_library(library: Library, *, only: Collection[str] = ()) -> list[LintFinding]:
    """Every finding, or with `only` those of the profiles with these ids."""
    chosen = [profile for profile in library.values() if not only or profile.id in only]
    findings = [finding for profile in chosen for finding in lint_profile(profile)]
    between = [*_shared_names(library), *_shared_statements(library)]
    return findings + [finding for finding in between if not only or finding.profile in only]


def lint_profile(profile: RoleProfile) -> list[LintFinding]:
    return [LintFinding(profile.id, place, reason, rule.__name__) for rule in RULES for place, reason in rule(profile)]


def has_enough(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    for field, least in MINIMA.items():
        count = len(getattr(profile, field))
        if count < least:
            yield field, f"has {count}, needs {least}"
    essential = sum(requirement.is_essential for requirement in profile.requirements)
    if essential < 6 or len(profile.requirements) - essential < 3:
        yield "requirements", "needs at least 6 essential and 3 asset requirements"


def has_valid_codes(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    if not re.fullmatch(r"\d\d-\d{4}", profile.soc):
        yield "soc", f"{profile.soc!r} is not a SOC code such as 29-1141"
    if not re.fullmatch(r"\d{4}", profile.isco):
        yield "isco", f"{profile.isco!r} is not an ISCO-08 unit group such as 2221"
    for certificate in profile.certificates:
        if not re.fullmatch(r"[A-Z]{2}", certificate.country):
            yield "certificates", f"{certificate.country!r} is not an ISO country code"
    for skill in profile.skills:
        if skill.kind not in {"essential", "asset"} or skill.level not in {"basic", "working", "advanced"}:
            yield "skills", f"{skill.name!r} needs kind essential or asset and level basic, working or advanced"


def states_in_form(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    """Responsibilities and results begin with a marked verb, requirements with none; no capitals, no stops."""
    for place, statement in statements(profile):
        if statement.endswith((".", ";", ",")):
            yield place, f"ends with a stop: {statement!r}"
        if place.startswith(("responsibilities", "first_90_days")):
            if not re.match(r"\{[a-z-]+\}", statement):
                yield place, f"does not begin with a marked verb: {statement!r}"
        elif marked_verbs(statement):
            yield place, f"is a noun phrase and may not mark a verb: {statement!r}"
        elif re.match(r"(?i)(able|willing|you|must|should|to|familiar|comfortable|confident) ", statement):
            yield place, f"is not a noun phrase that fits behind 'You have': {statement!r}"
        for verb in marked_verbs(statement):
            if verb not in lexicon():
                yield place, f"the marked verb {verb!r} is not in ml/language/verbs.txt: is it a base form?"
            if re.search(rf"\b(?:to|will|can|by|and to) \{{{verb}\}}", statement):
                yield place, f"{verb!r} follows 'to' or 'will' and may not be marked: {statement!r}"


def marks_the_reader(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    """A text about the postholder says "they" where one to the reader says "you"."""
    for place, text in all_texts(profile):
        if unmarked := UNMARKED.search(text):
            yield place, f"{unmarked[0]!r} must be in braces, for texts about the postholder: {text!r}"


def frames_whole_sentences(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    whole = [(f"summaries/{n}", text) for n, text in enumerate(profile.summaries)]
    whole += [
        (f"level_statements/{level}", text) for level, texts in profile.level_statements.items() for text in texts
    ]
    for place, text in whole:
        if not text.startswith("{You}") or not text.endswith("."):
            yield place, f"is not a whole sentence that begins with {{You}}: {text!r}"
        if re.search(r"(?i)\{you\} (?!will|can|may|must|\{)", text):
            yield place, f"the verb behind {{you}} must be marked or follow 'will': {text!r}"
        for verb in marked_verbs(text):
            if verb not in lexicon():
                yield place, f"the marked verb {verb!r} is not in ml/language/verbs.txt"
    for n, question in enumerate(profile.questions):
        if ANSWER not in question.say or not question.say.endswith("."):
            yield f"questions/{n}", f"`say` needs {ANSWER} and a full stop: {question.say!r}"
        if not question.ask.endswith("?"):
            yield f"questions/{n}", "`ask` is not a question"


def is_specific(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    for place, text in all_texts(profile):
        lowered = plain(text).lower()
        for phrase in (*generic_phrases(), *EXCLUDING):
            if re.search(rf"\b{re.escape(phrase)}\b", lowered):
                yield place, f"{phrase!r} says nothing, or shuts people out: {text!r}"
        if DIGIT.search(text):
            yield place, f"a number belongs in the brief, not in the library: {text!r}"
        if american := AMERICAN.search(text):
            yield place, f"{american[0]!r} is American spelling; write British: {text!r}"


def has_fit_length(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    for place, statement in statements(profile):
        words = len(statement.split())
        if not 4 <= words <= 32:
            yield place, f"has {words} words, wants 4 to 32: {statement!r}"


def repeats_nothing(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    for group in (profile.responsibilities, profile.requirements):
        cues = [item.cue.lower() for item in group]
        for cue in {cue for cue in cues if cues.count(cue) > 1}:
            yield f"cue {cue!r}", "stands twice"
    texts = [(place, plain(text).lower()) for place, text in statements(profile)]
    for (place, one), (other_place, other) in combinations(texts, 2):
        if fuzz.ratio(one, other) < NEAR_DUPLICATE * 100:
            continue  # it is never below the ratio that follows, and takes a hundredth of its time
        if SequenceMatcher(None, one, other, autojunk=False).ratio() >= NEAR_DUPLICATE:
            same_item = place.rsplit("/", 1)[0] == other_place.rsplit("/", 1)[0]
            advice = "vary the wording more" if same_item else "says the same"
            yield place, f"is nearly {other_place}, {advice}: {one!r}"


def says_its_cues(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    """What a recruiter types must be heard in the sentence that it becomes."""
    items: list[tuple[str, Responsibility | Requirement]] = [
        *((f"responsibilities/{n}", item) for n, item in enumerate(profile.responsibilities)),
        *((f"requirements/{n}", item) for n, item in enumerate(profile.requirements)),
    ]
    for place, item in items:
        said = content_stems(" ".join(plain(text) for text in item.statements))
        if not content_stems(item.cue) & said:
            yield place, f"no word of the cue {item.cue!r} is in its statements"


def has_work_for_each_level(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    for level in profile.levels:
        fitting = sum(not item.levels or level in item.levels for item in profile.responsibilities)
        if fitting < LEAST_FOR_A_LEVEL:
            yield "responsibilities", f"only {fitting} fit the level {level}, needs {LEAST_FOR_A_LEVEL}"


def states_each_level(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    for level in profile.level_statements:
        if level not in profile.levels:
            yield f"level_statements/{level}", "is not among the profile's levels"
    if len(profile.level_statements) < 2:
        yield "level_statements", "needs at least two levels"


RULES: tuple[Rule, ...] = (
    has_enough,
    has_valid_codes,
    states_in_form,
    marks_the_reader,
    frames_whole_sentences,
    is_specific,
    has_fit_length,
    repeats_nothing,
    says_its_cues,
    has_work_for_each_level,
    states_each_level,
)


def statements(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    """Every statement with its place, such as `responsibilities/3/0`."""
    for n, responsibility in enumerate(profile.responsibilities):
        for m, text in enumerate(responsibility.statements):
            yield f"responsibilities/{n}/{m}", text
    for n, requirement in enumerate(profile.requirements):
        for m, text in enumerate(requirement.statements):
            yield f"requirements/{n}/{m}", text
    for n, text in enumerate(profile.first_90_days):
        yield f"first_90_days/{n}", text


def all_texts(profile: RoleProfile) -> Iterator[tuple[str, str]]:
    yield from statements(profile)
    yield from ((f"summaries/{n}", text) for n, text in enumerate(profile.summaries))
    for level, texts in profile.level_statements.items():
        yield from ((f"level_statements/{level}", text) for text in texts)


def _shared_names(library: Library) -> Iterator[LintFinding]:
    """No title or alias may name two roles: the recruiter's title would be ambiguous."""
    seen: dict[str, str] = {}
    for profile in library.values():
        for name in profile.names:
            owner = seen.setdefault(name.lower(), profile.id)
            if owner != profile.id:
                yield LintFinding(profile.id, "aliases", f"{name!r} already names {owner}", "shared_names")


def _shared_statements(library: Library) -> Iterator[LintFinding]:
    seen: dict[str, str] = {}
    for profile in library.values():
        for place, text in all_texts(profile):
            owner = seen.setdefault(plain(text).lower(), profile.id)
            if owner != profile.id:
                yield LintFinding(profile.id, place, f"is word for word in {owner}: {text!r}", "shared_statements")
