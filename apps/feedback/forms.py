from __future__ import annotations

from django import forms

from apps.feedback.models import Rating


class RatingForm(forms.Form):
    stars = forms.IntegerField(min_value=1, max_value=5, error_messages={"required": "Choose from one to five stars."})
    reasons = forms.MultipleChoiceField(choices=Rating.Reason.choices, required=False)
    comment = forms.CharField(max_length=2000, required=False)
    section_kind = forms.CharField(max_length=20, required=False)
