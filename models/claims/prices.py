"""Checks of one share, index or market against what is held: returns, directions, excess, closes, records, caps."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import numpy as np

from models import sessions
from models.caps import Beside, cap_on
from models.claims.held import Held
from models.claims.judging import best, no_row, sourced, told, unknown, verdict
from models.claims.names import OWN
from models.claims.values import Checked, Claim, Subject
from models.claims.weighing import meets, percent, points
from models.instruments import Market
from models.review.values import Window
from models.values import Basis

FLAT = 0.005  # percent: shown as 0.00
ALMOST_FLAT = 0.5
MONEY = {"美元": "USD", "美金": "USD", "港元": "HKD", "港币": "HKD", "元": "CNY", "人民币": "CNY"}


def returned(claim: Claim, held: Held, window: Window) -> Checked:
    """A percentage of one share, index or market."""
    if claim.subject.kind == "market":
        return _market(claim, held, window)
    row = held.row(claim.subject.id, window)
    if row is None or row.change_pct is None:
        return no_row(claim, row, window, held)
    change = row.change_pct
    digits = max(2, claim.digits)
    made = verdict(claim, meets(change, claim), value=change, found=percent(change, digits), why="return",
                   facts={"window": told(window), **_closes(row.base_close, row.end_close)})  # fmt: skip
    return sourced(made, [row], f"return {claim.subject.id} {told(window)}")


def _closes(base: float | None, end: float | None) -> dict[str, str]:
    return {"base": "--" if base is None else f"{base:.10g}", "end": "--" if end is None else f"{end:.10g}"}


def _market(claim: Claim, held: Held, window: Window) -> Checked:
    """A market stands for any of its indices: another number than theirs may be another index's."""
    found = []
    for name in held.market_marks(claim.subject):
        row = held.row(name, window)
        if row is None or row.change_pct is None:
            continue
        change = row.change_pct
        holds: bool | None = meets(change, claim)
        if not holds and claim.value is not None and change * claim.value > 0:
            holds = None
        made = verdict(claim, holds, value=change, found=f"{row.instrument.name('zh')} {percent(change)}", why="market",
                       facts={"window": told(window), "name": row.instrument.name("zh")})  # fmt: skip
        found.append(sourced(made, [row], f"return {name} {told(window)}"))
    return best(found) if found else unknown(claim, "not_held", name=claim.subject.name, window=told(window))


def directed(claim: Claim, held: Held, window: Window) -> Checked:
    """上涨, 收跌, 收平 without a number."""
    names = held.market_marks(claim.subject) if claim.subject.kind == "market" else [claim.subject.id]
    found = []
    for name in names:
        row = held.row(name, window)
        if row is None or row.change_pct is None:
            found.append(no_row(claim, row, window, held))
            continue
        change = row.change_pct
        holds: bool | None = change * claim.sign > 0
        if claim.sign == 0:
            holds = True if abs(change) <= FLAT else None if abs(change) <= ALMOST_FLAT else False
        made = verdict(claim, holds, value=change, found=percent(change), why="return",
                       facts={"window": told(window), **_closes(row.base_close, row.end_close)})  # fmt: skip
        found.append(sourced(made, [row], f"return {name} {told(window)}"))
    return best(found) if found else unknown(claim, "not_followed", name=claim.subject.name)


def level(held: Held, subject: Subject, window: Window, of: Subject | None = None) -> list[tuple[str, float]]:
    """What one side of a comparison is: name and percent; several where it may be several."""
    if subject.kind == "instrument":
        change = held.change(subject.id, window)
        return [(subject.id, change)] if change is not None else []
    if subject.kind == "market":
        both = [(name, held.change(name, window)) for name in held.market_marks(subject, of)]
        return [(name, change) for name, change in both if change is not None]
    means = [held.mean(names, window) for names in held.groups(subject)]
    return [(subject.id, mean) for mean in means if mean is not None]


