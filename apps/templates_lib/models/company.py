"""The employer of this deployment: how it speaks, and what the law asks about it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Lower


def counts_by_place(value: object) -> None:
    if not isinstance(value, dict) or not all(type(count) is int and count >= 0 for count in value.values()):
        raise ValidationError("Give a number of employees for each code of a place, such as {“CA-ON”: 30}.")


class CompanyProfile(models.Model):
    """The employer of this deployment: its name, how it speaks, and facts that laws hang on. There is one row.

    What nobody has told of it is null, and never guessed.
    """

    class Person(models.TextChoices):
        YOU = "you", "you"
        POSTHOLDER = "postholder", "the postholder"

    class Spelling(models.TextChoices):
        EN_GB = "en-GB", "British English"
        EN_US = "en-US", "American English"

    class Tone(models.TextChoices):
        __empty__ = "Neutral"
        FRIENDLY = "friendly", "Friendly"
        FORMAL = "formal", "Formal"
        CONCISE = "concise", "Concise"

    class Contractions(models.TextChoices):
        __empty__ = "As the tone has it"
        USE = "use", "You’ll, we’re"
        AVOID = "avoid", "You will, we are"

    class Stops(models.TextChoices):
        __empty__ = "As they are written"
        ALWAYS = "always", "Always a full stop"
        NEVER = "never", "Never a full stop"

    class NamesItself(models.TextChoices):
        __empty__ = "As the sentence has it"
        WE = "we", "We"
        NAME = "name", "Its name"

    class Headings(models.TextChoices):
        __empty__ = "What you will do"
        TITLE = "title", "What You Will Do"

    id = models.PositiveSmallIntegerField(primary_key=True, default=1, editable=False)
    name = models.CharField(max_length=120)
    person = models.CharField("speaks to", max_length=12, choices=Person.choices, default=Person.YOU)
    spelling = models.CharField(max_length=5, choices=Spelling.choices, default=Spelling.EN_GB)
    tone = models.CharField(
        "usual tone",
        max_length=8,
        choices=Tone.choices,
        blank=True,
        help_text="Where neither the brief nor its job template names a tone.",
    )
    values = models.TextField(
        max_length=600,
        blank=True,
        help_text="One a line, up to six: what the company stands for. They end its text about itself.",
    )
    contractions = models.CharField(max_length=5, choices=Contractions.choices, blank=True)
    stops = models.CharField("full stops after bullets", max_length=6, choices=Stops.choices, blank=True)
    names_itself = models.CharField("calls itself", max_length=4, choices=NamesItself.choices, blank=True)
    headings = models.CharField("headings", max_length=5, choices=Headings.choices, blank=True)
    exclamations = models.BooleanField("exclamation marks may stay", default=False)
    employees = models.PositiveIntegerField(
        "employees in all", null=True, blank=True, help_text="Many laws on postings begin at a number of employees."
    )
    employees_in = models.JSONField("employees by place", default=dict, blank=True, validators=[counts_by_place])
    is_federal_contractor = models.BooleanField("contractor of the US federal government", null=True, blank=True)
    screens_with_ai = models.BooleanField("AI screens, assesses or selects applicants", null=True, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "company"
        verbose_name_plural = "company"
        constraints = [
            models.CheckConstraint(name="one_company", condition=models.Q(id=1)),
            models.CheckConstraint(
                name="company_voice_is_known",
                condition=models.Q(
                    person__in=["you", "postholder"],
                    spelling__in=["en-GB", "en-US"],
                    tone__in=["", "friendly", "formal", "concise"],
                    contractions__in=["", "use", "avoid"],
                    stops__in=["", "always", "never"],
                    names_itself__in=["", "we", "name"],
                    headings__in=["", "title"],
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def value_lines(self) -> list[str]:
        return [line.strip() for line in self.values.splitlines() if line.strip()]


class VoiceWord(models.Model):
    """A word or phrase that the company avoids, with what it writes instead, or one that it likes."""

    class Kind(models.TextChoices):
        AVOID = "avoid", "avoid"
        LIKE = "like", "like"

    kind = models.CharField(max_length=5, choices=Kind.choices, default=Kind.AVOID)
    word = models.CharField("word or phrase", max_length=60)
    instead = models.CharField(
        "write instead",
        max_length=200,
        blank=True,
        help_text="The first one replaces it; more, behind commas, are only offered. Empty: it is only pointed out.",
    )
    reason = models.CharField(max_length=120, blank=True)
    whole_word = models.BooleanField("whole words alone", default=True)
    match_case = models.BooleanField("exactly these capitals", default=False)

    class Meta:
        ordering = ["kind", "word"]
        constraints = [
            models.UniqueConstraint(
                Lower("word"),
                name="voice_word_once",
                violation_error_message="This word is in the list already. Remove it there first.",
            ),
            models.CheckConstraint(name="voice_word_is_a_word", condition=models.Q(word__regex=r"[A-Za-z]")),
            models.CheckConstraint(
                name="voice_word_kind_is_known",
                condition=models.Q(kind="avoid") | models.Q(kind="like", instead=""),
            ),
        ]

    def __str__(self) -> str:
        return self.word

    @property
    def replacements(self) -> list[str]:
        return [part.strip() for part in self.instead.split(",") if part.strip()]
