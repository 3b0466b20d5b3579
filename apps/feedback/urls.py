from __future__ import annotations

from django.urls import path

from apps.feedback import views

app_name = "feedback"

# /feedback/
urlpatterns = [
    path("rate/<int:description_id>/", views.rate, name="rate"),
]
