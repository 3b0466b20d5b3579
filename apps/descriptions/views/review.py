"""The review of a text: what the reviewer looks at, and every step of it."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe
from django_htmx.http import HttpResponseClientRedirect

from apps.descriptions import reviewing, revisions, routes, shown_review
from apps.descriptions.errors import NotAllowed, WrongState
from apps.descriptions.models import JobDescription
from apps.descriptions.permissions import can_edit, check_can_decide
from apps.descriptions.review_models import Review
from apps.descriptions.statuses import can_move
from apps.descriptions.views.context import get_description, get_description_to_change
from apps.descriptions.views.problems import explain_errors
from apps.descriptions.workflow import Action
from jdcopilot.lib.http import AuthenticatedHttpRequest, number_of

explain_on_review = partial(explain_errors, page="descriptions:review")


@require_safe
@never_cache
def review_description(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    """Everyone signed in may read a review and comment; who may decide the step that waits sees the forms for it."""
    description = get_description(description_id)
    reviews = description.reviews.select_related("revision", "sent_by")
    review = reviews.first()
    if review is not None:
        review.description = description
    return render(request, "descriptions/review.html", _context(request, description, review))


def _context(request: AuthenticatedHttpRequest, description: JobDescription, review: Review | None) -> dict[str, Any]:
    sections = list(description.sections.all())
    discussion = shown_review.show_discussion(description, sections, viewer=request.user)
    general = (review.general_lines or []) if review else []
    before = shown_review.last_approved(description, review)
    return {
        "description": description,
        "review": review,
        "steps": shown_review.show_steps(review) if review else [],
        "rule": _rule(description, review),
        "refusal": _refusal(request, review),
        "actions": _actions(request, description),
        "sections": shown_review.show_sections(sections, discussion, general=general),
        "discussion": discussion,
        "loose_comments": discussion.at(None),
        "before": before,
        "changes": shown_review.changes_since(before, revisions.content_of(description)) if before else [],
        "questions": _unanswered(description),
    }


def _unanswered(description: JobDescription) -> list[str]:
    answered = {answer["question"] for answer in description.brief.get("answers", [])}
    return [question["text"] for question in description.questions if question["text"] not in answered]


def _rule(description: JobDescription, review: Review | None) -> str:
    """That of the open round as it was sent; else the one that the next sending will follow."""
    if review is not None and review.state == Review.State.OPEN:
        return routes.Route("", review.steps, review.four_eyes).rule
    return routes.route_for(description).rule


def _refusal(request: AuthenticatedHttpRequest, review: Review | None) -> str:
    """Why this person cannot decide the step that waits; empty where they can, or where none waits."""
    if review is None or review.state != Review.State.OPEN:
        return ""
    try:
        check_can_decide(request.user, review)
    except NotAllowed as error:
        return str(error)
    return ""


def _actions(request: AuthenticatedHttpRequest, description: JobDescription) -> dict[str, bool]:
    """What an editor can do with the text in its state, for the buttons."""
    may_edit = can_edit(request.user, description)
    return {str(action): may_edit and can_move(description, action) for action in Action}


def _open_review(description_id: int) -> Review:
    """The round that waits; a page that is out of date may ask for one that has ended."""
    get_object_or_404(JobDescription, pk=description_id)
    reviews = Review.objects.open().select_related("description__owner", "description__department", "revision")
    review = reviews.filter(description=description_id).first()
    if review is None:
        raise WrongState("Nothing waits for a decision here any more. Look at the page again.")
    return review


@require_POST
@explain_errors
def send_for_review(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    review = reviewing.send_for_review(by=request.user, description=description)
    if review is None:
        messages.success(request, "Only the formatting has changed, so the approval stands.")
    else:
        messages.success(request, f"Sent for review. It waits for the step “{review.current_step['name']}”.")
    page = reverse("descriptions:review", args=[description_id])
    return HttpResponseClientRedirect(page) if request.htmx else redirect(page)


@require_POST
@explain_on_review
def approve_step(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    review = reviewing.approve(
        by=request.user,
        review=_open_review(description_id),
        step=number_of(request.POST.get("step")),
        note=request.POST.get("note", ""),
        read_unedited=request.POST.get("read_unedited") == "on",
    )
    if review.state == Review.State.APPROVED:
        messages.success(request, "Approved. It can be published, and exports are final from now on.")
    else:
        messages.success(request, f"Approved. It goes on to the step “{review.current_step['name']}”.")
    return redirect("descriptions:review", description_id)


@require_POST
@explain_on_review
def send_back(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    review, step = _open_review(description_id), number_of(request.POST.get("step"))
    reviewing.send_back(by=request.user, review=review, step=step, note=request.POST.get("note", ""))
    messages.success(request, "Sent back with your reason.")
    return redirect("descriptions:review", description_id)


@require_POST
@explain_on_review
def withdraw(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    reviewing.withdraw(by=request.user, description=get_description_to_change(request, description_id))
    messages.success(request, "Withdrawn from review. It is a draft again.")
    return redirect("descriptions:edit", description_id)


@require_POST
@explain_on_review
def publish_description(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    reviewing.publish(by=request.user, description=get_description_to_change(request, description_id))
    messages.success(request, "Published.")
    return redirect("descriptions:review", description_id)
