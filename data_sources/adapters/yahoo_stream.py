"""Yahoo's stream through yfinance's synchronous WebSocket, under a supervisor of ours.

Runs in a provider worker of its own, beside ``yahoo``. The asynchronous class is not used: it spins when the server
closes and never reconnects. What the server sends is checked before the library sees it, for it stops listening at
one message that is no JSON.
"""

from __future__ import annotations

import json
import logging
import os
import ssl
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, ExitStack
from typing import Any, Protocol

from data_sources.protocol import SourceContext
from data_sources.transports import trust
from data_sources.yahoo import names
from data_sources.yahoo.frames import quote_of
from data_sources.yahoo.quotes import asked_by_symbol
from data_sources.yahoo.supervisor import TICK_S, Ended, Line, Supervisor, by_symbol
from models.instruments import Instrument
from models.values import Quote

ADDRESS = "SUANLI_YAHOO_STREAM"  # environment: another server, for tests
LARGEST = 1024 * 1024
CLOSING_S = 1.0
PING_S = 20.0
Push = Callable[[tuple[Quote, ...]], None]


class Stream(Protocol):
    """Quotes as they happen, with what each frame says; whoever takes them completes them from the last whole one."""

    def subscribe(self, instruments: tuple[Instrument, ...]) -> None:
        """Keep these coming; replaces the previous set."""

    def state(self) -> str:
        """Either idle, connecting, live or closed, or why nothing comes."""

    def close(self) -> None:
        """End it; nothing is pushed afterwards."""


def open_stream(context: SourceContext, push: Push) -> YahooStream:
    """The stream, idle until it is given instruments. ``push`` is called on the stream's own thread."""
    return YahooStream(lambda: open_line(context), push)


class YahooStream:
    """Turns frames into quotes of what is subscribed. ``supervision``: clocks and pauses of the Supervisor."""

    def __init__(self, connect: Callable[[], Line], push: Push, **supervision: Any) -> None:
        self._push = push
        self._clock: Callable[[], float] = supervision.get("clock", time.time)
        self._asked: dict[str, Instrument] = {}
        self._supervisor = Supervisor(connect, self._heard, **supervision)

    def subscribe(self, instruments: tuple[Instrument, ...]) -> None:
        """Keep these coming; replaces the previous set. What Yahoo does not carry is left out."""
        self._asked = asked_by_symbol(instruments)
        self._supervisor.want(by_symbol(instruments, names.spelled))

    def state(self) -> str:
        """Either idle, connecting, live or closed, or why nothing comes."""
        return self._supervisor.state()

    def counts(self) -> dict[str, int]:
        """Connections made, frames used, and frames dropped because they could not be trusted."""
        held = self._supervisor
        return {"connections": held.connections, "used": held.used, "dropped": held.dropped}

    def close(self) -> None:
        """End it; nothing is pushed afterwards."""
        self._supervisor.close()

    def _heard(self, message: Mapping[str, Any]) -> bool:
        quote = quote_of(message, self._asked, self._clock())
        if quote is not None:
            self._push((quote,))
        return quote is not None


def open_line(context: SourceContext) -> Line:
    """A connection of yfinance's class that is open when this returns. Raises what the network raises."""
    import yfinance as yf
    from websockets.sync.client import connect

    logging.getLogger("yfinance").setLevel(logging.CRITICAL)  # it calls every end of a line an error

    class Socket(yf.WebSocket):  # type: ignore[misc,unused-ignore]
        """Honours proxy, CA and time-outs; a message nobody can decode is an empty one."""

        _ws: Any

        def _connect(self) -> None:
            if self._ws is None:
                self._ws = Checked(connect(self.url, **_options(self.url, context)))

        def _decode_message(self, base64_message: str) -> dict[str, Any]:
            try:
                decoded: dict[str, Any] = super()._decode_message(base64_message)
            except Exception:  # noqa: BLE001 - base64, protobuf and their like; the frame is dropped and counted
                return {}
            return decoded

        def listen(self, heard: Callable[[Mapping[str, Any]], None], idle: Callable[[], None]) -> None:
            self._ws.idle = idle
            super().listen(heard)
            self._ws.raise_end()

    line = Socket(**({"url": address} if (address := os.environ.get(ADDRESS)) else {}), verbose=False)
    line._connect()  # noqa: SLF001 - ours
    checked: Line = line
    return checked


class Checked:
    """A socket whose ``recv`` gives only objects with a message, and looks up from the line every TICK_S."""

    def __init__(self, opening: AbstractContextManager[Any]) -> None:
        self._held = ExitStack()
        self._socket = self._held.enter_context(opening)  # websockets 17 wants it so, older ones allow it
        self.idle: Callable[[], None] = lambda: None
        self._end: BaseException | None = None

    def send(self, text: str) -> None:
        """As the socket's."""
        self._socket.send(text)

    def recv(self) -> str:
        """The next readable message. Raises what ended the line; the library only stops listening then."""
        try:
            while True:
                self.idle()
                text = self._next()
                if text is not None:
                    return text
        except Exception as error:
            self._end = error
            raise

    def raise_end(self) -> None:
        """What ``recv`` raised, which the library swallows when it hides errors."""
        raise self._end or Ended("the library stopped listening")

    def close(self) -> None:
        """Never raises."""
        try:
            self._held.close()
        except Exception as error:  # noqa: BLE001 - it is over either way
            self._end = error

    def _next(self) -> str | None:
        """None when nothing came in this tick. What is no object becomes an empty message, which is counted."""
        try:
            text = self._socket.recv(timeout=TICK_S)
        except TimeoutError:
            return None
        try:
            held = json.loads(text)
        except (ValueError, RecursionError):
            held = None
        return json.dumps({"message": held["message"]}) if _sound(held) else EMPTY


EMPTY = json.dumps({"message": ""})


def _sound(held: Any) -> bool:
    return isinstance(held, dict) and isinstance(held.get("message"), str)


def _options(url: str, context: SourceContext) -> dict[str, Any]:
    """How to connect: no side may be silent, and no message may fill the memory."""
    made: dict[str, Any] = {
        "open_timeout": context.first_answer_s,
        "close_timeout": CLOSING_S,
        "ping_interval": PING_S,
        "ping_timeout": PING_S,
        "max_size": LARGEST,
    }
    if context.proxy:
        made["proxy"] = context.proxy
    if url.startswith("wss:") and (authority := trust.ca_file(context)):
        made["ssl"] = ssl.create_default_context(cafile=authority)
    return made
