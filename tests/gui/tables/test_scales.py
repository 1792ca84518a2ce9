"""The table on screens whose pixels are no whole part of a logical one: a part painted anew is the picture it was."""

import os
import subprocess
import sys

import pytest

from tests.house.parts import ROOT

COMPARE = """
import random
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication
app = QApplication([])
app.setStyle("Fusion")
import resources
from gui.look.theme import theme
from gui.tables.view import QuoteTableView
from tests.gui.samples import NAMES, fresh, two_sections
from tests.gui.tables.samples import table, take
model = table(two_sections(), resources.texts("en"))
take(model, [fresh(name, 101.0, previous_close=100.0, volume=1e6, market_cap=1e9) for name in NAMES])
view = QuoteTableView(model, theme("dark"))
view.resize(701, 301)
view.show()
view.selectRow(2)

def seen():
    app.processEvents()
    return app.primaryScreen().grabWindow(view.winId()).toImage()

whole, chance, wrong = seen(), random.Random(7), 0
for _ in range(60):
    view.viewport().update(QRect(chance.randrange(600), chance.randrange(180), chance.randrange(1, 90), 29))
    view.viewport().update(view.line_rect(chance.randrange(model.rowCount())))
    wrong += seen() != whole
print(view.devicePixelRatioF(), wrong)
"""


@pytest.mark.parametrize("scale", ["1.25", "1.5", "1.75", "2.0"])
def test_a_part_that_is_painted_anew_is_what_it_was_to_the_pixel(scale):
    """At 125 % it came a pixel too low, and letters at its edge were drawn twice."""
    env = os.environ | {"QT_SCALE_FACTOR": scale, "QT_QPA_PLATFORM": "offscreen"}
    ended = subprocess.run(
        (sys.executable, "-c", COMPARE), cwd=ROOT, env=env, capture_output=True, text=True, check=False
    )
    assert ended.stdout.split() == [scale, "0"], ended.stderr
