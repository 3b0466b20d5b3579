"""Whatever a service does, a whole draft comes out: every point said, and a notice where the composer had to help."""

import threading

import pytest

from ml.contracts import Brief
from ml.drafting import write_draft
from ml.evaluation.measure import measure
from ml.planning.planner import make_plan
from ml.writers.gate import LimitedGate
from ml.writers.openai import OpenAIWriter
from ml.writers.sagemaker import SageMakerWriter
from ml.writers.tests import fake_openai, fake_sagemaker
from ml.writers.tests.test_openai import AGAIN as OPENAI_AGAIN
from ml.writers.tests.test_openai import GIVE_UP as OPENAI_GIVE_UP
from ml.writers.tests.test_sagemaker import AGAIN as SAGEMAKER_AGAIN
from ml.writers.tests.test_sagemaker import GIVE_UP as SAGEMAKER_GIVE_UP

pytestmark = pytest.mark.usefixtures("aws")
BRIEF = Brief(
    title="Registered Nurse",
    responsibilities=("medication rounds on 2 wards", "hand over at the bedside"),
    required_skills=("calm under pressure",),
)
TELLING = ("throttling", "model timeout", "stream error", "half a JSON", "empty", "2 MB", "prompt echo")


@pytest.fixture(scope="module")
def sagemaker_writer():
    with fake_sagemaker.FakeSageMaker() as double:
        writer = SageMakerWriter("jd-writer", region="eu-west-2", endpoint_url=double.url, read_timeout=20)
        yield writer, double
        writer.close()


@pytest.fixture(scope="module")
def openai_writer():
    with fake_openai.FakeOpenAI() as double:
        writer = OpenAIWriter("jd-chat", base_url=double.url, timeout=20)
        yield writer, double
        writer.close()


def assert_whole(draft, plan):
    found = measure(plan, draft)
    assert (found.unsaid, found.unsupported, found.repeated) == ((), (), ())
    assert [section.kind for section in draft.sections] == [section.kind for section in plan.sections]


def assert_ends_well(writer, double, reply, matcher):
    double.reply = reply
    draft = write_draft(BRIEF, matcher, writers=[writer], gate=LimitedGate())
    assert_whole(draft, make_plan(BRIEF, matcher))
    assert draft.notices
    assert "Exception" not in " ".join(draft.notices)


@pytest.mark.parametrize("fault", TELLING)
def test_the_faults_of_sagemaker(fault, sagemaker_writer, matcher):
    assert_ends_well(*sagemaker_writer, (SAGEMAKER_AGAIN | SAGEMAKER_GIVE_UP)[fault], matcher)


@pytest.mark.slow
@pytest.mark.parametrize("fault", sorted({*SAGEMAKER_AGAIN, *SAGEMAKER_GIVE_UP} - set(TELLING)))
def test_its_other_faults(fault, sagemaker_writer, matcher):
    assert_ends_well(*sagemaker_writer, (SAGEMAKER_AGAIN | SAGEMAKER_GIVE_UP)[fault], matcher)


@pytest.mark.slow
@pytest.mark.parametrize("fault", [*OPENAI_AGAIN, *OPENAI_GIVE_UP])
def test_the_faults_of_an_openai_server(fault, openai_writer, matcher):
    assert_ends_well(*openai_writer, (OPENAI_AGAIN | OPENAI_GIVE_UP)[fault], matcher)


def say_the_points(handler):
    fake_sagemaker.stream(fake_sagemaker.points_of(handler), part=400)(handler)


@pytest.mark.slow
def test_200_drafts_at_once_lose_none(sagemaker_writer, matcher):
    """One in five answers is a fault; the breaker is left out, or the composer would write nearly all."""
    writer, double = sagemaker_writer
    faults = [SAGEMAKER_AGAIN["unavailable"], SAGEMAKER_GIVE_UP["half a JSON"], SAGEMAKER_AGAIN["torn stream"]]
    lock, asked = threading.Lock(), [0]

    def reply(handler):
        with lock:
            asked[0] += 1
            number = asked[0]
        (faults[number // 5 % 3] if number % 5 == 0 else say_the_points)(handler)

    double.reply = reply
    plan, drafts = make_plan(BRIEF, matcher), []
    threads = [
        threading.Thread(target=lambda: drafts.append(write_draft(BRIEF, matcher, writers=[writer])))
        for _ in range(200)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(240)
    assert len(drafts) == 200
    for draft in drafts:
        assert_whole(draft, plan)
    assert asked[0] > 400
    assert sum(draft.writer == "sagemaker" for draft in drafts) > 20
