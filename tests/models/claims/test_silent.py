"""Sentences about what may come, what is expected, and numbers of other things: no claims that can be checked."""

import pytest

from tests.models.claims.samples import sentences, states

SILENT = sentences("silent")


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_decided(text):
    assert set(states(text)) <= {"undecidable"}
