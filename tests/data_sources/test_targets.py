"""Row I12 of the fault list: whatever happens to a target, an old file stays whole and the reason says what helps."""

import errno
import os
import resource
import signal
import sys

import pytest

from data_sources import targets
from data_sources.targets import DEVICE, DIRECTORY, FOLDER, FULL, GONE, KEPT, LINK, NAME, OPEN, written
from models.errors import Cancelled, ExportError
from models.reasons import said
from tests.models.samples import EN, ZH

OLD = b"the old file"
posix = pytest.mark.skipif(sys.platform == "win32", reason="links and limits of POSIX")


@pytest.fixture
def target(tmp_path):
    made = tmp_path / "week.xlsx"
    made.write_bytes(OLD)
    return made


def refused(path, write=lambda file: file.write(b"new")):
    with pytest.raises(ExportError) as caught:
        written(str(path), write)
    return caught.value.detail


def raising(error):
    def write(_):
        raise error

    return write


def whole(target):
    """The old file, and nothing beside it."""
    return target.read_bytes() == OLD and [one.name for one in target.parent.iterdir()] == [target.name]


def test_what_was_written_takes_the_old_ones_place(target):
    assert written(str(target), lambda file: file.write(b"new")) == 3
    assert target.read_bytes() == b"new"
    assert [one.name for one in target.parent.iterdir()] == ["week.xlsx"]


@pytest.mark.parametrize(
    ("number", "phrase"),
    [(errno.ENOSPC, FULL), (errno.EDQUOT, FULL), (errno.EFBIG, FULL), (errno.EROFS, FOLDER), (errno.EIO, "")],
)
def test_a_disk_that_takes_no_more_leaves_the_old_file(target, number, phrase):
    why = refused(target, raising(OSError(number, os.strerror(number))))
    assert why.startswith(phrase)
    assert why.endswith(KEPT)
    assert whole(target)


@posix
def test_a_disk_that_is_full_while_it_is_written_leaves_the_old_file(target):
    """The kernel refuses, as on a full disk: no file may grow beyond 1 MB here."""
    before, handler = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, before[1]))
    try:
        why = refused(target, lambda file: [file.write(b"x" * 100_000) for _ in range(50)])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert why.startswith(FULL)
    assert whole(target)


def test_a_file_that_another_program_holds_is_left_to_it(target, monkeypatch):
    """As Windows refuses to replace what Excel has open."""

    def held(self, _):
        raise PermissionError(errno.EACCES, "The process cannot access the file", str(self))

    monkeypatch.setattr(targets.Path, "replace", held)
    assert refused(target).startswith(OPEN)
    assert whole(target)


def test_a_folder_that_may_not_be_written_is_not_taken_for_an_open_file(target, monkeypatch):
    def shut(*_):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(targets.os, "open", shut)
    assert refused(target).startswith(FOLDER)
    assert whole(target)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_says_so(target):
    target.parent.chmod(0o500)
    try:
        assert refused(target).startswith(FOLDER)
        assert whole(target)
    finally:
        target.parent.chmod(0o700)


@posix
def test_a_link_out_of_the_folder_is_not_followed(tmp_path):
    there, here = tmp_path / "there", tmp_path / "here"
    there.mkdir()
    here.mkdir()
    (there / "secret").write_bytes(OLD)
    (here / "week.xlsx").symlink_to(there / "secret")
    assert refused(here / "week.xlsx").startswith(LINK)
    assert (there / "secret").read_bytes() == OLD
    assert (here / "week.xlsx").is_symlink()


@posix
def test_a_link_within_the_folder_stays_one(target):
    link = target.parent / "newest.xlsx"
    link.symlink_to(target.name)
    written(str(link), lambda file: file.write(b"new"))
    assert (link.is_symlink(), target.read_bytes()) == (True, b"new")


@pytest.mark.parametrize("name", ["", ".", "a\0b", "\ud800", "x" * 300])
def test_what_is_no_name_is_refused(tmp_path, name, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert refused(name).startswith(NAME)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_gone_and_a_folder_of_that_name(tmp_path):
    assert refused(tmp_path / "no" / "x.csv").startswith(GONE)
    (tmp_path / "x.csv").mkdir()
    assert refused(tmp_path / "x.csv").startswith(DIRECTORY)


def test_who_changes_his_mind_leaves_no_trace(target):
    with pytest.raises(Cancelled):
        written(str(target), raising(Cancelled()))
    assert whole(target)


@pytest.mark.parametrize("phrase", [FULL, OPEN, FOLDER, LINK, NAME, GONE, DIRECTORY, DEVICE, KEPT])
def test_every_reason_is_a_sentence_in_both_languages(phrase):
    assert f"why.{phrase}" in EN
    assert said(f"{phrase} (/home/week.xlsx); {KEPT}", ZH) == f"{ZH[f'why.{phrase}']}；原文件未动"


@posix
def test_a_device_keeps_its_name(tmp_path):
    device = tmp_path / "pipe"
    os.mkfifo(device)
    (tmp_path / "link.xlsx").symlink_to("pipe")
    for name in ("pipe", "link.xlsx"):
        assert refused(tmp_path / name).startswith(DEVICE)
    assert device.is_fifo() and len(list(tmp_path.iterdir())) == 2
