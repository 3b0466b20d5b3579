"""Job descriptions as files: out to Word, PDF, HTML, Markdown, plain text and JSON-LD, and back in."""

from ml.documents.feeds import FEEDS, Posting, Publisher
from ml.documents.formats import FORMAT_OF_ENDING, Exported, Format, export, format_of, parse
from ml.documents.headings import STANDARD_HEADINGS, is_known_heading, kind_of_heading
from ml.documents.jsonld import missing_for_google
from ml.documents.model import Document, DocumentError, DocumentSection, document_from_draft
from ml.documents.reading import Reading, read_facts, reading_to_dict
from ml.documents.tracking_systems import TRACKING_SYSTEMS, TrackingSystem, fingerprint, plain, usable_fact, without

__all__ = [
    "FEEDS",
    "FORMAT_OF_ENDING",
    "STANDARD_HEADINGS",
    "TRACKING_SYSTEMS",
    "Document",
    "DocumentError",
    "DocumentSection",
    "Exported",
    "Format",
    "Posting",
    "Publisher",
    "Reading",
    "TrackingSystem",
    "document_from_draft",
    "export",
    "fingerprint",
    "format_of",
    "is_known_heading",
    "kind_of_heading",
    "missing_for_google",
    "parse",
    "plain",
    "read_facts",
    "reading_to_dict",
    "usable_fact",
    "without",
]
