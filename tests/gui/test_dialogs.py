"""Where file dialogs begin: among the user's documents, then where the last file was."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog

from gui import dialogs


@pytest.fixture
def asked(monkeypatch, tmp_path):
    """Where each dialog began; it answers with ``asked.answer``."""

    class Asked(list):
        answer = ""

    held = Asked()
    (tmp_path / "Documents").mkdir()
    monkeypatch.setattr(dialogs, "_visited", [])
    monkeypatch.setattr(QStandardPaths, "writableLocation", lambda _: str(tmp_path / "Documents"))
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *given: (held.append(Path(given[2])), (held.answer, "kind"))[1])
    return held


def test_the_first_begins_in_the_documents_and_none_in_the_programs_folder(asked, tmp_path):
    assert dialogs.to_open(None, "t", "k") == ""
    assert dialogs.to_write(None, "t", "a.xlsx", "k") == ("", "kind")
    assert asked == [tmp_path / "Documents", tmp_path / "Documents" / "a.xlsx"]


def test_the_next_begins_where_the_last_file_was(asked, tmp_path):
    asked.answer = str(tmp_path / "b.txt")
    assert dialogs.to_open(None, "t", "k") == asked.answer
    dialogs.to_write(None, "t", "c.json", "k")
    assert asked[1] == tmp_path / "c.json"
    asked.answer = str(tmp_path / "gone" / "d.json")
    dialogs.to_write(None, "t", "d.json", "k")
    dialogs.to_open(None, "t", "k")  # that folder is not there
    assert asked[3] == tmp_path / "Documents"


def test_what_is_chosen_already_is_where_it_begins(asked):
    dialogs.to_open(None, "t", "k", "/etc/ca.pem")
    assert asked == [Path("/etc/ca.pem")]
