from __future__ import annotations

from django.urls import path

from apps.templates_lib.views import offers, voice

app_name = "library"
urlpatterns = [
    path("suggest/", offers.suggest_profiles, name="suggest"),
    path("voice/", voice.change_voice, name="voice"),
    path("voice/preview/", voice.preview_voice, name="voice_preview"),
    path("voice/words/", voice.add_word, name="voice_add_word"),
    path("voice/words/<int:word_id>/remove/", voice.remove_word, name="voice_remove_word"),
    path("<slug:slug>/offers/", offers.show_offers, name="offers"),
]
