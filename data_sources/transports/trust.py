"""What a transport may ask and whom it believes: reviewed hosts over https, and the company's CA file.

Three libraries read three different variables and say "no connection" in three different ways; here they agree.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from data_sources.protocol import SourceContext
from models.errors import Unreachable, Unreadable

AUTHORITIES = ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE")

_SENTENCES = tuple(
    (re.compile(pattern, re.IGNORECASE), sentence)
    for pattern, sentence in (
        (
            r"certificate_verify_failed|curl: \(60\)|self.signed certificate",
            "its certificate is signed by nobody trusted here: does the network need its own ca_bundle?",
        ),
        (r"curl: \(77\)|CA certificate bundle", "the CA file cannot be read"),
        (r"\b407\b|authentication required", "the proxy wants a name and a password"),
        (r"curl: \((?:5|97)\)|over proxy|proxyerror|connect to proxy", "the proxy does not answer"),
        (r"curl: \(6\)|getaddrinfo|name or service|nodename|name ?resolution", "its name is not found: no network?"),
        (r"refused|curl: \(7\)", "the connection was refused"),
        (r"reset|aborted|disconnected|cut off|curl: \((?:18|52|56|92)\)", "the connection was cut off"),
        (r"timed? ?out|curl: \(28\)", "no answer in time"),
        (r"curl: \(63\)", "an answer of over 32 MB"),
        (
            r"curl: \(1\)|protocol .*(?:disabled|not supported)",
            "sent on without encryption: a sign-in page of the network?",
        ),
    )
)


def check_url(url: str, hosts: tuple[str, ...], source: str) -> None:
    """Raises Unreadable for a host nobody reviewed and for anything but https."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    if not _reviewed(host, hosts):
        raise Unreadable(f"would ask {host}, which nobody reviewed", source=source)
    if parts.scheme != "https":
        raise Unreadable(f"would ask {host} without encryption", source=source)


def check_landing(url: str, hosts: tuple[str, ...], source: str) -> None:
    """Raises Unreadable when redirects ended at a host nobody reviewed, as those of a hotel's network do."""
    host = urlsplit(url).hostname or ""
    if host and not _reviewed(host, hosts):
        raise Unreadable("sent on to another host: a sign-in page of the network?", source=source)


def _reviewed(host: str, hosts: tuple[str, ...]) -> bool:
    return any(host == name or host.endswith("." + name) for name in hosts)


def ca_file(context: SourceContext) -> str:
    """The CA file of the settings, else of the environment; "" leaves it to the library.

    Raises Unreachable when the settings name a file that is not there: nothing else may be trusted in its place.
    """
    if context.ca_bundle and not Path(context.ca_bundle).is_file():
        raise Unreachable(f"no such CA file: {context.ca_bundle}")
    named = (os.environ.get(name, "") for name in AUTHORITIES)
    return context.ca_bundle or next((path for path in named if path and Path(path).is_file()), "")


def in_words(error: BaseException) -> str:
    """Why there is no connection, in one plain sentence."""
    said = f"{type(error).__name__}: {error}"
    fitting = (sentence for pattern, sentence in _SENTENCES if pattern.search(said))
    return next(fitting, f"no connection ({type(error).__name__})")
