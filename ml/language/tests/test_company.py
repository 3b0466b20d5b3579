from __future__ import annotations

import pytest

from ml.language.company import say_name, say_we


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("We are looking for a cook", "Acme is looking for a cook"),
        ("We run shops and our team helps us", "Acme runs shops and its team helps Acme"),
        ("You will join our team", "You will join Acme’s team"),
        ("Where we've opened", "Where Acme has opened"),
        ("We only bake", "We only bake"),  # what is no verb cannot follow the name safely
        ("A shop in the US", "A shop in the US"),
        ("Power and housing", "Power and housing"),
    ],
)
def test_it_works(text, new):
    assert say_name(text, "Acme") == new


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("Acme is looking for a cook", "We are looking for a cook"),
        ("At Acme, you will bake", "You will bake"),
        ("Acme runs shops", "We run shops"),
        ("Join Acme", "Join Acme"),
        ("You will join Acme and Acme’s bakers", "You will join us and our bakers"),
        ("Bake at Acme", "Bake at Acme"),
    ],
)
def test_the_other_way_round(text, new):
    assert say_we(text, "Acme") == new


def test_without_a_name_nothing_changes():
    assert say_name("We bake", "") == say_we("We bake", "") == "We bake"
