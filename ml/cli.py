"""Commands that need no database. Each writes its result to standard output, and nothing else there."""

from __future__ import annotations

import argparse
import io
import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, redirect_stdout
from dataclasses import asdict, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ml.briefs import parse_brief
from ml.cli_check import add_check
from ml.cli_law import add_law
from ml.cli_suggest import add_suggestions
from ml.contracts import Brief, BriefError, Draft, SectionKind, Writer, WriterError, WriterUnavailable
from ml.drafts import draft_to_dict

if TYPE_CHECKING:
    from ml.planning.voice import Voice
    from ml.writers.gate import LimitedGate

BAD_INPUT = 2
#: Choices of a writer that leave it to the chain who writes in the end.
FREELY = ("auto", "composer")


class OneLineParser(argparse.ArgumentParser):
    """What is wrong with the arguments, in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(BAD_INPUT, f"{self.prog}: {message}; {self.prog} --help shows what it takes.\n")


def main(argv: Sequence[str] | None = None) -> int:
    parser = OneLineParser(prog="python -m ml", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    draft = commands.add_parser("draft", help="write a draft from a brief")
    draft.add_argument(
        "brief", help="a JSON file with one brief, a .jsonl file with one a line, or - for standard input"
    )
    draft.add_argument("--writer", choices=["auto", "sagemaker", "openai", "local", "composer"], default="auto")
    draft.add_argument("--format", choices=["json", "markdown", "html"], default="json")
    draft.set_defaults(run=run_draft)

    read = commands.add_parser("read", help="read a posting in any format: its sections and the facts it tells")
    read.add_argument(
        "file", help="Word, PDF, HTML, Markdown, plain text, or the JSON of a job board or tracking system"
    )
    read.add_argument("--format", choices=["json", "markdown"], default="json")
    read.set_defaults(run=run_read)

    library = commands.add_parser("library", help="check, list or embed the role library")
    library.add_argument("action", choices=["lint", "list", "embed", "report"])
    library.add_argument("profiles", nargs="*", metavar="ID", help="with lint: only what concerns these profiles")
    library.add_argument("--format", choices=["text", "json"], default="text", help="of the report")
    library.set_defaults(run=run_library)

    voice = commands.add_parser("voice", help="measure the voice of a company's own postings")
    voice.add_argument("files", nargs="+", metavar="FILE", help="3 to 25 postings: .docx, .html, .md, .txt or .jsonld")
    voice.add_argument("--company", default="", help="the company's name, to see whether postings say it or “we”")
    voice.add_argument("--format", choices=["json", "text"], default="text")
    voice.set_defaults(run=run_voice)

    add_law(commands)
    add_suggestions(commands)
    add_check(commands)
    options = parser.parse_args(argv)
    return int(options.run(options))


def run_draft(options: argparse.Namespace) -> int:
    from ml.grounding.encoder import EncoderError

    try:
        briefs = [(brief, voice_for(brief)) for brief in read_briefs(options.brief)]
        writers, gate = _writers(options.writer), _gate()
    except (BriefError, ValueError) as error:
        return _fail(str(error))
    out = sys.stdout
    with redirect_stdout(io.StringIO()), _closing(writers):  # what a library prints must not get among the drafts
        matcher = _matcher()
        for brief, voice in briefs:
            try:
                draft = _write(brief, matcher, writers, voice, gate, must_use=options.writer not in FREELY)
            except (EncoderError, WriterUnavailable, WriterError) as error:
                return _fail(str(error), code=1)
            out.write(_rendered(draft, brief, options.format) + "\n")
            out.flush()
    return 0


def voice_for(brief: Brief) -> Voice:
    """The voice of the job template that the brief names; raise `BriefError` for one that is not there."""
    from ml.library.job_templates import default_templates, pick_template
    from ml.planning.voice import Voice

    if not brief.template:
        return Voice()
    by_name = {template.name: template for template in default_templates().values()}
    return Voice().with_template(by_name[pick_template(brief.template, by_name)])


def _fail(reason: str, *, code: int = BAD_INPUT) -> int:
    print(" ".join(reason.split()), file=sys.stderr)
    return code


def read_briefs(name: str) -> Iterator[Brief]:
    """One brief of a JSON text, or one a line of JSON lines. Raise `BriefError` naming line and field."""
    text = _read(name).removeprefix("\ufeff")
    try:
        yield parse_brief(_decode(text))
        return
    except json.JSONDecodeError as error:
        if not _is_json_lines(name, text):
            reason = f"is not valid JSON ({error.msg}, line {error.lineno}, column {error.colno})."
            raise BriefError("brief", reason if text.strip() else "is empty.") from error
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield _parse_line(line, number)


def _is_json_lines(name: str, text: str) -> bool:
    """A text of several lines whose name says so, or whose first line is a JSON value by itself."""
    lines = text.strip().split("\n")
    if len(lines) > 1 and not name.endswith(".jsonl"):
        try:
            json.loads(lines[0])
        except json.JSONDecodeError:
            return False
    return len(lines) > 1


def _parse_line(line: str, number: int) -> Brief:
    try:
        return parse_brief(_decode(line))
    except json.JSONDecodeError as error:
        raise BriefError(f"line {number}", f"is not valid JSON ({error.msg}, column {error.colno}).") from error
    except BriefError as error:
        raise BriefError(f"line {number}: {error.field}", error.reason) from error


def _decode(text: str) -> Any:
    try:
        return json.loads(text)
    except RecursionError:
        raise BriefError("brief", "is nested too deeply; give one object with the fields of a brief.") from None


def _read(name: str) -> str:
    try:
        return sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ValueError(f"{name}: {error.strerror}. Give a file with a brief, or - for standard input.") from error
    except UnicodeDecodeError as error:
        raise ValueError(f"{name}: is not UTF-8 text. Save it as UTF-8.") from error


def _writers(choice: str) -> Sequence[Writer]:
    from ml.writers import factory

    config = factory.config_from(os.environ)
    if choice == "auto":
        return factory.build_writers(config)
    return () if choice == "composer" else (factory.build_writer({**config, "backend": choice}),)


def _closing(writers: Sequence[Writer]) -> ExitStack:
    """Let go of the connections of services at the end."""
    from ml.writers.chat import RemoteWriter

    stack = ExitStack()
    for writer in writers:
        if isinstance(writer, RemoteWriter):
            stack.callback(writer.close)
    return stack


def _gate() -> LimitedGate:
    """Limits for this run of the command alone."""
    from ml.writers import factory

    return factory.build_gate(factory.config_from(os.environ))


def _matcher() -> Any:
    from ml.grounding.encoder import SentenceEncoder
    from ml.grounding.matcher import Matcher
    from ml.grounding.vectors import FileStore
    from ml.library import default_library

    _silence_progress_bars()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jdcopilot" / "library-vectors.npz"
    return Matcher(default_library(), SentenceEncoder(), FileStore(cache))


def _write(
    brief: Brief, matcher: Any, writers: Sequence[Writer], voice: Voice, gate: LimitedGate, *, must_use: bool
) -> Draft:
    """With `must_use`, an engine that was asked for by name and cannot work is an error, not a fallback."""
    from ml.drafting import write_draft

    draft = write_draft(brief, matcher, voice=voice, writers=writers, gate=gate)
    down = next((notice for notice in draft.notices if "is not available" in notice), "")
    if must_use and down:
        raise WriterUnavailable(down)
    return draft


def _rendered(draft: Draft, brief: Brief, form: str) -> str:
    if form == "json":
        return json.dumps(draft_to_dict(draft), ensure_ascii=False)
    from ml import documents

    document = documents.document_from_draft(draft, brief)
    if not draft.sections:
        print(*draft.notices, sep="\n", file=sys.stderr)
        questions = tuple(question.text for question in draft.questions)
        section = documents.DocumentSection(SectionKind.OTHER, "Questions to answer first", questions)
        document = replace(document, sections=(section,))
    return documents.export(document, documents.Format(form)).content.decode()


def run_read(options: argparse.Namespace) -> int:
    from ml import documents

    try:
        content = sys.stdin.buffer.read() if options.file == "-" else Path(options.file).read_bytes()
        document = documents.parse(content, _format_of(options.file, content))
    except OSError as error:
        return _fail(f"{options.file}: {error.strerror}. Give a file with a posting, or - for standard input.")
    except documents.DocumentError as error:
        return _fail(f"{options.file}: {error.reason}")
    if options.format == "markdown":
        sys.stdout.write(documents.export(document, documents.Format.MARKDOWN).content.decode())
    else:
        print(json.dumps(documents.reading_to_dict(documents.read_facts(document)), ensure_ascii=False, indent=2))
    return 0


def _format_of(name: str, content: bytes) -> Any:
    """By the file's ending; by what the content begins with where that says nothing."""
    from ml import documents

    return documents.FORMAT_OF_ENDING.get(Path(name).suffix.lower()) or documents.format_of(content)


