"""A line whose other end is a function: ``(url) -> bytes`` or an httpx.Response. What was asked stands in ``asked``."""

import httpx  # noqa: TID253 - its own fake transport is used
import pytest

from data_sources.transports import direct


@pytest.fixture
def upstream(monkeypatch):
    """``upstream(answer)``: from now on every host answers with ``answer(url)``; returns the list of URLs asked."""

    def connect(answer):
        asked = []

        def handler(request):
            asked.append(request)
            found = answer(str(request.url))
            return found if isinstance(found, httpx.Response) else httpx.Response(200, content=found)

        monkeypatch.setattr(direct, "open_client", lambda _: httpx.Client(transport=httpx.MockTransport(handler)))
        return asked

    return connect
