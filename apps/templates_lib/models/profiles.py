"""What the library knows of occupations."""

from __future__ import annotations

from django.db import models
from django.urls import reverse


class RoleProfile(models.Model):
    """One occupation of the library. `content` is the profile as its TOML file has it (see ml/library/README.md).

    `content_hash` is that of the last file, empty for a profile that was made here. `live` is the version that
    `content` comes from, once there is a history; `shipped` a newer file's content beside one that was changed here.
    """

    slug = models.SlugField(primary_key=True, max_length=80)
    title = models.CharField(max_length=120)
    field = models.CharField("field of work", max_length=40, db_index=True)
    content = models.JSONField()
    content_hash = models.CharField(max_length=64, editable=False)
    is_published = models.BooleanField(default=True)
    live = models.ForeignKey(
        "ProfileVersion", on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="+"
    )
    shipped = models.JSONField(null=True, blank=True, editable=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["title"]
        indexes = [models.Index(fields=["is_published", "updated_at"], name="profile_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("library:profile", args=[self.slug])

    @property
    def is_own(self) -> bool:
        """Made here; no file of the product has it."""
        return not self.content_hash


class ProfileName(models.Model):
    """A title or alias of a profile, normalised for the typeahead."""

    profile = models.ForeignKey(RoleProfile, on_delete=models.CASCADE, related_name="names")
    name = models.CharField(max_length=120)
    normalised = models.CharField(max_length=120, db_index=True)
    is_title = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(name="profile_name_once", fields=["profile", "normalised"])]

    def __str__(self) -> str:
        return self.name


class Embedding(models.Model):
    """The vector of one library text under the SHA-256 of that text and the encoder's name: float32, 384 wide."""

    key = models.CharField(primary_key=True, max_length=64)
    vector = models.BinaryField()

    def __str__(self) -> str:
        return self.key
