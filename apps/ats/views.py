"""The door for events from an ATS: the only view without CSRF protection, for a signature proves the sender."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt

from apps.ats import services
from apps.ats.models import Connection
from apps.ats.problems import problem_json

MAX_BODY = 256 * 1024
MAX_EVENT_ID = 255


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
    headers = {name: request.headers.get(name, "") for name in ("webhook-id", "webhook-timestamp", "webhook-signature")}
    if len(headers["webhook-id"]) > MAX_EVENT_ID:
        return problem_json(400, f"webhook-id may have {MAX_EVENT_ID} characters.")
    try:
        services.receive_event(connection, headers, body)
    except services.BadSignature:
        return problem_json(401, "The signature does not match, or its time is more than five minutes off.")
    return HttpResponse(status=200)
