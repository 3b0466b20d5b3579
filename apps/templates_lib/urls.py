from __future__ import annotations

from django.urls import URLPattern, path

from apps.templates_lib.views import (
    boilerplate,
    browse,
    change,
    edit,
    employer,
    history,
    job_templates,
    offers,
    review,
    voice,
)
from apps.templates_lib.views.shelves import PROFILE_SHELF, TEMPLATE_SHELF, TEXT_SHELF, FormShelf, Shelf


def under_review(where: str, shelf: Shelf) -> list[URLPattern]:
    """The pages of one kind of content that is changed under review."""
    pages = [
        ("review", "review/", review.review_draft),
        ("send", "review/send/", review.send_for_review),
        ("publish", "review/publish/", review.publish_draft),
        ("send_back", "review/back/", review.send_back),
        ("discard", "review/discard/", review.discard_draft),
        ("versions", "versions/", history.list_versions),
        ("restore", "versions/<int:number>/restore/", history.restore_version),
    ]
    return [path(where + rest, view, {"shelf": shelf}, name=action + shelf.suffix) for action, rest, view in pages]


def changed_in_a_form(where: str, key: str, shelf: FormShelf) -> list[URLPattern]:
    return [
        path(f"{where}new/", change.change_content, {"shelf": shelf}, name="new" + shelf.suffix),
        path(f"{where}{key}edit/", change.change_content, {"shelf": shelf}, name="edit" + shelf.suffix),
        *under_review(where + key, shelf),
    ]


app_name = "library"
urlpatterns = [
    path("", browse.list_profiles, name="list"),
    path("suggest/", offers.suggest_profiles, name="suggest"),
    path("voice/", voice.change_voice, name="voice"),
    path("voice/employer/", employer.change_employer, name="voice_employer"),
    path("voice/preview/", voice.preview_voice, name="voice_preview"),
    path("voice/words/", voice.add_word, name="voice_add_word"),
    path("voice/words/<int:word_id>/remove/", voice.remove_word, name="voice_remove_word"),
    path("new/", edit.new_profile, name="new"),
    path("boilerplate/", boilerplate.list_boilerplate, name="boilerplate"),
    *changed_in_a_form("boilerplate/", "<int:boilerplate_id>/", TEXT_SHELF),
    path("templates/", job_templates.list_job_templates, name="templates"),
    path("templates/<int:template_id>/", job_templates.show_template, name="template"),
    *changed_in_a_form("templates/", "<int:template_id>/", TEMPLATE_SHELF),
    path("<slug:slug>/", browse.show_profile, name="profile"),
    path("<slug:slug>/offers/", offers.show_offers, name="offers"),
    path("<slug:slug>/edit/", edit.edit_profile, name="edit"),
    *under_review("<slug:slug>/", PROFILE_SHELF),
    path("<slug:slug>/shipped/", history.compare_shipped, name="shipped"),
]
