from __future__ import annotations

from django.contrib.auth.forms import AuthenticationForm


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "User name and password do not match. Check both; capitals count.",
        "inactive": "This account is switched off. Ask an admin.",
    }