def run_library(options: argparse.Namespace) -> int:
    from ml.library import ProfileError, load_library
    from ml.library.job_templates import TemplateError, load_templates
    from ml.library.likeness import say_the_same
    from ml.library.lint import lint_library
    from ml.library.lint_templates import lint_templates

    try:
        library, templates = load_library(), load_templates()
    except (ProfileError, TemplateError) as error:
        return _fail(str(error), code=1)
    if options.action == "list":
        for profile in library.values():
            print(f"{profile.field}/{profile.id}\t{profile.title}")
        return 0
    if options.action == "embed":
        return _embed(library)
    if options.action == "report":
        return _report(library, options.format)
    if unknown := [name for name in options.profiles if name not in library]:
        return _fail(f"{unknown[0]}: there is no profile with this id; `python -m ml library list` shows all")
    findings = [*lint_library(library, only=options.profiles), *say_the_same(library, only=options.profiles)]
    findings += [] if options.profiles else lint_templates(templates)
    for finding in findings:
        print(finding)
    print(f"{len(library)} profiles, {len(findings)} findings", file=sys.stderr)
    return 1 if findings else 0


def _report(library: Any, form: str) -> int:
    from ml.library.report import as_text, report_library

    report = report_library(library)
    print(json.dumps(asdict(report)) if form == "json" else as_text(report))
    return 0


