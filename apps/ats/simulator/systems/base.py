"""What all simulated systems share: jobs by their id, and the faults that a test asks for."""

from __future__ import annotations

from typing import Any, ClassVar

from apps.ats.simulator.http import Faults, Request, Response

TEXT = "<h3>What you will do</h3><ul><li>Bake bread</li><li>Sell bread</li></ul>"
TITLES = ("Baker", "Cook", "Waiter", "Dish washer", "Head chef")


class SimulatedSystem:
    #: Jobs of one page, few so that paging happens.
    page_size: ClassVar[int] = 2
    #: What a client needs to sign in, by the names of the connector's fields.
    credentials: ClassVar[dict[str, str]]
    settings: ClassVar[dict[str, str]] = {}
    #: Path below which the API lies.
    prefix: ClassVar[str] = ""

    def __init__(self) -> None:
        self.faults = Faults()
        self.jobs: dict[str, dict[str, Any]] = {job_id: self.new_job(job_id, title) for job_id, title in self._named()}
        #: Requests that were let in, as (method, path).
        self.seen: list[tuple[str, str]] = []
        self.base_url = ""

    def _named(self) -> list[tuple[str, str]]:
        return [(self.job_id(number), title) for number, title in enumerate(TITLES, 1)]

    def job_id(self, number: int) -> str:
        return str(100 + number)

    def answer(self, request: Request) -> Response:
        if self.faults.take("broken"):
            return Response(500, {"message": "Something went wrong"})
        if self.faults.take("redirect"):
            return Response(302, None, {"Location": "http://127.0.0.1:9/elsewhere"})
        if self.faults.take("busy"):
            return self.busy()
        refusal = self.refuse(request)
        if refusal is not None:
            return refusal
        self.seen.append((request.method, request.path))
        return self.route(request)

    def busy(self) -> Response:
        return Response(429, {"message": "Too many requests"}, {"Retry-After": "1"})

    def expire(self) -> None:
        """End the tokens that were given out; nothing happens where a key is for ever."""

    def new_job(self, job_id: str, title: str) -> dict[str, Any]:
        raise NotImplementedError

    def refuse(self, request: Request) -> Response | None:
        """The refusal of a request that does not prove who sends it."""
        raise NotImplementedError

    def route(self, request: Request) -> Response:
        raise NotImplementedError

    def text(self, job_id: str) -> str:
        raise NotImplementedError

    def change_text(self, job_id: str, old: str, new: str) -> None:
        """Somebody edits the job in the system's own pages."""
        raise NotImplementedError

    def is_live(self, job_id: str) -> bool:
        raise NotImplementedError

    def event(self, name: str, job_id: str) -> dict[str, Any]:
        """The body of an event about a job, as the system words it."""
        raise NotImplementedError