def compared(claim: Claim, held: Held, window: Window) -> Checked:
    """跑赢, 高于, with or without how much."""
    other = Subject(
        kind=claim.words.get("against", "instrument"), id=claim.against, name=claim.against,
        members=tuple(claim.words.get("members", "").split()),
    )  # fmt: skip
    if "unknown" in (claim.subject.kind, other.kind):
        return unknown(
            claim, "not_followed", name=claim.subject.name if claim.subject.kind == "unknown" else other.name
        )
    if claim.words.get("of") == "each" and claim.subject.members and claim.subject.kind != "market":
        return _each_beside(claim, held, window)
    if claim.subject.kind != "instrument" and other.id == OWN and claim.subject.kind != "market":
        return _group_excess(claim, held, window)
    left, right = level(held, claim.subject, window), level(held, other, window, claim.subject)
    if not left or not right:
        missing = claim.subject if not left else other
        return unknown(claim, "not_held", name=_named(held, missing), window=told(window))
    if claim.subject.id == other.id:
        return unknown(claim, "which", count="--")  # nobody beats himself: somebody else is meant
    found = []
    for name, mine in left:
        for against, theirs in right:
            found.append(_beside(claim, held, window, (name, mine), (against, theirs)))
    return best(found)


def _each_beside(claim: Claim, held: Held, window: Window) -> Checked:
    """均跑赢: every one of a group; of the lists it may mean one must do."""
    found = []
    out = claim.words.get("except", "").split()
    for names in held.groups(claim.subject)[: 1 if claim.words.get("wide") else None]:
        made = []
        for name in names:
            if name in out:
                continue
            one = held.instruments.get(name)
            if one is not None:
                subject = Subject(kind="instrument", id=name, name=one.name("zh"))
                words = {key: value for key, value in claim.words.items() if key not in ("of", "not")}
                made.append(compared(replace(claim, subject=subject, words=words), held, window))
        known = [one for one in made if one.value is not None]
        if known:
            if claim.words.get("broad"):  # 普遍跑赢
                share = sum(one.state == "confirmed" for one in known) / len(known)
                found.append(replace(known[0], claim=claim, state=verdict(claim, share >= held.settings.broad).state))
                continue
            lacking = next((one for one in known if one.state == "contradicted"), known[0])
            turned = verdict(claim, lacking.state != "contradicted").state
            found.append(replace(lacking, claim=claim, state=turned))
    return best(found) if found else unknown(claim, "not_held", name=claim.subject.name, window=told(window))


def _beside(claim: Claim, held: Held, window: Window, mine: tuple[str, float], theirs: tuple[str, float]) -> Checked:
    if "ratio" in claim.words:
        return _times(claim, held, window, mine, theirs)
    excess = mine[1] - theirs[1]
    if claim.value is None:
        holds = excess * claim.sign > 0
    else:
        rounded = round(mine[1], 2) - round(theirs[1], 2)
        holds = meets(excess, claim) or (meets(rounded, claim) and abs(rounded - excess) < 0.011)
    facts = {
        "window": told(window), "mine": percent(mine[1]), "theirs": percent(theirs[1]),
        "against": _name(held, theirs[0]),
    }  # fmt: skip
    made = verdict(claim, holds, value=excess, found=f"{points(excess)}pp", why="excess", facts=facts)
    rows = [held.row(mine[0], window), held.row(theirs[0], window)]
    return sourced(made, rows, f"excess {mine[0]} {theirs[0]} {told(window)}")


def _times(claim: Claim, held: Held, window: Window, mine: tuple[str, float], theirs: tuple[str, float]) -> Checked:
    """So many times what another moved."""
    if not theirs[1] or mine[1] * theirs[1] < 0:
        return unknown(claim, "not_held", name=_name(held, theirs[0]), window=told(window))
    value = mine[1] / theirs[1]
    facts = {
        "window": told(window), "mine": percent(mine[1]), "theirs": percent(theirs[1]),
        "against": _name(held, theirs[0]),
    }  # fmt: skip
    made = verdict(claim, meets(value, claim), value=value, found=f"{value:.2f}×", why="excess", facts=facts)
    rows = [held.row(mine[0], window), held.row(theirs[0], window)]
    return sourced(made, rows, f"excess {mine[0]} {theirs[0]} {told(window)}")


def _group_excess(claim: Claim, held: Held, window: Window) -> Checked:
    """A sector against the markets of its members: the mean of their excess."""
    found = []
    for names in held.groups(claim.subject):
        excess = []
        for name, change in held.changes(names, window).items():
            mark = held.universe.benchmarks.get(held.instruments[name].market)
            against = held.change(mark, window) if mark else None
            if against is not None:
                excess.append(change - against)
        if excess:
            mean = sum(excess) / len(excess)
            holds = mean * claim.sign > 0 if claim.value is None else meets(mean, claim)
            facts = {"window": told(window), "mine": points(mean), "theirs": "--", "against": "--"}
            found.append(verdict(claim, holds, value=mean, found=f"{points(mean)}pp", why="excess", facts=facts))
    return best(found) if found else unknown(claim, "not_held", name=claim.subject.name, window=told(window))


