"""The day's price limits of an A-share: by rule, and as a source states them. Hong Kong and the US have none.

Percent of the previous close (SSE, SZSE and BSE trading rules, 涨跌幅限制): main board 10, ChiNext 20 (10 before
24 August 2020), STAR 20, Beijing 30. Shares under special treatment on the main board: 5 until 5 July 2026, 10 from
6 July 2026 on; on the other boards those of the board. None in the first five sessions after a listing on the main
board (since 10 April 2023), ChiNext (since 24 August 2020) and STAR, nor in the first one in Beijing or before that.
Not known here, so None: funds (10 or 20, as their index), B shares, and the first day of a delisting period.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from decimal import ROUND_HALF_UP, Decimal

from models import sessions
from models.frozen import frozen
from models.instruments import Instrument, Kind, Market

MAIN, WIDE, BEIJING, TREATED = 10, 20, 30, 5  # percent
TREATED_AS_OTHERS = dt.date(2026, 7, 6)  # special treatment does not narrow the main board's limit any more
CHINEXT_REFORM, MAIN_REFORM = dt.date(2020, 8, 24), dt.date(2023, 4, 10)  # registration instead of approval
BOARDS = {  # patterns, as those below: compiled when they are first used, which is after the first paint
    "main": r"60\d{4}\.SH|00[0-3]\d{3}\.SZ",
    "chinext": r"30[0-2]\d{3}\.SZ",
    "star": r"68[89]\d{3}\.SH",
    "beijing": r"(?:[48]\d{5}|92\d{4})\.BJ",
}
SPECIAL = r"(?:XD|XR|DR|S)?\*?ST"  # ST, *ST, SST, S*ST, and on an ex-date
NEW = r"[NC](?=[\u3400-\u9fff])"  # before a Chinese name: in its first, in its next four sessions
FREE = 5  # sessions
LONGEST = dt.timedelta(days=30)  # that five sessions take, the longest holidays among them
TICK = Decimal("0.01")
HALF_A_TICK = 0.005


@frozen(kw_only=True)
class Limits:
    """The highest and the lowest price of the day, in CNY. percent: of the previous close, by rule."""

    up: float
    down: float
    percent: int


def price_limits(
    one: Instrument, previous_close: float | None, *, name: str, listed: dt.date | None, date: dt.date
) -> Limits | None:
    """The limits of ``date``, None where there is none or none is known.

    previous_close: on an ex-date the reference price (除权除息参考价), as quotes give it. name: the exchange's short
    name, which alone tells of special treatment. listed: the first session; without it the name's N or C tells a new
    share. Each limit is rounded to a cent, half up, and lies at least a cent away.
    """
    board = board_of(one)
    if board is None or not _a_price(previous_close) or _free(board, name, listed, date):
        return None
    return _about(previous_close or 0.0, _percent(board, name, date))


def limits_of(
    one: Instrument, previous_close: float | None, stated: tuple[float | None, float | None], *,
    name: str, listed: dt.date | None, date: dt.date,
) -> Limits | None:  # fmt: skip
    """Those that a source states, up and down, if they may be; else those of the rule.

    They may be what the board allows, to a cent: there a source knows of a treatment that the name does not tell. On
    the main board that is 5 or 10 percent, elsewhere the board's own; not within the first sessions, if the listing is
    known. Of what has no rule here (funds, B shares) they are taken as they are. Otherwise as ``price_limits``.
    """
    ruled, board = price_limits(one, previous_close, name=name, listed=listed, date=date), board_of(one)
    up, down = stated
    if up is None or down is None or not _a_price(previous_close) or one.market is not Market.CN:
        return ruled
    if board is None:
        return None if one.kind is Kind.INDEX else Limits(up=up, down=down, percent=0)
    if ruled is None and listed is not None:
        return None
    for percent in _allowed(board, name, date):
        limits = _about(previous_close or 0.0, percent)
        if max(abs(up - limits.up), abs(down - limits.down)) < 3 * HALF_A_TICK:
            return Limits(up=up, down=down, percent=percent)
    return ruled


def _about(before: float, percent: int) -> Limits:
    close = Decimal(repr(float(before)))
    step = max((close * percent / 100), TICK)
    up, down = ((close + way * step).quantize(TICK, ROUND_HALF_UP) for way in (1, -1))
    return Limits(up=float(up), down=float(max(down, TICK)), percent=percent)


def limit_state(last: float | None, limits: Limits | None) -> int | None:
    """1 at limit-up, -1 at limit-down, 0 between them; None without a price or limits."""
    if limits is None or not _a_price(last):
        return None
    price = float(last or 0.0)
    if price > limits.up - HALF_A_TICK:
        return 1
    return -1 if price < limits.down + HALF_A_TICK else 0


def limit_room(last: float | None, previous_close: float | None, limits: Limits | None) -> float | None:
    """How far ``last`` may still go the way the day has gone, in percent of ``last``: down is below zero.

    To limit-up when the day's change is zero or more, else to limit-down. 0 at the limit; None as ``limit_state``.
    """
    if limits is None or not _a_price(last) or not _a_price(previous_close):
        return None
    price, before = float(last or 0.0), float(previous_close or 0.0)
    if price >= before:
        return max(0.0, (limits.up / price - 1.0) * 100.0)
    return min(0.0, (limits.down / price - 1.0) * 100.0)


def board_of(one: Instrument) -> str | None:
    """Where an A-share is listed: main, chinext, star, beijing; None for everything else."""
    if one.market is not Market.CN or one.kind is not Kind.STOCK:
        return None
    return next((board for board, codes in BOARDS.items() if re.fullmatch(codes, one.id)), None)


def _percent(board: str, name: str, date: dt.date) -> int:
    if board == "beijing":
        return BEIJING
    if board == "star" or (board == "chinext" and date >= CHINEXT_REFORM):
        return WIDE
    return TREATED if re.match(SPECIAL, name) and date < TREATED_AS_OTHERS else MAIN


def _allowed(board: str, name: str, date: dt.date) -> tuple[int, ...]:
    """What a source may state, percent, the likeliest first."""
    ruled = _percent(board, name, date)
    return (ruled, MAIN + TREATED - ruled) if ruled in (MAIN, TREATED) else (ruled,)


def _free(board: str, name: str, listed: dt.date | None, date: dt.date) -> bool:
    """Whether ``date`` is one of the first sessions, which have no limit."""
    if listed is None:
        return bool(re.match(NEW, name))
    if date - listed > LONGEST:
        return False
    return len(sessions.sessions_between(Market.CN, listed, date)) <= _free_sessions(board, listed)


def _free_sessions(board: str, listed: dt.date) -> int:
    reform = {"main": MAIN_REFORM, "chinext": CHINEXT_REFORM, "star": dt.date.min}.get(board)
    return FREE if reform is not None and listed >= reform else 1


def _a_price(value: float | None) -> bool:
    return value is not None and 0 < value < math.inf
