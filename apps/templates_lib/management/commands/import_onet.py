from __future__ import annotations

from apps.templates_lib.management.import_command import ImportOccupations
from apps.templates_lib.models import ReferenceSource


class Command(ImportOccupations):
    help = "Import the official titles of O*NET for matching and the typeahead; repeatable."
    source = ReferenceSource.Name.ONET
    files = "the tab-delimited files of O*NET 29 or 30"
