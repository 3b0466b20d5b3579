"""Ask a worker for what is already stored. A broker that is away costs what `otherwise` says, but no request."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.db import transaction

logger = logging.getLogger(__name__)


def queue_after_commit(publish: Callable[..., object], *arguments: object, otherwise: str) -> None:
    """Publish once a worker can see the rows of this transaction; `otherwise` tells the log what an outage means."""
    transaction.on_commit(lambda: try_to_queue(publish, *arguments, otherwise=otherwise))


def try_to_queue(publish: Callable[..., object], *arguments: object, otherwise: str) -> None:
    try:
        publish(*arguments)
    except Exception:  # noqa: BLE001 - whatever the broker's client raises, nobody's request fails by it
        logger.warning("broker unavailable, %s", otherwise, exc_info=True)
