"""Calls named after what they do; refusals with status 200; tags that are not in its list disappear."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, ClassVar

from apps.ats.simulator.http import REFUSED, Request, Response, number, page
from apps.ats.simulator.systems.base import TEXT, SimulatedSystem

STRIPPED = re.compile(r"</?(?!(?:h[1-6]|b|i|u|a|ul|ol|li|code|pre)\b)[a-z][^>]*>", re.I)
#: What Ashby itself puts around every text.
OPENING, CLOSING = "<h3>About us</h3>We feed the town.", "<h3>Equal opportunity</h3>Everyone is welcome."


class Ashby(SimulatedSystem):
    credentials: ClassVar = {"api_key": "sim-key"}

    def job_id(self, number: int) -> str:
        return f"6c62e3b1-6d2b-4b9d-9d3a-0000000000{number:02}"

    def new_job(self, job_id: str, title: str) -> dict[str, Any]:
        return {
            "id": job_id,
            "title": title,
            "jobId": f"job-{job_id[-2:]}",
            "departmentName": "Kitchen",
            "locationName": "Leeds",
            "employmentType": "FullTime",
            "status": "Draft",
            "isListed": False,
            "body": TEXT,
        }

    def refuse(self, request: Request) -> Response | None:
        return None if request.basic == f"{self.credentials['api_key']}:" else REFUSED

    def route(self, request: Request) -> Response:
        name, fields = request.path.removeprefix("/"), request.fields
        if request.method == "POST" and name == "jobPosting.list":
            return self._list(fields)
        if request.method != "POST" or name not in CALLS:
            return _failure("not_found", "Endpoint not found")
        posting = self.jobs.get(str(fields.get("jobPostingId")))
        if posting is None:
            return _failure("not_found", "Job posting not found")
        return CALLS[name](self, posting, fields)

    def _list(self, fields: dict[str, Any]) -> Response:
        postings, after = page(list(self.jobs.values()), number(fields.get("cursor"), 0), self.page_size)
        more = {"moreDataAvailable": bool(after), **({"nextCursor": str(after)} if after else {})}
        short = [{key: value for key, value in posting.items() if key != "body"} for posting in postings]
        return Response(200, {"success": True, "results": short, **more})

    def _info(self, posting: dict[str, Any], fields: dict[str, Any]) -> Response:
        shown = {key: value for key, value in posting.items() if key != "body"}
        parts = {
            "descriptionOpening": {"html": OPENING},
            "descriptionBody": {"html": posting["body"]},
            "descriptionClosing": {"html": CLOSING},
        }
        html = f"{OPENING}{posting['body']}{CLOSING}"
        return Response(
            200, {"success": True, "results": {**shown, "descriptionHtml": html, "descriptionParts": parts}}
        )

    def _update(self, posting: dict[str, Any], fields: dict[str, Any]) -> Response:
        description = fields.get("description") or {}
        if description.get("type") not in (None, "text/html"):
            return _failure("invalid_input", "description.type must be text/html")
        if "content" in description:
            posting["body"] = STRIPPED.sub("", str(description["content"]))
        posting["title"] = fields.get("title") or posting["title"]
        return self._info(posting, {})

    def _set_status(self, posting: dict[str, Any], fields: dict[str, Any]) -> Response:
        if fields.get("status") not in ("Published", "Draft"):
            return _failure("invalid_input", "status must be Published or Draft")
        posting.update(status=fields["status"], isListed=fields["status"] == "Published")
        return self._info(posting, {})

    def text(self, job_id: str) -> str:
        return str(self.jobs[job_id]["body"])

    def change_text(self, job_id: str, old: str, new: str) -> None:
        self.jobs[job_id]["body"] = self.text(job_id).replace(old, new)

    def is_live(self, job_id: str) -> bool:
        return bool(self.jobs[job_id]["status"] == "Published")

    def event(self, name: str, job_id: str) -> dict[str, Any]:
        posting = {key: value for key, value in self.jobs[job_id].items() if key != "body"}
        return {"action": name, "data": {"webhookActionId": f"wa-{job_id[-2:]}", "jobPosting": posting}}


def _failure(code: str, message: str) -> Response:
    return Response(200, {"success": False, "errors": [message], "errorInfo": {"code": code, "message": message}})


CALLS: dict[str, Callable[[Ashby, dict[str, Any], dict[str, Any]], Response]] = {
    "jobPosting.info": Ashby._info,
    "jobPosting.update": Ashby._update,
    "jobPosting.setStatus": Ashby._set_status,
}
