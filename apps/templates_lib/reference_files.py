"""Where reference data is read from: a folder, a ZIP archive, or an archive at an https address.

An archive is never unpacked to disk, and one that looks built to harm (paths out of it, links, bombs) is refused whole.
"""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryFile
from typing import IO, TextIO
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPErrorProcessor, HTTPSHandler, OpenerDirector, Request

from apps.templates_lib import engine

MEGABYTE = 1024 * 1024
MAX_DOWNLOAD = 200 * MEGABYTE
MAX_UNPACKED = 600 * MEGABYTE
MAX_MEMBERS = 500
#: Tables of text shrink to a tenth; what shrinks to less than a hundredth is made to fill a disk.
MAX_RATIO = 100
TIMEOUT_SECONDS = 30


class BadReference(ValueError):
    """Reference data that cannot be used; the message names the cause and the next step."""


class ArchiveFiles:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        members = [member for member in archive.infolist() if not member.is_dir()]
        _check_size(members)
        for member in members:
            _check_member(member)
        self._archive = archive
        self._members = {PurePosixPath(member.filename).name.lower(): member for member in members}

    def open_text(self, names: Sequence[str]) -> TextIO | None:
        member = next((self._members[name.lower()] for name in names if name.lower() in self._members), None)
        return io.TextIOWrapper(self._archive.open(member), encoding="utf-8-sig", newline="") if member else None


def _check_size(members: Sequence[zipfile.ZipInfo]) -> None:
    if len(members) > MAX_MEMBERS:
        raise BadReference(f"The archive holds more than {MAX_MEMBERS} files. Give the archive as published.")
    if sum(member.file_size for member in members) > MAX_UNPACKED:
        limit = MAX_UNPACKED // MEGABYTE
        raise BadReference(f"The archive would unpack to more than {limit} MB. Give the archive as published.")


def _check_member(member: zipfile.ZipInfo) -> None:
    path = PurePosixPath(member.filename)
    # `filename` is cut at a NUL and has other separators replaced; the name in the archive must be that already.
    if path.is_absolute() or ".." in path.parts or ":" in member.filename or "\\" in member.orig_filename:
        raise BadReference(f"The archive names a path outside itself ({member.filename[:80]!r}). It is not read.")
    if stat.S_ISLNK(member.external_attr >> 16):
        raise BadReference(f"The archive holds a link ({member.filename[:80]!r}). It is not read.")
    if member.flag_bits & 0x1:
        raise BadReference("The archive is encrypted. Give it without a password.")
    if member.file_size > MEGABYTE and member.file_size > MAX_RATIO * max(member.compress_size, 1):
        raise BadReference(f"{member.filename[:80]!r} is packed beyond belief. The archive is not read.")


@contextmanager
def open_files(place: str) -> Iterator[engine.Files]:
    """The files at `place`; raise `BadReference` for anything that is no folder, archive or https address."""
    if "://" in place:
        with TemporaryFile() as file:
            download(place, file)
            with open_archive(file, place) as files:
                yield files
    elif Path(place).is_dir():
        yield engine.FolderFiles(Path(place))
    elif Path(place).is_file():
        with Path(place).open("rb") as packed, open_archive(packed, place) as files:
            yield files
    else:
        raise BadReference(f"{place}: there is no such folder or file. Give a folder, a ZIP file or an https address.")


@contextmanager
def open_archive(file: IO[bytes], name: str) -> Iterator[ArchiveFiles]:
    try:
        with zipfile.ZipFile(file) as archive:
            yield ArchiveFiles(archive)
    except (zipfile.BadZipFile, NotImplementedError, EOFError) as error:
        raise BadReference(f"{name}: is no ZIP archive that can be read ({error}). Download it again.") from error


class _HttpsOnly(HTTPErrorProcessor):
    """Takes a file from the very address that was given: redirections are named, not followed."""

    def https_response(self, request: Request, response: IO[bytes]) -> IO[bytes]:
        status = getattr(response, "status", 0)
        if 300 <= status < 400:
            target = getattr(response, "headers", {}).get("Location", "")
            raise BadReference(f"The address leads on to {target[:200]!r}. Give that address if you trust it.")
        if status != 200:
            raise BadReference(f"The server answers {status}. Check the address.")
        return response


def download(address: str, file: IO[bytes]) -> None:
    if urlsplit(address).scheme != "https":
        raise BadReference("The address must begin with https://.")
    opener = OpenerDirector()
    opener.add_handler(HTTPSHandler())
    opener.add_handler(_HttpsOnly())
    try:
        with opener.open(Request(address), timeout=TIMEOUT_SECONDS) as response:  # noqa: S310 - https alone, see above
            copy_capped(response, file)
    except (URLError, OSError, ValueError) as error:
        if isinstance(error, BadReference):
            raise
        raise BadReference(f"{address[:200]} cannot be read ({error}). Download it and give the file.") from error
    file.seek(0)


def copy_capped(source: IO[bytes], target: IO[bytes]) -> None:
    size = 0
    while chunk := source.read(MEGABYTE):
        size += len(chunk)
        if size > MAX_DOWNLOAD:
            raise BadReference(f"The file is larger than {MAX_DOWNLOAD // MEGABYTE} MB. It is not read.")
        target.write(chunk)
