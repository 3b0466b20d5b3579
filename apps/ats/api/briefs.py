"""The shape of a brief, for the schema and its readers.

The one parser of briefs checks what comes in: it knows more than a serializer can say, names the field, and proposes
the next step. A test compares the two.
"""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

LEVELS = ["intern", "junior", "mid", "senior", "lead", "manager", "director"]
WORKPLACE_TYPES = ["onsite", "hybrid", "remote"]
EMPLOYMENT_TYPES = ["full_time", "part_time", "contract", "temporary", "internship"]
PERIODS = ["hour", "day", "week", "month", "year"]
TONES = ["neutral", "friendly", "formal", "concise"]
LENGTHS = ["short", "standard", "long"]
LANGUAGES = ["en-GB", "en-US"]


class CompanyInput(serializers.Serializer[Any]):
    name = serializers.CharField(required=False)
    about = serializers.CharField(required=False)
    benefits = serializers.ListField(child=serializers.CharField(), required=False)


class LocationInput(serializers.Serializer[Any]):
    country = serializers.CharField(required=False, help_text="ISO 3166-1 alpha-2, such as GB")
    region = serializers.CharField(required=False)
    city = serializers.CharField(required=False)


class PayInput(serializers.Serializer[Any]):
    min = serializers.FloatField(required=False)
    max = serializers.FloatField(required=False)
    currency = serializers.CharField(help_text="ISO 4217, such as GBP")
    period = serializers.ChoiceField(PERIODS, required=False)


class AnswerInput(serializers.Serializer[Any]):
    question = serializers.CharField()
    answer = serializers.CharField()


@extend_schema_field({"type": "array", "items": {"type": "string"}, "maxItems": 40})
class Lines(serializers.ListField):
    child = serializers.CharField()


class BriefInput(serializers.Serializer[Any]):
    """What the draft is made from. Only the title is required; all texts together may have 8,000 characters."""

    title = serializers.CharField(min_length=1, max_length=150)
    level = serializers.ChoiceField(LEVELS, required=False)
    department = serializers.CharField(required=False)
    company = CompanyInput(required=False)
    locations = LocationInput(many=True, required=False)
    workplace_type = serializers.ChoiceField(WORKPLACE_TYPES, required=False)
    employment_type = serializers.ChoiceField(EMPLOYMENT_TYPES, required=False)
    responsibilities = Lines(required=False)
    required_skills = Lines(required=False)
    nice_to_have_skills = Lines(required=False)
    pay = PayInput(required=False)
    tone = serializers.ChoiceField(TONES, required=False)
    length = serializers.ChoiceField(LENGTHS, required=False)
    language = serializers.ChoiceField(LANGUAGES, required=False)
    template = serializers.CharField(
        max_length=80, required=False, help_text="the name of a job template; without it the default one is used"
    )
    notes = serializers.CharField(required=False)
    answers = AnswerInput(many=True, required=False)
