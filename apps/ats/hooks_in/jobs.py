"""JazzHR and HireHive: systems that send whole jobs, each in its own shape."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from apps.ats.hooks_in.reading import NO_OBJECT, Kind, Received, each, hash_of, inner, moment, object_of, word
from apps.ats.requisitions import known_fields

# JazzHR: PositionOpening of HR Open


def read_jazzhr(headers: Mapping[str, str], body: bytes) -> Received:
    content = object_of(body)
    if content is None:
        return Received(hash_of(body), "", error=NO_OBJECT)
    opening = _opening(content)
    type = word(content.get("event") or content.get("type")) or ("position_opening" if opening else "")
    if not opening:
        return Received(hash_of(body), type)
    return Received(hash_of(body), type, Kind.REQUISITION, fields=_opening_fields(opening))


def _opening(content: dict[str, Any]) -> dict[str, Any]:
    """The opening itself, or the one that the event wraps."""
    wrapped = [inner(content, "positionOpening"), inner(content, "data"), *each(content, "positionOpenings"), content]
    return next((one for one in wrapped if "positionProfiles" in one), {})


def _opening_fields(opening: dict[str, Any]) -> dict[str, Any]:
    profile = next(iter(each(opening, "positionProfiles")), {})
    types = profile.get("positionScheduleTypeCodes")
    texts = [word(text.get("content")) for text in each(profile, "positionFormattedDescriptions")]
    return known_fields(
        {
            "id": word(inner(opening, "documentId").get("value")),
            "title": profile.get("positionTitle"),
            "locations": [_place(place) for place in each(profile, "positionLocation")],
            "employment_type": _snake(types[0]) if isinstance(types, list) and types else None,
            "description": "\n".join(text for text in texts if text),
            "salary": _pay(inner(profile, "offeredRemunerationPackage")),
        }
    )


def _place(place: dict[str, Any]) -> dict[str, Any]:
    address = inner(place, "address") or place
    region = next(iter(each(address, "countrySubDivisions")), {}).get("value")
    return {"city": address.get("city"), "region": region, "country": address.get("countryCode")}


def _pay(package: dict[str, Any]) -> dict[str, Any] | None:
    pay: dict[str, Any] = {}
    for one in each(package, "ranges"):
        amount = inner(one, "referenceAmount")
        bound = "max" if "max" in word(one.get("typeCode")).lower() else "min"
        pay |= {bound: amount.get("value"), "currency": amount.get("currency"), "period": one.get("intervalCode")}
    return pay or None


# HireHive: Standard Webhooks with a job as data


def read_hirehive(headers: Mapping[str, str], body: bytes) -> Received:
    content = object_of(body)
    if content is None or not isinstance(content.get("type"), str):
        return Received(headers["webhook-id"], "", error=NO_OBJECT)
    type, data = word(content["type"]), inner(content, "data")
    if not re.match(r"job[._](?:creat|updat|publish)", type):
        return Received(headers["webhook-id"], type)
    at = moment(content.get("timestamp"))
    return Received(headers["webhook-id"], type, Kind.REQUISITION, at, _hirehive_fields(inner(data, "job") or data))


def _hirehive_fields(job: dict[str, Any]) -> dict[str, Any]:
    described = inner(job, "description")
    place = {"city": word(job.get("location")), "country": word(inner(job, "country").get("code"))}
    return known_fields(
        {
            "id": job.get("id"),
            "title": job.get("title"),
            "department": word(inner(job, "category").get("name")),
            "locations": [place] if place["city"] else [],
            "employment_type": _snake(inner(job, "type").get("type") or job.get("type")),
            "description": described.get("text") or described.get("html") or job.get("description"),
        }
    )


def _snake(value: object) -> str:
    """FullTime as full_time."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", word(value)).lower()
