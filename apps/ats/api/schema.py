"""/schema/: this API, described by itself."""

from __future__ import annotations

from drf_spectacular.utils import extend_schema
from drf_spectacular.views import SpectacularAPIView
from rest_framework.renderers import JSONRenderer
from rest_framework.response import Response


@extend_schema(exclude=True)
class Schema(SpectacularAPIView):
    """Open to all: it tells nothing of anybody's data. Making it costs work, so it is throttled."""

    metadata_class = None

    def handle_exception(self, exc: Exception) -> Response:
        response = super().handle_exception(exc)
        self.request.accepted_renderer = JSONRenderer()  # a problem is JSON also where the answer would be YAML
        return response
