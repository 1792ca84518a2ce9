"""No secret survives masking, and ordinary words do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.secrets import STARS, masked

KEY = "q7Zx-91aB+/="


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("GET /v1?api_key=abc123&domain=x.com", "GET /v1?api_key=***&domain=x.com"),
        ("apikey: abc123, next", "apikey: ***, next"),
        ('{"access_token": "abc123"}', '{"access_token": "***"}'),
        ("X-Api-Key=abc123", "X-Api-Key=***"),
        ("Authorization: Bearer abc123xyz", "Authorization: Bearer ***"),
        ("password=hunter2;", "password=***;"),
        ("http://me:secret@proxy:8080", "http://***@proxy:8080"),
        ("via http://me:se@c/ret@proxy:8080/ ok", "via http://***@proxy:8080/ ok"),
        ("socks5h://token@proxy:1080", "socks5h://***@proxy:1080"),
        ("me:secret@proxy:8080", "***@proxy:8080"),
    ],
)
def test_what_is_written_like_a_secret_is_starred(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize(
    "text",
    ["yahoo: no answer in time", "https://host:443/path", "2024-09-25 10:00:00 INFO", "a@b.c", "the keyboard: here",
     "3 tokens left", "600000.SH 10.5"],
)  # fmt: skip
def test_ordinary_words_stay(text):
    assert masked(text) == text


def test_a_known_key_goes_wherever_it_stands_and_however_it_is_quoted():
    assert masked(f"<{KEY}> q7Zx-91aB%2B%2F%3D", [KEY]) == f"<{STARS}> {STARS}"


def test_the_longer_of_two_keys_goes_first():
    assert masked("abcdefgh", ["abcd", "abcdefgh", ""]) == STARS


@given(st.text("abcdefgh0123456789", min_size=8, max_size=20), st.text(max_size=30))
def test_no_known_key_is_left(key, around):
    assert key not in masked(around + key + around, [key])
