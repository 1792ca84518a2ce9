"""The system's dialogs for files: they begin where the last one ended, the first one among the user's documents."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

_visited: list[Path] = []  # the folder of the last file, for all windows of this run


def to_open(parent: QWidget, title: str, kinds: str, held: str = "") -> str:
    """Ask for a file that is there; "" when none is wanted. held: the path that is chosen now."""
    path, _ = QFileDialog.getOpenFileName(parent, title, held or str(_folder()), kinds)
    _remember(path)
    return path


def to_write(parent: QWidget, title: str, name: str, kinds: str) -> tuple[str, str]:
    """Ask where to write, with a name proposed: the path and which of ``kinds`` was chosen; "" when nowhere."""
    path, kind = QFileDialog.getSaveFileName(parent, title, str(_folder() / name), kinds)
    _remember(path)
    return path, kind


def to_folder(parent: QWidget, title: str) -> str:
    """Ask into which folder; "" when nowhere."""
    path = QFileDialog.getExistingDirectory(parent, title, str(_folder()))
    if path:
        _visited[:] = [Path(path)]
    return path


def _folder() -> Path:
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    wanted = (*_visited, Path(documents or Path.home()))
    return next((one for one in wanted if one.is_dir()), Path.home())


def _remember(path: str) -> None:
    if path:
        _visited[:] = [Path(path).parent]
