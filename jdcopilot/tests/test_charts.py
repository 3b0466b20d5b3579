from __future__ import annotations

import pytest

from jdcopilot.lib.charts import LABELS, VALUES, WIDTH, bar_chart

LONGEST = WIDTH - LABELS - VALUES


def test_it_works():
    chart = bar_chart([("Nursing", 2, "2 days"), ("Kitchen", 4, "4 days")])
    assert [bar.width for bar in chart.bars] == [LONGEST / 2, LONGEST]
    assert [bar.said for bar in chart.bars] == ["2 days", "4 days"]
    assert chart.bars[0].y < chart.bars[1].y < chart.height


@pytest.mark.parametrize(
    ("values", "most", "expected"),
    [((0.5,), 1, [LONGEST / 2]), ((0, 0), 0, [0, 0]), ((-1, 1), 0, [0, LONGEST]), ((), 0, [])],
    ids=["a share", "all nothing", "below nothing", "no rows"],
)
def test_widths(values, most, expected):
    chart = bar_chart([("", value, "") for value in values], most=most)
    assert [bar.width for bar in chart.bars] == expected


def test_a_long_name_leaves_room_for_its_bar():
    (bar,) = bar_chart([("Catering and Hospitality Services", 1, "1")]).bars
    assert bar.label == "Catering and Hospital…"
