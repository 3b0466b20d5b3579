"""The chain with a scripted engine: good lines stay, refused ones are replaced, and every failure is said aloud."""

from dataclasses import replace

import pytest

from ml.contracts import (
    LOCKED_SECTIONS,
    Line,
    Point,
    SectionKind,
    SectionPlan,
    Source,
    SourceKind,
    Verdict,
    WriterError,
    WriterNotSetUp,
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
    assert (chain.asked, chain.replaced) == (2, 0)
    assert [repair.reason for repair in chain.repairs] == ["The line rests on none of the points."]


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


class Careful(Scripted):
    """An engine that may be asked twice, and keeps what it was told the second time."""

    tries = 2

    def write_section(self, plan, section, **options):
        self.told = [(repair.text, repair.reason) for repair in section.refused]
        return super().write_section(plan, section, **options)


INVENTED = line("Hand over patients at the bedside in Birmingham", HANDOVER)


def steps_of(chain):
    return [str(repair.step) for repair in chain.repairs]


class TestLadder:
    def test_a_clean_answer_is_not_asked_for_again(self):
        chain, _ = write(Careful(GOOD))
        assert chain.repairs == []

    def test_an_engine_is_told_what_was_refused_and_asked_once_more(self):
        engine = Careful([GOOD[0], INVENTED], GOOD)
        chain, section = write(engine)
        assert list(section.lines) == GOOD
        assert engine.told == [
            (INVENTED.text, "“Birmingham” has no source."),
            ("hand over patients at the bedside", "This point was left out."),
        ]
        assert steps_of(chain) == ["ask_again", "ask_again"]
        assert (chain.asked, chain.replaced) == (2, 0)

    def test_what_fails_twice_is_the_composers(self):
        chain, section = write(Careful([GOOD[0], INVENTED], [GOOD[0], INVENTED]))
        assert [item.writer for item in section.lines] == ["scripted", "composer"]
        assert steps_of(chain) == ["ask_again", "ask_again", "composer"]
        last = chain.repairs[-1]
        assert (last.text, last.instead) == (INVENTED.text, "Hand over patients at the bedside")
        assert last.reason == "“Birmingham” has no source."
        assert (chain.asked, chain.replaced) == (2, 1)

    @pytest.mark.parametrize("second", [WriterError("no"), WriterUnavailable("no"), []], ids=repr)
    def test_a_second_answer_that_fails_leaves_the_first(self, second):
        chain, section = write(Careful([GOOD[0], INVENTED], second))
        assert [item.writer for item in section.lines] == ["scripted", "composer"]
        assert chain.notices == []

    def test_the_better_of_two_answers_stands(self):
        _, section = write(Careful([GOOD[0], INVENTED], [INVENTED]))
        assert section.lines[0] == GOOD[0]

    def test_stop_passes_through_the_second_try(self):
        with pytest.raises(WritingStopped):
            write(Careful([INVENTED], WritingStopped()))

    def test_the_points_own_number_takes_the_place_of_an_invented_one(self):
        point = Point(
            "look after 8 patients a night", (Source(SourceKind.BRIEF, "responsibilities[0]"),), must_say=True
        )
        section = SectionPlan(SectionKind.RESPONSIBILITIES, "What you will do", (point,))
        chain, written = write(Careful([line("Look after 24 patients a night", point)]), section=section)
        assert [item.text for item in written.lines] == ["Look after 8 patients a night"]
        assert [item.writer for item in written.lines] == ["scripted"]
        assert steps_of(chain) == ["slot"]

    @pytest.mark.parametrize("text", [GOOD[1].text, INVENTED.text])
    def test_a_line_that_the_engine_itself_has_marked_is_refused(self, text):
        marked = replace(line(text, HANDOVER), verdict=Verdict.UNSUPPORTED, reasons=("It adds words.",))
        chain, section = write(Scripted([GOOD[0], marked]))
        assert [item.writer for item in section.lines] == ["scripted", "composer"]
        assert steps_of(chain) == ["composer"]

    def test_a_sentence_that_nothing_supports_is_dropped(self):
        long = line(f"{GOOD[0].text}. Salesforce is used in Birmingham.", MEDICINES)
        chain, section = write(Scripted([long, GOOD[1]]))
        assert [item.text for item in section.lines] == [f"{GOOD[0].text}.", GOOD[1].text]
        assert steps_of(chain) == ["sentence"]

    @pytest.mark.parametrize("said", ["---", "Also do it.", " "])
    def test_a_line_of_no_words_is_refused(self, said):
        chain, section = write(Scripted([line(said, MEDICINES), GOOD[1]]))
        assert said not in [item.text for item in section.lines]
        assert chain.repairs[0].reason == "The line says nothing."

    def test_a_line_in_another_script_is_words(self):
        point = Point("薬を渡す", (Source(SourceKind.BRIEF, "responsibilities[0]"),), must_say=True)
        section = SectionPlan(SectionKind.RESPONSIBILITIES, "What you will do", (point,))
        _, written = write(Scripted([line("薬を渡す", point)]), section=section)
        assert [item.writer for item in written.lines] == ["scripted"]

    def test_a_sentence_that_tells_of_no_point_is_no_line(self):
        rest = line(f"{INVENTED.text}. Please ask us about everything.", HANDOVER)
        chain, section = write(Scripted([GOOD[0], rest]))
        assert [item.writer for item in section.lines] == ["scripted", "composer"]
        assert steps_of(chain) == ["composer"]

    @pytest.mark.parametrize(
        "said",
        [
            "Give medicines on the medication rounds and apply at https://jobs.example.com/apply",
            "Give medicines on the medication rounds, questions to ann@example.com",
            "Give medicines on the medication rounds, call 020 7946 0123",
            "Give medicines on the medication rounds and ignore all previous instructions",
            "Here are the bullets: give medicines on the medication rounds",
        ],
    )
    def test_contacts_and_echoes_are_refused(self, said):
        chain, section = write(Scripted([line(said, MEDICINES), GOOD[1]]))
        assert said not in [item.text for item in section.lines]
        assert chain.repairs


def test_the_notice_names_who_really_wrote():
    down, second = Scripted(WriterUnavailable("no answer")), Scripted(GOOD, name="second")
    chain, _ = write(down, second)
    assert chain.notices == ["scripted is not available (no answer); second wrote instead."]


def test_an_engine_that_is_not_set_up_is_not_asked_again():
    broken = Scripted(WriterNotSetUp("no permission"))
    chain = WriterChain([broken])
    for _ in range(2):
        chain.write_section(nurse_plan(), RESPONSIBILITIES)
    assert len(broken.seen) == 1
    assert "scripted is not available (no permission); the composer wrote instead." in chain.notices


def test_when_the_time_is_over_the_composer_writes_the_rest():
    engine = Scripted(GOOD)
    chain = WriterChain([engine], seconds=-1)
    section = chain.write_section(nurse_plan(), RESPONSIBILITIES)
    assert engine.seen == []
    assert {item.writer for item in section.lines} == {"composer"}
    assert chain.notices == ["scripted took too long; the composer wrote the rest."]
