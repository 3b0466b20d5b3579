"""The writer that runs a causal language model in this process, through the transformers text-generation pipeline.

A model is loaded once per process, in the background, and writes for one caller at a time; whoever waits, for the
loading or for a turn, still notices a person's Stop.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Sequence
from concurrent.futures import Future
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import torch
from huggingface_hub import try_to_load_from_cache
from jinja2 import TemplateError
from transformers import (
    AutoModelForCausalLM,
    AutoTokenizer,
    GenerationConfig,
    StoppingCriteria,
    StoppingCriteriaList,
    TextStreamer,
    pipeline,
)
from transformers.utils.logging import disable_progress_bar

from ml.contracts import (
    Hear,
    Line,
    Plan,
    SectionPlan,
    ShouldStop,
    WriterError,
    WriterUnavailable,
    WritingStopped,
    never_stop,
    nobody_hears,
)
from ml.writers.answers import parse_lines
from ml.writers.prompts import AnswerForm, Message, Prompt, build_prompt, reproducible_boundary

POLL_SECONDS = 0.2
MIN_ROOM = 32
#: A section has a row for each point; a model that goes on and on is ended, and the guard judges what it has written.
MOST_ROWS_A_POINT = 4
DIGEST_CHARACTERS = 12

_TRIAL: list[Message] = [{"role": "system", "content": "Answer."}, {"role": "user", "content": "Hello."}]


@dataclass(frozen=True, slots=True)
class _Loaded:
    pipe: Any
    version: str
    has_system_role: bool
    turn: threading.Lock = field(default_factory=threading.Lock)


_MODELS: dict[str, Future[_Loaded]] = {}
_MODELS_LOCK = threading.Lock()


class LocalWriter:
    """Writes with a causal model from a folder or a hub id. Greedy: the same request gives the same lines."""

    name = "local"
    tries = 2
    streams = True

    def __init__(self, model: str, *, max_new_tokens: int = 512, seed: int = 0) -> None:
        self.model = model
        self.version = model_version(model)
        self._max_new_tokens = max_new_tokens
        self._seed = seed

    def prompt(self, plan: Plan, section: SectionPlan) -> Prompt:
        """What the model is shown; training on a corrected section uses the same."""
        boundary = reproducible_boundary(plan, section, seed=self._seed)
        return build_prompt(plan, section, form=AnswerForm.BULLETS, boundary=boundary)

    def write_section(
        self, plan: Plan, section: SectionPlan, *, should_stop: ShouldStop = never_stop, hear: Hear = nobody_hears
    ) -> tuple[Line, ...]:
        prompt = self.prompt(plan, section)
        loaded = _loaded(self.model, should_stop)
        self.version = loaded.version  # a hub id has its revision only now
        _wait_for_turn(loaded.turn, should_stop)
        try:
            listener = _Listener(loaded.pipe.tokenizer, hear, most_rows=MOST_ROWS_A_POINT * len(section.points))
            text, is_cut = self._generate(loaded, prompt, should_stop, listener)
        finally:
            loaded.turn.release()
        return parse_lines(
            text,
            section,
            writer=self.name,
            version=loaded.version,
            boundary=prompt.boundary,
            finish_reason="length" if is_cut else "stop",
        )

    def _generate(
        self, loaded: _Loaded, prompt: Prompt, should_stop: ShouldStop, listener: _Listener
    ) -> tuple[str, bool]:
        """The text, and whether it was cut off in the middle. Babble after the last good row is left out."""
        tokenizer, stop = loaded.pipe.tokenizer, _Stop(should_stop, listener)
        messages = prompt.messages if loaded.has_system_role else _in_one_message(prompt.messages)
        ids = prompt_ids(tokenizer, messages)
        new_tokens = min(self._max_new_tokens, _context(loaded.pipe.model) - len(ids))
        if new_tokens < MIN_ROOM:
            raise WriterError(f"This section is too long for the model “{self.model}”. Shorten the brief.")
        chat, encoding = _pipeline_input(tokenizer, messages)
        try:
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(self._seed)
                [result] = loaded.pipe(
                    chat,
                    return_tensors=True,
                    tokenizer_encode_kwargs=encoding,
                    max_new_tokens=new_tokens,
                    stopping_criteria=StoppingCriteriaList([stop]),
                    streamer=listener,
                )
        except (RuntimeError, MemoryError, IndexError, ValueError) as exc:
            raise WriterUnavailable(
                f"The model “{self.model}” failed while writing. Try again or use another writer."
            ) from exc
        if stop.is_stopped:
            raise WritingStopped
        if listener.has_enough:
            return listener.finished, False
        written = result["generated_token_ids"][len(ids) :]
        is_cut = len(written) >= new_tokens and written[-1] not in _end_ids(loaded.pipe.model)
        return tokenizer.decode(written, skip_special_tokens=True), is_cut


class _Listener(TextStreamer):  # type: ignore[misc, unused-ignore]
    """Hands the words on as they come, and notices that the model only repeats itself."""

    def __init__(self, tokenizer: Any, hear: Hear, *, most_rows: int) -> None:
        super().__init__(tokenizer, skip_prompt=True, skip_special_tokens=True)
        self._hear = hear
        self._most_rows = most_rows
        self._rows: list[str] = []
        self._rest = ""
        self.has_enough = False

    @property
    def finished(self) -> str:
        """The rows that are whole and say something new."""
        return "\n".join(self._rows)

    def on_finalized_text(self, text: str, stream_end: bool = False) -> None:  # noqa: FBT001, FBT002 - as the library calls it
        self._hear(text)
        *rows, self._rest = (self._rest + text).split("\n")
        for row in map(str.strip, rows):
            if row in self._rows and any(character.isalnum() for character in row):
                self.has_enough = True
                return
            self._rows.append(row)
        self.has_enough = self.has_enough or len(self._rows) > self._most_rows


class _Stop(StoppingCriteria):  # type: ignore[misc, unused-ignore]
    """Asks after each token whether a person pressed Stop, or the model has nothing new to say."""

    def __init__(self, should_stop: ShouldStop, listener: _Listener) -> None:
        self._should_stop = should_stop
        self._listener = listener
        self.is_stopped = False

    def __call__(self, input_ids: Any, scores: Any, **kwargs: Any) -> Any:
        self.is_stopped = self.is_stopped or self._should_stop()
        is_over = self.is_stopped or self._listener.has_enough
        return torch.full((input_ids.shape[0],), is_over, dtype=torch.bool, device=input_ids.device)


def prompt_ids(tokenizer: Any, messages: Sequence[Message]) -> list[int]:
    """The tokens of a prompt, in which a control token that somebody typed is ordinary text."""
    chat, encoding = _pipeline_input(tokenizer, messages)
    if isinstance(chat, str):
        return list(tokenizer(chat, **encoding)["input_ids"])
    return list(tokenizer.apply_chat_template(chat, add_generation_prompt=True, **encoding)["input_ids"])


def model_version(model: str) -> str:
    """The folder's name and a digest of its weights, or the hub id and the revision in the local cache."""
    folder = Path(model)
    if folder.is_dir():
        weights = [(path, path.stat().st_mtime_ns) for path in sorted(folder.glob("*.safetensors"))]
        return f"{folder.resolve().name} {_digest(tuple(weights))}"
    config = try_to_load_from_cache(model, "config.json") if _is_hub_id(model) else None
    return f"{model} {Path(config).parent.name[:DIGEST_CHARACTERS]}" if isinstance(config, str) else model


