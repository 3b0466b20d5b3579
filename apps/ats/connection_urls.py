from __future__ import annotations

from django.urls import include, path

from apps.ats.pages import connections, postings

app_name = "connections"

# /connections/<connection_slug>/
connection_urls = [
    path("", connections.show_connection, name="show"),
    path("edit/", connections.edit_connection, name="edit"),
    path("test/", connections.test_connection, name="test"),
    path("jobs/", connections.list_jobs, name="jobs"),
    path("import/", connections.bring_in, name="import"),
]

# /connections/postings/<description_id>/
posting_urls = [
    path("", postings.show_panel, name="panel"),
    path("summary/", postings.show_summary, name="summary"),
    path("at/<slug:connection_slug>/", postings.choose_job, name="choose"),
]

# /connections/links/<link_id>/
link_urls = [
    path("preview/", postings.show_preview, name="preview"),
    path("ask/", postings.ask_link, name="ask"),
    path("look/", postings.look_at_link, name="look"),
    path("take-in/", postings.take_in_link, name="take_in"),
    path("unlink/", postings.unlink, name="unlink"),
]

# /connections/
urlpatterns = [
    path("", connections.list_connections, name="list"),
    path("new/", connections.new_connection, name="new"),
    path("postings/<int:description_id>/", include(posting_urls)),
    path("links/<int:link_id>/", include(link_urls)),
    path("at/<slug:connection_slug>/", include(connection_urls)),
]
