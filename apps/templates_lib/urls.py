from __future__ import annotations

from django.urls import path

from apps.templates_lib import views

app_name = "library"
urlpatterns = [
    path("suggest/", views.suggest_profiles, name="suggest"),
    path("<slug:slug>/offers/", views.show_offers, name="offers"),
]
