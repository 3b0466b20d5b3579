"""The API that reads: pages by since_id, texts only where a request names them. Nothing can be written."""

from __future__ import annotations

import re
import time
from typing import Any, ClassVar

from apps.ats.simulator.http import NOT_FOUND, Request, Response, number
from apps.ats.simulator.systems.base import TEXT, SimulatedSystem

TEXTS = ("description", "full_description", "requirements", "benefits")


class Workable(SimulatedSystem):
    credentials: ClassVar = {"token": "sim-token"}
    prefix: ClassVar = "/spi/v3"

    def job_id(self, number: int) -> str:
        return f"5A{number:02}BCDE"

    def new_job(self, job_id: str, title: str) -> dict[str, Any]:
        return {
            "id": job_id.lower(),
            "title": title,
            "full_title": f"{title} - R{job_id[2:4]}",
            "shortcode": job_id,
            "code": f"R{job_id[2:4]}",
            "state": "draft",
            "department": "Kitchen",
            "url": f"https://sim.workable.example/jobs/{job_id}",
            "location": {
                "country": "United Kingdom",
                "country_code": "GB",
                "city": "Leeds",
                "workplace_type": "on_site",
            },
            "description": TEXT,
            "full_description": TEXT,
            "requirements": "",
            "benefits": "",
        }

    def busy(self) -> Response:
        headers = {
            "X-Rate-Limit-Limit": "10",
            "X-Rate-Limit-Remaining": "0",
            "X-Rate-Limit-Reset": str(int(time.time()) + 1),
        }
        return Response(429, {"error": "Rate limit exceeded"}, headers)

    def refuse(self, request: Request) -> Response | None:
        return None if request.bearer == self.credentials["token"] else Response(401, {"error": "Not authorized"})

    def route(self, request: Request) -> Response:
        found = re.fullmatch(r"/spi/v3/jobs(?:/(\w+))?", request.path)
        if found is None or request.method != "GET" or (found[1] and found[1] not in self.jobs):
            return NOT_FOUND
        wanted = request.query.get("include_fields", "").split(",")
        if found[1]:
            return Response(200, self._shown(self.jobs[found[1]], wanted))
        return self._list(request, wanted)

    def _list(self, request: Request, wanted: list[str]) -> Response:
        after, size = request.query.get("since_id", ""), min(number(request.query.get("limit"), 50), self.page_size)
        jobs = [job for job in self.jobs.values() if job["id"] > after]
        paging = {}
        if len(jobs) > size:
            paging = {"next": f"{self.base_url}/spi/v3/jobs?limit={size}&since_id={jobs[size - 1]['id']}"}
        return Response(200, {"jobs": [self._shown(job, wanted) for job in jobs[:size]], "paging": paging})

    @staticmethod
    def _shown(job: dict[str, Any], wanted: list[str]) -> dict[str, Any]:
        return {name: value for name, value in job.items() if name not in TEXTS or name in wanted}

    def text(self, job_id: str) -> str:
        return "".join(self.jobs[job_id][name] for name in TEXTS if name != "full_description")

    def change_text(self, job_id: str, old: str, new: str) -> None:
        for name in TEXTS:
            self.jobs[job_id][name] = self.jobs[job_id][name].replace(old, new)

    def is_live(self, job_id: str) -> bool:
        return bool(self.jobs[job_id]["state"] == "published")

    def event(self, name: str, job_id: str) -> dict[str, Any]:
        return {"event_type": name, "data": {"job": {"shortcode": job_id, "title": self.jobs[job_id]["title"]}}}
