"""Keeps secrets out of logs, crash windows and reports of this process, whoever writes them."""

from __future__ import annotations

import logging

from models.secrets import masked

_known: tuple[str, ...] = ()  # replaced, never changed: read by every thread that logs
SHORTEST = 4  # a shorter one would turn up inside ordinary words


def hide(secret: str) -> None:
    """From now on ``secret`` is written as stars."""
    global _known  # noqa: PLW0603 - one process, one set of secrets
    if len(secret) >= SHORTEST and secret not in _known:
        _known = (*_known, secret)


def redacted(text: str) -> str:
    """``text`` without the secrets known here and without what looks like one."""
    return masked(text, _known)


class Redaction(logging.Filter):
    """On a handler: what that handler writes has no secrets, in traces neither."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Replace the record's words by ones that may be read."""
        record.msg, record.args = redacted(_said(record)), ()
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = redacted(record.exc_text)
        if record.stack_info:
            record.stack_info = redacted(record.stack_info)
        return True


def _said(record: logging.LogRecord) -> str:
    """The message; a record whose arguments do not fit is still told, without them."""
    try:
        return record.getMessage()
    except (TypeError, ValueError):
        return str(record.msg)
