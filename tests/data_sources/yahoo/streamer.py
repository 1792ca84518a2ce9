"""A stand-in for Yahoo's streamer on the loopback: what each connection does is a function."""

import base64
import contextlib
import json
import queue
import threading

from websockets.exceptions import ConnectionClosed
from websockets.sync.server import serve


def message(**fields):
    """A frame as the server sends it."""
    from yfinance.pricing_pb2 import PricingData

    encoded = base64.b64encode(PricingData(**fields).SerializeToString()).decode()
    return json.dumps({"type": "pricing", "message": encoded})


class Streamer:
    """``act(connection, number, symbols)`` runs once the first subscription of a connection has come.

    ``subscriptions``: for each connection the symbols it asked for, in order of arrival.
    """

    def __init__(self, act):
        self._act = act
        self.subscriptions, self.said = [], queue.Queue()
        self._server = serve(self._serve, "127.0.0.1", 0)
        self._thread = threading.Thread(target=self._server.serve_forever, name="streamer")  # noqa: TID251
        self._thread.start()
        self.url = f"ws://127.0.0.1:{self._server.socket.getsockname()[1]}"

    def _serve(self, connection):
        with contextlib.suppress(ConnectionClosed):
            asked = json.loads(connection.recv())
            self.subscriptions.append(set(asked["subscribe"]))
            self.said.put(asked)
            self._act(connection, len(self.subscriptions), asked["subscribe"])

    def close(self):
        self._server.shutdown()
        self._thread.join()


def abort(connection):
    """Drop the line without a word: no closing frame, a reset."""
    import socket
    import struct

    connection.socket.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    connection.socket.close()
