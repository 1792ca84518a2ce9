"""What ``doctor`` and a copied report say: versions, folders, proxy and CA in force, each source with its reason.

Nothing in it is secret: passwords and keys are stars, and of a key only its place is told.
"""

from __future__ import annotations

import os
import platform
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from data_sources import catalog, keys
from data_sources.catalog import BY_ID, TRAFFIC, Place
from data_sources.protocol import Boot, Rejected, SourceState, Status
from data_sources.redaction import redacted
from models.instruments import Market
from models.reasons import said
from models.routes import About, Routes

PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "pandas", "yfinance", "akshare", "httpx", "openpyxl")
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "NO_PROXY", "no_proxy")
KINDS = ("quotes", "bars", "intraday", "facts", "listing")
AUTHORITIES = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE")


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One check-up."""

    versions: tuple[tuple[str, str], ...]
    folder: Path
    writable: bool
    proxy: tuple[tuple[str, str], ...]
    authorities: tuple[tuple[str, str, bool], ...]
    status: Status
    ignored: tuple[str, ...]

    @property
    def needs_user(self) -> bool:
        """True when something will not mend by itself: no writable profile, no CA file, no live source at all."""
        lost_file = any(not exists for _, _, exists in self.authorities)
        live = [s for s in self.status.sources if s.state != "off" and _has_prices(s.source)]
        silent = bool(live) and not any(source.state == "ok" for source in live)
        return not self.writable or lost_file or silent or bool(self.ignored)

    def text(self, texts: Mapping[str, str]) -> str:
        """The report as lines."""
        parts = (self._program(texts), self._network(texts), self._state(texts), self._sources(texts))
        return redacted("\n".join(line for lines in parts for line in lines))

    def _program(self, texts: Mapping[str, str]) -> Iterable[str]:
        yield from (f"{name:20} {version}" for name, version in self.versions)
        note = "" if self.writable else f"  ({texts['doctor.read_only']})"
        yield f"{texts['doctor.profile']:20} {self.folder}{note}"

    def _network(self, texts: Mapping[str, str]) -> Iterable[str]:
        yield from [f"{name:20} {value}" for name, value in self.proxy] or [texts["doctor.no_proxy"]]
        files = [
            f"{name:20} {value}" + ("" if exists else f"  ({texts['doctor.no_file']})")
            for name, value, exists in self.authorities
        ]
        yield from files or [texts["doctor.no_ca"]]

    def _state(self, texts: Mapping[str, str]) -> Iterable[str]:
        yield f"{texts['doctor.cache']:20} {self.status.cache}"
        yield f"{texts['doctor.user']:20} {self.status.user}"
        yield from (f"{texts['doctor.key']:20} {source}: {place}" for source, place in self.status.keys)
        if self.ignored:
            yield f"{texts['doctor.ignored']}: {', '.join(self.ignored)}"

    def _sources(self, texts: Mapping[str, str]) -> Iterable[str]:
        yield from (_source_line(source, texts) for source in self.status.sources)
        if self.status.rejected:
            yield texts["doctor.rejected"]
        yield from (_rejected_line(one, texts) for one in self.status.rejected)


def report(folder: Path, boot: Boot, status: Status, ignored: tuple[str, ...]) -> Report:
    """Look around. Passwords in proxy addresses are not shown."""
    chosen = [("proxy", boot.proxy)] if boot.proxy else []
    proxies = chosen + [(name, os.environ[name]) for name in PROXIES if os.environ.get(name)]
    files = ([("ca_bundle", boot.ca_bundle)] if boot.ca_bundle else []) + [
        (name, os.environ[name]) for name in AUTHORITIES if os.environ.get(name)
    ]
    keys.hide_all(folder)
    return Report(
        versions=(
            ("Python", platform.python_version()),
            ("system", platform.platform()),
            *map(_version, PACKAGES),
        ),
        folder=folder,
        writable=os.access(folder, os.W_OK),
        proxy=tuple((name, _without_password(value)) for name, value in proxies),
        authorities=tuple((name, value, Path(value).exists()) for name, value in files),
        status=status,
        ignored=ignored,
    )


def routes() -> Routes:
    """The catalogue as the window shows it."""
    return Routes(
        sources=tuple(
            About(
                id=entry.id,
                group=entry.group,
                gives=tuple(sorted(entry.gives, key=_kind)),
                markets=tuple(market for market in Market if market in entry.markets),
                local=entry.place is Place.LOCAL,
            )
            for entry in catalog.SOURCES
        ),
        usual=catalog.ORDER,
        paid=keys.PAID,
    )


def _has_prices(source: str) -> bool:
    """Whether a market can be had from it, over a network."""
    return BY_ID[source].place is not Place.LOCAL and BY_ID[source].gives != TRAFFIC


def _kind(kind: str) -> int:
    """Prices first, as a reader looks for them."""
    return KINDS.index(kind) if kind in KINDS else len(KINDS)


def _version(package: str) -> tuple[str, str]:
    from importlib import metadata  # 14 ms, and the sources page asks for routes only

    try:
        return package, metadata.version(package)
    except metadata.PackageNotFoundError:
        return package, "--"


def _without_password(address: str) -> str:
    before, at, host = address.rpartition("@")
    scheme, mark, _ = before.partition("://")
    return f"{scheme}{mark}***@{host}" if at and mark else f"***@{host}" if at else address


def _source_line(source: SourceState, texts: Mapping[str, str]) -> str:
    state = texts[f"source.state.{source.state}"]
    line = f"{source.source:20} {state}" + (f": {said(source.reason, texts)}" if source.reason else "")
    if not source.requests and not source.last_ok:
        return line
    budget = f"{source.last_minute}/{source.per_minute:g}" if source.per_minute else "--"
    return f"{line}  [{source.group} {source.breaker} {budget}, {source.requests_today}, ok {_when(source.last_ok)}]"


def _rejected_line(one: Rejected, texts: Mapping[str, str]) -> str:
    return f"{_when(one.at):20} {one.source} {one.instrument}: {said(one.reason, texts)}  {one.file}".rstrip()


def _when(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at)) if at else "--"
