from ml.contracts import SectionKind
from ml.progress import Progress, finished_lines

KIND = SectionKind.RESPONSIBILITIES


def test_lines_are_counted_as_they_end():
    progress = Progress()
    hear = progress.hearing(KIND)
    counts = []
    for piece in ("- [1] Give ", "medicines.\n", "- [2] Hand over", "\n"):
        hear(piece)
        counts.append(progress.lines.get(str(KIND), 0))

    assert counts == [0, 1, 1, 2]


def test_a_second_answer_counts_anew():
    progress = Progress()
    progress.hearing(KIND)("- One\n- Two\n")
    assert progress.lines == {"responsibilities": 2}

    progress.hearing(KIND)

    assert progress.lines == {}


def test_json_counts_its_texts():
    start = '{"lines": [{"points": [1], "text": "Say \\"ready\\"."}, {"points": [2], "te'

    assert finished_lines(start) == 1
    assert finished_lines(start + 'xt": "Hand over') == 1
    assert finished_lines(start + 'xt": "Hand over."}') == 2


def test_fences_and_empty_rows_are_no_lines():
    assert finished_lines("```\n\n- One\n- Two") == 1