@lru_cache(maxsize=16)
def _digest(weights: tuple[tuple[Path, int], ...]) -> str:
    """The start of the SHA-256; files are read again only when their time of change differs."""
    digest = hashlib.sha256()
    for path, _ in weights:
        with path.open("rb") as file:
            while block := file.read(1 << 20):
                digest.update(block)
    return digest.hexdigest()[:DIGEST_CHARACTERS] if weights else "without weights"


def _pipeline_input(tokenizer: Any, messages: Sequence[Message]) -> tuple[str | list[Message], dict[str, Any]]:
    if tokenizer.chat_template:
        return list(messages), {"sanitize_control_tokens": True}
    plain_prompt = "\n\n".join(message["content"] for message in messages) + "\n\n"
    return plain_prompt, {"split_special_tokens": True}


def _in_one_message(messages: Sequence[Message]) -> tuple[Message, ...]:
    return ({"role": "user", "content": "\n\n".join(message["content"] for message in messages)},)


def _wait_for_turn(turn: threading.Lock, should_stop: ShouldStop) -> None:
    while not turn.acquire(timeout=POLL_SECONDS):
        if should_stop():
            raise WritingStopped


def _loaded(model: str, should_stop: ShouldStop) -> _Loaded:
    """The model, loading it if nobody has. A failed load is forgotten, so that a repaired folder is tried again."""
    with _MODELS_LOCK:
        future = _MODELS.get(model)
        if future is None:
            future = _MODELS[model] = Future()
            threading.Thread(target=_load_into, args=(future, model), daemon=True).start()
    while True:
        if should_stop():
            raise WritingStopped
        try:
            return future.result(timeout=POLL_SECONDS)
        except NotYet:
            continue


