from __future__ import annotations

from django.urls import include, path

from apps.descriptions.views import (
    brief,
    checks,
    complete,
    editor,
    exports,
    find,
    imports,
    list,
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
]

# /descriptions/requests/<request_id>/
request_urls = [
    path("", run.follow_request, name="run"),
    path("events/", run.follow_events, name="events"),
    path("stop/", run.stop_request, name="stop"),
    path("take/", rewrite.take_proposal, name="take_proposal"),
]

# /descriptions/<description_id>/
description_urls = [
    path("", editor.edit_description, name="edit"),
    path("brief/", brief.change_brief, name="brief"),
    path("write/", editor.write_description, name="write"),
    path("check/", checks.check_typed, name="check"),
    path("accept/", checks.accept_finding, name="accept"),
    path("group/", checks.show_group, name="group"),
    path("group/accept/", checks.accept_group, name="accept_group"),
    path("dismiss/", checks.dismiss_finding, name="dismiss"),
    path("finish/", editor.finish_description, name="finish"),
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
    path("sections/<int:section_id>/", include(section_urls)),
    path("requests/<int:request_id>/", include(request_urls)),
    path("<int:description_id>/", include(description_urls)),
]
