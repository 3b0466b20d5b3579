"""People, their roles and their departments. One deployment serves one employer."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser
from django.db import models


class Department(models.Model):
    name = models.CharField(max_length=120, unique=True)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class User(AbstractUser):
    class Role(models.TextChoices):
        RECRUITER = "recruiter", "Recruiter"
        EDITOR = "editor", "Library editor"
        MANAGER = "manager", "Hiring manager"
        HR = "hr", "HR reviewer"
        PAY = "pay", "Pay reviewer"
        ADMIN = "admin", "Admin"

    #: Those who approve texts of other people, step by step.
    REVIEWING = (Role.MANAGER, Role.HR, Role.PAY)

    role = models.CharField(max_length=12, choices=Role.choices, default=Role.RECRUITER)
    department = models.ForeignKey(Department, on_delete=models.SET_NULL, null=True, blank=True, related_name="people")
    single_keys = models.BooleanField(
        "single-letter keys", default=True, help_text="Off: no key works alone, as WCAG 2.1.4 asks for."
    )

    class Meta:
        ordering = ["username"]
        constraints = [
            models.CheckConstraint(
                name="user_role_is_known",
                condition=models.Q(role__in=["recruiter", "editor", "manager", "hr", "pay", "admin"]),
            )
        ]

    def __str__(self) -> str:
        return self.get_full_name() or self.username
