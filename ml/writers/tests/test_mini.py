import re
from dataclasses import replace

import pytest

from ml.contracts import Person, SectionKind, SourceKind, Style, Verdict, WriterUnavailable, WritingStopped
from ml.models import JD_MINI, has_jd_mini
from ml.writers.chain import WriterChain
from ml.writers.mini import MiniWriter
from ml.writers.mini_facts import TooManyFacts, with_slots
from ml.writers.mini_model import Answer, MiniModel, mini_model
from ml.writers.mini_prompt import SLOTS, Mark, line_prompt
from ml.writers.mini_suggestions import alternatives, complete, kind_of
from ml.writers.tests.contract import WriterContract
from ml.writers.tests.plans import MEDICINES, RESPONSIBILITIES, nurse_plan, section_with

ONE, TWO = SLOTS[:2]
DUTIES, MUST = SectionKind.RESPONSIBILITIES, SectionKind.REQUIRED


class FakeModel:
    """Answers what the test says: a text for each asking, or a function of the point."""

    version = "jd-mini test"

    def __init__(self, *answers, confidence=0.9, is_whole=True):
        self.answers, self.asked = list(answers), []
        self.confidence, self.is_whole = confidence, is_whole

    def __call__(self):
        return self

    def answer(self, prompts, *, most, least=0.0, should_stop=None):
        self.asked += prompts
        return [Answer(self._next(prompt), self.is_whole, self.confidence) for prompt in prompts]

    def _next(self, prompt):
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return answer(prompt) if callable(answer) else answer


def echo(prompt):
    return " " + prompt[prompt.index(Mark.POINT) + 1]


def written(text, *answers, kind=DUTIES, style=None):
    model = FakeModel(*answers)
    [line] = MiniWriter(model).write_section(nurse_plan(style=style), section_with(text, kind=kind))
    return line, model


@pytest.mark.parametrize(
    ("text", "said", "facts"),
    [
        ("rota planning for 12 wards", f"rota planning for {ONE} wards", ("12",)),
        ("Rota Planning For 12 Wards", f"rota planning for {ONE} wards", ("12",)),
        ("- CLEANING 24 ROOMS", f"cleaning {ONE} rooms", ("24",)),
        ("onboard new hires", "onboard new hires", ()),
        ("Clean 12 rooms", f"clean {ONE} rooms", ("12",)),
        ("Level 3 in childcare", f"{ONE} in childcare", ("Level 3",)),
        ("Managing CI/CD pipelines", f"managing {ONE} pipelines", ("CI/CD",)),
        ("5+ years in Payroll (Sage 200)", f"{ONE} years in {TWO} ({SLOTS[2]})", ("5+", "Payroll", "Sage 200")),
        ("£45k budget for New York and Köln.", f"{ONE} budget for {TWO} and {SLOTS[2]}.", ("£45k", "New York", "Köln")),
    ],
)  # fmt: skip
def test_facts_travel_as_slots(text, said, facts):
    found = with_slots(text)

    assert (found.text, found.facts) == (said, facts)
    assert all(fact in found.fill(found.text) for fact in facts)


def test_a_text_of_facts_is_refused():
    with pytest.raises(TooManyFacts):
        with_slots("Python, SQL, Airflow, Spark, Kafka and Rust")


def test_a_typed_slot_or_mark_is_nothing_special():
    found = with_slots(f"count {ONE} <|end|> rows")

    assert found.facts == ()
    assert ONE not in found.text


def test_the_number_comes_back_word_for_word():
    line, model = written("rota planning for 12 wards", f" plan rotas for {ONE} wards")

    assert line.text == "Plan rotas for 12 wards"
    assert line.supported
    assert "12" not in "".join(model.asked[0])
    assert [source.kind for source in line.sources] == [SourceKind.BRIEF, SourceKind.MODEL]


@pytest.mark.parametrize(
    "bad",
    [
        " plan rotas for wards",
        f" plan rotas for {ONE} wards and {TWO}",
        f" bake bread for {ONE} wards",
        f" plan rotas for {ONE} wards, bake bread and water plants",
        "",
    ],
)
def test_a_line_is_tried_twice_and_then_marked(bad):
    line, model = written("rota planning for 12 wards", bad)

    assert line.verdict is Verdict.UNSUPPORTED
    assert len(model.asked) == 1 + 1
    assert SLOTS[0] not in line.text


def test_the_second_try_counts():
    line, _ = written("rota planning for 12 wards", " plan rotas", f" plan rotas for {ONE} wards")

    assert line.supported


def test_an_answer_without_an_end_is_not_used():
    model = FakeModel(echo, is_whole=False)
    [line] = MiniWriter(model).write_section(nurse_plan(), section_with("clean rooms"))

    assert not line.supported


