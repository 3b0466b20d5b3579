"""The customer API: pages by offset, ads of four parts, publication as a thing of its own."""

from __future__ import annotations

import re
from typing import Any, ClassVar

from apps.ats.simulator.http import NOT_FOUND, REFUSED, Request, Response, number, page
from apps.ats.simulator.systems.base import TEXT, SimulatedSystem


class SmartRecruiters(SimulatedSystem):
    credentials: ClassVar = {"token": "sim-token"}

    def job_id(self, number: int) -> str:
        return f"a9b8c7d6-{number:04}"

    def new_job(self, job_id: str, title: str) -> dict[str, Any]:
        return {
            "id": job_id,
            "title": title,
            "refNumber": f"REF{job_id[-2:]}",
            "status": "CREATED",
            "postingStatus": "NOT_PUBLISHED",
            "department": {"id": "d1", "label": "Kitchen"},
            "location": {"countryCode": "gb", "regionCode": "", "city": "Leeds"},
            "jobAd": {"sections": {"jobDescription": {"title": "Job Description", "text": TEXT}}},
        }

    def busy(self) -> Response:
        return Response(
            429, {"message": "Rate limit exceeded"}, {"X-RateLimit-Limit": "10", "X-RateLimit-Remaining": "0"}
        )

    def refuse(self, request: Request) -> Response | None:
        return None if request.headers.get("x-smarttoken") == self.credentials["token"] else REFUSED

    def route(self, request: Request) -> Response:
        found = re.fullmatch(r"/jobs(?:/([\w-]+)(/publication)?)?", request.path)
        if found is None or (found[1] and found[1] not in self.jobs):
            return NOT_FOUND
        job_id, publication = found.groups()
        if job_id is None:
            return self._list(request) if request.method == "GET" else self._create(request)
        if publication:
            return self._publish(request, self.jobs[job_id])
        if request.method == "PATCH":
            return self._change(self.jobs[job_id], request.fields)
        return Response(200, self.jobs[job_id])

    def _list(self, request: Request) -> Response:
        size, start = (
            min(number(request.query.get("limit"), 10), self.page_size),
            number(request.query.get("offset"), 0),
        )
        jobs, _ = page(list(self.jobs.values()), start, size)
        return Response(200, {"totalFound": len(self.jobs), "offset": start, "limit": size, "content": jobs})

    def _create(self, request: Request) -> Response:
        if not request.fields.get("title"):
            return Response(422, {"message": "title must not be empty", "errors": [{"message": "title is missing"}]})
        job_id = self.job_id(len(self.jobs) + 1)
        self.jobs[job_id] = self.new_job(job_id, request.fields["title"])
        self._change(self.jobs[job_id], request.fields)
        return Response(201, self.jobs[job_id])

    @staticmethod
    def _change(job: dict[str, Any], fields: dict[str, Any]) -> Response:
        job["title"] = fields.get("title") or job["title"]
        job["jobAd"]["sections"].update((fields.get("jobAd") or {}).get("sections") or {})
        return Response(200, job)

    @staticmethod
    def _publish(request: Request, job: dict[str, Any]) -> Response:
        if request.method not in ("POST", "DELETE"):
            return Response(405, {"message": "Method not allowed"})
        job["postingStatus"] = "PUBLIC" if request.method == "POST" else "NOT_PUBLISHED"
        return Response(201 if request.method == "POST" else 204, None)

    def text(self, job_id: str) -> str:
        return "".join(part["text"] for part in self.jobs[job_id]["jobAd"]["sections"].values())

    def change_text(self, job_id: str, old: str, new: str) -> None:
        for part in self.jobs[job_id]["jobAd"]["sections"].values():
            part["text"] = part["text"].replace(old, new)

    def is_live(self, job_id: str) -> bool:
        return bool(self.jobs[job_id]["postingStatus"] == "PUBLIC")

    def event(self, name: str, job_id: str) -> dict[str, Any]:
        return {"job_id": job_id, "title": self.jobs[job_id]["title"]}
