"""True sentences of notes: something in each is confirmed, and nothing is contradicted."""

import pytest

from tests.models.claims.samples import sentences, states

TRUE = sentences("true")


@pytest.mark.parametrize("text", TRUE)
def test_a_true_sentence_gives_no_alarm(text):
    found = states(text)
    assert "confirmed" in found
    assert "contradicted" not in found
