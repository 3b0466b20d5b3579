from ml.checks.structure.repeated_lines import check_repeated_lines
from ml.checks.tests.postings import POSTING, found_by

LINE = "- Shape the loaves by hand each morning\n"


def test_other_lines_short_ones_and_contacts_may_stand_twice():
    for text in (
        POSTING,
        "- Full time\n- Full time\n",
        "For details of the post contact:\nAnn\n\nFor details of the post contact:\nBen\n",
        "Write to us by mail at jobs@example.org\n" * 2,
        LINE + LINE.replace("morning", "evening"),
    ):
        assert found_by(check_repeated_lines, text) == []


def test_the_second_is_named():
    text = f"{LINE}- Sweep the yard\n{LINE.upper()}"
    (finding,) = found_by(check_repeated_lines, text)
    assert finding.start == text.index("SHAPE")
