"""Does a finished answer keep the promise of `response_format`?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import best_match
from referencing import Registry

from ml.serving.container.errors import RequestError
from ml.serving.container.jobs import Ended


def check_answer(text: str, ended: Ended, schema: Mapping[str, Any] | None) -> None:
    """Raises RequestError 424 where the answer breaks the schema; a client would have to refuse it anyway."""
    if schema is None:
        return
    if ended.finish_reason == "length":
        raise RequestError(424, "The answer was cut off before its JSON ended. Raise max_tokens.")
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError) as exc:
        raise RequestError(424, "The model did not answer with JSON. Try another model or plain text.") from exc
    # An empty registry: a reference to another address is an error, never a request that leaves the container.
    wrong = best_match(Draft202012Validator(schema, registry=Registry()).iter_errors(answer))
    if wrong is not None:
        raise RequestError(424, f"The model's JSON breaks the schema at {wrong.json_path}.")
