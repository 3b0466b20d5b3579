"""Released texts for job boards that fetch them. Public, and therefore off until `JD_FEEDS` says otherwise."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from apps.ats import engine
from apps.ats.releases import releasable
from apps.descriptions.documents import document_of
from apps.descriptions.models import JobDescription
from apps.templates_lib.models import CompanyProfile

#: More than one employer has open at a time; the newest come first.
MOST_JOBS = 2000
CONTENT_TYPES = {
    "indeed": "application/xml; charset=utf-8",
    "rss": "application/rss+xml; charset=utf-8",
    "sitemap": "application/xml; charset=utf-8",
    "hr-open": "application/json; charset=utf-8",
}


@require_safe
@login_not_required
def show_feed(request: HttpRequest, name: str) -> HttpResponse:
    _check_on()
    profile = CompanyProfile.objects.first()
    company = profile.name if profile and profile.name else request.get_host()
    jobs = releasable().prefetch_related("sections")[:MOST_JOBS]
    postings = [engine.posting(job, _address(request, job), company) for job in jobs]
    content = engine.feed(name, postings, company=company, url=request.build_absolute_uri("/"))
    return HttpResponse(content, content_type=CONTENT_TYPES[name])


@require_safe
@login_not_required
def show_job(request: HttpRequest, description_id: int) -> HttpResponse:
    """The public page of one job, with its structured data as Google for Jobs reads it."""
    _check_on()
    job = get_object_or_404(releasable(), pk=description_id)
    document = document_of(job)
    context = {"document": document, "structured_data": engine.structured_data(document)}
    return render(request, "connections/job.html", context)


def _check_on() -> None:
    if not settings.JD_FEEDS:
        raise Http404("Feeds are switched off (JD_FEEDS).")


def _address(request: HttpRequest, job: JobDescription) -> str:
    return request.build_absolute_uri(reverse("feeds:job", args=[job.pk]))
