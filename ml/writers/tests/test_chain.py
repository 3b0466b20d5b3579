"""The chain with a scripted engine: good lines stay, refused ones are replaced, and every failure is said aloud."""

import pytest

from ml.contracts import (
    LOCKED_SECTIONS,
    Line,
    Point,
    SectionKind,
    SectionPlan,
    Source,
    SourceKind,
    WriterError,
    WriterUnavailable,
    WritingStopped,
    never_stop,
)
from ml.writers.chain import FACT_SECTIONS, WriterChain
from ml.writers.tests.plans import ABOUT, HANDOVER, MEDICINES, RESPONSIBILITIES, SUMMARY, nurse_plan

MODEL = Source(SourceKind.MODEL, "scripted")


class Scripted:
    """An engine that gives the lines, or raises the errors, that it was told to, one answer a call."""

    version = "1"

    def __init__(self, *answers, name="scripted"):
        self.name = name
        self.answers = list(answers)
        self.seen = []

    def write_section(self, plan, section, *, should_stop=never_stop):
        self.seen.append(section.kind)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def line(text, *points, name="scripted"):
    sources = tuple(source for point in points for source in point.sources)
    return Line(text, (*sources, MODEL), name)


GOOD = [
    line("Give medicines by mouth on the medication rounds and record every dose", MEDICINES),
    line("Hand over your patients at the bedside", HANDOVER),
]


def write(*writers, section=RESPONSIBILITIES, **options):
    chain = WriterChain(writers)
    return chain, chain.write_section(nurse_plan(), section, **options)


def test_it_works_without_an_engine():
    chain, section = write()
    assert [item.writer for item in section.lines] == ["composer", "composer"]
    assert chain.notices == []


def test_good_lines_are_kept_as_they_are():
    chain, section = write(Scripted(GOOD))
    assert list(section.lines) == GOOD
    assert (chain.notices, chain.replaced) == ([], 0)


def test_lines_stand_in_the_order_of_the_points():
    _, section = write(Scripted(GOOD[::-1]))
    assert list(section.lines) == GOOD


@pytest.mark.parametrize(
    "text",
    [
        "Give medicines on the medication rounds to 24 patients",
        "Give medicines on the medication rounds in Birmingham",
        "Give medicines on the medication rounds with Salesforce",
        "Give medicines on the medication rounds for a bonus",
    ],
)
def test_a_line_with_an_invention_is_replaced_by_the_composers(text):
    chain, section = write(Scripted([line(text, MEDICINES), GOOD[1]]))
    assert [item.writer for item in section.lines] == ["composer", "scripted"]
    assert section.lines[0].text.startswith("Medication rounds: give medicines by mouth")
    assert chain.replaced == 1


def test_a_line_that_rests_on_no_point_is_dropped():
    chain, section = write(Scripted([*GOOD, line("Give medicines and record every dose")]))
    assert list(section.lines) == GOOD
    assert chain.replaced == 1


def test_a_point_that_was_left_out_is_filled_in():
    _, section = write(Scripted(GOOD[:1]))
    assert [item.writer for item in section.lines] == ["scripted", "composer"]
    assert section.lines[1].text == "Hand over patients at the bedside"


def test_a_point_that_is_named_as_a_source_but_not_said_is_filled_in():
    _, section = write(Scripted([GOOD[0], line("Record every dose", HANDOVER)]))
    assert "Hand over patients at the bedside" in [item.text for item in section.lines]


def test_one_line_may_say_two_points():
    both = line("Give medicines on medication rounds and hand over patients at the bedside", MEDICINES, HANDOVER)
    _, section = write(Scripted([both]))
    assert list(section.lines) == [both]


def test_the_first_engine_that_writes_is_enough():
    second = Scripted(GOOD, name="second")
    write(Scripted(GOOD), second)
    assert second.seen == []


def test_an_engine_that_is_down_is_not_asked_again_and_the_next_one_is():
    down, second = Scripted(WriterUnavailable("no answer")), Scripted(GOOD, GOOD, name="second")
    chain = WriterChain([down, second])
    for _ in range(2):
        assert list(chain.write_section(nurse_plan(), RESPONSIBILITIES).lines) == GOOD
    assert down.seen == [SectionKind.RESPONSIBILITIES]
    assert len(chain.notices) == 1
    assert "scripted is not available (no answer)" in chain.notices[0]


def test_an_engine_that_wrote_rubbish_is_asked_again_for_the_next_section():
    rubbish = Scripted(WriterError("not JSON"), GOOD)
    chain = WriterChain([rubbish])
    first = chain.write_section(nurse_plan(), RESPONSIBILITIES)
    assert {item.writer for item in first.lines} == {"composer"}
    assert "“What you will do” (not JSON)" in chain.notices[0]
    assert list(chain.write_section(nurse_plan(), RESPONSIBILITIES).lines) == GOOD


def test_an_engine_without_an_answer_leaves_the_section_to_the_composer():
    _, section = write(Scripted([]))
    assert {item.writer for item in section.lines} == {"composer"}


def test_a_notice_stands_once():
    chain = WriterChain([Scripted(WriterError("no"), WriterError("no"))])
    for _ in range(2):
        chain.write_section(nurse_plan(), RESPONSIBILITIES)
    assert len(chain.notices) == 1


def test_stop_passes_through():
    with pytest.raises(WritingStopped):
        write(Scripted(WritingStopped()))


def test_stop_before_the_start_asks_nobody():
    engine = Scripted(GOOD)
    with pytest.raises(WritingStopped):
        write(engine, should_stop=lambda: True)
    assert engine.seen == []


@pytest.mark.parametrize("kind", sorted(FACT_SECTIONS))
def test_sections_of_facts_are_never_shown_to_an_engine(kind):
    engine = Scripted()
    point = Point("£30,000 a year", (Source(SourceKind.BRIEF, "pay"),), must_say=True)
    _, section = write(engine, section=SectionPlan(kind, "Facts", (point,)))
    assert engine.seen == []
    assert [item.text for item in section.lines] == ["£30,000 a year"]


def test_locked_sections_are_sections_of_facts():
    assert LOCKED_SECTIONS <= FACT_SECTIONS
    _, section = write(section=ABOUT)
    assert [item.text for item in section.lines] == ["We are Canary-About."]


def test_the_composer_in_the_list_ends_it():
    after = Scripted(GOOD)
    _, section = write(Scripted([], name="composer"), after, section=SUMMARY)
    assert after.seen == []
    assert [item.writer for item in section.lines] == ["composer"]
