"""Checks of visits and downloads against the series that are held, each source for itself, to the digits it printed.

A printed 3.1B is anything from 3.05B to 3.15B. What is said is confirmed when the printed numbers give it, contradicted
when no number in their ranges can, and else it cannot be decided. Of a text that names no month the newest one that
began before the window's end, and the one before it, must agree.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from models.claims.held import Held
from models.claims.judging import CONFIRMED, CONTRADICTED, best, told, unknown, verdict
from models.claims.values import About, Bound, Checked, Claim, Kind, State
from models.claims.weighing import meets, percent, step_of
from models.claims.windows import month_window
from models.traffic.changes import changes
from models.traffic.values import BELOW, PARTIAL, Granularity, Metric, Series

LEAST_RISES = 2  # periods that must have risen for 持续
METRICS = {About.VISITS: Metric.VISITS, About.DOWNLOADS: Metric.DOWNLOADS}


def count_checked(claim: Claim, held: Held) -> Checked:
    """The verdict of a claim about visits or downloads."""
    if claim.subject.kind != "product":
        return unknown(claim, "not_followed", name=claim.subject.name)
    if claim.words.get("metric") == "users":
        return unknown(claim, "metric_not_held", name=claim.subject.name)
    series = _series(claim, held)
    if series and series[0].key.product != claim.subject.id:
        claim = replace(claim, subject=replace(claim.subject, id=series[0].key.product, members=()))
    if not series:
        return unknown(claim, "not_held", name=claim.subject.name, window=_asked(claim, held))
    stated = [one for one in series if one.key.source and one.key.source.split()[0].lower() in claim.sentence.lower()]
    found = [_by_source(claim, held, one) for one in stated or series]
    return _agreed([one for one in found if one is not None], claim, held)


def _asked(claim: Claim, held: Held) -> str:
    return told(claim.window or held.inputs.window)


def _series(claim: Claim, held: Held) -> list[Series]:
    """Of the product (or the other that shares its name), of the metric and the length of period that is said."""
    metric = METRICS[claim.about]
    for product in (claim.subject.id, *claim.subject.members):
        found = [
            one for one in held.inputs.series
            if one.key.product == product and one.key.metric is metric and one.key.geo == "ww" and len(one)
            and (claim.period is None or one.key.granularity is claim.period)
        ]  # fmt: skip
        if found:
            return found
    return []


def _agreed(found: Sequence[Checked], claim: Claim, held: Held) -> Checked:
    """Several sources: one that confirms is enough, all must contradict."""
    if not found:
        return unknown(claim, "not_held", name=claim.subject.name, window=_asked(claim, held))
    decided = [one for one in found if one.state is not State.UNDECIDABLE]
    return best(decided or found)


def _by_source(claim: Claim, held: Held, series: Series) -> Checked | None:
    """One source's verdict; None where it has nothing of these days."""
    places = list(_places(claim, held, series))
    if not places:
        return None
    found = [_at(claim, held, series, place) for place in places]
    if len(found) == 1:
        return found[0]
    states = {one.state for one in found}
    if len(states) == 1:
        return found[0]
    if CONFIRMED in states and CONTRADICTED not in states:
        return next(one for one in found if one.state is CONFIRMED)
    return replace(found[0], state=State.UNDECIDABLE, why="which_month", facts={})


def _places(claim: Claim, held: Held, series: Series) -> Iterator[int]:
    """The periods a claim may be about: the one that is named, or the newest two before the window's end."""
    named = claim.window is not None and ("loose" not in claim.words or claim.words.get("month") == "1")
    end = np.datetime64(claim.window.last if named and claim.window else held.inputs.window.last, "D")
    if named and claim.window is not None:
        first = np.datetime64(claim.window.first, "D")
        inside = np.flatnonzero((series.start >= first) & (series.end <= end))
        if len(inside):
            yield int(inside[-1])
            return
        if series.key.granularity is Granularity.MONTH and claim.period is Granularity.MONTH:
            month = month_window(claim.window.last.year, claim.window.last.month)
            inside = np.flatnonzero(series.start == np.datetime64(month.first, "D"))
            if len(inside):
                yield int(inside[0])
        return
    whole = claim.kind is Kind.TREND and "steady" in claim.words  # not on a period that goes on beyond the window
    begun = np.flatnonzero((series.end if whole else series.start) <= end)
    yield from (int(one) for one in begun[-2:][::-1] if (end - series.end[one]).astype(int) < 62)


def _at(claim: Claim, held: Held, series: Series, place: int) -> Checked:
    if series.flags[place] & (PARTIAL | BELOW) or not np.isfinite(series.value[place]):
        return unknown(claim, "partial", period=_period(series, place))
    made = {
        Kind.LEVEL: _level, Kind.CHANGE: _change, Kind.TREND: _trend, Kind.RECORD: _record, Kind.RANK: _rank,
    }[claim.kind](claim, held, series, place)  # fmt: skip
    query = f"{series.key.metric} {series.key.product} {_period(series, place)}"
    return replace(made, query=made.query or query, source=series.key.source, as_of=float(series.known_at[place]))


