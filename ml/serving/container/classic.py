"""The classic form of text-generation servers: `inputs` and `parameters` in, `generated_text` out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ml.serving.container.errors import RequestError
from ml.serving.container.fields import check_known, flag, number, stops
from ml.serving.container.requests import MAX_NEW_TOKENS, ChatRequest

_PARAMETERS = {
    "max_new_tokens", "temperature", "top_p", "top_k", "do_sample", "stop", "stop_sequences", "seed", "details",
    "return_full_text",
}  # fmt: skip


def parse_classic(fields: Mapping[str, Any], *, max_tokens: int) -> ChatRequest:
    """`inputs` becomes the one message of a user. Without do_sample or a temperature the answer is greedy."""
    check_known(fields, known={"inputs", "parameters", "stream"})
    inputs, parameters = fields["inputs"], fields.get("parameters") or {}
    if not isinstance(inputs, str) or not inputs:
        raise RequestError(400, "“inputs” must be a text.")
    if not isinstance(parameters, dict):
        raise RequestError(400, "“parameters” must be an object.")
    check_known(parameters, known=_PARAMETERS)
    flag(parameters.get("details"), "details")  # the details come always
    is_sampled = flag(parameters.get("do_sample"), "do_sample") or parameters.get("temperature") is not None
    wanted = parameters.get("max_new_tokens")
    return ChatRequest(
        messages=({"role": "user", "content": inputs},),
        max_tokens=number(wanted, "max_new_tokens", least=1, most=MAX_NEW_TOKENS, default=max_tokens, kind=int),
        temperature=number(parameters.get("temperature"), "temperature", least=0, most=2, default=float(is_sampled)),
        top_p=number(parameters.get("top_p"), "top_p", least=0.01, most=1, default=1.0),
        top_k=number(parameters.get("top_k"), "top_k", least=0, most=100_000, default=0, kind=int),
        stop=stops(parameters.get("stop") or parameters.get("stop_sequences")),
        seed=number(parameters.get("seed"), "seed", least=0, most=2**63 - 1, default=None, kind=int),
        is_streamed=flag(fields.get("stream"), "stream"),
        is_classic=True,
        returns_prompt=flag(parameters.get("return_full_text"), "return_full_text"),
    )
