"""What a draft is made from: the company's voice and text, role profiles, job templates."""

from apps.templates_lib.models.boilerplate import Boilerplate
from apps.templates_lib.models.company import CompanyProfile, VoiceWord
from apps.templates_lib.models.profiles import Embedding, ProfileName, RoleProfile
from apps.templates_lib.models.reference import Occupation, OccupationTitle, ReferenceSource, Wage
from apps.templates_lib.models.templates import JobTemplate
from apps.templates_lib.models.versions import (
    BoilerplateDraft,
    BoilerplateVersion,
    JobTemplateDraft,
    JobTemplateVersion,
    ProfileDraft,
    ProfileVersion,
)

__all__ = [
    "Boilerplate",
    "BoilerplateDraft",
    "BoilerplateVersion",
    "CompanyProfile",
    "Embedding",
    "JobTemplate",
    "JobTemplateDraft",
    "JobTemplateVersion",
    "Occupation",
    "OccupationTitle",
    "ProfileDraft",
    "ProfileName",
    "ProfileVersion",
    "ReferenceSource",
    "RoleProfile",
    "VoiceWord",
    "Wage",
]
