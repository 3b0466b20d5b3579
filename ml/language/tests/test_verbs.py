import pytest

from ml.language.verbs import forms, gerund, lexicon, third_person


@pytest.mark.parametrize(
    "word", ["nursing-home", "wings", "kings", "thing", "spring", "things", "ceilings", "analysis"]
)
def test_nouns_are_no_forms(word):
    assert word not in forms()


def test_each_form_leads_back_to_a_verb():
    made = {form for verb in lexicon() for form in (third_person(verb), gerund(verb))}
    assert {forms().get(form) for form in made} <= lexicon()


THIRD = """
assess assesses|carry carries|have has|be is|do does|go goes|play plays|fix fixes|teach teaches|push pushes|buzz buzzes|
quiz quizzes|stay stays|buy buys|pass passes|agree agrees|tie ties|supply supplies|veto vetoes
"""
GERUND = """
assess assessing|manage managing|plan planning|run running|see seeing|tie tying|dye dyeing|visit visiting|open opening|
deliver delivering|cancel cancelling|control controlling|fix fixing|play playing|quiz quizzing|refer referring|
submit submitting|be being|free freeing|show showing|weld welding|equip equipping|cook cooking|benefit benefiting
"""


def pairs(table: str) -> list[tuple[str, str]]:
    return [(verb, form) for verb, form in (pair.split() for pair in table.strip().split("|"))]


@pytest.mark.parametrize(("verb", "form"), pairs(THIRD))
def test_third_person(verb, form):
    assert third_person(verb) == form


@pytest.mark.parametrize(("verb", "form"), pairs(GERUND))
def test_gerund(verb, form):
    assert gerund(verb) == form


@pytest.mark.parametrize("form", ["traveling", "travelling", "canceling", "modeling"])
def test_american_gerunds_are_known(form):
    assert form in forms()