def _load_into(future: Future[_Loaded], model: str) -> None:
    try:
        future.set_result(_load(model))
    except Exception as exc:  # noqa: BLE001 - a broken folder breaks in many ways, and all mean the same to a recruiter
        with _MODELS_LOCK:
            del _MODELS[model]
        error = exc if isinstance(exc, WriterUnavailable) else _unavailable(model)
        error.__cause__ = exc if error is not exc else exc.__cause__
        future.set_exception(error)


def _load(model: str) -> _Loaded:
    folder = Path(model)
    if not folder.is_dir() and not _is_hub_id(model):
        raise WriterUnavailable(f"There is no folder “{model}”. Check JD_LOCAL_MODEL or use another writer.")
    disable_progress_bar()
    only_here = {"local_files_only": folder.is_dir(), "trust_remote_code": False}
    network, report = AutoModelForCausalLM.from_pretrained(
        model, use_safetensors=True, dtype="auto", output_loading_info=True, **only_here
    )
    if report["missing_keys"]:
        raise WriterUnavailable(f"The model “{model}” lacks some of its weights. Fetch it again or use another writer.")
    tokenizer = AutoTokenizer.from_pretrained(model, **only_here)
    network.generation_config = _greedy(network.generation_config, tokenizer)
    has_system_role = _has_system_role(tokenizer)
    prompt_ids(tokenizer, _TRIAL if has_system_role else _in_one_message(_TRIAL))  # a template that breaks, breaks now
    pipe = pipeline("text-generation", model=network, tokenizer=tokenizer)
    return _Loaded(pipe, model_version(model), has_system_role)


def _greedy(suggested: GenerationConfig, tokenizer: Any) -> GenerationConfig:
    """Only the ends of the model's own configuration: its sampling would make the answer a matter of luck."""
    end = suggested.eos_token_id if suggested.eos_token_id is not None else tokenizer.eos_token_id
    pad = tokenizer.pad_token_id
    if pad is None:
        pad = end[0] if isinstance(end, list) else end
    return GenerationConfig(do_sample=False, bos_token_id=tokenizer.bos_token_id, eos_token_id=end, pad_token_id=pad)


def _has_system_role(tokenizer: Any) -> bool:
    """Some chat templates refuse a system message."""
    if not tokenizer.chat_template:
        return True
    try:
        tokenizer.apply_chat_template(_TRIAL, tokenize=False)
    except TemplateError:
        return False
    return True


def _end_ids(network: Any) -> list[int]:
    end = network.generation_config.eos_token_id
    return end if isinstance(end, list) else [end]


def _context(network: Any) -> int:
    return getattr(network.config, "max_position_embeddings", None) or 2048


def _is_hub_id(model: str) -> bool:
    return not model.startswith((".", "/", "~")) and model.count("/") <= 1 and "\\" not in model


def _unavailable(model: str) -> WriterUnavailable:
    return WriterUnavailable(
        f"The model “{model}” could not be loaded. Check that JD_LOCAL_MODEL names a folder with config.json, "
        "a tokenizer and model.safetensors, or use another writer."
    )
