from __future__ import annotations

from apps.templates_lib.management.import_command import ImportOccupations
from apps.templates_lib.models import ReferenceSource


class Command(ImportOccupations):
    help = "Import the official titles of ESCO for matching and the typeahead; repeatable."
    source = ReferenceSource.Name.ESCO
    files = "the CSV files of ESCO 1.1 or 1.2 in English"
