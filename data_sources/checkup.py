"""What ``doctor`` says: versions, folders, the proxy and CA in force, each source's state with its reason."""

from __future__ import annotations

import os
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from data_sources.catalog import BY_ID, Place
from data_sources.protocol import Boot, SourceState, Status
from models.reasons import said

PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "pandas", "yfinance", "akshare", "httpx", "openpyxl")
PROXIES = ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY", "NO_PROXY", "no_proxy")
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
        live = [s for s in self.status.sources if s.state != "off" and BY_ID[s.source].place is not Place.LOCAL]
        silent = bool(live) and not any(source.state == "ok" for source in live)
        return not self.writable or lost_file or silent or bool(self.ignored)

    def text(self, texts: Mapping[str, str]) -> str:
        """The report as lines."""
        lines = [f"{name:20} {version}" for name, version in self.versions]
        lines.append(
            f"{texts['doctor.profile']:20} {self.folder}"
            + ("" if self.writable else f"  ({texts['doctor.read_only']})")
        )
        lines.append(f"{texts['doctor.cache']:20} {self.status.cache}")
        lines += [f"{name:20} {value}" for name, value in self.proxy] or [texts["doctor.no_proxy"]]
        lines += [
            f"{name:20} {value}" + ("" if exists else f"  ({texts['doctor.no_file']})")
            for name, value, exists in self.authorities
        ] or [texts["doctor.no_ca"]]
        lines += [f"{texts['doctor.ignored']}: {', '.join(self.ignored)}"] if self.ignored else []
        lines += [_source_line(source, texts) for source in self.status.sources]
        return "\n".join(lines)


def report(folder: Path, boot: Boot, status: Status, ignored: tuple[str, ...]) -> Report:
    """Look around. Passwords in proxy addresses are not shown."""
    chosen = [("proxy", boot.proxy)] if boot.proxy else []
    proxies = chosen + [(name, os.environ[name]) for name in PROXIES if os.environ.get(name)]
    files = ([("ca_bundle", boot.ca_bundle)] if boot.ca_bundle else []) + [
        (name, os.environ[name]) for name in AUTHORITIES if os.environ.get(name)
    ]
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


def _version(package: str) -> tuple[str, str]:
    try:
        return package, metadata.version(package)
    except metadata.PackageNotFoundError:
        return package, "--"


def _without_password(address: str) -> str:
    before, at, host = address.rpartition("@")
    return f"{before.partition('://')[0]}://***@{host}" if at else address


def _source_line(source: SourceState, texts: Mapping[str, str]) -> str:
    state = texts[f"source.state.{source.state}"]
    return f"{source.source:20} {state}" + (f": {said(source.reason, texts)}" if source.reason else "")
