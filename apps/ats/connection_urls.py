from __future__ import annotations

from django.urls import include, path

from apps.ats.pages import connections, deliveries, endpoints, inbox, postings

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

# /connections/endpoints/
endpoint_urls = [
    path("", endpoints.list_endpoints, name="endpoints"),
    path("<int:endpoint_id>/ping/", endpoints.ping_endpoint, name="ping"),
    path("<int:endpoint_id>/switch-on/", endpoints.switch_on, name="switch_on"),
    path("<int:endpoint_id>/failed/", endpoints.send_failed_again, name="send_failed"),
    path("<int:endpoint_id>/range/", endpoints.send_range_again, name="send_range"),
]

# /connections/deliveries/
delivery_urls = [
    path("", deliveries.list_deliveries, name="deliveries"),
    path("<int:delivery_id>/", deliveries.show_delivery, name="delivery"),
    path("<int:delivery_id>/again/", deliveries.send_again, name="send_again"),
]

# /connections/inbox/
inbox_urls = [
    path("", inbox.list_events, name="inbox"),
    path("<uuid:event_id>/", inbox.show_event, name="event"),
    path("<uuid:event_id>/again/", inbox.process_again, name="process_again"),
]

# /connections/
urlpatterns = [
    path("", connections.list_connections, name="list"),
    path("new/", connections.new_connection, name="new"),
    path("postings/<int:description_id>/", include(posting_urls)),
    path("links/<int:link_id>/", include(link_urls)),
    path("endpoints/", include(endpoint_urls)),
    path("deliveries/", include(delivery_urls)),
    path("inbox/", include(inbox_urls)),
    path("at/<slug:connection_slug>/", include(connection_urls)),
]
