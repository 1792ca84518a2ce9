"""A file's name out of any text stays in its folder, on every system."""

import re
from pathlib import PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.exports.naming import LONGEST, stem

RESERVED = {"con", "prn", "aux", "nul", *(f"{name}{at}" for name in ("com", "lpt") for at in range(10))}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("算力板块周报 2024-09-25", "算力板块周报_2024-09-25"),
        ("../../etc/passwd", "etc_passwd"),
        ("..\\..\\boot.ini", "boot.ini"),
        ("C:\\Windows\\x", "C_Windows_x"),
        ("NVDA.US_1d", "NVDA.US_1d"),
        ("con", "_con"), ("COM¹", "_COM1"), ("nul.txt", "_nul.txt"), ("lpt9 ", "_lpt9"), ("console", "console"),
        ("a..b", "a.b"), (".hidden", "hidden"), ("ends. ", "ends"), ("", "export"), ("///", "export"),
        ("\x00\u202e\ud800", "export"), ("=1+1", "1_1"), ("ａ／ｂ", "a_b"),
    ],
)  # fmt: skip
def test_a_name_by_hand(text, name):
    assert stem(text) == name


@settings(max_examples=1_000)
@given(st.text() | st.from_regex(r"[./\\:~con123 ]{0,12}"))
def test_no_text_leaves_the_folder(text):
    made = stem(text)
    assert re.fullmatch(r"[\w.-]+", made)
    assert ".." not in made
    assert len(made) <= LONGEST + 1
    assert len(made.encode()) <= 201
    assert made.partition(".")[0].lower() not in RESERVED
    assert made[-1] not in ". "
    for kind in (PurePosixPath, PureWindowsPath):
        path = kind(f"{made}.xlsx")
        assert (path.name, path.is_absolute(), path.drive) == (f"{made}.xlsx", False, "")


@given(st.text())
def test_a_name_of_ours_is_its_own(text):
    assert stem(stem(text)) == stem(text)
