"""The data API: pages by offset, changes in somebody's name by POST. Its events tell of candidates alone."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from apps.ats.simulator.http import NOT_FOUND, Request, Response, number, page
from apps.ats.simulator.systems.base import SimulatedSystem

KNOWN = ("text", "state", "tags", "categories")


class Lever(SimulatedSystem):
    credentials: ClassVar = {"api_key": "sim-key"}
    settings: ClassVar = {"perform_as": "u-1"}
    prefix: ClassVar = "/v1"

    def job_id(self, number: int) -> str:
        return f"f2f01e16-27f8-4711-a728-7d49499795{number:02}"

    def new_job(self, job_id: str, title: str) -> dict[str, Any]:
        lists = [{"text": "What you will do", "content": "<li>Bake bread</li><li>Sell bread</li>"}]
        return {
            "id": job_id,
            "text": title,
            "state": "draft",
            "createdAt": 1762070400000,
            "updatedAt": 1762070400000,
            "categories": {"department": "Kitchen", "location": "Leeds, UK", "commitment": "Full-time"},
            "content": {"description": "", "descriptionHtml": "", "lists": lists, "closing": "", "closingHtml": ""},
            "country": "GB",
            "tags": [],
            "reqCode": f"R-{job_id[-2:]}",
            "requisitionCodes": [],
            "urls": {"show": f"https://jobs.lever.example/{job_id}"},
        }

    def refuse(self, request: Request) -> Response | None:
        right = request.basic == f"{self.credentials['api_key']}:"
        return None if right else Response(401, {"code": "Unauthorized", "message": "Invalid API key"})

    def route(self, request: Request) -> Response:
        found = re.fullmatch(r"/v1/postings(?:/([\w-]+))?", request.path)
        if found is None or (found[1] and found[1] not in self.jobs):
            return NOT_FOUND
        if request.method == "GET":
            return Response(200, {"data": self.jobs[found[1]]}) if found[1] else self._list(request)
        if request.method != "POST":
            return Response(405, {"message": "Method not allowed"})
        if not request.query.get("perform_as"):
            return Response(400, {"code": "BadRequestError", "message": "perform_as is required"})
        return self._write(request, found[1])

    def _list(self, request: Request) -> Response:
        size = min(number(request.query.get("limit"), self.page_size), self.page_size)
        postings, after = page(list(self.jobs.values()), number(request.query.get("offset"), 0), size)
        more = {"hasNext": True, "next": str(after)} if after else {"hasNext": False}
        return Response(200, {"data": postings, **more})

    def _write(self, request: Request, job_id: str | None) -> Response:
        is_new = job_id is None
        if job_id is None:
            job_id = self.job_id(len(self.jobs) + 1)
            self.jobs[job_id] = self.new_job(job_id, "")
        posting, fields = self.jobs[job_id], request.fields
        posting.update({name: fields[name] for name in KNOWN if name in fields})
        content = fields.get("content")
        if isinstance(content, dict):
            posting["content"].update(content)
            for name in ("description", "closing"):
                posting["content"][name] = re.sub(r"<[^>]+>", "", posting["content"][f"{name}Html"])
        posting["updatedAt"] += 1000
        return Response(201 if is_new else 200, {"data": posting})

    def text(self, job_id: str) -> str:
        content = self.jobs[job_id]["content"]
        lists = "".join(f"{part['text']}{part['content']}" for part in content["lists"])
        return f"{content['descriptionHtml']}{lists}{content['closingHtml']}"

    def change_text(self, job_id: str, old: str, new: str) -> None:
        posting = self.jobs[job_id]
        posting["updatedAt"] += 1000
        for part in posting["content"]["lists"]:
            part["content"] = part["content"].replace(old, new)
        for name in ("descriptionHtml", "closingHtml"):
            posting["content"][name] = posting["content"][name].replace(old, new)

    def is_live(self, job_id: str) -> bool:
        return bool(self.jobs[job_id]["state"] == "published")

    def event(self, name: str, job_id: str) -> dict[str, Any]:
        return {"event": name, "data": {"opportunityId": "o-1", "postingId": job_id}}
