"""Answers that a guard refused, the newest first: what was wrong with them and where the payload is kept."""

from __future__ import annotations

from data_sources.protocol import Rejected
from gui.look import numbers
from gui.sources.lines import Column, Tone, Words, moment
from models.reasons import said
from models.secrets import masked

MOST = 20


def newest(rejected: tuple[Rejected, ...]) -> tuple[Rejected, ...]:
    """The lines to show."""
    return tuple(sorted(rejected, key=lambda one: -one.at))[:MOST]


def _at(words: Words, one: Rejected) -> str:
    return words.texts["ago"].format(age=numbers.age(words.now - one.at, words.lang))


def _source(words: Words, one: Rejected) -> str:
    return words.texts.get(f"source.{one.source}", one.source)


def _reason(words: Words, one: Rejected) -> str:
    return masked(said(one.reason, words.texts))


COLUMNS: tuple[Column, ...] = (
    Column(key="at", width=84, write=_at, tone=Tone.MUTED, left=True, value=lambda one: moment(one.at)),
    Column(key="source", width=140, write=_source, left=True),
    Column(key="instrument", width=92, write=lambda words, one: one.instrument, tone=Tone.MUTED, left=True),
    Column(key="refused", width=200, write=_reason, left=True, stretch=True),
    Column(key="file", width=240, write=lambda words, one: one.file, tone=Tone.MUTED, left=True),
)
