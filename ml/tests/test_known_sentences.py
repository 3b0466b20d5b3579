"""A sentence that somebody begins is finished with one of the role profile."""

from __future__ import annotations

import pytest

from ml.contracts import Language, Person, SectionKind, Style
from ml.known_sentences import known_rest, known_sentences
from ml.library import default_library

DUTIES, REQUIRED = SectionKind.RESPONSIBILITIES, SectionKind.REQUIRED


@pytest.fixture(scope="module")
def nurse():
    return default_library()["registered-nurse"]


def rest(profile, typed, *, section=DUTIES, said=(), style=None):
    return known_rest(profile, section, typed, said=said, style=style or Style())


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "nothing typed"),
        ("Do", "a word that no statement begins with"),
        ("A", "too many begin so"),
        ("Assess patients on admission and at each change in their condition", "it is all there"),
        ("Assess patien ", "the word is over"),
        ("Look after the swimming pool", "another job"),
    ],
)
def test_nothing_is_offered(nurse, typed, why):
    assert rest(nurse, typed) == "", why


def test_it_works(nurse):
    assert rest(nurse, "Assess patients on ad") == "mission and at each change in their condition"
    assert rest(nurse, "Assess patients on ").startswith("admission and")
    assert rest(nurse, "assess  patients on").startswith(" admission and")


def test_what_the_section_says_already_is_not_offered(nurse):
    line = "Assess patients on admission and at each change in their condition"
    assert rest(nurse, "Assess patients on ad", said=[line]) == ""


def test_sections_know_their_own(nurse):
    begun = {kind: next(iter(known_sentences(nurse, kind, Style()))) for kind in (DUTIES, REQUIRED)}
    for kind, text in begun.items():
        assert rest(nurse, text[:14], section=kind)
        assert rest(nurse, text[:14], section=REQUIRED if kind is DUTIES else DUTIES) == ""
    assert rest(nurse, "Assess patients on ad", section=SectionKind.PAY) == ""


def test_in_the_style_of_the_text():
    library = default_library()
    american = Style(language=Language.EN_US)
    assert any("organiz" in text for profile in library.values() for text in known_sentences(profile, DUTIES, american))
    formal = Style(person=Person.POSTHOLDER)
    summary = next(iter(known_sentences(library["registered-nurse"], SectionKind.SUMMARY, formal)))
    assert "ostholder" in summary
    assert "You" not in summary


def test_every_sentence_of_the_library_can_be_finished():
    """Half of a statement is enough; what comes back continues one of the profile's own, and never past it."""
    for profile in default_library().values():
        for text in list(known_sentences(profile, DUTIES, Style()))[:4]:
            typed = text[: len(text) // 2]
            offered = rest(profile, typed)
            whole = [known for known in known_sentences(profile, DUTIES, Style()) if known.startswith(typed + offered)]
            assert whole, (profile.id, typed, offered)
            assert "{" not in offered
