"""Several files into a folder: each whole or not at all, told once when all are there or one cannot be."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from data_sources.client import DataClient
from gui.wires.bridge import Bridge
from models.errors import AppError
from models.exports.naming import stem


def placed(files: Mapping[str, bytes], folder: str) -> dict[str, bytes]:
    """Where each file lies in a folder, by its path: a name never leads out of it."""
    made = {}
    for name, content in files.items():
        head, _, ending = name.rpartition(".")
        made[str(Path(folder) / f"{stem(head)}.{ending}")] = content
    return made


def write_all(
    client: DataClient, bridge: Bridge, files: Mapping[str, bytes], done: Callable[[], None],
    failed: Callable[[AppError], None],
) -> None:  # fmt: skip
    """Write them by their paths; one of the two endings is called, once."""
    left, over = set(files), [False]

    def kept(target: str) -> None:
        left.discard(target)
        if not left and not over[0]:
            over[0] = True
            done()

    def missed(error: AppError) -> None:
        if not over[0]:
            over[0] = True
            failed(error)

    for target, content in files.items():
        bridge.when_done(client.write(target, content), lambda _, target=target: kept(target), missed)
