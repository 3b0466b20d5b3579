"""What a person had called finished under the old rules now waits for the review that nobody has given it.

No approval is made up: until somebody approves it, its exports are marked as drafts. Its owner may withdraw it.
"""

from django.db import migrations

from apps.descriptions.text_hash import text_hash

DEFAULT_STEP = {"name": "Review", "role": "", "own_department": True}
BATCH = 500


def forwards(apps, schema_editor):
    JobDescription = apps.get_model("descriptions", "JobDescription")
    for description in JobDescription.objects.iterator(chunk_size=BATCH):
        content = [
            {"kind": section.kind, "heading": section.heading, "lines": section.lines}
            for section in description.sections.order_by("position", "pk")
        ]
        hashed = text_hash(
            title=description.title, language=description.language, brief=description.brief, content=content
        )
        fields = {"text_hash": hashed}
        if description.status == "finished":
            fields["status"] = "in_review" if content else "draft"
        JobDescription.objects.filter(pk=description.pk).update(**fields)
        if fields.get("status") == "in_review":
            _open_review(apps, description, content, hashed)


def _open_review(apps, description, content, hashed):
    Revision, Review = apps.get_model("descriptions", "Revision"), apps.get_model("descriptions", "Review")
    latest = Revision.objects.filter(description=description).order_by("-number").first()
    if latest is None or latest.content != content or latest.title != description.title:
        latest = Revision.objects.create(
            description=description,
            number=latest.number + 1 if latest else 1,
            title=description.title,
            content=content,
            origin="person",
            author_id=description.owner_id,
            reason="Finished before reviews began",
        )
    Review.objects.create(
        description=description,
        revision=latest,
        text_hash=hashed,
        steps=[DEFAULT_STEP],
        sent_by_id=description.owner_id,
        lines=sum(len(section["lines"]) for section in content),
    )


def backwards(apps, schema_editor):
    """The old product knew three states; whatever was on its way or approved was finished there."""
    JobDescription = apps.get_model("descriptions", "JobDescription")
    finished = JobDescription.objects.filter(status__in=["in_review", "approved", "published"])
    finished.update(status="finished")
    JobDescription.objects.filter(status="changes_requested").update(status="draft")


class Migration(migrations.Migration):
    dependencies = [("descriptions", "0008_review")]
    operations = [migrations.RunPython(forwards, backwards)]
