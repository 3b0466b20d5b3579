"""The one place where AWS is called: reads and changes are kept apart, and every refusal becomes a sentence."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

from ml.serving.errors import ServingError
from ml.serving.failures import explain, is_missing

Say = Callable[[str], None]


class Aws:
    """`say` reports progress; in a dry run `show` gets each change as one line of JSON, and nothing is changed.

    `done` names the changes that went through: what exists when a later one fails.
    """

    def __init__(self, region: str, *, say: Say, show: Say, is_dry_run: bool = False) -> None:
        self.region = region
        self.is_dry_run = is_dry_run
        self.say = say
        self.done: list[str] = []
        self._show = show
        self._clients: dict[str, Any] = {}

    def read(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        return self._call(service, operation, parameters)

    def find(self, service: str, operation: str, **parameters: Any) -> dict[str, Any] | None:
        """None where there is no such thing."""
        try:
            return self._call(service, operation, parameters)
        except ServingError as error:
            if is_missing(error.__cause__):
                return None
            raise

    def read_all(self, service: str, operation: str, key: str, **parameters: Any) -> Iterator[dict[str, Any]]:
        """The rows under `key` of every page."""
        try:
            for page in self._client(service).get_paginator(operation).paginate(**parameters):
                yield from page[key]
        except (ClientError, BotoCoreError) as exc:
            raise ServingError(explain(exc, service, operation)) from exc

    def change(self, service: str, operation: str, **parameters: Any) -> dict[str, Any]:
        if self.is_dry_run:
            self._show(json.dumps({"call": f"{service}.{operation}", "parameters": parameters}, ensure_ascii=False))
            return {}
        answer = self._call(service, operation, parameters)
        self.done.append(f"{operation} {_subject(parameters)}".strip())
        self.say(f"done: {self.done[-1]}")
        return answer

    def _call(self, service: str, operation: str, parameters: dict[str, Any]) -> dict[str, Any]:
        try:
            answer: dict[str, Any] = getattr(self._client(service), operation)(**parameters)
        except (ClientError, BotoCoreError) as exc:
            raise ServingError(explain(exc, service, operation)) from exc
        return answer

    def _client(self, service: str) -> Any:
        if service not in self._clients:
            config = Config(retries={"mode": "standard", "total_max_attempts": 5}, connect_timeout=5, read_timeout=60)
            try:
                self._clients[service] = boto3.session.Session(region_name=self.region).client(service, config=config)
            except BotoCoreError as exc:
                raise ServingError(explain(exc, service, "sign in")) from exc
        return self._clients[service]


def _subject(parameters: dict[str, Any]) -> str:
    """The name of what was changed: the first parameter that is a text."""
    return next((value for value in parameters.values() if isinstance(value, str)), "")
