"""How the messages of a request become the tokens that a model reads.

This is the seam for a model that was trained on a form of its own instead of a chat template: a class with `encode`,
an entry in FORMS, and a file serving.json in the model's folder that names it: {"prompt_form": "..."}.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from jinja2 import TemplateError

from ml.serving.container.errors import RequestError
from ml.serving.container.settings import SettingsError
from ml.writers.local import prompt_ids
from ml.writers.prompts import Message

FORM_FILE = "serving.json"

_TRIAL: list[Message] = [{"role": "system", "content": "Answer."}, {"role": "user", "content": "Hello."}]


class PromptForm(Protocol):
    def encode(self, messages: Sequence[Mapping[str, str]]) -> list[int]:
        """The tokens of the prompt. Control tokens inside a message must be read as ordinary text."""
        ...


class ChatTemplate:
    """The template that lies beside the tokenizer; a tokenizer without one gets the messages as paragraphs."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer = tokenizer
        self._takes_system = self._accepts(_TRIAL)

    def encode(self, messages: Sequence[Mapping[str, str]]) -> list[int]:
        rows: list[Message] = [{"role": row["role"], "content": row["content"]} for row in messages]
        try:
            return prompt_ids(self._tokenizer, rows if self._takes_system else _without_system(rows))
        except TemplateError as exc:
            raise RequestError(400, f"This model does not take these messages: {exc}") from exc

    def _accepts(self, messages: Sequence[Message]) -> bool:
        try:
            prompt_ids(self._tokenizer, messages)
        except TemplateError:
            return False
        return True


def _without_system(rows: Sequence[Message]) -> list[Message]:
    """Some templates know no system: what it says opens the first message of the user."""
    rules = [row["content"] for row in rows if row["role"] == "system"]
    others = [row for row in rows if row["role"] != "system"]
    if not rules or not others:
        return others
    first = {**others[0], "content": "\n\n".join([*rules, others[0]["content"]])}
    return [first, *others[1:]]


FORMS: dict[str, Callable[[Any], PromptForm]] = {"chat": ChatTemplate}


def prompt_form(folder: Path, tokenizer: Any) -> PromptForm:
    file = folder / FORM_FILE
    name = json.loads(file.read_text(encoding="utf-8")).get("prompt_form", "chat") if file.exists() else "chat"
    if name not in FORMS:
        raise SettingsError(f"{file} names the prompt form “{name}”; this container knows {', '.join(FORMS)}.")
    return FORMS[name](tokenizer)
