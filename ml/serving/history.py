"""Which configurations an endpoint ran, newest first, in a tag of the endpoint itself: what `rollback` goes back to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ml.serving.aws import Aws
from ml.serving.models import as_tags

TAG = "jd-copilot:configs"
KEPT = 4  # names of 63 characters, in a tag of 256


def read_history(aws: Aws, endpoint: dict[str, Any]) -> list[str]:
    tags = aws.read_all("sagemaker", "list_tags", "Tags", ResourceArn=endpoint["EndpointArn"])
    return str({row["Key"]: row["Value"] for row in tags}.get(TAG, "")).split()


def remember(aws: Aws, endpoint: dict[str, Any], config: str) -> None:
    """Written before the update begins: whoever stops waiting can still roll back."""
    known = read_history(aws, endpoint)
    names = with_newest(known, config, current=endpoint["EndpointConfigName"])
    if names != known:
        aws.change("sagemaker", "add_tags", ResourceArn=endpoint["EndpointArn"], Tags=history_tags(names))


def with_newest(known: Sequence[str], newest: str, *, current: str) -> list[str]:
    """What runs now comes right after the newest, also when an update in between was rolled back."""
    return list(dict.fromkeys([newest, current, *known]))[:KEPT]


def history_tags(names: Sequence[str]) -> list[dict[str, str]]:
    return as_tags({TAG: " ".join(names)})


def previous(known: Sequence[str], *, current: str) -> str | None:
    """The one that ran before the current one."""
    after = known[known.index(current) + 1 :] if current in known else known
    return after[0] if after else None
