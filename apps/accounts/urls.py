from __future__ import annotations

from django.urls import path

from apps.accounts import views

app_name = "accounts"
urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign_in"),
    path("sign-out/", views.SignOut.as_view(), name="sign_out"),
    path("signed-in/", views.show_signed_in, name="signed_in"),
    path("single-keys/", views.set_single_keys, name="single_keys"),
]
