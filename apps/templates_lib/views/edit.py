"""Pages to change a role profile, and to make a new one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.validators import slug_re
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from apps.templates_lib import editing, engine
from apps.templates_lib.editing import PROFILES
from apps.templates_lib.errors import BadContent, ChangedMeanwhile
from apps.templates_lib.models import RoleProfile
from apps.templates_lib.permissions import check_can_edit_library
from apps.templates_lib.profile_form import (
    BLANK_ROWS,
    LINES,
    read_content,
    read_form,
    remarks_by_place,
    show_groups,
)
from apps.templates_lib.profile_shown import diff_contents, name_field
from apps.templates_lib.rows import change_rows
from apps.templates_lib.services import count_by_field
from apps.templates_lib.views.browse import get_profile
from apps.templates_lib.views.problems import explain_errors
from jdcopilot.lib.http import AuthenticatedHttpRequest, number_of, page_or_partial

require_form_methods = require_http_methods(["GET", "HEAD", "POST"])
KINDS = (("essential", "Essential"), ("asset", "Nice to have"))
SKILL_LEVELS = (("basic", "Basic"), ("working", "Working"), ("advanced", "Advanced"))
LINE_FIELDS = (
    ("summaries", "Summaries", "One a line; whole sentences that begin with {You}. Different wordings, not parts."),
    ("first_90_days", "Results of the first 90 days", "One a line; begin with a verb."),
    ("tools", "Tools", "One a line."),
    ("facts_to_ask", "Facts to ask the recruiter for", "One a line; questions."),
)


class NewProfileForm(forms.Form):
    title = forms.CharField(max_length=120, label="Title of the role")
    copy_of = forms.SlugField(required=False, max_length=80, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(key, name_field(key)) for key in count_by_field(all=True)] or [("other", "Other")]
        self.fields["field"] = forms.ChoiceField(choices=choices, label="Field of work")


@require_form_methods
@never_cache
@explain_errors
def new_profile(request: AuthenticatedHttpRequest) -> HttpResponse:
    check_can_edit_library(request.user)
    original = _original(request)
    if request.method != "POST":
        initial = {"copy_of": original.slug, "field": original.field} if original else {}
        return render(request, "library/new.html", {"form": NewProfileForm(initial=initial), "original": original})
    form = NewProfileForm(request.POST)
    if not form.is_valid():
        return render(request, "library/new.html", {"form": form, "original": original}, status=422)
    asked = form.cleaned_data
    try:
        profile = editing.create_profile(by=request.user, title=asked["title"], field=asked["field"], copy_of=original)
    except BadContent as error:
        form.add_error("title", str(error))
        return render(request, "library/new.html", {"form": form, "original": original}, status=422)
    messages.success(request, "Nobody is offered this role before it is reviewed and published.")
    return redirect("library:edit", slug=profile.slug)


def _original(request: AuthenticatedHttpRequest) -> RoleProfile | None:
    """The role to copy, which the address or the form names."""
    slug = request.POST.get("copy_of") or request.GET.get("copy", "")
    return RoleProfile.objects.filter(slug=slug[:80]).first() if slug_re.match(slug) else None


@require_form_methods
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
@explain_errors
def edit_profile(request: AuthenticatedHttpRequest, slug: str) -> HttpResponse:
    check_can_edit_library(request.user)
    profile = get_profile(slug, may_edit=True)
    if request.method == "POST":
        return _change(request, profile)
    content, number = PROFILES.current_text(profile, PROFILES.find_draft(profile))
    return _show_form(request, profile, content, number)


def _change(request: AuthenticatedHttpRequest, profile: RoleProfile) -> HttpResponse:
    seen, do = number_of(request.POST.get("seen")), request.POST.get("do", "save")
    if do not in ("save", "review"):
        content = read_form(request.POST, profile.slug)
        focus = change_rows(content, do, BLANK_ROWS)
        return _show_form(request, profile, content, seen, focus=focus, is_judged=False)
    content, reason = read_content(request.POST, profile.slug), request.POST.get("reason", "")
    try:
        draft = PROFILES.save_draft(by=request.user, owner=profile, content=content, seen=seen, reason=reason)
        if do == "review" and draft:
            PROFILES.send_for_review(by=request.user, owner=profile, seen=draft.version.number)
    except ChangedMeanwhile as conflict:
        return _show_form(request, profile, content, conflict.number, status=409, conflict=conflict, is_judged=False)
    except BadContent as error:
        draft = PROFILES.find_draft(profile)
        number = draft.version.number if draft and draft.version.content == content else seen
        return _show_form(request, profile, content, number, status=422, problems=error.problems)
    return _saved(request, profile, is_changed=draft is not None, is_sent=do == "review")


def _saved(request: AuthenticatedHttpRequest, profile: RoleProfile, *, is_changed: bool, is_sent: bool) -> HttpResponse:
    if not is_changed:
        messages.info(request, "Nothing has changed, so nothing was saved.")
    elif is_sent:
        messages.success(request, "Saved, and waiting for another editor’s review.")
    else:
        messages.success(request, "Saved as a draft. The library still says what it said.")
    where = reverse("library:review" if is_sent and is_changed else "library:edit", args=[profile.slug])
    return HttpResponseClientRedirect(where) if request.htmx else redirect(where)


def _show_form(
    request: AuthenticatedHttpRequest,
    profile: RoleProfile,
    content: dict[str, Any],
    seen: int,
    *,
    status: int = 200,
    focus: str = "",
    is_judged: bool = True,
    **extra: Any,
) -> HttpResponse:
    findings = _findings(content, profile.slug) if is_judged else []
    remarks, conflict = remarks_by_place(findings), extra.get("conflict")
    context = {
        "profile": profile,
        "content": content,
        "seen": seen,
        "draft": PROFILES.find_draft(profile),
        "groups": show_groups(content, findings, focus),
        "focus": focus,
        "remarks": remarks,
        "error_count": sum(finding.is_error for finding in findings),
        "style_count": sum(not finding.is_error for finding in findings),
        "line_fields": [
            {"name": name, "label": label, "help": text, "value": "\n".join(content[name]), "remarks": remarks[name]}
            for name, label, text in LINE_FIELDS
        ],
        "aliases": "\n".join(content[LINES[0]]),
        "fields": [(key, name_field(key)) for key in {**count_by_field(all=True), content["field"]: 0}],
        "levels": engine.LEVELS,
        "stated": [
            {
                "level": level,
                "value": "\n".join(content["level_statements"].get(level, [])),
                "remarks": remarks[f"level_statements/{level}"],
            }
            for level in engine.LEVELS
        ],
        "kinds": KINDS,
        "skill_levels": SKILL_LEVELS,
        "difference": diff_contents(conflict.theirs, content) if conflict else [],
        "reason": request.POST.get("reason", ""),
    }
    template = page_or_partial(request, "library/edit.html", "profile-form")
    return render(request, template, context | extra, status=status)


def _findings(content: dict[str, Any], slug: str) -> list[Any]:
    """None where the schema itself refuses: then the form says that first."""
    try:
        return engine.review(engine.checked_content(content, slug=slug))
    except engine.ProfileError:
        return []
