"""Is this process alive, and can it do its work? For load balancers, container health checks and the tests."""

from __future__ import annotations

import logging

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from jdcopilot import embedded
from jdcopilot.celery import app

logger = logging.getLogger(__name__)


@require_safe
@login_not_required
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers. It asks nothing of others: a slow database must not get every process restarted."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
@login_not_required
@never_cache
def readyz(request: HttpRequest) -> JsonResponse:
    """200 when everything a request needs is there, else 503. Names what is missing; the reason is in the log."""
    parts = {"database": _database_answers()}
    if settings.EMBEDDED_WORKER:
        parts["worker"] = embedded.is_alive()
    else:
        parts["broker"] = _broker_answers()
    ready = all(parts.values())
    states = {name: "ok" if works else "unavailable" for name, works in parts.items()}
    return JsonResponse({"ready": ready, "parts": states}, status=200 if ready else 503)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Exception:  # whatever the driver raises, the answer is no
        logger.warning("the database does not answer", exc_info=True)
        return False
    return True


def _broker_answers() -> bool:
    try:
        with app.connection_for_write(connect_timeout=2) as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, timeout=2)
    except Exception:  # whatever the broker's client raises, the answer is no
        logger.warning("the broker does not answer", exc_info=True)
        return False
    return True
