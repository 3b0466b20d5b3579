"""What our client of a SageMaker endpoint costs over a direct call with boto3, against a double on this machine."""

from __future__ import annotations

import os
from collections.abc import Mapping

from bench.timing import timed
from ml.contracts import Plan, SectionPlan
from ml.drafting import make_plan
from ml.evaluation.golden import golden_briefs
from ml.grounding.matcher import Matcher
from ml.library import default_library
from ml.writers.chat import MAX_TOKENS
from ml.writers.gate import LimitedGate
from ml.writers.prompts import answer_schema, build_prompt
from ml.writers.sagemaker import SageMakerWriter
from ml.writers.tests.fake_sagemaker import FakeSageMaker, Handler, points_of, stream
from ml.writers.wire import chat_body, encode

REGION = "eu-west-2"


def measure_clients(runs: int) -> dict[str, dict[str, float]]:
    import boto3

    os.environ.setdefault("AWS_ACCESS_KEY_ID", "bench")
    os.environ.setdefault("AWS_SECRET_ACCESS_KEY", "bench")
    plan = make_plan(golden_briefs()[0], Matcher(default_library(), None, None))
    section = next(item for item in plan.sections if item.kind == "responsibilities")
    with FakeSageMaker(_answer) as double:
        client = boto3.client("sagemaker-runtime", region_name=REGION, endpoint_url=double.url)
        writer, gate = SageMakerWriter("jd", region=REGION, endpoint_url=double.url), LimitedGate()
        direct = timed(lambda: _call(client, plan, section), runs=runs)
        ours = timed(lambda: writer.write_section(plan, section, gate=gate), runs=runs)
    overhead = {"median_ms": round(ours["median_ms"] - direct["median_ms"], 2), "runs": runs}
    return {"section, direct call with boto3": direct, "section, our client": ours, "overhead of our client": overhead}


def _answer(handler: Handler) -> None:
    stream(points_of(handler), part=400)(handler)


def _call(client: object, plan: Plan, section: SectionPlan) -> None:
    body: Mapping[str, object] = chat_body(
        build_prompt(plan, section).messages,
        schema=answer_schema(section),
        max_tokens=MAX_TOKENS,
        temperature=0.3,
        seed=0,
        stream=True,
    )
    response = client.invoke_endpoint_with_response_stream(EndpointName="jd", Body=encode(body))  # type: ignore[attr-defined]
    for _ in response["Body"]:
        pass
