"""Rows for tests: `UserFactory()`, `JobDescriptionFactory(owner=...)`. A test names the values it relies on."""

from __future__ import annotations

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from apps.accounts.models import Department, User
from apps.descriptions.check_models import Dismissal
from apps.descriptions.lines import stored_line
from apps.descriptions.models import JobDescription, Revision, Section
from apps.templates_lib.models import Occupation, OccupationTitle, ProfileName, ReferenceSource, RoleProfile, Wage


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department

    name = factory.Sequence(lambda n: f"Department {n}")


class UserFactory(DjangoModelFactory):
    class Meta:
        model = User

    username = factory.Sequence(lambda n: f"person{n}")
    first_name = "Robin"
    last_name = factory.Sequence(lambda n: f"Recruiter {n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@example.com")
    password = factory.django.Password("correct horse battery")
    role = User.Role.RECRUITER


class JobDescriptionFactory(DjangoModelFactory):
    class Meta:
        model = JobDescription

    title = factory.Sequence(lambda n: f"Staff Nurse {n}")
    owner = factory.SubFactory(UserFactory)
    brief = factory.LazyAttribute(lambda description: {"title": description.title})
    search_text = factory.SelfAttribute("title")

    class Params:
        approved = factory.Trait(
            status="approved",
            text_hash="a" * 64,
            approved_hash="a" * 64,
            approved_at=factory.LazyFunction(timezone.now),
        )


class SectionFactory(DjangoModelFactory):
    class Meta:
        model = Section

    description = factory.SubFactory(JobDescriptionFactory)
    kind = "responsibilities"
    heading = "What you will do"
    position = factory.Sequence(int)
    lines = factory.LazyFunction(lambda: [stored_line("Assess patients on admission", source="brief")])


class DismissalFactory(DjangoModelFactory):
    class Meta:
        model = Dismissal

    scope = Dismissal.Scope.ME
    rule = "test_jargon"
    mark = factory.Sequence(lambda n: f"{n:020}")
    text = "ninja"
    person = factory.SubFactory(UserFactory)


class RevisionFactory(DjangoModelFactory):
    class Meta:
        model = Revision

    description = factory.SubFactory(JobDescriptionFactory)
    number = factory.Sequence(lambda n: n + 1)
    title = factory.SelfAttribute("description.title")
    content = factory.LazyFunction(
        lambda: [
            {
                "kind": "responsibilities",
                "heading": "What you will do",
                "lines": [stored_line("Assess patients on admission", source="brief")],
            }
        ]
    )
    origin = Revision.Origin.PERSON
    author = factory.SelfAttribute("description.owner")
    reason = "Saved by hand"


class RoleProfileFactory(DjangoModelFactory):
    class Meta:
        model = RoleProfile

    slug = factory.Sequence(lambda n: f"role-{n}")
    title = factory.Sequence(lambda n: f"Role {n}")
    field = "health"
    content = factory.LazyAttribute(lambda profile: {"id": profile.slug, "title": profile.title})
    content_hash = "0" * 64


class ProfileNameFactory(DjangoModelFactory):
    class Meta:
        model = ProfileName

    profile = factory.SubFactory(RoleProfileFactory)
    name = factory.SelfAttribute("profile.title")
    normalised = factory.LazyAttribute(lambda name: name.name.lower())
    is_title = True


class ReferenceSourceFactory(DjangoModelFactory):
    class Meta:
        model = ReferenceSource
        django_get_or_create = ("name",)

    name = ReferenceSource.Name.ONET
    licence = "CC BY 4.0"
    attribution = "From O*NET"
    changed_at = factory.LazyFunction(timezone.now)


class OccupationFactory(DjangoModelFactory):
    class Meta:
        model = Occupation

    source = factory.SubFactory(ReferenceSourceFactory)
    code = factory.Sequence(lambda n: f"29-{n:04}.00")
    soc = factory.LazyAttribute(lambda occupation: occupation.code[:7])
    title = factory.Sequence(lambda n: f"Nurses {n}")


class OccupationTitleFactory(DjangoModelFactory):
    class Meta:
        model = OccupationTitle

    occupation = factory.SubFactory(OccupationFactory)
    title = factory.SelfAttribute("occupation.title")
    normalised = factory.LazyAttribute(lambda title: title.title.lower())


class WageFactory(DjangoModelFactory):
    class Meta:
        model = Wage

    source = factory.SubFactory(ReferenceSourceFactory, name=ReferenceSource.Name.BLS, attribution="Source: BLS")
    soc = "29-1141"
    title = "Registered Nurses"
    year = 2024
    annual_median = 93600
    hourly_median = 45
