from __future__ import annotations

import pytest

from ml.language.inflect import Form, forms_of, past, plural


@pytest.mark.parametrize(
    ("verb", "forms"),
    [("use", "used used"), ("plan", "planned planned"), ("carry", "carried carried"), ("write", "wrote written")],
)
def test_it_works(verb, forms):
    assert " ".join(past(verb)) == forms


@pytest.mark.parametrize(
    ("noun", "many"), [("partner", "partners"), ("duty", "duties"), ("person", "people"), ("boss", "bosses")]
)
def test_plurals(noun, many):
    assert plural(noun) == many


def test_phrases_take_the_ending_where_it_belongs():
    assert forms_of("work with", as_verb=True)[Form.GERUND] == "working with"
    assert forms_of("team player", as_verb=False)[Form.PLURAL] == "team players"
