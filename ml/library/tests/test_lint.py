from __future__ import annotations

import pytest

from ml.library.lint import MINIMA, RULES, lint_library, lint_profile
from ml.library.loader import Library
from ml.library.markup import plain
from ml.library.tests.profiles import CLEANER, content, profile


def test_it_works():
    assert lint_profile(profile()) == []


def test_a_finding_names_profile_place_and_cause():
    (finding,) = lint_profile(profile(soc="37"))
    assert str(finding) == "cleaner: soc: '37' is not a SOC code such as 29-1141"


def findings(**changes):
    return [(finding.place, finding.reason) for finding in lint_profile(profile(**changes))]


def only(**changes):
    found = findings(**changes)
    assert len(found) == 1, found
    return found[0]


def with_statement(part, statement):
    """The good profile with one statement changed: the first of the first item of `part`."""
    items = content()[part]
    items[0]["statements"][0] = statement
    items[0]["cue"] = plain(items[0]["statements"][1])[:60]  # said by the wording that stays
    return {part: items}


def with_summary(text):
    return {"summaries": [text, *CLEANER["summaries"][1:]]}


DUTY, NEED = "responsibilities", "requirements"


@pytest.mark.parametrize("field", sorted(MINIMA))
def test_minima(field):
    few = CLEANER[field][: MINIMA[field] - 1]
    assert (field, f"has {len(few)}, needs {MINIMA[field]}") in findings(**{field: few})


@pytest.mark.parametrize("kind", ["essential", "asset"])
def test_requirements_of_both_kinds(kind):
    needs = [need | {"kind": kind} for need in CLEANER[NEED]]
    assert only(requirements=needs) == (NEED, "needs at least 6 essential and 3 asset requirements")


