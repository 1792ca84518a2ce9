"""What leaves of the strip of indices and currencies: every quote in it, hidden behind an arrow or not."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from gui.outs.reading import Reading
from gui.outs.tables import TableOuts, Told
from gui.parts import Parts
from gui.strip import IndexStrip
from models.exports.origins import Origin
from models.workbook import Value

KEYS = ("name", "code", "last", "change_pct", "time", "source")


def outs_of(parts: Parts, strip: IndexStrip) -> TableOuts:
    """Copies and exports it."""
    return TableOuts(parts, strip, lambda: _told(parts, strip), seen=lambda: _reading(parts, strip))


def _told(parts: Parts, strip: IndexStrip) -> Told:
    return Told(title=parts.texts["strip.title"], origins=tuple(_origins(parts, strip)))


def _reading(parts: Parts, strip: IndexStrip) -> Reading:
    rows = range(len(strip.store.instruments))
    look = parts.theme
    return Reading(
        heads=tuple(parts.texts[f"out.strip.{key}"] for key in KEYS),
        rows=tuple(_cells(parts, strip, row) for row in rows),
        right=tuple(key in ("last", "change_pct") for key in KEYS),
        worth=tuple(tuple(_worth(strip, key, row) for row in rows) for key in KEYS),
        ink=lambda row, place: look.direction(strip.store.value(row, "change_pct")) if place in (2, 3) else None,
    )


def _cells(parts: Parts, strip: IndexStrip, row: int) -> tuple[str, ...]:
    name, last, change = strip.texts(row)
    at = _moment(strip, row)
    source = strip.store.sources[row]
    time = f"{at:%Y-%m-%d %H:%M} UTC" if at is not None else ""
    return name, strip.store.instruments[row].id, last, change, time, parts.texts.get(f"source.{source}", source)


def _worth(strip: IndexStrip, key: str, row: int) -> Value:
    return (
        _moment(strip, row) if key == "time" else strip.store.value(row, key) if key in ("last", "change_pct") else None
    )


def _moment(strip: IndexStrip, row: int) -> dt.datetime | None:
    at = strip.store.value(row, "exchange_time") or strip.store.value(row, "received_at")
    return dt.datetime.fromtimestamp(at, dt.UTC) if at else None


def _origins(parts: Parts, strip: IndexStrip) -> Iterator[Origin]:
    for row, one in enumerate(strip.store.instruments):
        source = strip.store.sources[row]
        if source:
            told = parts.texts.get(f"source.{source}", source)
            yield Origin(what=f"{one.name(parts.lang)} {one.id}", source=told, as_of=_moment(strip, row))
