from __future__ import annotations

from collections.abc import Sequence

from django.urls import URLPattern, URLResolver, include, path

from apps.descriptions.views import (
    brief,
    checks,
    comments,
    complete,
    dashboard,
    editor,
    exports,
    find,
    imports,
    list,
    review,
    revisions,
    rewrite,
    run,
    sections,
    wordings,
)

app_name = "descriptions"

# /descriptions/sections/<section_id>/
section_urls = [
    path("", sections.show_section, name="section"),
    path("edit/", sections.edit_section, name="edit_section"),
    path("save/", sections.save_section, name="save_section"),
    path("confirm/", sections.confirm_line, name="confirm_line"),
    path("remove/", sections.remove_line, name="remove_line"),
    path("rewrite/", rewrite.rewrite_section, name="rewrite_section"),
    path("complete/", complete.complete_sentence, name="complete_sentence"),
    path("wordings/", wordings.offer_wordings, name="wordings"),
    path("wordings/take/", wordings.take_wording, name="take_wording"),
]

# /descriptions/requests/<request_id>/
request_urls = [
    path("", run.follow_request, name="run"),
    path("events/", run.follow_events, name="events"),
    path("stop/", run.stop_request, name="stop"),
    path("take/", rewrite.take_proposal, name="take_proposal"),
]

# /descriptions/comments/<comment_id>/
comment_urls = [
    path("reply/", comments.reply, name="reply"),
    path("resolve/", comments.resolve_comment, name="resolve_comment"),
]

# /descriptions/<description_id>/review/
review_urls = [
    path("", review.review_description, name="review"),
    path("send/", review.send_for_review, name="send"),
    path("approve/", review.approve_step, name="approve"),
    path("send-back/", review.send_back, name="send_back"),
    path("withdraw/", review.withdraw, name="withdraw"),
]

# /descriptions/<description_id>/
description_urls: Sequence[URLPattern | URLResolver] = [
    path("", editor.edit_description, name="edit"),
    path("brief/", brief.change_brief, name="brief"),
    path("title/", editor.change_title, name="title"),
    path("write/", editor.write_description, name="write"),
    path("check/", checks.check_typed, name="check"),
    path("accept/", checks.accept_finding, name="accept"),
    path("group/", checks.show_group, name="group"),
    path("group/accept/", checks.accept_group, name="accept_group"),
    path("dismiss/", checks.dismiss_finding, name="dismiss"),
    path("review/", include(review_urls)),
    path("comments/", comments.add_comment, name="add_comment"),
    path("people/", find.find_people, name="people"),
    path("presence/", comments.say_here, name="presence"),
    path("publish/", review.publish_description, name="publish"),
    path("reopen/", list.reopen_description, name="reopen"),
    path("archive/", list.archive_description, name="archive"),
    path("duplicate/", list.duplicate_description, name="duplicate"),
    path("revisions/", revisions.list_revisions, name="revisions"),
    path("revisions/save/", revisions.save_version, name="save_version"),
    path("revisions/<int:number>/restore/", revisions.restore_revision, name="restore"),
    path("export/<slug:format>/", exports.export_description, name="export"),
]

urlpatterns = [
    path("", list.list_descriptions, name="list"),
    path("find/", find.find_descriptions, name="find"),
    path("new/", brief.new_description, name="new"),
    path("new/reads-as/", brief.show_style, name="reads_as"),
    path("import/", imports.import_description, name="import"),
    path("import/<uuid:import_id>/", imports.confirm_import, name="confirm_import"),
    path("dismissals/", checks.list_dismissals, name="dismissals"),
    path("dismissals/<int:dismissal_id>/take-back/", checks.take_back_dismissal, name="take_back_dismissal"),
    path("dashboard/", dashboard.show_dashboard, name="dashboard"),
    path("comments/<int:comment_id>/", include(comment_urls)),
    path("sections/<int:section_id>/", include(section_urls)),
    path("requests/<int:request_id>/", include(request_urls)),
    path("<int:description_id>/", include(description_urls)),
]
