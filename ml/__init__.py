"""Job descriptions from briefs, usable without Django: the public names.

Everything here is light to import; torch, transformers and boto3 are loaded only by the engine that needs them, when it
is chosen. Names that need numpy or a model are imported on first use.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ml.briefs import MAX_CHARACTERS, brief_to_dict, parse_brief
from ml.contracts import (
    LEGAL_SECTIONS,
    LOCKED_SECTIONS,
    PROSE_SECTIONS,
    Brief,
    BriefError,
    Draft,
    Example,
    Language,
    Length,
    Level,
    Line,
    Person,
    Plan,
    Repair,
    Section,
    SectionKind,
    ShouldStop,
    Source,
    SourceKind,
    Style,
    Tone,
    Writer,
    WriterError,
    WriterNotSetUp,
    WriterUnavailable,
    WritingStopped,
)
from ml.drafts import (
    draft_to_dict,
    line_to_dict,
    match_to_dict,
    question_to_dict,
    repair_to_dict,
    section_to_dict,
)
from ml.language.text import clean
from ml.progress import Progress
from ml.wording import Avoided, CompanyForm, Contractions, HeadingCase, Stops, Wording

if TYPE_CHECKING:
    from ml.completion import complete_sentence
    from ml.drafting import DraftJob, write_draft
    from ml.grounding.candidates import CLOSE
    from ml.grounding.classifications import (
        ClassificationError,
        Files,
        FolderFiles,
        PublishedOccupation,
        read_esco,
        read_onet,
    )
    from ml.grounding.comparable import comparable_texts
    from ml.grounding.encoder import EncoderError, SentenceEncoder
    from ml.grounding.matcher import Matcher
    from ml.grounding.occupations import Occupations, OfficialTitle, official_titles
    from ml.grounding.titles import normalise
    from ml.library import Library, ProfileError, RoleProfile, load_library
    from ml.library.job_templates import (
        DEFAULT_TEMPLATE,
        JobTemplate,
        TemplateError,
        load_templates,
        pick_template,
        slug_of,
        template_from_dict,
        template_to_dict,
    )
    from ml.library.schema import profile_from_dict
    from ml.planning.headings import heading_of
    from ml.planning.planner import language_of, make_plan, replan_section, style_of
    from ml.planning.voice import FixedText, Voice
    from ml.planning.voice_examples import voice_examples, word_example
    from ml.writers.breaker import BreakerRules
    from ml.writers.chain import WriterChain
    from ml.writers.composer import COMPOSER_VERSION
    from ml.writers.examples import scrubbed_example
    from ml.writers.factory import build_writer, build_writers, check_config, destinations, limits_of
    from ml.writers.gate import LimitedGate

_LAZY = {
    "CLOSE": "ml.grounding.candidates",
    "COMPOSER_VERSION": "ml.writers.composer",
    "DEFAULT_TEMPLATE": "ml.library.job_templates",
    "ClassificationError": "ml.grounding.classifications",
    "DraftJob": "ml.drafting",
    "Files": "ml.grounding.classifications",
    "FixedText": "ml.planning.voice",
    "FolderFiles": "ml.grounding.classifications",
    "JobTemplate": "ml.library.job_templates",
    "Library": "ml.library",
    "Matcher": "ml.grounding.matcher",
    "Occupations": "ml.grounding.occupations",
    "OfficialTitle": "ml.grounding.occupations",
    "ProfileError": "ml.library",
    "PublishedOccupation": "ml.grounding.classifications",
    "RoleProfile": "ml.library",
    "EncoderError": "ml.grounding.encoder",
    "SentenceEncoder": "ml.grounding.encoder",
    "TemplateError": "ml.library.job_templates",
    "Voice": "ml.planning.voice",
    "BreakerRules": "ml.writers.breaker",
    "LimitedGate": "ml.writers.gate",
    "WriterChain": "ml.writers.chain",
    "build_writer": "ml.writers.factory",
    "build_writers": "ml.writers.factory",
    "check_config": "ml.writers.factory",
    "destinations": "ml.writers.factory",
    "limits_of": "ml.writers.factory",
    "comparable_texts": "ml.grounding.comparable",
    "complete_sentence": "ml.completion",
    "heading_of": "ml.planning.headings",
    "language_of": "ml.planning.planner",
    "load_library": "ml.library",
    "load_templates": "ml.library.job_templates",
    "make_plan": "ml.planning.planner",
    "normalise": "ml.grounding.titles",
    "official_titles": "ml.grounding.occupations",
    "pick_template": "ml.library.job_templates",
    "profile_from_dict": "ml.library.schema",
    "read_esco": "ml.grounding.classifications",
    "read_onet": "ml.grounding.classifications",
    "replan_section": "ml.planning.planner",
    "scrubbed_example": "ml.writers.examples",
    "slug_of": "ml.library.job_templates",
    "style_of": "ml.planning.planner",
    "template_from_dict": "ml.library.job_templates",
    "template_to_dict": "ml.library.job_templates",
    "voice_examples": "ml.planning.voice_examples",
    "word_example": "ml.planning.voice_examples",
    "write_draft": "ml.drafting",
}
__all__ = [
    "CLOSE", "COMPOSER_VERSION", "DEFAULT_TEMPLATE", "LEGAL_SECTIONS", "LOCKED_SECTIONS", "MAX_CHARACTERS",
    "PROSE_SECTIONS", "Avoided", "BreakerRules", "Brief", "BriefError", "ClassificationError", "CompanyForm",
    "Contractions", "Draft", "DraftJob", "EncoderError", "Example", "Files", "FixedText", "FolderFiles",
    "HeadingCase", "JobTemplate", "Language", "Length", "Level", "Library", "LimitedGate", "Line", "Matcher",
    "Occupations", "OfficialTitle", "Person", "Plan", "ProfileError", "Progress", "PublishedOccupation", "Repair",
    "RoleProfile", "Section", "SectionKind", "SentenceEncoder", "ShouldStop", "Source", "SourceKind", "Stops",
    "Style", "TemplateError", "Tone", "Voice", "Wording", "Writer", "WriterChain", "WriterError", "WriterNotSetUp",
    "WriterUnavailable", "WritingStopped", "brief_to_dict", "build_writer", "build_writers", "check_config", "clean",
    "comparable_texts", "complete_sentence", "destinations", "draft_to_dict", "heading_of", "language_of",
    "limits_of", "line_to_dict", "load_library", "load_templates", "make_plan", "match_to_dict", "normalise",
    "official_titles", "parse_brief", "pick_template", "profile_from_dict", "question_to_dict", "read_esco",
    "read_onet", "repair_to_dict", "replan_section", "scrubbed_example", "section_to_dict", "slug_of", "style_of",
    "template_from_dict", "template_to_dict", "voice_examples", "word_example", "write_draft",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LAZY:
        raise AttributeError(f"module 'ml' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_LAZY[name]), name)
