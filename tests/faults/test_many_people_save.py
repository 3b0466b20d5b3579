"""Twenty people save at once on SQLite, through a real server: nothing is lost, and nobody sees an error of ours."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

pytestmark = pytest.mark.faults
PEOPLE = 20
SAVES = 4


@pytest.fixture
def site(install, sign_in):
    site = install()
    site.start_pages()
    person = sign_in(site)
    for title in ("Registered nurse", "Warehouse operative", "Software engineer"):
        assert person.write(title)[0].status_code == 302
        site.wait_until_finished()
    return site


@pytest.fixture
def people(site, sign_in):
    first = sign_in(site)
    people = [first, *(first.again() for _ in range(PEOPLE - 1))]
    yield people
    for person in people:
        person.close()


def test_nothing_is_lost_in_sections_of_their_own(site, people):
    sections = [(key, version) for key, (version, _) in site.sections().items()][:PEOPLE]
    assert len(sections) == PEOPLE
    together = Barrier(PEOPLE)

    def save_often(person, section_id, version):
        together.wait(30)
        statuses = []
        for number in range(SAVES):
            answer = person.save(section_id, f"Line {number} of section {section_id}", version)
            statuses.append(answer.status_code)
            version = answer.json()["version"]
        return statuses

    with ThreadPoolExecutor(PEOPLE) as pool:
        jobs = [pool.submit(save_often, person, *row) for person, row in zip(people, sections, strict=True)]
        statuses = Counter(status for job in jobs for status in job.result())
    assert statuses == {200: PEOPLE * SAVES}
    for section_id, version in sections:
        now, lines = site.sections()[section_id]
        assert f"Line {SAVES - 1} of section {section_id}" in lines
        assert now == version + SAVES


def test_one_of_twenty_wins_the_same_section_and_the_others_are_told(site, people):
    section_id, (version, _) = next(iter(site.sections().items()))
    together = Barrier(PEOPLE)

    def save(number, person):
        together.wait(30)
        return person.save(section_id, f"Text of person {number}", version).status_code

    with ThreadPoolExecutor(PEOPLE) as pool:
        statuses = list(pool.map(save, range(PEOPLE), people))
    assert Counter(statuses) == {200: 1, 409: PEOPLE - 1}
    now, lines = site.sections()[section_id]
    assert f"Text of person {statuses.index(200)}" in lines
    assert now == version + 1
