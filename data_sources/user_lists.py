"""Wants about what the user has arranged: lists and their edits, the log of alerts, what was last seen."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from data_sources.profile import READ_ONLY
from data_sources.protocol import (
    AlertFired,
    AlertLogWanted,
    ListsEdited,
    ListsUndone,
    ListsWanted,
    SeenKept,
    SeenWanted,
)
from models.errors import CacheError

if TYPE_CHECKING:
    from data_sources.user.db import UserData

ListWant = ListsWanted | ListsEdited | ListsUndone | AlertFired | AlertLogWanted | SeenKept | SeenWanted
WANTS = (ListsWanted, ListsEdited, ListsUndone, AlertFired, AlertLogWanted, SeenKept, SeenWanted)
READ = (ListsWanted, AlertLogWanted, SeenWanted)


def answer(want: ListWant, user: UserData, clock: Callable[[], float], *, refusal: str) -> Any:
    """The answer to a want about the lists. Raises CacheError: the disk fails, or nothing may be written there.

    refusal: why not, as the profile's owner knows it.

    Where nothing is kept at all (state "off": the disk cannot be used, or a simulated market) memory is all there is,
    and the status says so.
    """
    if not isinstance(want, READ):
        permit(user, refusal)
    match want:
        case ListsWanted():
            return user.lists.all()
        case ListsEdited(label=label, subject=subject, parts=parts, quiet=quiet):
            return user.lists.edit(label, subject, parts, clock(), quiet=quiet)
        case ListsUndone(redo=redo):
            return user.lists.redo() if redo else user.lists.undo()
        case AlertFired(fired=fired):
            return user.alerts.log(fired)
        case AlertLogWanted(count=count):
            return user.alerts.newest(count)
        case SeenKept(seen=seen):
            return user.alerts.keep_seen(seen)
        case SeenWanted():
            return user.alerts.seen()


def permit(user: UserData, refusal: str) -> None:
    """Raise CacheError where the user's data is another's to write, or nobody's."""
    if refusal or user.state == "read-only":
        raise CacheError(refusal or READ_ONLY)
