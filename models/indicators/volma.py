"""VOL-MA 均量线: moving averages of the volume, in shares. As MA; a bar on which nothing was traded counts as 0."""

from __future__ import annotations

from models.indicators.averages import Means, means, periods_of
from models.indicators.values import Columns, Indicator, Output, Parameter, Params
from models.values import Floats

PRESET = (5, 10)


def _lines(columns: Columns, params: Params) -> list[Floats]:
    return means(columns.volume, periods_of(params))


def _start(columns: Columns, params: Params) -> Means:
    return Means(columns, "volume", periods_of(params))


INDICATOR = Indicator(
    key="volma",
    overlay=False,
    parameters=tuple(Parameter(f"period{n}", period, 1, 2000, optional=True) for n, period in enumerate(PRESET, 1)),
    outputs=tuple(Output(f"volma{n}", "MA", of=f"period{n}") for n in range(1, len(PRESET) + 1)),
    needs=("volume",),
    lines=_lines,
    start=_start,
    volume=True,
)
