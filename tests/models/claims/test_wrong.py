"""Sentences with an error in each, and sentences that nobody can decide offline."""

import pytest

from tests.models.claims.samples import sentences, states

WRONG = sentences("wrong")
OPEN = sentences("open")


@pytest.mark.parametrize("text", WRONG)
def test_the_error_of_a_sentence_is_found(text):
    assert "contradicted" in states(text)


@pytest.mark.parametrize("text", OPEN)
def test_what_is_not_held_is_not_decided(text):
    assert set(states(text)) == {"undecidable"}
