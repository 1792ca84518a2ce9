"""yfinance behind a fake transport, set up anew for each test."""

import pytest

from data_sources.adapters import yahoo
from data_sources.transports import jobs
from tests.data_sources.samples import context
from tests.data_sources.yahoo.fake import Yahoo


@pytest.fixture
def host(monkeypatch):
    from curl_cffi.requests import Session
    from yfinance.data import SingletonMeta

    made = Yahoo()
    SingletonMeta._instances.clear()

    def request(session, method, url, **options):
        return made(session, method, url, **options)

    monkeypatch.setattr(Session, "request", request)
    jobs.begin()
    yield made
    SingletonMeta._instances.clear()
    jobs.begin()


@pytest.fixture
def source(host, tmp_path):
    made = yahoo.open_source(context(tmp_path))
    yield made
    made.close()