def _period(series: Series, place: int) -> str:
    if series.key.granularity is Granularity.MONTH:
        return str(series.start[place])[:7]
    return f"{series.start[place]}..{series.end[place]}"


def _range(series: Series, place: int) -> tuple[float, float, float]:
    value, half = float(series.value[place]), float(series.step[place]) / 2
    return value, value - half, value + half


def _shown(value: float) -> str:
    for size, word in ((1e8, "亿次"), (1e4, "万次")):
        if abs(value) >= size:
            return f"{value / size:.6g}{word}"
    return f"{value:.0f}次"


def _ranged(claim: Claim, value: float, low: float, high: float) -> bool | None:
    """Confirmed by the printed number, contradicted where nothing in its range would be said so."""
    if meets(value, claim):
        return True
    said, half = float(claim.value or 0), step_of(claim) / 2
    if "to" in claim.words:
        ends = sorted((said, float(claim.words["to"])))
        return None if high >= ends[0] and low <= ends[1] else False
    if said < 0:  # of a fall all of it is of its size
        said, value, low, high = -said, -value, -high, -low
    match claim.bound:
        case Bound.OVER:
            return None if high >= said else False
        case Bound.UNDER:
            return (
                None
                if low < said and (value > 0) == (said > 0) and high > (0.9 * said if "near" in claim.words else 0)
                else False
            )
        case Bound.ABOUT:
            half = max(half, abs(said) * 0.05)
    return None if low <= said + half and high >= said - half else False


def _level(claim: Claim, held: Held, series: Series, place: int) -> Checked:
    if "delta" in claim.words:
        return _difference(claim, series, place)
    if claim.words.get("at") == "first" and claim.window is not None:
        inside = np.flatnonzero(series.start >= np.datetime64(claim.window.first.replace(day=1), "D"))
        place = int(inside[0]) if len(inside) and inside[0] <= place else place
    if claim.words.get("at") == "before":
        place = place - 1
        if place < 0:
            return unknown(claim, "not_held", name=claim.subject.name, window=_asked(claim, held))
    value, low, high = _range(series, place)
    facts = {"period": _period(series, place), "low": _shown(low), "high": _shown(high)}
    if "wrong" in claim.words:
        return verdict(claim, False, value=value, found=_shown(value), why="level", facts=facts)
    moved = _moved(series, place) if "way" in claim.words else None
    if moved is not None and (moved[2] < 0 if claim.words["way"] == "up" else moved[1] > 0):
        return verdict(
            claim, False, value=value, found=f"{_shown(value)} {percent(moved[0], 1)}", why="level", facts=facts
        )
    return verdict(claim, _ranged(claim, value, low, high), value=value, found=_shown(value), why="level", facts=facts)


def _difference(claim: Claim, series: Series, place: int) -> Checked:
    if place < 1 or not _follows(series, place):
        return unknown(claim, "no_period_before", period=_period(series, place))
    now, before = _range(series, place), _range(series, place - 1)
    value, low, high = now[0] - before[0], now[1] - before[2], now[2] - before[1]
    said = replace(claim, value=(claim.value or 0) * (claim.sign or 1))
    facts = {"period": _period(series, place), "low": _shown(low), "high": _shown(high)}
    holds = _ranged(said, value, low, high)
    return replace(verdict(claim, holds, value=value, found=_shown(value), why="level", facts=facts), claim=claim)


def _follows(series: Series, place: int, back: int = 1) -> bool:
    """Whether the period that many places before is the one just so long ago."""
    if place < back:
        return False
    if series.key.granularity is Granularity.MONTH:
        months = series.start.astype("datetime64[M]").astype(int)
        return bool(months[place] - months[place - back] == back)
    return bool((series.start[place] - series.start[place - back]).astype(int) == 7 * back)


def _moved(series: Series, place: int, back: int = 1) -> tuple[float, float, float] | None:
    """Percent against the period before, and the least and the most it can be."""
    if not _follows(series, place, back):
        return None
    two = [place - back, place]
    made = changes(series.value[two], series.step[two], series.flags[two])
    held = tuple(float(one[1]) for one in (made.percent, made.low, made.high))
    return (held[0], held[1], held[2]) if np.isfinite(held[0]) else None


