"""The door for events from an ATS: the only view without CSRF protection, for a signature proves the sender."""

from __future__ import annotations

import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from apps.ats import services
from apps.ats.models import Connection, Vendor
from apps.ats.problems import problem_json
from apps.ats.sealing import CannotOpen
from apps.ats.signatures import BadSignature

MAX_BODY = 1024 * 1024
#: SmartRecruiters asks once whether we want its events: it sends a word and wants to hear it again.
HANDSHAKE = "X-Hook-Secret"


@csrf_exempt
@login_not_required
def receive_event(request: HttpRequest, slug: str) -> HttpResponse:
    """200 for a new event and for its copies alike; work is done later, so the answer comes within a second."""
    if request.method != "POST":
        response = problem_json(405, "Events come by POST.")
        response["Allow"] = "POST"
        return response
    connection = Connection.objects.filter(slug=slug, is_active=True).first()
    if connection is None:
        return problem_json(404, "There is no such connection.")
    body = request.read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        return problem_json(413, f"An event may have {MAX_BODY // 1024} KiB.")
    if connection.vendor == Vendor.SMARTRECRUITERS and HANDSHAKE in request.headers:
        return _shake_hands(request.headers[HANDSHAKE])
    return _store(connection, request, body)


def _store(connection: Connection, request: HttpRequest, body: bytes) -> HttpResponse:
    headers = {name.lower(): value for name, value in request.headers.items()}
    try:
        services.receive_event(connection, headers, body)
    except BadSignature as error:
        return problem_json(401, str(error))
    except services.BadEventId:
        return problem_json(400, f"An event has an id of 1 to {services.MAX_EVENT_ID} characters.")
    except CannotOpen as error:
        return problem_json(503, str(error))
    return HttpResponse(status=200)


def _shake_hands(secret: str) -> HttpResponse:
    if not re.fullmatch(r"[\x21-\x7e]{1,200}", secret):
        return problem_json(400, f"{HANDSHAKE} may have 200 visible characters.")
    return HttpResponse(status=200, headers={HANDSHAKE: secret})
