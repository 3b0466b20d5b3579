from __future__ import annotations

from django.urls import path

from apps.ats.pages import feeds

app_name = "feeds"

# /feeds/
urlpatterns = [
    path("jobs/<int:description_id>/", feeds.show_job, name="job"),
    path("indeed.xml", feeds.show_feed, {"name": "indeed"}, name="indeed"),
    path("jobs.rss", feeds.show_feed, {"name": "rss"}, name="rss"),
    path("sitemap.xml", feeds.show_feed, {"name": "sitemap"}, name="sitemap"),
    path("hr-open.json", feeds.show_feed, {"name": "hr-open"}, name="hr_open"),
]
