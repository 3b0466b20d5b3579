from __future__ import annotations

from django.contrib.auth.views import LoginView, LogoutView
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from apps.accounts.forms import SignInForm
from jdcopilot.lib.http import AuthenticatedHttpRequest


class SignIn(LoginView):
    """Django's view, which needs no sign-in itself; `next` is followed on this host only."""

    template_name = "accounts/sign_in.html"
    authentication_form = SignInForm

    def form_invalid(self, form: SignInForm) -> HttpResponse:  # type: ignore[override]
        """429 during a cool-off, with the seconds that are left of it."""
        response = super().form_invalid(form)
        if form.retry_after is not None:
            response.status_code = 429
            response["Retry-After"] = str(form.retry_after)
        return response


class SignOut(LogoutView):
    """By POST only, so that no link or image can sign a person out."""


@require_safe
def show_signed_in(request: AuthenticatedHttpRequest) -> HttpResponse:
    """The end of a sign-in in a second tab, while the first still holds typed text."""
    return render(request, "accounts/signed_in.html")


@require_POST
def set_single_keys(request: AuthenticatedHttpRequest) -> HttpResponse:
    """Switch keys that work alone on or off for this person, in every browser."""
    request.user.single_keys = request.POST.get("single_keys") == "on"
    request.user.save(update_fields=["single_keys"])
    return HttpResponse(status=204)
