"""The one tree of expected errors. Adapters raise them; anything else is a bug.

AppError
├── SourceError            a source could not answer
│   ├── Unreachable        offline, time-out, refused, 5xx          another source may do
│   ├── RateLimited        asked too often; ``wait_s`` says how long to leave it alone
│   ├── NoSuchData         the source knows no such instrument, interval or span
│   ├── Refused            the source works, but not for us: no key, a wrong one, not in the plan
│   └── Unreadable         the source answered, but not in the agreed shape
├── CacheError             the local cache cannot be read or written
├── ImportRejected         a file the user gave cannot be taken
└── ExportError            a file cannot be written
Cancelled                  the user changed his mind; never shown
"""

from __future__ import annotations

from models.frozen import frozen


class AppError(Exception):
    """An expected failure. ``detail`` is for the log and the source page, in plain English.

    ``payload``: the beginning of what could not be read, if somebody kept it.
    """

    def __init__(self, detail: str = "", *, source: str = "", wait_s: float = 0.0, payload: str = "") -> None:
        super().__init__(detail)
        self.detail = detail
        self.source = source
        self.wait_s = wait_s
        self.payload = payload


class SourceError(AppError):
    """A source could not answer; the router may try the next one."""


class Unreachable(SourceError):
    """Offline, time-out, connection refused or dropped, HTTP 5xx."""


class RateLimited(SourceError):
    """Asked too often (HTTP 429, or a ban dressed otherwise); leave it alone for ``wait_s``."""


class NoSuchData(SourceError):
    """The source does not know this instrument, interval or span."""


class Refused(SourceError):
    """The source works, but gives us nothing: no key, a wrong one, or the plan does not include it.

    Asking again helps nobody until the user has done something; the host is not blamed.
    """


class Unreadable(SourceError):
    """The source answered in a shape that cannot be trusted."""


class CacheError(AppError):
    """The local cache cannot be read or written."""


class ImportRejected(AppError):
    """A file the user gave cannot be taken."""


class ExportError(AppError):
    """A file cannot be written."""


class Cancelled(Exception):
    """The user changed his mind. Never shown."""


KINDS: dict[str, type[AppError]] = {
    kind.__name__: kind
    for kind in (Unreachable, RateLimited, NoSuchData, Refused, Unreadable, CacheError, ImportRejected, ExportError)
}


@frozen(kw_only=True)
class Failure:
    """An error as data: what crosses a pipe, because foreign exceptions do not unpickle.

    ``tried`` lists the failure of each source that was asked, in order. ``trace`` is for the log.
    ``payload``: the beginning of the answer that could not be read.
    """

    kind: str
    source: str = ""
    detail: str = ""
    wait_s: float = 0.0
    tried: tuple[Failure, ...] = ()
    trace: str = ""
    payload: str = ""

    def raised(self) -> AppError:
        """The exception this failure stands for."""
        kind = KINDS.get(self.kind, Unreadable)
        return kind(self.detail, source=self.source, wait_s=self.wait_s, payload=self.payload)


def failure_of(error: BaseException, source: str = "", trace: str = "") -> Failure:
    """``error`` as data. An error outside the tree is a bug and becomes Unreadable. The payload stays behind."""
    if isinstance(error, AppError) and type(error).__name__ in KINDS:
        return Failure(
            kind=type(error).__name__,
            source=error.source or source,
            detail=error.detail,
            wait_s=error.wait_s,
            trace=trace,
        )
    text = f"{type(error).__name__}: {error}"
    return Failure(kind="Unreadable", source=source, detail=text[:300], trace=trace)
