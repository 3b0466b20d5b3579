"""Comments: made, answered, settled; and who else is looking at the text."""

from __future__ import annotations

from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from apps.descriptions import comments, presence
from apps.descriptions.review_models import Comment
from apps.descriptions.views.context import get_description
from apps.descriptions.views.review import explain_on_review
from jdcopilot.lib.http import AuthenticatedHttpRequest, number_of


@require_POST
@explain_on_review
def add_comment(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    """On the line or section that the form names, else on the whole text."""
    description = get_description(description_id)
    section = description.sections.filter(pk=number_of(request.POST.get("section"))).first()
    comment = comments.add_comment(
        by=request.user,
        description=description,
        text=request.POST.get("text", ""),
        section=section,
        line_text=request.POST.get("line", ""),
    )
    return _to_comment(comment)


@require_POST
@explain_on_review
def reply(request: AuthenticatedHttpRequest, comment_id: int) -> HttpResponse:
    comment = _get_comment(comment_id)
    return _to_comment(comments.reply(by=request.user, comment=comment, text=request.POST.get("text", "")))


@require_POST
@explain_on_review
def resolve_comment(request: AuthenticatedHttpRequest, comment_id: int) -> HttpResponse:
    """Settle it, or open it again with `open`."""
    comment = _get_comment(comment_id)
    comments.resolve(by=request.user, comment=comment, is_resolved="open" not in request.POST)
    return _to_comment(comment)


@require_POST
def say_here(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    """Who else is here; 204 where the page shows exactly that already, so that nothing is read out again."""
    others = presence.say_here(by=request.user, description=get_description(description_id))
    shown = ",".join(str(person.pk) for person in others)
    if request.POST.get("shown", "") == shown:
        return HttpResponse(status=204)
    names = ", ".join(str(person) for person in others)
    words = (
        f"Also here: {names}. What two people change in one section is never overwritten silently." if others else ""
    )
    return JsonResponse({"shown": shown, "words": words})


def _get_comment(comment_id: int) -> Comment:
    related = ("description__owner", "description__department", "parent")
    return get_object_or_404(Comment.objects.select_related(*related), pk=comment_id)


def _to_comment(comment: Comment) -> HttpResponse:
    page = reverse("descriptions:review", args=[comment.description_id])
    return redirect(f"{page}#comment-{comment.parent_id or comment.pk}")
