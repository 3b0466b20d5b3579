from __future__ import annotations

from django.contrib import admin

from apps.templates_lib.admin.resources import BoilerplateResource, TableMixin
from apps.templates_lib.forms import BoilerplateForm
from apps.templates_lib.models import Boilerplate


@admin.register(Boilerplate)
class BoilerplateAdmin(TableMixin, admin.ModelAdmin[Boilerplate]):
    form = BoilerplateForm
    resource_classes = [BoilerplateResource]
    list_display = ["kind", "department", "country", "language", "effective_from", "effective_until", "beginning"]
    list_filter = ["kind", "country", "language", "department"]
    list_select_related = ["department"]
    search_fields = ["text"]

    @admin.display(description="text")
    def beginning(self, boilerplate: Boilerplate) -> str:
        return boilerplate.text[:80]
