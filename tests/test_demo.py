import stat

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from apps.accounts.models import Department, User
from apps.templates_lib.models import Boilerplate, CompanyProfile, JobTemplate
from jdcopilot import demo
from ml.contracts import LOCKED_SECTIONS, SectionKind

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def test_it_works():
    passwords = demo.create_demo()
    assert set(passwords) == {"recruiter", "admin"}
    for username, password in passwords.items():
        assert User.objects.get(username=username).check_password(password)
    assert User.objects.get(username="admin").is_superuser
    assert not User.objects.get(username="recruiter").is_staff
    assert CompanyProfile.objects.get().name == "Alderbrook"
    assert JobTemplate.objects.get(is_default=True).name == "Standard"
    assert set(Boilerplate.objects.values_list("kind", flat=True)) == set(Boilerplate.Kind.values)


def test_a_second_start_changes_nothing():
    first = demo.create_demo()
    Boilerplate.objects.filter(kind="benefits").update(text="Free fruit")
    assert demo.create_demo() == first
    assert User.objects.count() == 2
    assert Boilerplate.objects.get(kind="benefits").text == "Free fruit"
    assert Department.objects.count() == 8


def test_a_changed_password_stays():
    demo.create_demo()
    user = User.objects.get(username="admin")
    user.set_password("my own words")
    user.save()
    demo.create_demo()
    assert User.objects.get(username="admin").check_password("my own words")


def test_a_lost_file_gives_new_passwords():
    old = demo.create_demo()
    demo.sign_in_file().unlink()
    new = demo.create_demo()
    assert not set(old.values()) & set(new.values())
    assert User.objects.get(username="recruiter").check_password(new["recruiter"])


def test_only_the_owner_reads_the_passwords():
    demo.create_demo()
    assert stat.S_IMODE(demo.sign_in_file().stat().st_mode) == 0o600


def test_the_template_has_every_kind_of_section_and_locks_the_right_ones():
    demo.create_demo()
    sections = JobTemplate.objects.get(is_default=True).sections
    assert {section["kind"] for section in sections} == set(SectionKind) - {SectionKind.OTHER}
    assert {section["kind"] for section in sections if section.get("locked")} == LOCKED_SECTIONS


def test_production_has_no_demo(settings):
    settings.EMBEDDED = False
    with pytest.raises(CommandError, match="createsuperuser"):
        call_command("create_demo")
    assert not User.objects.exists()