def _name(held: Held, name: str) -> str:
    one = held.instruments.get(name)
    return one.name("zh") if one is not None else name


def _named(held: Held, subject: Subject) -> str:
    return _name(held, subject.id) if subject.kind == "instrument" else subject.name


# closes


def closed(claim: Claim, held: Held, window: Window) -> Checked:
    """收于123.51美元: the traded close of the window's last session."""
    if claim.words.get("at") == "base":
        bases = (window.first - dt.timedelta(days=1), window.first)
        return best(_closed(claim, held, window, day) for day in bases)
    return _closed(claim, held, window, window.last)


def _closed(claim: Claim, held: Held, window: Window, day: dt.date) -> Checked:
    series = held.bars.get(claim.subject.id)
    row = held.row(claim.subject.id, window)
    if series is None or row is None:
        return no_row(claim, row, window, held)
    until = series.between(dt.date(1900, 1, 1), day).traded()
    one = held.instruments[claim.subject.id]
    session = sessions.on_or_before(one.market, day) if one.market is not Market.FX else day
    if not len(until) or until.date[-1].astype(dt.date) != session:
        return unknown(claim, "not_held", name=one.name("zh"), window=str(day))
    if until.basis is not Basis.RAW:
        return unknown(claim, "adjusted", name=one.name("zh"))
    close, date = float(until.close[-1]), until.date[-1].astype(dt.date)
    made = verdict(
        claim,
        meets(close, claim) and "wrong" not in claim.words,
        value=close,
        found=f"{close:.10g}",
        why="close",
        facts={"date": str(date)},
    )
    return sourced(made, [row], f"close {claim.subject.id} {date}")


def capped(claim: Claim, held: Held, window: Window) -> Checked:
    """总市值: shares of that date times its traded close."""
    row = held.row(claim.subject.id, window)
    if row is None or row.end_date is None:
        return no_row(claim, row, window, held)
    beside = held.inputs.beside.get(claim.subject.id, Beside())
    cap = cap_on(row.end_date, row.end_close, beside, held.bars.get(claim.subject.id), row.instrument.market)
    if cap is None:
        return unknown(claim, "no_cap", name=row.instrument.name("zh"), date=str(row.end_date))
    currency = MONEY.get(claim.words.get("unit", ""), row.instrument.currency)
    if currency != row.instrument.currency:
        return unknown(claim, "converted", name=row.instrument.name("zh"), currency=row.instrument.currency)
    made = verdict(claim, meets(cap.value, claim), value=cap.value, found=f"{cap.value / 1e8:,.2f}亿 {currency}",
                   why="cap", facts={"date": str(row.end_date)})  # fmt: skip
    return sourced(made, [row], f"cap {claim.subject.id} {row.end_date}")


def recorded(claim: Claim, held: Held, window: Window) -> Checked:
    """新高: the highest close of the window against all that are held before it, as far back as the words reach."""
    names = held.market_marks(claim.subject) if claim.subject.kind == "market" else [claim.subject.id]
    found = [_record(claim, held, window, name) for name in names if name in held.bars]
    return best(found) if found else unknown(claim, "not_held", name=_named(held, claim.subject), window=told(window))


def _record(claim: Claim, held: Held, window: Window, name: str) -> Checked:
    series = held.bars[name].between(dt.date(1900, 1, 1), window.last).traded()
    row = held.row(name, window)
    inside = series.date >= np.datetime64(window.first, "D")
    if not inside.any() or inside.all():
        return no_row(claim, row, window, held)
    if "within" in claim.words:
        return _of_days(claim, held, window, name)
    since = _since(claim, window)
    before = ~inside & (series.date >= np.datetime64(since, "D"))
    first: dt.date = series.date[0].astype(dt.date)
    signed = series.close * claim.sign
    top, earlier = float(signed[inside].max()), float(signed[before].max(initial=-np.inf))
    close = top * claim.sign
    facts = {"close": f"{close:.10g}", "first": str(first), "other": f"{earlier * claim.sign:.10g}"}
    if claim.words.get("intraday"):
        return unknown(claim, "intraday")
    if earlier >= top:
        place = int(np.flatnonzero(before & (signed == earlier))[-1])
        facts["date"] = str(series.date[place].astype(dt.date))
        made = verdict(claim, False, value=close, found=f"{close:.10g}", why="record.other", facts=facts)
    else:
        whole = first <= since + dt.timedelta(days=7) and since > dt.date(1900, 1, 1)
        made = verdict(claim, True if whole else None, value=close, found=f"{close:.10g}", facts=facts,
                       why="record" if whole else "record.short")  # fmt: skip
    return sourced(made, [row], f"record {name} {told(window)}")


