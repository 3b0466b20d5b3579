"""A posting out of a JSON file, whoever wrote it: schema.org by its type, a tracking system's by its shape."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from ml.documents import ashby, greenhouse, jsonld, lever, smartrecruiters, workable
from ml.documents.model import Document, DocumentError

Reader = tuple[Callable[[Mapping[str, Any]], bool], Callable[[Mapping[str, Any]], Document]]
READERS: tuple[Reader, ...] = (
    (lever.recognises, lever.read),
    (smartrecruiters.recognises, smartrecruiters.read),
    (greenhouse.recognises, greenhouse.read),
    (workable.recognises, workable.read),
    (ashby.recognises, ashby.read),
)
#: Keys below which an answer keeps its postings.
WRAPPERS = ("jobs", "data", "results", "postings", "job", "jobPosting")
MOST_WRAPPED = 3


def parse(data: str) -> Document:
    """Raise `DocumentError` for a file that holds no posting, or several where one was meant."""
    if data.lstrip().startswith("<"):
        return jsonld.parse(data)
    try:
        found = _postings(json.loads(data, strict=False))
    except RecursionError as error:
        raise DocumentError("This file is nested too deeply to be read.") from error
    except ValueError as error:
        raise DocumentError("This is not a JSON file.") from error
    if len(found) > 1:
        raise DocumentError(f"This file holds {len(found)} postings. Save the one that you want as a file of its own.")
    for recognises, read in READERS:
        if found and recognises(found[0]):
            return read(found[0])
    return jsonld.parse(data)


def _postings(value: Any) -> list[Mapping[str, Any]]:
    """The objects of a known shape: the value itself, those of a list, or those that an answer wraps."""
    for _ in range(MOST_WRAPPED):
        items = value if isinstance(value, list) else [value]
        objects = [item for item in items if isinstance(item, Mapping)]
        found = [item for item in objects if any(recognises(item) for recognises, _ in READERS)]
        if found or not objects:
            return found
        inside = (objects[0].get(name) for name in WRAPPERS)
        value = next((item for item in inside if isinstance(item, Mapping | list) and item), None)
    return []
