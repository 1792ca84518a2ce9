"""A want that names its source is answered by that one or by nobody."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest

from data_sources.cache import Cache
from data_sources.router import AllFailed, Router
from models.errors import Unreachable
from tests.data_sources.fakes import Sources
from tests.data_sources.samples import AFTER, bars, want


@pytest.fixture
def ask():
    with closing(Cache(None)) as cache, ThreadPoolExecutor(2) as pool:

        def asked(one, **answers):
            sources = Sources(**answers)
            sources.closed -= {"reference"}
            router = Router(sources, cache, pool, {}, clock=lambda: AFTER)
            return sources, lambda: router.bars(one)

        yield asked


def test_the_named_source_is_asked_though_another_comes_first(ask):
    sources, answer = ask(want(source="yahoo"), akshare=bars(), yahoo=bars(source="yahoo"))
    assert (answer().source, sources.names()) == ("yahoo", ["yahoo"])


def test_the_bundled_facts_can_be_named(ask):
    sources, answer = ask(want(source="reference"), reference=bars(source="reference"))
    assert (answer().source, sources.names()) == ("reference", ["reference"])


def test_nobody_else_answers_for_the_named_one_not_even_the_bundled_facts(ask):
    sources, answer = ask(
        want(source="yahoo"), akshare=bars(), yahoo=Unreachable("silent"), reference=bars(source="reference")
    )
    with pytest.raises(AllFailed, match="yahoo: silent"):
        answer()
    assert sources.names() == ["yahoo"]
