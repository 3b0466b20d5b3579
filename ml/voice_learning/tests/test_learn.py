from __future__ import annotations

import pytest

from ml.contracts import SectionKind
from ml.voice_learning import LearningError, Setting, learn_voice
from ml.voice_learning.evidence import Vote, find, wilson
from ml.voice_learning.tests.postings import read, stern, warm


def values(report):
    return {str(finding.setting): finding.value for finding in report.findings}


def test_it_works():
    assert values(learn_voice(warm(6), company="Northfield Foods")) == {
        "person": "you",
        "spelling": "en-GB",
        "contractions": "use",
        "tone": "friendly",
        "stops": "never",
        "exclamations": "no",
        "headings": "sentence",
        "company": "we",
    }


def test_another_company():
    found = values(learn_voice(stern(6)))
    assert {name: found[name] for name in ("person", "spelling", "contractions", "tone", "stops", "headings")} == {
        "person": "postholder",
        "spelling": "en-US",
        "contractions": "avoid",
        "tone": "formal",
        "stops": "always",
        "headings": "title",
    }


def test_every_finding_has_its_evidence():
    person = learn_voice(stern(6)).finding(Setting.PERSON)
    assert (person.agreeing, person.voting) == (6, 6)
    assert person.counts["postholder"] >= 30
    assert len(person.quotes) == 3
    assert all("postholder" in quote or "incumbent" in quote for quote in person.quotes)


def test_without_the_company_s_name_nobody_knows_how_it_is_called():
    finding = learn_voice(warm(5)).finding(Setting.COMPANY)
    assert (finding.value, finding.note) == ("", "Not enough evidence: 0 of 5 postings show anything of this.")


def test_postings_that_disagree_are_no_evidence():
    finding = learn_voice([*warm(3), *stern(3)]).finding(Setting.PERSON)
    assert (finding.value, finding.is_enough) == ("", False)
    assert "disagree" in finding.note


@pytest.mark.parametrize("count", [0, 2])
def test_too_few_are_refused(count):
    with pytest.raises(LearningError, match="at least 3"):
        learn_voice(warm(count))


def test_too_many_are_refused():
    with pytest.raises(LearningError, match="25 at most"):
        learn_voice(warm(9) * 3)


def test_usual_sections_and_company_text():
    report = learn_voice(warm(6))
    assert [habit.heading for habit in report.habits] == [
        "About us",
        "The job in short",
        "What you'll do",
        "What you'll bring",
        "Equal opportunity",
    ]
    texts = {item.kind: item for item in report.boilerplate}
    assert texts[SectionKind.ABOUT].text.startswith("Northfield Foods has fed the valley")
    assert texts[SectionKind.EQUAL_OPPORTUNITY].postings == 6


def test_phrases_are_the_company_s_and_not_everybody_s():
    phrases = [item.text for item in learn_voice(warm(6)).phrases]
    assert "join our friendly team" in phrases
    assert not any("years of experience" in phrase for phrase in phrases)


def test_texts_without_anything_are_honest():
    report = learn_voice([read("# Cook\n\nBake"), read("# Chef\n\nCook"), read("# Aide\n\nHelp")])
    assert not any(finding.is_enough for finding in report.findings)
    assert (report.habits, report.boilerplate, report.phrases) == ((), (), ())


def test_more_votes_make_surer():
    assert wilson(3, 3) < wilson(6, 6) < wilson(20, 20) < 1
    assert wilson(0, 0) == 0
    tie = Vote()
    tie.add("a", "x")
    tie.add("b", "y")
    assert find(Setting.PERSON, [tie] * 4).value == ""
