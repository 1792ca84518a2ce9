"""What stands beside a review's rows: totals of sectors and tiers, ranks, contributions, caps, earlier windows. Pure.

Everything is made of the rows of the review itself, and of the closes behind them where a row does not say it. Nothing
is guessed: what is not held is None.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from models import sessions
from models.instruments import EXCHANGES, Instrument, Kind, Market
from models.overrides import laid_over
from models.review.calculation import market_days, measured
from models.review.converting import converted
from models.review.sparks import spark, windows
from models.review.standing_values import RowStanding, Standing, Total
from models.review.totals import total
from models.review.values import Review, Row, RowState, SectorReview, Window
from models.universe import Sector, Universe
from models.values import Bars

if TYPE_CHECKING:
    from models.note.inputs import Inputs
    from models.note.settings import NoteSettings


def standing_of(review: Review, inputs: Inputs, settings: NoteSettings) -> Standing:
    """The standing of ``review``, which was made of ``inputs``.

    Of the settings count the currency of the caps and how many names are ranked. ``inputs.bars`` may hold currency
    pairs and more indices than the review asked for, and reach back as far as the sparklines shall.
    """
    said = [override for one in inputs.beside.values() for override in one.overrides]
    bars = laid_over(inputs.bars, said, inputs.universe.instruments)
    over = {market: windows(market, review.window, review.sessions.get(market, 0)) for market in _shown(review)}
    rows = tuple(
        _standing(row, _part(row, held), over, bars, inputs.now, settings.currency, review.window)
        for held in review.sectors
        for row in held.rows
    )
    marks = tuple(
        _standing(row, None, over, bars, inputs.now, "", review.window) for row in _marks(review, inputs, bars)
    )
    made = (one.cap.conversion for one in rows if one.cap is not None)
    of, sectors = _by_sector(review, rows), [held.sector for held in review.sectors]

    def summed(named: tuple[str, str, str], listed: Sequence[RowStanding]) -> Total:
        return total(named, listed, bars, settings.currency, settings.leaders)

    return Standing(
        rows=rows, marks=marks,
        sectors=tuple(summed((one.id, one.name_zh, one.name_en), of[one.id]) for one in sectors),
        tiers=tuple(summed(named, listed) for named, listed in _tiers(inputs.universe, sectors, of)),
        whole=summed(("", "", ""), rows),
        currency=settings.currency,
        conversions=tuple(dict.fromkeys(one for one in made if one is not None)),
        windows=over,
    )  # fmt: skip


def indices(universe: Universe, markets: Sequence[Market] = EXCHANGES) -> tuple[Instrument, ...]:
    """What the benchmark strip asks for: every index that is followed, market by market, its own benchmark first."""
    held = [one for one in universe.instruments.values() if one.kind is Kind.INDEX]
    first = {universe.benchmarks.get(market) for market in markets}
    return tuple(
        one for market in markets
        for one in sorted((one for one in held if one.market is market), key=lambda one: one.id not in first)
    )  # fmt: skip


def due(market: Market, window: Window, now: float) -> dt.date | None:
    """The market's last session of the window that is over; None when none is. now: UTC seconds."""
    last = sessions.on_or_before(market, min(window.last, sessions.last_final_date(market, now)))
    return last if last >= window.first else None


def _shown(review: Review) -> tuple[Market, ...]:
    shown = {row.instrument.market for row in review.rows}
    return tuple(market for market in EXCHANGES if market in shown)


def _marks(review: Review, inputs: Inputs, bars: Mapping[str, Bars]) -> tuple[Row, ...]:
    """The rows of the strip: the review's own benchmarks, and the other indices of its markets."""
    own = {row.instrument.id: row for row in review.benchmarks}
    days = market_days(inputs.universe, bars, review.window)
    followed = indices(inputs.universe, _shown(review))
    beside = [one for one in inputs.universe.strip if one.kind is Kind.INDEX and one.market in _shown(review)]
    names = {one.id for one in followed}
    wanted = [*followed, *(one for one in beside if one.id in bars and one.id not in names)]
    rows = (own.get(one.id) or measured(one, review.window, bars, inputs.failures, days) for one in wanted)
    return tuple(sorted(rows, key=lambda row: EXCHANGES.index(row.instrument.market)))


def _part(row: Row, held: SectorReview) -> float | None:
    """What the row adds to its sector's mean."""
    return None if row.change_pct is None else row.change_pct / sum(one.change_pct is not None for one in held.rows)


def _standing(
    row: Row, part: float | None, over: Mapping[Market, tuple[Window, ...]], bars: Mapping[str, Bars], now: float,
    currency: str, window: Window,
) -> RowStanding:  # fmt: skip
    return RowStanding(
        row=row, cap=converted(row, currency, bars), contribution_pp=part,
        spark=spark(row, over[row.instrument.market], bars), stale=_stale(row, bars, window, now),
    )  # fmt: skip


def _stale(row: Row, bars: Mapping[str, Bars], window: Window, now: float) -> dt.date | None:
    """The session the row should reach, when its bars end before it. A flat bar without volume counts: 停牌."""
    last = due(row.instrument.market, window, now)
    if last is None or row.end_date is None or row.end_date >= last or row.state is RowState.MISSING:
        return None
    return None if len(bars[row.instrument.id].between(last, window.last)) else last


def _by_sector(review: Review, rows: Sequence[RowStanding]) -> dict[str, list[RowStanding]]:
    """The rows of each sector, by its id."""
    left = iter(rows)
    return {held.sector.id: [next(left) for _ in held.rows] for held in review.sectors}


def _tiers(
    universe: Universe, sectors: Sequence[Sector], of: Mapping[str, Sequence[RowStanding]]
) -> list[tuple[tuple[str, str, str], list[RowStanding]]]:
    """The tiers that have rows, each with those of its sectors."""
    held = [(tier, [one for sector in sectors if sector.tier == tier.id for one in of[sector.id]])
            for tier in universe.tiers]  # fmt: skip
    return [((tier.id, tier.name_zh, tier.name_en), rows) for tier, rows in held if rows]
