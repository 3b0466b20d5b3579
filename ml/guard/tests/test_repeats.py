import pytest

from ml.contracts import Line, Section, SectionKind
from ml.guard import drop_repeats


def section(*texts: str, kind: SectionKind = SectionKind.RESPONSIBILITIES) -> Section:
    return Section(kind, "Heading", tuple(Line(text) for text in texts))


def texts_of(*sections: Section) -> list[list[str]]:
    return [[line.text for line in item.lines] for item in drop_repeats(sections)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Order stock", "Order staff meals"),
        ("Level 2 in maths", "Level 3 in maths"),
        ("Teach year 7", "Teach year 8"),
        ("Manage the rota", "Manage the budget"),
        ("Python", "Python and SQL"),
        ("Check the vans each morning and report any fault", "Clean the vans each evening and report any theft"),
    ],
)
def test_lines_that_differ_stay(texts):
    assert texts_of(section(*texts)) == [list(texts)]


@pytest.mark.parametrize(
    "texts",
    [
        ("Order stock", "Order stock"),
        ("Order stock", "order stock."),
        (
            "Check each delivery against the order and report shortages",
            "Check each delivery against the order; report shortages",
        ),
    ],
)
def test_the_second_of_two_like_lines_goes(texts):
    assert texts_of(section(*texts)) == [[texts[0]]]


def test_a_line_of_an_earlier_section_is_not_said_again():
    later = section("Order stock", "Drive a van", kind=SectionKind.REQUIRED)
    assert texts_of(section("Order stock"), later) == [["Order stock"], ["Drive a van"]]


def test_a_section_of_repeats_alone_goes():
    assert texts_of(section("Order stock"), section("Order stock", kind=SectionKind.REQUIRED)) == [["Order stock"]]


def test_nothing_of_nothing():
    assert drop_repeats([]) == ()
