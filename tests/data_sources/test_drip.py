"""N1 and N2 for our own client, on a real socket: a host that hangs or drips is left at the deadline."""

import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from data_sources.transports import direct, jobs
from models.errors import Unreachable
from tests.data_sources.samples import context

DEADLINE_S, MARGIN_S = 0.4, 1.0
HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n"


@pytest.fixture
def host():
    """``host(head)``: the address of a server that sends ``head`` and then a byte every 50 ms, until it is left."""
    listening, done = socket.create_server(("127.0.0.1", 0)), threading.Event()

    def serve(head):
        peer, _ = listening.accept()
        with peer:
            peer.recv(4096)
            try:
                peer.sendall(head)
                while not done.wait(0.05):
                    peer.sendall(b"x" if head else b"")
            except OSError:
                return

    def opened(head):
        pool.submit(serve, head)
        return f"http://127.0.0.1:{listening.getsockname()[1]}/"

    with ThreadPoolExecutor(1) as pool:
        yield opened
        done.set()
    listening.close()


@pytest.mark.parametrize("head", [HEAD, b""], ids=("drip", "hang"))
def test_it_is_left_at_the_deadline(host, head, tmp_path, monkeypatch):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
    client = direct.open_client(context(tmp_path, first_answer_s=DEADLINE_S))
    began = time.monotonic()
    with pytest.raises(Unreachable, match="in time"), jobs.running(lambda: None, DEADLINE_S):
        direct.fetch(client, host(head), "fake")
    assert time.monotonic() - began <= DEADLINE_S + MARGIN_S
    client.close()
