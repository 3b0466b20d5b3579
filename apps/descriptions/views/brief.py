"""The brief: what the recruiter gives for a new description, or changes on an existing one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers
from django_htmx.http import HttpResponseClientRedirect

from apps.descriptions import engine, services
from apps.descriptions.brief_form import BriefForm
from apps.descriptions.errors import BadBrief
from apps.descriptions.models import JobDescription
from apps.descriptions.shown import show_decided
from apps.descriptions.statuses import check_editable
from apps.descriptions.views.context import get_description_to_change
from apps.descriptions.views.problems import explain_errors
from apps.descriptions.views.ways import show_ways
from apps.templates_lib import services as library
from apps.templates_lib import wages
from apps.templates_lib.shown import show_groups, show_questions
from apps.templates_lib.suggestions import suggest_profiles
from jdcopilot.lib.http import AuthenticatedHttpRequest, page_or_partial

require_form_methods = require_http_methods(["GET", "HEAD", "POST"])


@require_form_methods
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
def new_description(request: AuthenticatedHttpRequest) -> HttpResponse:
    if request.method != "POST":
        initial = {key: request.GET.get(key, "") for key in ("title", "template")}
        role = library.profile_offers(request.GET.get("role", "")[:80])
        initial["title"] = initial["title"] or (role.title if role else "")
        return _show_form(request, BriefForm(initial={**initial, "department": request.user.department_id}))
    form = BriefForm(request.POST)
    if _asks_library(request):
        return _show_form(request, form)
    if not form.is_valid():
        return _show_form(request, form, status=422)
    try:
        description = services.create_description(
            by=request.user, brief=form.brief(), department=form.cleaned_data["department"]
        )
    except BadBrief as error:
        form.show_error(error)
        return _show_form(request, form, status=422)
    return _go_on(request, description)


@require_form_methods
@never_cache
@vary_on_headers("HX-Request", "HX-Target")
@explain_errors
def change_brief(request: AuthenticatedHttpRequest, description_id: int) -> HttpResponse:
    description = get_description_to_change(request, description_id)
    check_editable(description)
    if request.method != "POST":
        form = BriefForm(brief=description.brief, initial={"department": description.department_id})
        return _show_form(request, form, description=description)
    form = BriefForm(request.POST)
    if _asks_library(request):
        return _show_form(request, form, description=description)
    if not form.is_valid():
        return _show_form(request, form, description=description, status=422)
    try:
        services.update_brief(
            by=request.user,
            description=description,
            brief=form.brief(),
            department=form.cleaned_data["department"],
        )
    except BadBrief as error:
        form.show_error(error)
        return _show_form(request, form, description=description, status=422)
    return _go_on(request, description)


@require_safe
@never_cache
def show_style(request: AuthenticatedHttpRequest) -> HttpResponse:
    """How the choices on the form make the text read; a choice that is not offered counts as none."""
    form = BriefForm(request.GET)
    form.full_clean()
    return render(request, "descriptions/_reads_as.html", {"decided": show_decided(form.cleaned_data)})


def _go_on(request: AuthenticatedHttpRequest, description: JobDescription) -> HttpResponse:
    """To the editor, which follows the writing that "Write" has asked for."""
    if request.POST.get("then") != "save":
        services.request_draft(by=request.user, description=description)
    else:
        messages.success(request, "The brief is saved. Nothing has been written yet.")
    if request.htmx:
        return HttpResponseClientRedirect(description.get_absolute_url())
    return redirect(description)


def _asks_library(request: AuthenticatedHttpRequest) -> bool:
    """Without JavaScript, looking up roles and taking one are buttons of the form, which comes back as typed."""
    return "suggest" in request.POST or "take" in request.POST


def _show_form(
    request: AuthenticatedHttpRequest,
    form: BriefForm,
    *,
    description: JobDescription | None = None,
    status: int = 200,
) -> HttpResponse:
    template = page_or_partial(request, "descriptions/brief.html", "brief-form")
    context: dict[str, Any] = {"form": form, "description": description, "max_characters": engine.MAX_CHARACTERS}
    context["decided"] = show_decided({name: form[name].value() for name in ("template", "tone", "length")})
    if description is None:
        context |= show_ways(request.user)
    return render(request, template, context | _library_context(request, form), status=status)


def _library_context(request: AuthenticatedHttpRequest, form: BriefForm) -> dict[str, Any]:
    """Roles to choose from, and the offers and open questions of the role taken."""
    slug = request.POST.get("take") or request.POST.get("role") or request.GET.get("role", "")
    offers = library.profile_offers(slug[:80], form["level"].value() or "") if slug else None
    answers = list(form.answers)
    if offers is None:
        title = request.POST.get("title", "")[:200]
        suggestions = suggest_profiles(title) if "suggest" in request.POST and title else []
        return {"suggestions": suggestions, "answers": answers}
    answers += show_questions(offers, answered=[row["question"] for row in answers])
    return {
        "offers": offers,
        "groups": show_groups(offers, picked=_lines_in(form)),
        "answers": answers,
        "wage": wages.wage_of(offers.soc),
    }


def _lines_in(form: BriefForm) -> list[str]:
    names = ("responsibilities", "required_skills", "nice_to_have_skills")
    typed = [line for name in names for line in str(form[name].value() or "").splitlines()]
    posted = ("picked_responsibilities", "picked_required", "picked_nice")
    return [line.strip() for line in typed] + [line for name in posted for line in form.picked(name)]
