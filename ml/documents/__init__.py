"""Job descriptions as files: out to Word, PDF, HTML, Markdown, plain text and JSON-LD, and back in."""

from ml.documents.formats import Exported, Format, export, format_of, parse
from ml.documents.headings import STANDARD_HEADINGS, kind_of_heading
from ml.documents.jsonld import missing_for_google
from ml.documents.model import Document, DocumentError, DocumentSection, document_from_draft

__all__ = [
    "STANDARD_HEADINGS",
    "Document",
    "DocumentError",
    "DocumentSection",
    "Exported",
    "Format",
    "document_from_draft",
    "export",
    "format_of",
    "kind_of_heading",
    "missing_for_google",
    "parse",
]
