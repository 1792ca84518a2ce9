"""Whatever a hand does in whatever order: nothing raises, drawings stay drawings, and undo leads back to none."""

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from models.charts.values import Scale
from models.drawings.paper import read, written
from models.drawings.values import Kind
from tests.gui.charts.drawing.conftest import NONE, ONE, Mouse
from tests.gui.samples import bars

SHIFT, ALT, CONTROL = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Shift", "Alt", "Control"))
KEYS = st.sampled_from([NONE, NONE, SHIFT, ALT, CONTROL])
SPOTS = st.tuples(st.integers(0, 899), st.integers(0, 500))
TOOLS = st.sampled_from([*(f"draw.{kind}" for kind in Kind if kind is not Kind.TEXT), "measure", "ruler"])
WHOLE = st.sampled_from(["undo", "redo", "draw.lock_all", "draw.unlock_all", "draw.hide_all", "draw.show_all"])
PRESSED = st.sampled_from([Qt.Key.Key_Escape, Qt.Key.Key_Delete, Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home])
COUNTS = st.sampled_from([1, 2, 40, 300])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("draw"), TOOLS, SPOTS, SPOTS, KEYS),
        st.tuples(st.just("drag"), SPOTS, SPOTS, KEYS),
        st.tuples(st.just("click"), SPOTS, KEYS),
        st.tuples(st.just("move"), SPOTS, KEYS),
        st.tuples(st.just("act"), st.one_of(TOOLS, WHOLE)),
        st.tuples(st.just("key"), PRESSED),
        st.tuples(st.just("scale"), st.sampled_from(Scale)),
        st.tuples(st.just("bars"), COUNTS),
    ),
    max_size=12,
)


def do(made, mouse, what, *rest):
    match what:
        case "draw":
            made.act(rest[0])
            mouse.drag(*rest[1:])
        case "drag":
            mouse.drag(*rest)
        case "click":
            mouse.click(*rest[0], rest[1])
        case "move":
            mouse.move(*rest[0], rest[1])
        case "act":
            made.act(rest[0])
        case "key":
            QTest.keyClick(made.panel.canvas, rest[0])
        case "scale":
            made.panel.set_spec(replace(made.panel.spec, scale=rest[0]))
        case "bars":
            made.panel.show_bars(bars(rest[0]), ONE, "source", late=False)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_gestures_leave_drawings_that_can_be_kept_and_undone(drawn, drawings, settle, steps):
    drawn.panel.show_bars(bars(300), ONE, "source", late=False)
    drawings.edit(ONE.id, "draw.remove_all", lambda held: ())
    mouse, before = Mouse(drawn.panel), len(drawings._sheet(ONE.id).done)
    for step in steps:
        do(drawn, mouse, *step)
        drawn.panel.canvas.grab()
    settle()
    made = drawings.of(ONE.id)
    assert drawn.sketch.drawings == made
    assert read(written(made)) == (made, ())
    while len(drawings._sheet(ONE.id).done) > before:
        drawn.act("undo")
    QTest.keyClick(drawn.panel.canvas, Qt.Key.Key_Escape)
    drawn.put_away()
    drawn.measuring.put_away()
