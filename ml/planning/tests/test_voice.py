from __future__ import annotations

import pytest

from ml.briefs import parse_brief
from ml.contracts import SectionKind, Tone
from ml.planning.headings import heading_of
from ml.planning.voice import Voice, typed_notices
from ml.wording import Avoided, CompanyForm, Contractions, HeadingCase, Wording

BRIEF = parse_brief({"title": "Cook", "responsibilities": ["utilising the ovens", "bake bread"]})


def test_it_works():
    wording = Wording(avoided=(Avoided("utilise", ("use", "work with"), "Plain words"), Avoided("guru", ("expert",))))
    assert typed_notices(BRIEF, wording) == [
        "You typed “utilising”, which is not a word of the company's voice (Plain words). It stays as typed. "
        "Write “using” or “work with” instead."
    ]


def test_a_word_without_replacement_is_noticed_too():
    assert typed_notices(BRIEF, Wording(avoided=(Avoided("ovens"),)))[0].endswith("Say it another way.")


@pytest.mark.parametrize(
    ("tone", "wording", "heading"),
    [
        (Tone.FRIENDLY, Wording(), "What you'll do"),
        (Tone.FRIENDLY, Wording(contractions=Contractions.AVOID), "What you will do"),
        (Tone.NEUTRAL, Wording(contractions=Contractions.USE), "What you'll do"),
        (Tone.NEUTRAL, Wording(headings=HeadingCase.TITLE), "What You Will Do"),
    ],
)
def test_headings(tone, wording, heading):
    assert heading_of(SectionKind.RESPONSIBILITIES, tone, wording) == heading


def test_values_are_said_with_the_company():
    voice = Voice(values=("Kindness first.", "Clean kitchens"))
    assert voice.value_points("Acme")[0].text == "What we stand for: Kindness first; Clean kitchens."
    named = Voice(values=("Kindness",), wording=Wording(company=CompanyForm.NAME))
    assert named.value_points("Acme")[0].text == "What Acme stands for: Kindness."
    assert Voice().value_points("Acme") == []
