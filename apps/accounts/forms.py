from __future__ import annotations

from typing import Any

from django.contrib.auth.forms import AuthenticationForm
from django.core.exceptions import ValidationError

from apps.accounts import attempts


class SignInForm(AuthenticationForm):
    error_messages = {
        "invalid_login": "User name and password do not match. Check both; capitals count.",
        "inactive": "This account is switched off. Ask an admin.",
        "cool_off": "There were too many failed sign-ins with this name. Try again in %(minutes)s; until then even the "
        "right password is refused.",
    }
    #: Seconds to wait, once there were too many failures.
    retry_after: int | None = None

    def clean(self) -> dict[str, Any]:
        username, password = self.cleaned_data.get("username"), self.cleaned_data.get("password")
        if self.request is None or not username or not password:
            return super().clean()
        try:
            key = attempts.count_attempt(self.request, username)
        except attempts.TooManyFailures as error:
            self.retry_after = error.seconds
            minutes = -(-error.seconds // 60)
            wait = f"{minutes} minute{'s' if minutes > 1 else ''}"
            raise ValidationError(self.error_messages["cool_off"], code="cool_off", params={"minutes": wait}) from None
        cleaned = super().clean()
        attempts.forget_attempts(key)
        return cleaned