def _change(claim: Claim, _: Held, series: Series, place: int) -> Checked:
    if claim.words.get("over") == "total" and (may := claim.words.get("back")):
        return best(_moved_by(claim, series, place, int(one)) for one in may.split())
    if claim.words.get("over") == "total":
        return unknown(claim, "no_period_before", period=_period(series, place))
    yearly = claim.words.get("over") == "year"
    back = 1
    if yearly:
        back = 12 if series.key.granularity is Granularity.MONTH else 52
    if base := claim.words.get("base"):
        at = np.flatnonzero(series.start == np.datetime64(base, "D"))
        back = place - int(at[0]) if len(at) else 0
    return _moved_by(claim, series, place, back)


def _moved_by(claim: Claim, series: Series, place: int, back: int) -> Checked:
    """Against the period so many before."""
    moved = _moved(series, place, back) if back > 0 else None
    if moved is None:
        return unknown(claim, "no_period_before", period=_period(series, place))
    value, low, high = moved
    facts = {"period": _period(series, place), "low": percent(low, 1), "high": percent(high, 1)}
    return verdict(claim, _ranged(claim, value, low, high), value=value, found=percent(value, max(1, claim.digits)),
                   why="change", facts=facts)  # fmt: skip


def _trend(claim: Claim, held: Held, series: Series, place: int) -> Checked:
    count = int(claim.words.get("streak", "0"))
    if count and claim.words.get("unit") not in ("个月", "周", "个季度", "连", None):
        return unknown(claim, "not_held", name=claim.subject.name, window=_asked(claim, held))
    if claim.words.get("over") == "year" and not count:
        return _than(claim, series, place, 12 if series.key.granularity is Granularity.MONTH else 52)
    if "base" in claim.words:
        return _than(claim, series, place)
    if claim.words.get("later"):
        place += count
        if place >= len(series):
            return unknown(claim, "not_held", name=claim.subject.name, window=_asked(claim, held))
    first = int(np.searchsorted(series.start, np.datetime64(claim.words.get("from", "1900-01-01"), "D")))
    wanted = (
        count
        or (max(1, place - first) if "from" in claim.words else 0)
        or (LEAST_RISES if "steady" in claim.words else 1)
    )
    moves = [_moved(series, place - back) for back in range(wanted)]
    known = [one for one in moves if one is not None]
    facts = {"period": _period(series, place), "count": str(wanted), "held": str(len(known))}
    found = " ".join(percent(one[0], 1) for one in reversed(known))
    if not known:
        return unknown(claim, "no_period_before", period=_period(series, place))
    if "turn" in claim.words:
        earlier = _moved(series, place - 1)
        if earlier is not None and earlier[0] * claim.sign > 0 and earlier[1] * earlier[2] > 0:
            return verdict(claim, False, value=known[0][0], found=found, why="trend", facts=facts)
    against = any((one[2] if claim.sign > 0 else -one[1]) <= 0 for one in known)
    sure = all((one[1] if claim.sign > 0 else -one[2]) > 0 for one in known)
    enough = len(known) == wanted
    holds: bool | None = False if against else True if sure and enough else None
    if holds and "marked" in claim.words:
        size, least = abs(known[0][0]), held.settings.marked
        holds = True if size >= least else None
    if claim.sign == 0:
        holds = None
    return verdict(claim, holds, value=known[0][0], found=found, why="trend", facts=facts)


def _than(claim: Claim, series: Series, place: int, back: int = 0) -> Checked:
    """略低于8月, 同比大增: against a month that is named, or so many periods before."""
    if not back:
        at = np.flatnonzero(series.start == np.datetime64(claim.words["base"], "D"))
        back = place - int(at[0]) if len(at) else 0
    moved = _moved(series, place, back) if back > 0 else None
    if moved is None:
        return unknown(claim, "no_period_before", period=_period(series, place))
    least, most = sorted((moved[1] * claim.sign, moved[2] * claim.sign))
    holds = True if least > 0 else False if most < 0 else None
    facts = {"period": _period(series, place), "count": "1", "held": "1"}
    return verdict(claim, holds, value=moved[0], found=percent(moved[0], 1), why="trend", facts=facts)


def _record(claim: Claim, __: Held, series: Series, place: int) -> Checked:
    sign = claim.sign or 1
    _, low, high = _range(series, place)
    value = float(series.value[place])
    first = 0
    if claim.since is not None:
        first = int(np.searchsorted(series.start, np.datetime64(claim.since, "D")))
    elif claim.words.get("since") == "year":
        first = int(np.searchsorted(series.start, np.datetime64(f"{str(series.start[place])[:4]}-01-01", "D")))
    before = [at for at in range(first, place) if np.isfinite(series.value[at])]
    facts = {"period": _period(series, place), "first": _period(series, first), "count": str(len(before))}
    if not before:
        return unknown(claim, "no_period_before", period=_period(series, place))
    others = [_range(series, at) for at in before]
    best_before = max(one[0] * sign for one in others) * sign
    holds = (value - best_before) * sign > 0
    certain = all((low - one[2] if sign > 0 else one[1] - high) > 0 for one in others)
    impossible = any((one[1] - high if sign > 0 else low - one[2]) >= 0 for one in others)
    state: bool | None = (
        True if holds and certain else False if impossible or (not holds and value != best_before) else None
    )
    facts["other"] = _shown(best_before)
    return verdict(claim, state, value=value, found=_shown(value), why="months", facts=facts)


