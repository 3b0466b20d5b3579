"""Files on disk by default, on S3 with KMS when a bucket is named."""

import json
import os
import subprocess
import sys
from functools import cache

import boto3
import pytest
from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from moto import mock_aws

from tests.infrastructure import environment

BUCKET = "jd-files"
READ_SETTINGS = "import json; from jdcopilot import settings; print(json.dumps(settings.STORAGES['default']))"


@cache
def storage_of(var_dir, **changes):
    """The STORAGES["default"] that a process with this environment reads."""
    done = subprocess.run(
        [sys.executable, "-c", READ_SETTINGS],
        cwd=settings.BASE_DIR,
        env=environment(JD_VAR_DIR=var_dir, **changes),
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def var_dir(tmp_path_factory):
    return str(tmp_path_factory.mktemp("var"))


@pytest.fixture
def bucket(monkeypatch):
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setitem(os.environ, name, "testing")
    with mock_aws():
        client = boto3.client("s3", region_name="eu-west-2")
        client.create_bucket(Bucket=BUCKET, CreateBucketConfiguration={"LocationConstraint": "eu-west-2"})
        yield client


@pytest.fixture
def s3_storage(bucket, var_dir):
    from storages.backends.s3 import S3Storage

    return lambda **changes: S3Storage(
        **storage_of(var_dir, JD_S3_BUCKET=BUCKET, JD_S3_REGION="eu-west-2", **changes)["OPTIONS"]
    )


def test_files_are_on_disk_by_default(var_dir):
    assert storage_of(var_dir)["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    name = default_storage.save("exports/nurse.pdf", ContentFile(b"pdf"))
    assert (settings.MEDIA_ROOT / name).read_bytes() == b"pdf"


def test_a_named_bucket_moves_them_to_s3(var_dir):
    assert storage_of(var_dir, JD_S3_BUCKET=BUCKET)["BACKEND"] == "storages.backends.s3.S3Storage"


def test_files_are_encrypted_by_kms(bucket, s3_storage):
    name = s3_storage(JD_S3_KMS_KEY="alias/jd").save("exports/nurse.pdf", ContentFile(b"pdf"))
    stored = bucket.head_object(Bucket=BUCKET, Key=name)
    assert stored["ServerSideEncryption"] == "aws:kms"
    assert stored["SSEKMSKeyId"].endswith("alias/jd")


def test_without_a_key_of_our_own_kms_uses_the_account_s(bucket, s3_storage):
    name = s3_storage().save("exports/nurse.pdf", ContentFile(b"pdf"))
    assert bucket.head_object(Bucket=BUCKET, Key=name)["ServerSideEncryption"] == "aws:kms"


def test_a_browser_saves_the_file_and_never_shows_it(bucket, s3_storage):
    name = s3_storage().save("import.html", ContentFile(b"<script>alert(1)</script>"))
    assert bucket.head_object(Bucket=BUCKET, Key=name)["ContentDisposition"] == "attachment"


def test_addresses_are_signed_and_short_lived(s3_storage):
    storage = s3_storage()
    url = storage.url(storage.save("exports/nurse.pdf", ContentFile(b"pdf")))
    assert "X-Amz-Signature=" in url
    assert "X-Amz-Expires=300" in url


def test_equal_names_do_not_overwrite_each_other(s3_storage):
    storage = s3_storage()
    first, second = (storage.save("nurse.pdf", ContentFile(text)) for text in (b"one", b"two"))
    assert first != second
    with storage.open(first) as file:
        assert file.read() == b"one"
