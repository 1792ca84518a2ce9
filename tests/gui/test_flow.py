"""A row of small widgets that begins a new line where it has no room."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QLabel, QWidget

from gui.look.flow import Flow
from gui.traffic.buttons import Rule


class Block(QLabel):
    """100 pixels of something."""

    def sizeHint(self) -> QSize:  # noqa: N802
        """Always the same."""
        return QSize(100, 20)


def test_a_hairline_stands_between_two_and_not_at_the_end_of_a_line(shown):
    inside = shown(QWidget(), 400, 100)
    flow, rule, last = Flow(inside), Rule(), Block()
    blocks: list[QWidget] = [Block(), rule, last]
    flow.fill(blocks, blocks[0])
    flow.resize(300, 60)
    flow.show()
    assert (rule.width(), last.y()) == (1, 0)
    flow.resize(180, 60)
    assert (rule.width(), last.y() > 0) == (0, True)
    flow.resize(300, 60)
    assert rule.width() == 1