@pytest.mark.parametrize(
    ("changes", "place", "reason"),
    [
        ({"soc": "37-201"}, "soc", "is not a SOC code"),
        ({"isco": "91"}, "isco", "is not an ISCO-08 unit group"),
        (
            {"certificates": [{"name": "a", "country": "UK1", "statement": "a full licence"}]},
            "certificates",
            "is not an ISO country code",
        ),
        (
            {"skills": [*CLEANER["skills"], {"name": "a", "kind": "vital", "level": "basic"}]},
            "skills",
            "'a' needs kind essential or asset",
        ),
        (
            {"skills": [*CLEANER["skills"], {"name": "a", "kind": "asset", "level": "expert"}]},
            "skills",
            "level basic, working or advanced",
        ),
        (with_statement(DUTY, "{sweep} floors and corridors daily."), f"{DUTY}/0/0", "ends with a stop"),
        (with_statement(DUTY, "sweeping floors and corridors daily"), f"{DUTY}/0/0", "does not begin with a marked"),
        (with_statement(DUTY, "{swept} floors and long corridors"), f"{DUTY}/0/0", "'swept' is not in ml/language"),
        (
            with_statement(DUTY, "{use} cloths to {wipe} the long tables"),
            f"{DUTY}/0/0",
            "'wipe' follows 'to' or 'will' and may not be marked",
        ),
        (
            with_statement(DUTY, "{use} cloths"),
            f"{DUTY}/0/0",
            "has 2 words, wants 4 to 32",
        ),
        (
            with_statement(DUTY, "{use} " + " ".join(f"item{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(32))),
            f"{DUTY}/0/0",
            "has 33 words",
        ),
        (
            with_statement(NEED, "experience of how they {clean} rooms"),
            f"{NEED}/0/0",
            "is a noun phrase and may not mark",
        ),
        (with_statement(NEED, "able to clean rooms of all sizes"), f"{NEED}/0/0", "is not a noun phrase that fits"),
        (with_statement(NEED, "You must clean rooms of all sizes"), f"{NEED}/0/0", "is not a noun phrase that fits"),
        (with_statement(DUTY, "{clean} 12 rooms on each round"), f"{DUTY}/0/0", "a number belongs in the brief"),
        (with_statement(DUTY, "{organize} the cupboard of each floor"), f"{DUTY}/0/0", "'organize' is American"),
        (with_statement(DUTY, "{lock} the cupboard before you go home"), f"{DUTY}/0/0", "'you' must be in braces"),
        (with_summary("{You} will keep your building clean."), "summaries/0", "'your' must be in braces"),
        (with_statement(NEED, "a young and lively way with people"), f"{NEED}/0/0", "'young' says nothing, or shuts"),
        (with_statement(NEED, "the will to work under pressure daily"), f"{NEED}/0/0", "'work under pressure' says"),
        (
            {"first_90_days": ["the induction is complete by then", *CLEANER["first_90_days"][1:]]},
            "first_90_days/0",
            "does not begin with a marked verb",
        ),
        (with_summary("You will keep the building clean."), "summaries/0", "begins with {You}"),
        (with_summary("{You} will keep the building clean"), "summaries/0", "is not a whole sentence"),
        (with_summary("{You} keep the building clean."), "summaries/0", "must be marked or follow 'will'"),
        (with_summary("{You} {keept} the building clean."), "summaries/0", "'keept' is not in ml/language/verbs.txt"),
        (
            {"questions": [{"ask": "Which rooms?", "say": "Rooms."}, *CLEANER["questions"][1:]]},
            "questions/0",
            "`say` needs {answer} and a full stop",
        ),
        (
            {"questions": [{"ask": "Name the rooms", "say": "Rooms: {answer}."}, *CLEANER["questions"][1:]]},
            "questions/0",
            "`ask` is not a question",
        ),
        (
            {"level_statements": CLEANER["level_statements"] | {"director": ["{You} will lead all of it."]}},
            "level_statements/director",
            "is not among the profile's levels",
        ),
        (
            {"level_statements": {"junior": CLEANER["level_statements"]["junior"]}},
            "level_statements",
            "needs at least two levels",
        ),
    ],
)
def test_one_fault_one_finding(changes, place, reason):
    found_place, found_reason = only(**changes)
    assert found_place == place
    assert reason in found_reason


@pytest.mark.parametrize(
    "statement",
    [
        "{program} the floor machine before each round",
        "{enrol} new starters in the site's programme",
        "{check} the catalogue and the greyed-out rooms",
        "{wash} the youngest children's play corner",
        "{use} the dynamo lamp in the cellar rooms",
        "{lock} {your} trolley away and say thank you",
    ],
)
def test_british_and_innocent_words_are_no_finding(statement):
    places = [reason for place, reason in findings(**with_statement(DUTY, statement)) if "American" in reason]
    assert places == []
    others = [reason for _, reason in findings(**with_statement(DUTY, statement))]
    assert not [reason for reason in others if "shuts people out" in reason or "in braces" in reason]


def test_a_cue_stands_once():
    duties = content()[DUTY]
    duties[1]["cue"] = duties[0]["cue"].upper()
    assert only(responsibilities=duties) == ("cue 'clean floors'", "stands twice")


def test_nearly_the_same_statement_in_another_item():
    duties = content()[DUTY]
    duties[1]["statements"][0] = duties[0]["statements"][0].replace("floors", "the floors")
    duties[1]["cue"] = plain(duties[1]["statements"][1])[:60]
    place, reason = only(responsibilities=duties)
    assert place == f"{DUTY}/0/0"
    assert reason.startswith(f"is nearly {DUTY}/1/0, says the same")


def test_two_wordings_that_hardly_differ():
    duties = content()[DUTY]
    duties[0]["statements"][1] = duties[0]["statements"][0].replace("floors", "the floors")
    _, reason = only(responsibilities=duties)
    assert "vary the wording more" in reason


def renamed(**changes):
    """Another profile that shares nothing with the good one but what `changes` says."""
    data = content(id="other", title="Other", aliases=[f"other {n}" for n in "abcdefgh"])
    return profile(**data | changes)


def texts_of_library(*profiles):
    return [finding for finding in lint_library(Library(profiles)) if "is word for word" not in finding.reason]


def test_no_name_for_two_roles():
    assert texts_of_library(profile(), renamed()) == []
    (finding,) = texts_of_library(profile(), renamed(aliases=[f"other {n}" for n in "abcdefg"] + ["JANITOR"]))
    assert str(finding) == "other: aliases: 'JANITOR' already names cleaner"


def test_no_statement_in_two_roles():
    found = [
        finding for finding in lint_library(Library([profile(), renamed()])) if "is word for word" in finding.reason
    ]
    assert {finding.profile for finding in found} == {"other"}
    assert len(found) == 2 * (len(CLEANER[DUTY]) + len(CLEANER[NEED])) + len(CLEANER["first_90_days"]) + 3 + 3


def test_the_cue_is_said():
    assert only(responsibilities=with_cue("tidy the attic")) == (
        "responsibilities/0",
        "no word of the cue 'tidy the attic' is in its statements",
    )


def with_cue(cue):
    return [content()[DUTY][0] | {"cue": cue}, *content()[DUTY][1:]]


def test_each_level_has_work():
    duties = [duty | {"levels": ["junior"]} for duty in content()[DUTY]]
    assert (DUTY, "only 0 fit the level mid, needs 8") in findings(responsibilities=duties, levels=["junior", "mid"])


def test_a_finding_knows_its_rule():
    assert [finding.rule for finding in lint_profile(profile(soc="37"))] == ["has_valid_codes"]


def test_every_rule_is_asked():
    assert len(RULES) == len(set(RULES)) == 11
