from __future__ import annotations

from django.urls import include, path, re_path

from apps.ats.api.base import NoSuchRoute
from apps.ats.api.descriptions import DescriptionDetail, DescriptionExport
from apps.ats.api.drafts import DraftDetail, DraftList
from apps.ats.api.schema import Schema

app_name = "api"

# /api/v1/descriptions/<description_id>/
description_urls = [
    path("", DescriptionDetail.as_view(), name="description"),
    path("export/<slug:file_format>/", DescriptionExport.as_view(), name="export"),
]

# /api/v1/
urlpatterns = [
    path("drafts/", DraftList.as_view(), name="drafts"),
    path("drafts/<int:draft_id>/", DraftDetail.as_view(), name="draft"),
    path("descriptions/<int:description_id>/", include(description_urls)),
    path("schema/", Schema.as_view(), name="schema"),
    re_path("", NoSuchRoute.as_view()),
]
