from __future__ import annotations

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from jdcopilot import health, views

admin.site.site_header = "Job Description Co-Pilot"
admin.site.site_title = "Co-Pilot admin"
admin.site.index_title = "Administration"

urlpatterns = [
    path("", views.show_start, name="start"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("", include("apps.accounts.urls")),
    path("descriptions/", include("apps.descriptions.urls")),
    path("library/voice/learn/", include("apps.descriptions.voice_urls")),
    path("library/", include("apps.templates_lib.urls")),
    path("feedback/", include("apps.feedback.urls")),
    path("api/v1/", include("apps.ats.urls")),
    path("hooks/", include("apps.ats.hook_urls")),
    path("connections/", include("apps.ats.connection_urls")),
    path("feeds/", include("apps.ats.feed_urls")),
    # One sign-in page for all: the admin's own would be a second door to guard.
    path(
        "admin/login/",
        login_not_required(RedirectView.as_view(pattern_name="accounts:sign_in", query_string=True)),
    ),
    path("admin/", admin.site.urls),
]
