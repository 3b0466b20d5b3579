from __future__ import annotations

from django.urls import path

from apps.templates_lib.views import boilerplate, browse, edit, history, offers, review, voice

app_name = "library"
urlpatterns = [
    path("", browse.list_profiles, name="list"),
    path("suggest/", offers.suggest_profiles, name="suggest"),
    path("voice/", voice.change_voice, name="voice"),
    path("voice/preview/", voice.preview_voice, name="voice_preview"),
    path("voice/words/", voice.add_word, name="voice_add_word"),
    path("voice/words/<int:word_id>/remove/", voice.remove_word, name="voice_remove_word"),
    path("new/", edit.new_profile, name="new"),
    path("boilerplate/", boilerplate.list_boilerplate, name="boilerplate"),
    path("boilerplate/new/", boilerplate.edit_boilerplate, name="new_boilerplate"),
    path("boilerplate/<int:boilerplate_id>/", boilerplate.edit_boilerplate, name="edit_boilerplate"),
    path("<slug:slug>/", browse.show_profile, name="profile"),
    path("<slug:slug>/offers/", offers.show_offers, name="offers"),
    path("<slug:slug>/edit/", edit.edit_profile, name="edit"),
    path("<slug:slug>/review/", review.review_draft, name="review"),
    path("<slug:slug>/review/send/", review.send_for_review, name="send"),
    path("<slug:slug>/review/publish/", review.publish_draft, name="publish"),
    path("<slug:slug>/review/back/", review.send_back, name="send_back"),
    path("<slug:slug>/review/discard/", review.discard_draft, name="discard"),
    path("<slug:slug>/versions/", history.list_versions, name="versions"),
    path("<slug:slug>/versions/<int:number>/restore/", history.restore_version, name="restore"),
    path("<slug:slug>/shipped/", history.compare_shipped, name="shipped"),
]
