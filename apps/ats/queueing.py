"""Hand a row to the queue once a worker can see it. Without a broker the row waits for the sweep."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.db import transaction

logger = logging.getLogger(__name__)


def queue_after_commit(publish: Callable[[Any], object], pk: int | str) -> None:
    def try_to_publish() -> None:
        try:
            publish(pk)
        except Exception:  # noqa: BLE001 - whatever the broker's client raises, the row is stored and not lost
            logger.warning("broker unavailable, %s waits for the sweep", pk, exc_info=True)

    transaction.on_commit(try_to_publish)
