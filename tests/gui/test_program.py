"""The program as a user starts it: a picture of the whole window, and not a word on the error stream."""

import os
import sys

import pytest
from PySide6.QtGui import QImage

from gui.look.theme import theme
from tests.gui.samples import ink, is_colour, pixels
from tests.house.parts import run

WIDTH, HEIGHT = 1200, 700


def taken(tmp_path, *words, **changes):
    """The finished program and the picture it took."""
    target = tmp_path / "picture.png"
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    done = run(
        sys.executable, "main.py", "--simulated", "--profile", str(tmp_path / "profile"), "--screenshot", str(target),
        "--size", f"{WIDTH}x{HEIGHT}", *words, env=env | changes,
    )  # fmt: skip
    return done, QImage(str(target))


@pytest.mark.parametrize(
    ("lang", "name", "scale", "convention", "tab"),
    [("zh", "dark", 1.0, "red-up", "chart"), ("en", "light", 1.5, "green-up", "chart"),
     ("en", "light", 1.5, "green-up", "review")],
)  # fmt: skip
def test_a_picture_of_the_window_is_taken_in_silence(qapp, tmp_path, lang, name, scale, convention, tab):
    done, picture = taken(tmp_path, "--lang", lang, "--theme", name, "--scale", str(scale), "--tab", tab)
    assert (done.returncode, done.said) == (0, "")
    assert (picture.width(), picture.height()) == (round(WIDTH * scale), round(HEIGHT * scale))
    look, seen = theme(name, convention), pixels(picture)
    left, right = seen[:, : seen.shape[1] // 2], seen[:, 5 * seen.shape[1] // 8 :]
    assert is_colour(left, look.panel).mean() > 0.5
    for half in (left, right):  # numbers at the left, candles or the review at the right
        assert is_colour(half, look.up, 40).sum() > 50
        assert is_colour(half, look.down, 40).sum() > 50
    assert ink(right, look.panel, 60).mean() > 0.02


def test_without_any_platform_it_takes_its_picture_too(qapp, tmp_path):
    target = tmp_path / "picture.png"
    env = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    env.pop("QT_QPA_PLATFORM", None)
    done = run(
        sys.executable, "main.py", "--offline", "--profile", str(tmp_path / "profile"), "--screenshot", str(target),
        env=env,
    )  # fmt: skip
    assert (done.returncode, done.said) == (0, "")
    picture = QImage(str(target))
    assert (picture.width(), picture.height()) == (1600, 900)


def test_a_picture_taken_before_the_charts_are_there_ends_well(tmp_path):
    """The import of pyqtgraph is under way, or has not begun; and a picture that cannot be written is one sentence."""
    target = tmp_path / "missing" / "picture.png"
    done, _ = taken(tmp_path, "--after", "0", "--screenshot", str(target))
    assert (done.returncode, done.said) == (1, f"--screenshot {target}: cannot be written\n")