def _of_days(claim: Claim, held: Held, window: Window, name: str) -> Checked:
    """为本周最高收盘价: the close of a day among those of the days that are named."""
    first, last = (dt.date.fromisoformat(one) for one in claim.words["within"].split(".."))
    series = held.bars[name].between(first, min(last, held.inputs.window.last)).traded()
    own = series.date == np.datetime64(min(window.last, last), "D")
    if not own.any():
        return no_row(claim, held.row(name, window), window, held)
    signed = series.close * claim.sign
    top = int(np.argmax(signed))
    facts = {"close": f"{series.close[own][0]:.10g}", "first": str(first), "other": f"{series.close[top]:.10g}"}
    facts["date"] = str(series.date[top].astype(dt.date))
    holds = bool(signed[own][0] >= signed[top])
    made = verdict(claim, holds, value=float(series.close[own][0]), found=facts["close"], facts=facts,
                   why="record" if holds else "record.other")  # fmt: skip
    return sourced(made, [held.row(name, window)], f"closes {name} {first}..{last}")


def _since(claim: Claim, window: Window) -> dt.date:
    """How far back a record reaches; the beginning of time for 历史新高 and where nothing is said."""
    if claim.since is not None:
        return claim.since
    match claim.words.get("since", ""):
        case "year":
            return dt.date(window.last.year, 1, 1)
        case "52w":
            return window.last - dt.timedelta(days=365)
    return dt.date(1900, 1, 1)


def streaked(claim: Claim, held: Held, window: Window) -> Checked:
    """连续三日上涨, up to the window's last session."""
    series = held.bars.get(claim.subject.id)
    count = int(claim.words.get("streak", "0"))
    row = held.row(claim.subject.id, window)
    if series is None or row is None or row.end_date is None:
        return no_row(claim, row, window, held)
    until = series.between(dt.date(1900, 1, 1), window.last).traded().close
    if "rose" in claim.words:
        return _days_up_and_down(claim, held, window, until)
    closes = until[-count - 2 : -1] if "after" in claim.words else until[-count - 1 :]
    if len(closes) <= count:
        return unknown(claim, "not_held", name=row.instrument.name("zh"), window=told(window))
    moves = np.diff(closes) * claim.sign
    shown = " ".join(percent(float(one)) for one in (closes[1:] / closes[:-1] - 1) * 100)
    made = verdict(claim, bool((moves > 0).all()), found=shown, why="streak", facts={"days": str(count)})
    return sourced(made, [row], f"closes {claim.subject.id} {told(window)}")


def _days_up_and_down(claim: Claim, held: Held, window: Window, until: np.ndarray) -> Checked:
    """两涨一跌: how many of a share's days in the window rose and fell."""
    count = len(held.bars[claim.subject.id].between(window.first, window.last).traded())
    closes = until[-count - 1 :]
    if not count or len(closes) <= count:
        return unknown(claim, "not_held", name=claim.subject.name, window=told(window))
    moves = np.diff(closes)
    rose, fell = int((moves > 0).sum()), int((moves < 0).sum())
    holds = (rose, fell) == (int(claim.words["rose"]), int(claim.words["fell"]))
    shown = " ".join(percent(float(one)) for one in (closes[1:] / closes[:-1] - 1) * 100)
    made = verdict(claim, holds, value=float(rose), found=shown, why="streak", facts={"days": str(count)})
    return sourced(made, [held.row(claim.subject.id, window)], f"closes {claim.subject.id} {told(window)}")


def counted_sessions(claim: Claim, _: Held, window: Window) -> Checked:
    """本周仅三个交易日: of the window, or of its calendar week."""
    market = Market(claim.subject.id)
    monday = window.first - dt.timedelta(days=window.first.weekday())
    own = len(sessions.sessions_between(market, window.first, window.last))
    week = len(sessions.sessions_between(market, monday, monday + dt.timedelta(days=6)))
    said = int(claim.value or 0)
    return verdict(claim, said in (own, week), value=float(own), found=str(own), why="sessions",
                   facts={"window": told(window), "week": str(week)},
                   query=f"sessions {market} {told(window)}")  # fmt: skip