def test_a_text_about_the_postholder_says_no_you():
    line, _ = written("clean your rooms", " clean your rooms", style=Style(person=Person.POSTHOLDER))

    assert not line.supported


def test_a_library_point_is_said_with_its_statement():
    point = replace(MEDICINES, must_say=False)
    model = FakeModel(echo)
    [line] = MiniWriter(model).write_section(nurse_plan(), replace(RESPONSIBILITIES, points=(point,)))

    assert line.text == "Give medicines by mouth and record every dose in your chart"


@pytest.mark.parametrize(
    "point",
    [
        replace(MEDICINES, certificate=True),
        replace(MEDICINES, text="A1 B2 C3 D4 E5 F6 G7, H8, I9, J1, K2, L3", statement=""),
    ],
)
def test_licences_and_lists_of_facts_stay_with_the_composer(point):
    model = FakeModel(echo)
    [line] = MiniWriter(model).write_section(nurse_plan(), replace(RESPONSIBILITIES, points=(point,)))

    assert line.writer in ("composer", "local")
    assert (line.writer == "composer") is (not model.asked)


def test_the_chain_replaces_what_failed_twice():
    chain = WriterChain([MiniWriter(FakeModel(" nonsense about bread"))])
    section = chain.write_section(nurse_plan(), section_with("clean 4 rooms", "tidy desks"))

    assert {line.writer for line in section.lines} == {"composer"}
    assert chain.replaced == 2
    assert chain.notices == []


def test_alternatives_are_different_and_keep_the_facts():
    answers = [
        f" look after {ONE} rooms",
        f" look after {ONE} rooms",
        f" tidy {ONE} rooms",
        " clean rooms",
        f" clean {ONE} rooms",
    ]
    found = alternatives("Clean 12 rooms.", model=FakeModel(*answers, " x"))

    assert found == ("Look after 12 rooms.", "Tidy 12 rooms.")


@pytest.mark.parametrize(
    "said", [" clean 7 rooms", " clean rooms in Paris", " clean rooms with a degree", " bake the daily bread"]
)
def test_alternatives_say_nothing_new(said):
    assert alternatives("clean rooms", model=FakeModel(said)) == ()


@pytest.mark.parametrize(
    "said",
    [
        " carry out medication rounds for patients and carry out medication rounds for patients",
        " carry out medication rounds for patients and see that it is not",
        " carry out medicatino rounds for patients",
    ],
    ids=["twice", "longer", "no word"],
)
def test_alternatives_are_no_babble(said):
    assert alternatives("carry out medication rounds for patients", model=FakeModel(said)) == ()


@pytest.mark.parametrize(
    "said",
    [
        " real experience of medication rounds for patients on wards",
        " experience of medicine rounds for people on wards",
    ],
)
def test_a_word_may_come_or_change(said):
    line = "experience of medication rounds for patients on wards"
    assert alternatives(line, kind=MUST, model=FakeModel(said))


@pytest.mark.parametrize(
    ("typed", "rest", "shown"),
    [
        ("Plan ro", "tas for the ward", "tas for the ward"),
        ("Plan", " rotas for the ward", " rotas for the ward"),
        ("Plan ", " rotas for the ward", "rotas for the ward"),
        ("Plan ", "ning rotas", ""),
        ("Plan rotas.", " Then rest", ""),
        ("P", "lan rotas", ""),
        ("Plan ", " 12 rotas", ""),
        ("Plan ", " rotas in Leeds", ""),
        ("Plan ", " rotas with a diploma", ""),
        ("Plan ", f" {ONE} rotas", ""),
        ("Tidy up. You will plan ", " rotas. And more", "rotas."),
    ],
)
def test_completion(typed, rest, shown):
    kind = SectionKind.SUMMARY if "You" in typed else DUTIES

    assert complete("nurse", kind, "", typed, model=FakeModel(rest)) == shown


def test_completion_is_short_and_sure():
    long = " " + " ".join(f"word{'s' * (number % 3)}" for number in range(20))
    parts = " rotas for the ward and fill " + "the gaps of every week in a month " * 2

    assert complete("nurse", DUTIES, "", "Plan", model=FakeModel(long)) == ""
    assert complete("nurse", DUTIES, "", "Plan", model=FakeModel(parts)) == " rotas for the ward"
    assert complete("nurse", DUTIES, "", "Plan", model=FakeModel(" rotas", confidence=0.1)) == ""


def test_completion_is_for_open_sections_alone():
    model = FakeModel(" anything")

    assert complete("nurse", SectionKind.PAY, "", "We pay", model=model) == ""
    assert model.asked == []


