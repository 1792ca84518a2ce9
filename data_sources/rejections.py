"""The last answers that a guard refused, kept as files so that somebody can see what a vendor sent.

A file is one line of JSON about the refusal, then the beginning of the payload. Twenty are kept; the same complaint
about the same instrument replaces its former file, or a poll every three seconds would push the others out.
"""

from __future__ import annotations

import itertools
import json
import re
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

from data_sources.profile import write_atomic
from data_sources.protocol import (
    Asked,
    BarsWanted,
    FactsWanted,
    Given,
    QuotesWanted,
    Rejected,
    SeriesWanted,
    SuggestWanted,
)
from data_sources.redaction import redacted
from models.errors import AppError
from models.values import COLUMNS, Bars

KEPT = 20
LARGEST = 64 * 1024  # characters of a payload
ROWS = 200  # of a series that was readable but not believed


class Rejections:
    """Notes refusals and lists them. ``folder`` None keeps no payloads (the profile is somebody else's).

    A disk that fails costs the payload only.
    """

    def __init__(self, folder: Path | None, clock: Callable[[], float] = time.time) -> None:
        self._folder, self._clock = folder, clock
        self._lock, self._numbers = threading.Lock(), itertools.count(1)
        self._kept: list[Rejected] = _found(folder) if folder is not None else []

    def listed(self) -> tuple[Rejected, ...]:
        """The newest first, twenty at most."""
        with self._lock:
            return tuple(self._kept)

    def note(self, source: str, want: Asked, error: AppError) -> None:
        """``source`` answered ``want`` with what ``error`` says, and ``error.payload`` as far as that was kept."""
        new = Rejected(source=source, instrument=about(want), reason=error.detail, at=self._clock())
        with self._lock:
            same = [old for old in self._kept if _key(old) == _key(new)]
            others = [old for old in self._kept if _key(old) != _key(new)]
            new = replace(new, file=self._written(new, error.payload))
            self._kept = [new, *others[: KEPT - 1]]
            for old in (*same, *others[KEPT - 1 :]):
                self._remove(old.file, unless=new.file)

    def _written(self, new: Rejected, payload: str) -> str:
        if self._folder is None:
            return ""
        which = f"{new.at:.3f}-{next(self._numbers)}-{new.source}-{new.instrument}"
        name = re.sub(r"[^\w.-]", "_", which[:80]) + ".txt"
        head = json.dumps(asdict(new) | {"file": name}, ensure_ascii=False)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            write_atomic(
                self._folder / name, f"{head}\n{redacted(payload[:LARGEST])}".encode(errors="backslashreplace")
            )
        except OSError:
            return ""
        return name

    def _remove(self, name: str, unless: str) -> None:
        if self._folder is None or not name or name == unless:
            return
        try:
            (self._folder / name).unlink(missing_ok=True)
        except OSError:  # it goes when its turn comes again
            return


def about(want: Asked) -> str:
    """The instrument a want asks for; of several the first and how many more."""
    if isinstance(want, BarsWanted | FactsWanted):
        return want.instrument.id
    if isinstance(want, QuotesWanted) and want.instruments:
        more = len(want.instruments) - 1
        return want.instruments[0].id + (f" +{more}" if more else "")
    if isinstance(want, SeriesWanted):
        return f"{want.product} {want.asset.name}"
    return want.text if isinstance(want, SuggestWanted) else ""


def described(given: Given) -> str:
    """What an answer said that could be read but not believed: its newest rows, or its values."""
    if not isinstance(given, Bars):
        return repr(given)[:LARGEST]
    head = f"{given.instrument} {given.interval} {given.currency} {given.source}, {len(given)} rows\n"
    newest = given.rows(slice(max(0, len(given) - ROWS), None))
    columns = [getattr(newest, name).tolist() for name in COLUMNS]
    rows = zip(newest.date.astype(str).tolist(), newest.time.tolist(), *columns, strict=True)
    return head + "date,time," + ",".join(COLUMNS) + "\n" + "\n".join(",".join(map(str, row)) for row in rows)


def _key(one: Rejected) -> tuple[str, str, str]:
    return one.source, one.instrument, one.reason


def _found(folder: Path) -> list[Rejected]:
    """What earlier runs left, the newest first; a file that cannot be read is not listed."""
    try:
        names = list(folder.glob("*.txt"))
    except OSError:
        return []
    read = [one for file in names if (one := _head(file)) is not None]
    return sorted(read, key=lambda one: one.at, reverse=True)[:KEPT]


def _head(file: Path) -> Rejected | None:
    try:
        with file.open(encoding="utf-8", errors="replace") as lines:
            return replace(Rejected(**json.loads(lines.readline())), file=file.name)
    except (OSError, ValueError, TypeError):
        return None
