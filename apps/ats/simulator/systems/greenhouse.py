"""Harvest v3: tokens that end, pages by Link, changes in somebody's name; events about jobs and job posts."""

from __future__ import annotations

import re
import secrets
import time
from typing import Any, ClassVar

from apps.ats.simulator.http import NOT_FOUND, REFUSED, Request, Response, number, page
from apps.ats.simulator.systems.base import TEXT, SimulatedSystem

#: What the editor of job posts does not keep.
STRIPPED = re.compile(r"</?(?:script|style|iframe|form|input)\b[^>]*>", re.I)


class Greenhouse(SimulatedSystem):
    credentials: ClassVar = {"client_id": "sim-client", "client_secret": "sim-secret"}
    settings: ClassVar = {"user_id": "4002"}

    def __init__(self) -> None:
        super().__init__()
        self._tokens: set[str] = set()

    def new_job(self, job_id: str, title: str) -> dict[str, Any]:
        return {
            "id": int(job_id),
            "title": title,
            "location": {"id": 1, "name": "Leeds, UK"},
            "internal": False,
            "external": True,
            "active": True,
            "live": False,
            "job_id": int(job_id) + 5000,
            "content": TEXT,
            "internal_content": None,
            "updated_at": "2026-11-02T09:00:00.000Z",
            "questions": [],
        }

    def busy(self) -> Response:
        window = {
            "X-RateLimit-Limit": "50",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset": str(int(time.time()) + 1),
        }
        return Response(429, {"message": "Rate limit exceeded"}, {**window, "Retry-After": "1"})

    def expire(self) -> None:
        self._tokens.clear()

    def refuse(self, request: Request) -> Response | None:
        if request.path == "/token":
            return None if request.basic == ":".join(self.credentials.values()) else REFUSED
        return None if request.bearer in self._tokens else REFUSED

    def route(self, request: Request) -> Response:
        if request.path == "/token":
            return self._give_token(request)
        found = re.fullmatch(r"/v3/job_posts(?:/(\d+)(/status)?)?", request.path)
        if found is None:
            return NOT_FOUND
        job_id, status = found.groups()
        if job_id is None:
            return self._list(request)
        if job_id not in self.jobs:
            return NOT_FOUND
        if request.method == "GET" and not status:
            return Response(200, self.jobs[job_id])
        return self._change(request, self.jobs[job_id], is_status=bool(status))

    def _give_token(self, request: Request) -> Response:
        if request.form.get("grant_type") != "client_credentials" or not request.form.get("sub"):
            return Response(400, {"error": "invalid_request"})
        token = secrets.token_urlsafe(12)
        self._tokens.add(token)
        return Response(200, {"access_token": token, "token_type": "Bearer", "expires_in": 3600})

    def _list(self, request: Request) -> Response:
        size = min(number(request.query.get("per_page"), self.page_size), self.page_size)
        posts, after = page(list(self.jobs.values()), number(request.query.get("cursor"), 0), size)
        link = f'<{self.base_url}/v3/job_posts?per_page={size}&cursor={after}>; rel="next"'
        return Response(200, posts, {"Link": link} if after else {})

    def _change(self, request: Request, post: dict[str, Any], *, is_status: bool) -> Response:
        if request.method != "PATCH":
            return Response(405, {"message": "Method not allowed"})
        if not request.headers.get("on-behalf-of"):
            return Response(403, {"message": "On-Behalf-Of header required"})
        fields = request.fields
        if is_status:
            if fields.get("status") not in ("live", "offline"):
                return Response(422, {"errors": [{"message": "status must be live or offline"}]})
            post["live"] = fields["status"] == "live"
            return Response(200, {"success": True})
        if not fields.get("content"):
            return Response(422, {"errors": [{"message": "content must not be empty"}]})
        post.update(title=fields.get("title") or post["title"], content=STRIPPED.sub("", fields["content"]))
        return Response(200, post)

    def text(self, job_id: str) -> str:
        return str(self.jobs[job_id]["content"])

    def change_text(self, job_id: str, old: str, new: str) -> None:
        self.jobs[job_id]["content"] = self.text(job_id).replace(old, new)

    def is_live(self, job_id: str) -> bool:
        return bool(self.jobs[job_id]["live"])

    def event(self, name: str, job_id: str) -> dict[str, Any]:
        post = self.jobs[job_id]
        if name.startswith("job_post"):
            return {"action": name, "payload": {**post, "location": post["location"]["name"]}}
        job = {
            "id": post["job_id"],
            "name": post["title"],
            "requisition_id": f"REQ-{post['job_id']}",
            "notes": "",
            "status": "open",
            "departments": [{"id": 7, "name": "Kitchen"}],
            "offices": [{"id": 13, "name": "Leeds", "location": "Leeds, UK"}],
            "openings": [],
            "hiring_team": {"recruiters": []},
            "custom_fields": {
                "employment_type": {"name": "Employment type", "type": "single_select", "value": "Full-time"}
            },
        }
        return {"action": name, "payload": {"job": job}}
