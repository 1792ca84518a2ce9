"""Who is asked for lists and suggestions: every open source that has them, each in its lane's turn."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from data_sources import catalog
from data_sources.lanes import ORDINARY, URGENT
from data_sources.listing.listings import Ask
from data_sources.sources import Sources
from models.errors import AppError

log = logging.getLogger(__name__)


def asking(sources: Sources) -> Ask:
    """An Ask over the sources of this run. A source that fails is left out and named in the log."""

    def ask(kind: str, want: Any) -> Iterator[Any]:
        for entry in catalog.SOURCES:
            if kind in entry.gives and sources.is_open(entry.id):
                try:
                    yield sources.answer(entry, want, URGENT if kind == "suggest" else ORDINARY)
                except AppError as error:
                    log.info("no %s from %s: %s", kind, entry.id, error)

    return ask
