"""Bar charts as numbers for a template: each bar with its label and value, drawn as SVG without any style attribute."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

ROW, BAR, LABELS, WIDTH = 34, 18, 170, 640
#: What is left beside the longest bar for its value.
VALUES = 90
LONGEST_LABEL = 22


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    said: str
    y: int
    text_y: int
    width: float
    value_x: float


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Bar, ...]
    width: int
    height: int
    bar_x: int
    bar_height: int


def bar_chart(rows: Sequence[tuple[str, float, str]], *, most: float = 0) -> Chart:
    """`rows` are (label, value, value in words); the longest bar stands for `most`, or for the largest value."""
    top = max([most, *(value for _, value, _ in rows)], default=0) or 1
    bars = tuple(_bar(number, *row, top) for number, row in enumerate(rows))
    return Chart(bars, WIDTH, ROW * len(rows), LABELS, BAR)


def _bar(number: int, label: str, value: float, said: str, top: float) -> Bar:
    width = round(max(value, 0) / top * (WIDTH - LABELS - VALUES), 1)
    short = label if len(label) <= LONGEST_LABEL else f"{label[: LONGEST_LABEL - 1]}…"
    y = number * ROW + (ROW - BAR) // 2
    return Bar(short, said, y, y + BAR - 4, width, LABELS + width + 8)
