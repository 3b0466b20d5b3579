import pytest

from ml.contracts import Brief, Company, Location
from ml.evaluation.specificity import RoleWords, names_of, shared_lines
from ml.library import default_library


@pytest.fixture(scope="module")
def roles():
    return RoleWords(default_library())


@pytest.mark.parametrize(
    "line",
    [
        "Shape and bake sourdough by hand",
        "Test and certify circuits to the wiring regulations",
        "Turn and brush 900 wheels of cheese a week",
        "Terraform",
    ],
)
def test_lines_of_one_trade_are_specific(roles, line):
    assert roles.is_specific(line, None)


@pytest.mark.parametrize(
    "line",
    [
        "Work with colleagues to plan the work",
        "Keep records and report problems",
        "Experience of work with people and a team",
        "You will be part of the team",
    ],
)
def test_lines_that_fit_any_job_are_not(roles, line):
    assert not roles.is_specific(line, None)


def test_the_companys_name_makes_no_line_specific(roles):
    brief = Brief("Baker", company=Company("Zwickelbrot"), locations=(Location("GB", "", "Stroud"),))
    line = "At Zwickelbrot, you will work with colleagues to plan the work"
    assert roles.is_specific(line, None)
    assert not roles.is_specific(line, None, names_of(brief))


def test_a_line_may_fit_its_own_role(roles):
    own = default_library()["baker"].responsibilities[0].cue
    assert roles.is_specific(own, "baker")


def test_only_lines_of_another_role_are_shared():
    lines = {"one": ["Bake", "Sell"], "two": ["Bake", "Knead"], "three": ["Sell", "Drive"]}
    roles = {"one": "baker", "two": "baker", "three": "driver"}
    assert shared_lines(lines, roles) == {"one": 0.5, "two": 0.0, "three": 0.5}
