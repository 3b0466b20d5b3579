"""What all endpoints of the API share: scopes, allowance, size limit, and problems in the schema."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import IO, Any, ClassVar, NoReturn, cast

from drf_spectacular.utils import OpenApiParameter
from rest_framework import exceptions, serializers
from rest_framework.negotiation import DefaultContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.permissions import BasePermission
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from apps.ats.models import MachineKey
from apps.ats.problems import MEDIA_TYPE

MAX_BODY = 256 * 1024


class TooLarge(exceptions.APIException):
    status_code = 413
    default_detail = f"The request is larger than {MAX_BODY // 1024} KiB."


class HasScope(BasePermission):
    """The key must hold one of the scopes that the view names for the method."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        if not isinstance(request.auth, MachineKey):
            return False
        method = "GET" if request.method == "HEAD" else request.method
        needed = getattr(view, "scopes", {}).get(method)
        if needed is None or needed & request.auth.granted:
            return True  # a method without scopes does not exist: the answer is 405
        raise exceptions.PermissionDenied(f"This key or token lacks the scope {' or '.join(sorted(needed))}.")


class BoundedJSONParser(JSONParser):
    def parse(
        self, stream: IO[bytes], media_type: str | None = None, parser_context: Mapping[str, Any] | None = None
    ) -> Any:
        try:
            return super().parse(stream, media_type, parser_context)
        except RecursionError:
            raise exceptions.ParseError("The JSON is nested too deeply.") from None


class AnyAccept(DefaultContentNegotiation):
    """The address names the format of the answer; only problems are rendered, always as JSON."""

    def select_renderer(
        self, request: Request, renderers: Iterable[BaseRenderer], format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        first = next(iter(renderers))
        return first, first.media_type


class ApiView(APIView):
    """`scopes` maps a method to the scopes of which a key needs one."""

    scopes: ClassVar[dict[str, frozenset[str]]] = {}
    permission_classes = [HasScope]
    parser_classes = [BoundedJSONParser]
    http_method_names = ["get", "head", "post", "patch", "delete"]
    metadata_class = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        if int(request.META.get("CONTENT_LENGTH") or 0) > MAX_BODY:
            raise TooLarge

    def finalize_response(self, request: Request, response: Response, *args: Any, **kwargs: Any) -> Response:
        finished: Response = super().finalize_response(request, response, *args, **kwargs)
        if allowance := getattr(request, "allowance", None):
            for name, value in allowance.headers.items():
                finished[name] = value
        return finished

    def permission_denied(self, request: Request, message: str | None = None, code: str | None = None) -> NoReturn:
        if request.authenticators and not request.successful_authenticator:
            raise exceptions.NotAuthenticated("Send a key or a token: Authorization: Bearer …")
        super().permission_denied(request, message, code)


class NoSuchRoute(APIView):
    """Everything else below /api/v1/ is a problem too, not a page."""

    authentication_classes = []
    permission_classes = []
    schema = None

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        raise exceptions.NotFound("There is no such address in this API.")


class ProblemOutput(serializers.Serializer[Any]):
    type = serializers.CharField(help_text="about:blank, or a urn that names the problem")
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    field = serializers.CharField(required=False, help_text="the field of the brief that cannot be used")


def key_of(request: Request) -> MachineKey:
    """The key behind a request that `HasScope` has let through."""
    return cast(MachineKey, request.auth)


def problems(*statuses: int) -> dict[tuple[int, str], type[ProblemOutput]]:
    """Entries for `extend_schema(responses=...)`: these problems and those that any request can meet."""
    return {(status, MEDIA_TYPE): ProblemOutput for status in sorted({401, 403, 429, *statuses})}


IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "pattern": "^[!-~]{1,255}$"},
    OpenApiParameter.HEADER,
    description="A word of your own for this request, such as a UUID. Sent again within a day, it has one effect and "
    "the first answer.",
)
