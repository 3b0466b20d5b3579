from __future__ import annotations

from django.urls import URLPattern, path

from apps.templates_lib.views import boilerplate, browse, edit, employer, history, offers, review, voice
from apps.templates_lib.views.shelves import PROFILE_SHELF, TEXT_SHELF, Shelf


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
    path("boilerplate/new/", boilerplate.edit_boilerplate, name="new_boilerplate"),
    path("boilerplate/<int:boilerplate_id>/", boilerplate.edit_boilerplate, name="edit_boilerplate"),
    *under_review("boilerplate/<int:boilerplate_id>/", TEXT_SHELF),
    path("<slug:slug>/", browse.show_profile, name="profile"),
    path("<slug:slug>/offers/", offers.show_offers, name="offers"),
    path("<slug:slug>/edit/", edit.edit_profile, name="edit"),
    *under_review("<slug:slug>/", PROFILE_SHELF),
    path("<slug:slug>/shipped/", history.compare_shipped, name="shipped"),
]
