from __future__ import annotations

from django.urls import path

from apps.ats import views

app_name = "hooks"

# /hooks/
urlpatterns = [
    path("<slug:slug>/", views.receive_event, name="receive"),
]
