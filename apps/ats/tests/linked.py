"""An approved job description, a connection to a simulated system, and the steps between them."""

from __future__ import annotations

from apps.accounts.models import User
from apps.ats import accesses, linking, pushing
from apps.ats.models import ApiAccess, Connection, JobLink
from apps.ats.services import create_connection
from apps.ats.simulator import Simulator
from apps.descriptions import reviewing
from apps.descriptions.lines import stored_line
from apps.descriptions.models import JobDescription
from tests.factories import JobDescriptionFactory, SectionFactory, UserFactory


def make_access(simulator: Simulator, user: User, **fields: object) -> ApiAccess:
    connection = Connection.objects.filter(slug="kitchen").first() or create_connection(
        slug="kitchen", name="Kitchen", user=user
    )
    return accesses.save_access(
        connection=connection,
        vendor=simulator.vendor,
        credentials=simulator.system.credentials,
        settings=simulator.settings,
        **fields,
    )


def make_finished(user: User, *texts: str) -> JobDescription:
    description = JobDescriptionFactory(title="Baker", owner=user)
    about = [stored_line("We feed the town.", source="boilerplate", ref="about #1")]
    SectionFactory(description=description, kind="about", heading="About us", lines=about)
    lines = [stored_line(text, source="brief") for text in texts or ("Bake bread", "Train apprentices")]
    SectionFactory(description=description, lines=lines)
    reviewing.send_for_review(by=user, description=description)
    approve(description)
    description.refresh_from_db()
    return description


def approve(description: JobDescription) -> None:
    """As an admin who has read it."""
    review = description.reviews.get(state="open")
    reviewing.approve(by=UserFactory(role=User.Role.ADMIN), review=review, step=0, read_unedited=True)


def first_job(simulator: Simulator) -> str:
    return next(iter(simulator.system.jobs))


def link(simulator: Simulator, user: User, description: JobDescription | None = None, **fields: object) -> JobLink:
    access = make_access(simulator, user, **fields)
    return linking.link_job(
        by=user,
        description=description or make_finished(user),
        connection=access.connection,
        external_id=first_job(simulator),
    )


def push(job_link: JobLink, action: str = "push") -> JobLink:
    pushing.ask(by=job_link.description.owner, link=job_link, action=action)
    pushing.perform(job_link.pk)
    return JobLink.objects.get(pk=job_link.pk)
