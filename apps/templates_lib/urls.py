from __future__ import annotations

from django.urls import path

from apps.templates_lib.views import offers

app_name = "library"
urlpatterns = [
    path("suggest/", offers.suggest_profiles, name="suggest"),
    path("<slug:slug>/offers/", offers.show_offers, name="offers"),
]
