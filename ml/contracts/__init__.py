"""The words of the product as frozen dataclasses and protocols: what every engine reads and returns.

Nothing here imports a heavy library, Django or the rest of `ml` but `ml.wording`, which is as plain; everything else in
`ml` imports this.
The JSON forms of `Brief` and `Draft` are described by `docs/schemas/brief.json` and `docs/schemas/draft.json`.
"""

from ml.contracts.brief import Answer, Brief, BriefError, Company, Location, Pay
from ml.contracts.draft import Draft, Line, Section, Verdict
from ml.contracts.engines import (
    Encoder,
    Hear,
    ShouldStop,
    StreamingWriter,
    VectorStore,
    Writer,
    WriterError,
    WriterNotSetUp,
    WriterUnavailable,
    WritingStopped,
    never_stop,
    nobody_hears,
)
from ml.contracts.plan import Example, Match, Plan, Point, Question, Repair, RepairStep, SectionPlan, Source, Style
from ml.contracts.words import (
    LEGAL_SECTIONS,
    LOCKED_SECTIONS,
    PROSE_SECTIONS,
    EmploymentType,
    Language,
    Length,
    Level,
    PayPeriod,
    Person,
    SectionKind,
    SourceKind,
    Tone,
    WorkplaceType,
)

__all__ = [
    "Answer",
    "Brief",
    "BriefError",
    "Company",
    "Draft",
    "EmploymentType",
    "Encoder",
    "Example",
    "Hear",
    "LEGAL_SECTIONS",
    "LOCKED_SECTIONS",
    "Language",
    "Length",
    "Level",
    "Line",
    "Location",
    "Match",
    "PROSE_SECTIONS",
    "Pay",
    "PayPeriod",
    "Person",
    "Plan",
    "Point",
    "Question",
    "Repair",
    "RepairStep",
    "Section",
    "SectionKind",
    "SectionPlan",
    "ShouldStop",
    "Source",
    "SourceKind",
    "StreamingWriter",
    "Style",
    "Tone",
    "VectorStore",
    "Verdict",
    "WorkplaceType",
    "Writer",
    "WriterError",
    "WriterNotSetUp",
    "WriterUnavailable",
    "WritingStopped",
    "never_stop",
    "nobody_hears",
]
