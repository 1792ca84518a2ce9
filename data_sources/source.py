"""The shape of an adapter: ``download`` touches the world and stays short, ``parse`` is pure and is tested.

An adapter module offers ``open_source(context: SourceContext) -> Source``. Provider libraries are imported
inside functions only, so that importing the module costs nothing.
"""

from __future__ import annotations

from typing import Any, Protocol

from data_sources.protocol import Asked, Given, SourceContext


class Source(Protocol):
    """One source, opened once per process and used by one thread at a time per job.

    Both methods raise only errors of models.errors; anything else is treated as a bug of the adapter.
    """

    def download(self, want: Asked) -> Any:
        """The raw answer for ``want``: whatever ``parse`` understands."""

    def parse(self, raw: Any, want: Asked, now: float) -> Given:
        """Our values from the raw answer. ``now``: UTC seconds, the time of receipt."""

    def close(self) -> None:
        """Release sessions and files."""


class Opens(Protocol):
    """What an adapter module's ``open_source`` looks like."""

    def __call__(self, context: SourceContext) -> Source:
        """Open the source in this process."""
