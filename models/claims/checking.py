"""Every claim checked against what is held: confirmed, contradicted, or not to be decided and why.

What each word demands stands where it is checked: rounding, 逾, 近 and 约 in weighing.py; 普涨 and who leads in
groups.py; printed digits of visits in counts.py; days of announcements in announced.py. A claim that does not name its
days is read with the inputs' window; one whose days were named a sentence before may also mean that.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from models.claims.announced import announced
from models.claims.counts import count_checked
from models.claims.groups import broad, group_return, led, spread
from models.claims.held import Held
from models.claims.judging import best, unknown
from models.claims.prices import capped, closed, compared, counted_sessions, directed, recorded, returned, streaked
from models.claims.values import About, Checked, Claim, Kind
from models.note.inputs import Inputs
from models.note.settings import NoteSettings
from models.review.values import Window

GROUPS = ("sector", "list")
Check = Callable[[Claim, Held, Window], Checked]
CHECKS: dict[Kind, Check] = {
    Kind.RETURN: returned, Kind.DIRECTION: directed, Kind.EXCESS: compared, Kind.BEAT: compared, Kind.LEAD: led,
    Kind.BREADTH: broad, Kind.SPREAD: spread, Kind.RECORD: recorded, Kind.CLOSE: closed, Kind.CAP: capped,
    Kind.TREND: streaked, Kind.SESSIONS: counted_sessions, Kind.EVENT: announced,
}  # fmt: skip


def check(claims: Iterable[Claim], inputs: Inputs, settings: NoteSettings) -> tuple[Checked, ...]:
    """The claims in their order, each with its verdict."""
    held = Held(inputs, settings)
    return tuple(checked(claim, held) for claim in claims)


def checked(claim: Claim, held: Held) -> Checked:
    """The verdict of one claim."""
    if claim.about in (About.VISITS, About.DOWNLOADS):
        return count_checked(claim, held)
    if claim.kind is Kind.EVENT:
        return announced(claim, held, claim.window or held.inputs.window)
    if claim.subject.kind == "unknown":
        return unknown(claim, "not_followed", name=claim.subject.name)
    group = claim.subject.kind in GROUPS
    return best(_one(claim, held, window, group) for window in held.windows(claim))


def _one(claim: Claim, held: Held, window: Window, group: bool) -> Checked:
    if group and claim.kind is Kind.RETURN:
        return group_return(claim, held, window)
    if group and claim.kind is Kind.DIRECTION:
        return _group_direction(claim, held, window)
    if group and claim.kind in (Kind.RECORD, Kind.CLOSE, Kind.CAP, Kind.TREND):
        return unknown(claim, "no_group", name=claim.subject.name)
    return CHECKS[claim.kind](claim, held, window)


def _group_direction(claim: Claim, held: Held, window: Window) -> Checked:
    """板块上涨: its mean, where all the ways to take it agree."""
    from models.claims.judging import told, verdict
    from models.claims.weighing import percent

    means = [mean for names in held.groups(claim.subject) if (mean := held.mean(names, window)) is not None]
    if not means:
        return unknown(claim, "not_held", name=claim.subject.name, window=told(window))
    held_up = [mean * claim.sign > 0 for mean in means]
    holds = held_up[0] if len(set(held_up)) == 1 else None
    return verdict(claim, holds, value=means[0], found=percent(means[0]), why="mean",
                   facts={"window": told(window), "mean": percent(means[0]), "median": "--"},
                   query=f"mean {claim.subject.id} {told(window)}")  # fmt: skip