def _beat(claim: Claim, held: Held, series: Series, place: int) -> Checked:
    other = _same(claim.against, held, series, place)
    if other is None:
        return unknown(claim, "not_held", name=claim.against, window=_period(series, place))
    mine, theirs = _range(series, place), other
    if "ratio" in claim.words:
        holds = _ranged(claim, mine[0] / theirs[0], mine[1] / theirs[2], mine[2] / theirs[1])
        facts = {"period": _period(series, place), "mine": _shown(mine[0]), "theirs": _shown(theirs[0])}
        return verdict(claim, holds, value=mine[0] / theirs[0], found=f"{mine[0] / theirs[0]:.2f}×", why="beside",
                       facts=facts | {"against": claim.against})  # fmt: skip
    ahead = (mine[1] - theirs[2]) if claim.sign > 0 else (theirs[1] - mine[2])
    behind = (theirs[1] - mine[2]) if claim.sign > 0 else (mine[1] - theirs[2])
    holds = True if ahead > 0 else False if behind > 0 or (mine[0] == theirs[0] and not mine[2] - mine[1]) else None
    facts = {
        "period": _period(series, place),
        "mine": _shown(mine[0]),
        "theirs": _shown(theirs[0]),
        "against": claim.against,
    }
    return verdict(
        claim, holds, value=mine[0], found=f"{_shown(mine[0])} / {_shown(theirs[0])}", why="beside", facts=facts
    )


def _same(product: str, held: Held, series: Series, place: int) -> tuple[float, float, float] | None:
    """Another product's number of the same source, metric and period."""
    for one in held.inputs.series:
        alike = one.key.product == product and one.key.source == series.key.source and one.key.geo == series.key.geo
        if alike and one.key.metric is series.key.metric and one.key.granularity is series.key.granularity:
            at = np.flatnonzero(one.start == series.start[place])
            if len(at) and np.isfinite(one.value[at[0]]):
                return _range(one, int(at[0]))
    return None


def _rank(claim: Claim, held: Held, series: Series, place: int) -> Checked:
    """Among those of its category that the same source has numbers of."""
    if claim.against:
        return _beat(claim, held, series, place)
    kinds = {one.id: one.category for one in held.inputs.products}
    domestic = {one.id for one in held.inputs.products if one.domestic}
    own = claim.subject.id if claim.subject.id == series.key.product else series.key.product
    peers = [name for name, kind in kinds.items() if kind == kinds.get(own) and name != own]
    if any(word in claim.sentence for word in ("国产", "国内")):
        peers = [name for name in peers if name in domestic]
    if claim.words.get("growth"):
        return _fastest(claim, held, series, place, peers)
    mine = _range(series, place)
    others = {name: one for name in peers if (one := _same(name, held, series, place)) is not None}
    if not others:
        return unknown(claim, "not_held", name=claim.subject.name, window=_period(series, place))
    ahead = sum(one[0] > mine[0] for one in others.values())
    return _ranked(claim, series, place, ahead, len(others) + 1)


def _ranked(claim: Claim, series: Series, place: int, ahead: int, count: int) -> Checked:
    said = claim.words.get("place", "1")
    stands = ahead + 1
    holds: bool | None
    if said.startswith("top"):
        holds = stands <= int(said[3:])
    elif said in ("front", "back"):
        holds = True if stands <= max(3, count // 3) else None
    else:
        wanted = int(said)
        holds = stands == (wanted if wanted > 0 else count + 1 + wanted)
    facts = {"period": _period(series, place), "place": str(stands), "all": str(count)}
    return verdict(claim, holds, value=float(stands), found=f"{stands}/{count}", why="rank", facts=facts)


def _fastest(claim: Claim, held: Held, series: Series, place: int, peers: Sequence[str]) -> Checked:
    own = _moved(series, place)
    if own is None:
        return unknown(claim, "no_period_before", period=_period(series, place))
    ahead = count = 0
    for one in held.inputs.series:
        key = one.key
        alike = key.product in peers and key.source == series.key.source and key.granularity is series.key.granularity
        at = np.flatnonzero(one.start == series.start[place])
        if alike and key.metric is series.key.metric and len(at) and (moved := _moved(one, int(at[0]))) is not None:
            ahead, count = ahead + (moved[0] > own[0]), count + 1
    if not count:
        return unknown(claim, "not_held", name=claim.subject.name, window=_period(series, place))
    return _ranked(claim, series, place, ahead, count + 1)
