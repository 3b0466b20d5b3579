"""Where an engine sends text, in words for a page; known before anything heavy is loaded."""

from __future__ import annotations

from urllib.parse import urlsplit

OPENAI = "https://api.openai.com/v1"


def place_of_endpoint(endpoint: str, region: str | None) -> str:
    return f"the Amazon SageMaker endpoint {endpoint}" + (f" in {region}" if region else "")


def place_of_server(base_url: str) -> str:
    return f"the service {urlsplit(base_url).hostname or base_url}"