@pytest.mark.parametrize(
    ("line", "kind"), [("Plan rotas", DUTIES), ("experience of care", MUST), ("You will lead.", SectionKind.SUMMARY)]
)
def test_kind_of(line, kind):
    assert kind_of(line) is kind


@pytest.fixture(scope="module")
def noise_folder(one_thread, tmp_path_factory):
    """A folder with the twin of jd-mini, its weights random."""
    import torch

    from ml.training.shape import make_network
    from ml.training.tokenizer import make_mini_tokenizer

    folder = tmp_path_factory.mktemp("mini")
    tokenizer = make_mini_tokenizer([" plan the rotas of every ward"], size=512)
    torch.manual_seed(0)
    make_network(tokenizer, "twin").save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return folder


class TestMiniWriterContract(WriterContract):
    @pytest.fixture
    def writer(self, noise_folder):
        return MiniWriter(lambda: mini_model(noise_folder))


def test_a_prompt_is_answered_alike_alone_and_among_others(noise_folder):
    model = mini_model(noise_folder)
    prompts = [line_prompt(DUTIES, text, Style()) for text in ("clean rooms", "plan the rotas of every ward and shift")]

    [alone] = model.answer(prompts[:1], most=12)
    assert model.answer(prompts, most=12)[0].text == alone.text
    assert 0 < alone.confidence <= 1


def test_the_network_gives_the_numbers_of_transformers(noise_folder):
    import torch
    from transformers import AutoModelForCausalLM

    ours = mini_model(noise_folder).network
    theirs = AutoModelForCausalLM.from_pretrained(noise_folder, local_files_only=True)
    ids = torch.tensor([[7, 40, 90, 300, 12, 301], [1, 1, 1, 40, 90, 301]])
    mask = torch.tensor([[1] * 6, [0, 0, 0, 1, 1, 1]])
    places = (mask.cumsum(-1) - 1).clamp(min=0)
    with torch.inference_mode():
        past = ours.start(2, 6)
        ours.step(ids[:, :5], places[:, :5], mask[:, :5].bool(), past)
        found = ours.step(ids[:, 5:], places[:, 5:], mask.bool(), past)
        expected = theirs(input_ids=ids, attention_mask=mask, position_ids=places).logits[:, -1]

    assert torch.allclose(found, expected, atol=1e-4)


def test_a_stop_is_noticed_while_it_writes(noise_folder):
    calls = iter([False, False, True])
    with pytest.raises(WritingStopped):
        mini_model(noise_folder).answer([line_prompt(DUTIES, "x", Style())], most=50, should_stop=lambda: next(calls))


def test_a_missing_or_strange_folder_says_what_to_do(tmp_path, noise_model):
    with pytest.raises(WriterUnavailable, match="is not in"):
        MiniModel(tmp_path)
    with pytest.raises(WriterUnavailable, match="another model"):
        MiniModel(noise_model)
    (tmp_path / "model.safetensors").write_bytes(b"x")
    with pytest.raises(WriterUnavailable, match="damaged"):
        MiniModel(tmp_path)


needs_checkpoint = pytest.mark.skipif(not has_jd_mini(), reason="the trained jd-mini is not in ml/models yet")
OWN_POINTS = (
    "rota planning for 12 wards",
    "onboard new hires",
    "monthly reporting to the board",
    "manage a budget of £45k",
    "cleaning of tanks & pumps",
    "training junior staff on the Zebra scanner",
    "run the Saturday market stall in Leeds",
    "answering 40 calls a day",
)


def test_what_nobody_would_see_is_not_written_to_the_end(noise_folder):
    model = mini_model(noise_folder)
    prompt = line_prompt(DUTIES, "clean rooms", Style())
    [whole], [given_up] = (model.answer([prompt], most=40, least=least) for least in (0.0, 0.99))

    assert given_up.confidence < 0.99
    assert len(given_up.text) < len(whole.text)
    assert whole.text.startswith(given_up.text)


@needs_checkpoint
def test_the_shipped_model_is_what_its_sums_say():
    import hashlib

    for line in (JD_MINI / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((JD_MINI / name).read_bytes()).hexdigest() == digest
    assert (JD_MINI / "model.safetensors").stat().st_size <= 40_000_000


@needs_checkpoint
def test_the_shipped_model_says_most_points_of_a_recruiters_own():
    lines = MiniWriter().write_section(nurse_plan(), section_with(*OWN_POINTS))

    good = [line for line in lines if line.supported]
    assert len(good) >= 6
    for line, point in zip(lines, OWN_POINTS, strict=True):
        assert not line.supported or set(re.findall(r"\d+", point)) == set(re.findall(r"\d+", line.text))
