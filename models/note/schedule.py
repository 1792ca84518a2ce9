"""When the note is made by itself: on one weekday or every day, at a time, into a folder. Pure: now is an argument."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Any

from models.frozen import frozen
from models.review import windows
from models.review.values import Window

EVERY_DAY = -1
WINDOWS: Mapping[str, Callable[[dt.date], Window]] = {"this": windows.this_week, "last": windows.last_week}
FORMATS = ("docx", "pdf", "xlsx", "md", "pack")
USUAL_FORMATS = FORMATS[:3]
LONGEST = 1000  # characters of a folder


@frozen(kw_only=True)
class Schedule:
    """weekday: 0 is Monday, EVERY_DAY; minute: of the day; both by the machine's own clock. window: of WINDOWS.

    formats: of FORMATS. ran: the day of the newest run, None before the first.
    """

    on: bool = False
    weekday: int = 4
    minute: int = 17 * 60
    window: str = "this"
    folder: str = ""
    formats: tuple[str, ...] = USUAL_FORMATS
    ran: dt.date | None = None


def due(held: Schedule, now: dt.datetime) -> bool:
    """Whether it is time: on its day, after its minute, once. now: by the machine's own clock."""
    if not held.on or not held.folder or not held.formats or held.ran == now.date():
        return False
    on_day = held.weekday in (EVERY_DAY, now.weekday())
    return on_day and now.hour * 60 + now.minute >= held.minute


def window_of(held: Schedule, today: dt.date) -> Window:
    """The days that a run of ``today`` reviews."""
    return WINDOWS[held.window](today)


def schedule_paper(held: Schedule) -> dict[str, Any]:
    """As JSON values."""
    return {
        "on": held.on, "weekday": held.weekday, "minute": held.minute, "window": held.window, "folder": held.folder,
        "formats": list(held.formats), "ran": held.ran.isoformat() if held.ran is not None else None,
    }  # fmt: skip


def schedule_from(paper: Any) -> Schedule:
    """The schedule of a paper; what cannot be read is the usual, and then it is off."""
    held, usual = paper if isinstance(paper, Mapping) else {}, Schedule()
    weekday, minute, folder = held.get("weekday"), held.get("minute"), held.get("folder")
    window, formats = held.get("window"), held.get("formats")
    if type(weekday) is not int or type(minute) is not int or not (-1 <= weekday <= 6 and 0 <= minute < 24 * 60):
        return usual
    if not isinstance(window, str) or window not in WINDOWS:
        return usual
    if not isinstance(folder, str) or not isinstance(formats, list):
        return usual
    return Schedule(
        on=held.get("on") is True, weekday=weekday, minute=minute, window=window, folder=folder[:LONGEST],
        formats=tuple(one for one in FORMATS if one in formats), ran=_day(held.get("ran")),
    )  # fmt: skip


def _day(said: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None
