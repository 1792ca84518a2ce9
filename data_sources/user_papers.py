"""Wants about what the user has drawn and laid out, and about another profile's file."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from data_sources.protocol import PapersKept, PapersWanted, ProfileTaken
from data_sources.user_lists import permit
from data_sources.user_wants import checked

if TYPE_CHECKING:
    from data_sources.user.db import UserData

PaperWant = PapersWanted | PapersKept | ProfileTaken
WANTS = (PapersWanted, PapersKept, ProfileTaken)


def answer(want: PaperWant, user: UserData, clock: Callable[[], float], *, refusal: str) -> Any:
    """The answer. Raises CacheError: the disk fails, or nothing may be written there; ImportRejected.

    refusal: why nothing may be written.

    Where nothing is kept at all (state "off") memory is all there is, and the status says so.
    """
    if isinstance(want, PapersWanted):
        return user.papers.all(want.kind)
    permit(user, refusal)
    if isinstance(want, PapersKept):
        return user.papers.keep(want.kind, want.papers, clock())
    for one in want.overrides:
        checked(one)
    return str(user.papers.take(want, clock()) or "")
