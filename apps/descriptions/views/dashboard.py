"""What is mine, what waits for me, what is stuck; and how well review works here."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from apps.descriptions import figures, routes
from apps.descriptions.figures import Figure
from jdcopilot.lib.charts import Chart, bar_chart
from jdcopilot.lib.http import AuthenticatedHttpRequest


@dataclass(frozen=True, slots=True)
class Panel:
    """A chart with its table. Without rows the page says that nothing is measured yet."""

    key: str
    title: str
    explains: str
    head: tuple[str, str, str]
    rows: list[Figure]
    is_share: bool = True

    @property
    def chart(self) -> Chart:
        return bar_chart([(row.label, row.value, row.said) for row in self.rows], most=1 if self.is_share else 0)


@require_safe
@never_cache
def show_dashboard(request: AuthenticatedHttpRequest) -> HttpResponse:
    rounds = figures.approvals()
    context = {
        "mine": figures.mine(request.user),
        "waiting": routes.waiting_for(request.user)[: figures.MOST_ROWS],
        "stuck": figures.stuck(request.user),
        "stuck_days": figures.STUCK.days,
        "unedited": figures.unedited_share(rounds),
        "panels": _panels(rounds),
    }
    return render(request, "descriptions/dashboard.html", context)


def _panels(rounds: list[figures.Approval]) -> list[Panel]:
    return [
        Panel(
            "time",
            "From brief to approved",
            "The median time from the first brief to the first approval.",
            ("Department", "Median", "Job descriptions"),
            figures.days_to_approval(rounds),
            is_share=False,
        ),
        Panel(
            "edited",
            "Share edited",
            "Of the lines that an engine wrote, how many a person had changed or confirmed when they were approved.",
            ("Department", "Edited", "Approvals"),
            figures.share_edited(rounds),
        ),
        Panel(
            "unedited",
            "Approved without a change",
            "How many approvals were given to a text that nobody had changed. Such texts hire worse; fewer are better.",
            ("Month", "Unedited", "Approvals"),
            figures.unedited_by_month(rounds) if rounds else [],
        ),
        Panel(
            "findings",
            "Findings fixed",
            "Of what the checks found in the first draft, how much was gone when the text was first approved.",
            ("Rules of", "Fixed", "Findings"),
            figures.findings_fixed(rounds),
        ),
    ]
