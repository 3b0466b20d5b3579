"""One answer, token by token: a model in memory, a request, and what it hands over as it writes."""

from __future__ import annotations

import logging
from typing import Any

import torch
from transformers import GenerationConfig, StoppingCriteria, StoppingCriteriaList

from ml.serving.container.errors import RequestError
from ml.serving.container.jobs import Ended, Failed, Job, Piece
from ml.serving.container.loading import Loaded
from ml.serving.container.requests import ChatRequest
from ml.serving.container.stop_texts import StopTexts, TokenText

logger = logging.getLogger(__name__)


def write(loaded: Loaded, job: Job) -> None:
    """Write the answer to one job; whatever goes wrong is handed over as well."""
    try:
        job.hand_over(_written(loaded, job))
    except RequestError as error:
        job.hand_over(Failed(error))
    except Exception as exc:
        # Out of memory, a token outside the vocabulary: this request failed, the next one may not. The message of the
        # exception may hold what people typed, so it stays out of the log.
        logger.error("writing failed: %s", type(exc).__name__)
        job.hand_over(Failed(RequestError(424, "The model failed while writing. Shorten the request or try again.")))


def _written(loaded: Loaded, job: Job) -> Ended:
    ids = loaded.form.encode(job.request.messages)
    room = loaded.context - len(ids)
    if room < 1:
        raise RequestError(413, f"The prompt has {len(ids):,} tokens; this model reads {loaded.context:,} at most.")
    listener = _Listener(loaded, job, len(ids))
    most = min(job.request.max_tokens, room)
    _generate(loaded, job.request, ids, listener, most)
    if job.cancelled.is_set():  # somebody may still listen while the server goes down
        raise RequestError(503, "The server stopped before the answer was complete. Send the request again.")
    listener.finish()
    is_cut = listener.count >= most and not listener.is_at_end
    return Ended("length" if is_cut else "stop", len(ids), listener.count, listener.last_token)


def _generate(loaded: Loaded, request: ChatRequest, ids: list[int], listener: _Listener, most: int) -> None:
    inputs = torch.tensor([ids], device=loaded.network.device)
    with torch.inference_mode(), torch.random.fork_rng(devices=_generators(loaded.network)):
        if request.seed is not None:
            torch.manual_seed(request.seed)
        else:
            torch.seed()
        loaded.network.generate(
            input_ids=inputs,
            attention_mask=torch.ones_like(inputs),
            generation_config=sampling(loaded.ends, request, most),
            stopping_criteria=StoppingCriteriaList([listener]),
        )


def sampling(ends: GenerationConfig, request: ChatRequest, max_new_tokens: int) -> GenerationConfig:
    """The request's own sampling, with the model's ends. Temperature 0 takes the likeliest token each time."""
    chosen: dict[str, Any] = {"do_sample": False}
    if request.temperature > 0:
        chosen = {
            "do_sample": True,
            "temperature": request.temperature,
            "top_p": request.top_p,
            "top_k": request.top_k,
        }
    return GenerationConfig(**ends.to_diff_dict() | chosen | {"max_new_tokens": max_new_tokens})


def _generators(network: Any) -> list[Any]:
    return [network.device] if network.device.type == "cuda" else []


class _Listener(StoppingCriteria):  # type: ignore[misc, unused-ignore]
    """Takes each new token, hands its text over, and ends the writing at a stop text or when the client is gone."""

    def __init__(self, loaded: Loaded, job: Job, prompt_length: int) -> None:
        self._job = job
        self._ends = loaded.end_ids
        self._text = TokenText(lambda tokens: str(loaded.tokenizer.decode(tokens, skip_special_tokens=True)))
        self._stops = StopTexts(job.request.stop)
        self._prompt_length = prompt_length
        self.count = 0
        self.last_token = -1

    @property
    def is_at_end(self) -> bool:
        return self._stops.is_met or self.last_token in self._ends

    def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:
        self.count = input_ids.shape[1] - self._prompt_length
        self.last_token = int(input_ids[0, -1])
        self._hand_over(self._stops.add(self._text.add(self.last_token)))
        is_over = self._stops.is_met or self._job.cancelled.is_set()
        return torch.full((1,), is_over, dtype=torch.bool, device=input_ids.device)

    def finish(self) -> None:
        self._hand_over(self._stops.add(self._text.finish()))
        self._hand_over(self._stops.finish())

    def _hand_over(self, text: str) -> None:
        if text:
            self._job.hand_over(Piece(text, self.last_token))
