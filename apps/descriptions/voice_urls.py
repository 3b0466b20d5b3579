"""Below the library's voice, and here because it learns from job descriptions, which the library does not know."""

from __future__ import annotations

from django.urls import path

from apps.descriptions.views import learn_voice

app_name = "voice"
urlpatterns = [
    path("", learn_voice.learn_voice, name="learn"),
    path("take/", learn_voice.take_proposals, name="take"),
]