def _embed(library: Any) -> int:
    """Write the vectors that are shipped with the library; only new texts are embedded."""
    from ml.grounding.encoder import SentenceEncoder
    from ml.grounding.matcher import Matcher
    from ml.grounding.vectors import SHIPPED, MemoryStore, key_of, stored_vectors, write_shipped

    _silence_progress_bars()
    encoder, texts = SentenceEncoder(), Matcher(library, None, None).library_texts
    rows = stored_vectors(encoder, MemoryStore(), texts)
    write_shipped({key_of(encoder, text): row for text, row in zip(texts, rows, strict=True)})
    print(f"{len(texts)} vectors in {SHIPPED.name}", file=sys.stderr)
    return 0


def run_voice(options: argparse.Namespace) -> int:
    from ml import documents, voice_learning

    try:
        postings = [_read_posting(Path(name)) for name in options.files]
        report = voice_learning.learn_voice(postings, company=options.company)
    except (documents.DocumentError, voice_learning.LearningError, ValueError) as error:
        return _fail(str(error))
    if options.format == "json":
        print(json.dumps(voice_learning.report_to_dict(report), ensure_ascii=False))
    else:
        print(voice_learning.report_to_text(report))
    return 0


def _read_posting(path: Path) -> Any:
    from ml import documents

    format = documents.FORMAT_OF_ENDING.get(path.suffix.lower())
    if format is None:
        raise ValueError(f"{path}: this kind of file cannot be read. Save it as Word (.docx) or plain text first.")
    try:
        return documents.parse(path.read_bytes(), format)
    except OSError as error:
        raise ValueError(f"{path}: {error.strerror}. Give files with postings.") from error
    except documents.DocumentError as error:
        raise ValueError(f"{path}: {error.reason}") from error


def _silence_progress_bars() -> None:
    os.environ.setdefault("HF_HUB_DISABLE_PROGRESS_BARS", "1")
    os.environ.setdefault("TRANSFORMERS_VERBOSITY", "error")
