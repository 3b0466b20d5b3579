import pytest

from ml.evaluation.bootstrap import difference, interval, is_not_lower


def test_one_value_has_no_width():
    found = interval([0.25])
    assert (found.mean, found.low, found.high) == (0.25, 0.25, 0.25)


def test_the_interval_holds_the_mean_and_stays_the_same():
    values = [0.0, 1.0] * 50
    found = interval(values)
    assert found.low < found.mean == 0.5 < found.high
    assert 0.38 < found.low < 0.42  # the normal approximation gives 0.402
    assert found == interval(values)


def test_a_difference_is_paired():
    theirs = [float(number) for number in range(40)]
    found = difference([value + 1 for value in theirs], theirs)
    assert (found.mean, found.low, found.high) == (1, 1, 1)


def test_without_values_there_is_no_mean():
    with pytest.raises(ValueError, match="nothing"):
        interval([])


@pytest.mark.parametrize(
    ("ours", "passes"),
    [([1.0] * 100, True), ([1.0] * 99 + [0.9], True), ([1.0] * 90 + [0.5] * 10, False)],
    ids=["equal", "within the margin", "beyond it"],
)
def test_not_lower_allows_the_margin(ours, passes):
    assert is_not_lower(ours, [1.0] * 100, margin=0.01) is passes
