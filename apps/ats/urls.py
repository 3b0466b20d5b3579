from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path, re_path
from django.views.generic import TemplateView

from apps.ats.api.base import NoSuchRoute
from apps.ats.api.deliveries import DeliveryDetail, DeliveryList, DeliveryReplay
from apps.ats.api.description_list import DescriptionList
from apps.ats.api.descriptions import DescriptionDetail, DescriptionExport
from apps.ats.api.draft_events import DraftEvents
from apps.ats.api.drafts import DraftCancel, DraftDetail, DraftList
from apps.ats.api.library import ProfileSearch, TemplateList
from apps.ats.api.oauth import TokenIssue
from apps.ats.api.ratings import RatingList
from apps.ats.api.revisions import RevisionDetail, RevisionList
from apps.ats.api.schema import Schema
from apps.ats.api.sections import SectionDetail, SectionList
from apps.ats.api.webhooks import EndpointDetail, EndpointList, EndpointPing, EndpointReplay, EndpointSecret

app_name = "api"

# /api/v1/descriptions/<description_id>/
description_urls = [
    path("", DescriptionDetail.as_view(), name="description"),
    path("export/<slug:file_format>/", DescriptionExport.as_view(), name="export"),
    path("sections/", SectionList.as_view(), name="sections"),
    path("sections/<int:section_id>/", SectionDetail.as_view(), name="section"),
    path("revisions/", RevisionList.as_view(), name="revisions"),
    path("revisions/<int:number>/", RevisionDetail.as_view(), name="revision"),
    path("ratings/", RatingList.as_view(), name="ratings"),
]

# /api/v1/webhook-endpoints/<endpoint_id>/
endpoint_urls = [
    path("", EndpointDetail.as_view(), name="endpoint"),
    path("ping/", EndpointPing.as_view(), name="endpoint_ping"),
    path("secret/", EndpointSecret.as_view(), name="endpoint_secret"),
    path("replay/", EndpointReplay.as_view(), name="endpoint_replay"),
]

# /api/v1/
urlpatterns = [
    path("oauth/token", TokenIssue.as_view(), name="token"),
    path("drafts/", DraftList.as_view(), name="drafts"),
    path("drafts/<int:draft_id>/", DraftDetail.as_view(), name="draft"),
    path("drafts/<int:draft_id>/cancel/", DraftCancel.as_view(), name="draft_cancel"),
    path("drafts/<int:draft_id>/events/", DraftEvents.as_view(), name="draft_events"),
    path("descriptions/", DescriptionList.as_view(), name="descriptions"),
    path("descriptions/<int:description_id>/", include(description_urls)),
    path("profiles/", ProfileSearch.as_view(), name="profiles"),
    path("templates/", TemplateList.as_view(), name="templates"),
    path("webhook-endpoints/", EndpointList.as_view(), name="endpoints"),
    path("webhook-endpoints/<int:endpoint_id>/", include(endpoint_urls)),
    path("deliveries/", DeliveryList.as_view(), name="deliveries"),
    path("deliveries/<int:delivery_id>/", DeliveryDetail.as_view(), name="delivery"),
    path("deliveries/<int:delivery_id>/replay/", DeliveryReplay.as_view(), name="delivery_replay"),
    path("docs/", login_not_required(TemplateView.as_view(template_name="api/docs.html")), name="docs"),
    path("schema/", Schema.as_view(), name="schema"),
    re_path("", NoSuchRoute.as_view()),
]
