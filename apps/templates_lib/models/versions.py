"""The histories of role profiles, company texts and job templates: what each said, who changed it, what waits."""

from __future__ import annotations

from django.db import models

from apps.templates_lib.models.boilerplate import Boilerplate
from apps.templates_lib.models.history import Draft, Version, draft_constraints, version_constraints
from apps.templates_lib.models.profiles import RoleProfile
from apps.templates_lib.models.templates import JobTemplate


class ProfileVersion(Version):
    """A version of a profile's content (migration 0006 has the database refuse changes)."""

    OWNER = "profile"

    profile = models.ForeignKey(RoleProfile, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        ordering = ["-number"]
        constraints = version_constraints("profile")

    def __str__(self) -> str:
        return f"{self.profile_id}, version {self.number}"


class ProfileDraft(Draft):
    """`likeness` is what the comparison by meaning says of `version`; null until a worker has made it."""

    profile = models.OneToOneField(RoleProfile, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    version = models.ForeignKey(ProfileVersion, on_delete=models.CASCADE, related_name="+")
    likeness = models.JSONField(null=True, editable=False)

    class Meta:
        constraints = draft_constraints("profile_draft_state_is_known", "returned_draft_says_why")

    def __str__(self) -> str:
        return f"Draft of {self.profile_id}"


class BoilerplateVersion(Version):
    """A version of a company text (migration 0007 has the database refuse changes)."""

    OWNER = "boilerplate"

    boilerplate = models.ForeignKey(Boilerplate, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        ordering = ["-number"]
        constraints = version_constraints("boilerplate")

    def __str__(self) -> str:
        return f"{self.boilerplate}, version {self.number}"

    def get_kind_display(self) -> str:
        """No text comes with the product."""
        return "Before the first change" if self.kind == self.Kind.SHIPPED else self.Kind(self.kind).label


class BoilerplateDraft(Draft):
    boilerplate = models.OneToOneField(Boilerplate, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    version = models.ForeignKey(BoilerplateVersion, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = draft_constraints("boilerplate_draft_state_is_known", "returned_boilerplate_says_why")

    def __str__(self) -> str:
        return f"Draft of {self.boilerplate}"


class JobTemplateVersion(Version):
    """A version of a job template (migration 0009 has the database refuse changes)."""

    OWNER = "job_template"

    job_template = models.ForeignKey(JobTemplate, on_delete=models.CASCADE, related_name="versions")

    class Meta:
        ordering = ["-number"]
        constraints = version_constraints("job_template")

    def __str__(self) -> str:
        return f"{self.job_template}, version {self.number}"


class JobTemplateDraft(Draft):
    job_template = models.OneToOneField(JobTemplate, on_delete=models.CASCADE, primary_key=True, related_name="draft")
    version = models.ForeignKey(JobTemplateVersion, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints = draft_constraints("job_template_draft_state_is_known", "returned_job_template_says_why")

    def __str__(self) -> str:
        return f"Draft of {self.job_template}"
