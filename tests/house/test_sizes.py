"""Small files and small functions; what is over is named."""

import statistics

from tests.house.parts import ROOT, files, functions, lines_of

FILE, WINDOW, FUNCTION = 400, 300, 25


def test_every_file_is_under_400_lines():
    assert [f"{path.relative_to(ROOT)}: {lines_of(path)}" for path in files() if lines_of(path) >= FILE] == []


def test_the_window_is_under_300_lines():
    assert lines_of(ROOT / "gui" / "window.py") < WINDOW


def test_nine_functions_in_ten_are_under_25_lines():
    held = functions()
    over = [f"{one.name}: {one.lines}" for one in held if one.lines >= FUNCTION]
    assert len(over) <= 0.1 * len(held), "\n".join(over)


def test_half_of_the_functions_are_under_10_lines():
    assert statistics.median(one.lines for one in functions()) < 10


def test_every_file_of_the_tests_is_under_400_lines_too():
    tests = sorted((ROOT / "tests").rglob("*.py"))
    assert [f"{path.relative_to(ROOT)}: {lines_of(path)}" for path in tests if lines_of(path) >= FILE] == []
