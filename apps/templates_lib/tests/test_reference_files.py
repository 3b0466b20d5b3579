from __future__ import annotations

import io
import stat
import zipfile

import pytest

from apps.templates_lib import reference_files
from apps.templates_lib.reference_files import BadReference, copy_capped, download, open_archive, open_files


def archive(*members, **options):
    """Members are names, or pairs of a name or `ZipInfo` and a content."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as made:
        for member in members:
            name, content = member if isinstance(member, tuple) else (member, "text")
            made.writestr(name, content, zipfile.ZIP_DEFLATED)
    file.seek(0)
    return file


def read(file):
    with open_archive(file, "x.zip") as files:
        return files


def test_it_works():
    with open_archive(archive(("folder/Titles.txt", "\ufeffa\tb")), "x.zip") as files:
        assert files.open_text(["titles.tsv", "titles.txt"]).read() == "a\tb"
        assert files.open_text(["other.txt"]) is None


@pytest.mark.parametrize("name", ["../up.txt", "/etc/passwd", "a/../../up.txt", "c:evil.txt", "..\\up.txt"])
def test_paths_out_of_the_archive_are_refused(name):
    with pytest.raises(BadReference, match="outside itself"):
        read(archive(name))


def test_links_are_refused():
    link = zipfile.ZipInfo("link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(BadReference, match="link"):
        read(archive((link, "/etc/passwd")))


def test_bombs_are_refused(monkeypatch):
    with pytest.raises(BadReference, match="beyond belief"):
        read(archive(("a.txt", "0" * 3 * 1024 * 1024)))
    monkeypatch.setattr(reference_files, "MAX_UNPACKED", 10)
    with pytest.raises(BadReference, match="unpack to more"):
        read(archive(("a.txt", "more than ten bytes")))
    monkeypatch.setattr(reference_files, "MAX_MEMBERS", 2)
    with pytest.raises(BadReference, match="more than 2 files"):
        read(archive("a", "b", "c"))


def test_what_is_no_archive():
    with pytest.raises(BadReference, match="no ZIP archive"):
        read(io.BytesIO(b"PK but no more"))


def test_no_such_place(tmp_path):
    with pytest.raises(BadReference, match="no such folder or file"), open_files(str(tmp_path / "none")):
        pass


@pytest.mark.parametrize("address", ["http://example.com/a.zip", "file:///etc/passwd", "ftp://example.com/a.zip"])
def test_other_addresses_than_https_are_refused(address):
    with pytest.raises(BadReference, match="https"), open_files(address):
        pass


def test_a_download_has_a_limit(monkeypatch):
    monkeypatch.setattr(reference_files, "MAX_DOWNLOAD", 5)
    with pytest.raises(BadReference, match="larger than"):
        copy_capped(io.BytesIO(b"123456"), io.BytesIO())


class Response(io.BytesIO):
    def __init__(self, status, body=b"", **headers):
        super().__init__(body)
        self.status, self.headers = status, headers


@pytest.mark.parametrize(
    ("response", "reason"),
    [
        (Response(302, Location="http://10.0.0.1/"), "leads on to 'http://10.0.0.1/'"),
        (Response(404), "answers 404"),
    ],
)
def test_redirections_and_errors_are_named(response, reason):
    with pytest.raises(BadReference) as caught:
        reference_files._HttpsOnly().https_response(None, response)
    assert reason in str(caught.value)


def test_a_server_that_cannot_be_reached(monkeypatch):
    def refuse(*args, **options):
        raise ConnectionRefusedError("refused")

    monkeypatch.setattr(reference_files.OpenerDirector, "open", refuse)
    with pytest.raises(BadReference, match="cannot be read"):
        download("https://example.com/a.zip", io.BytesIO())
