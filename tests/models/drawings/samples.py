"""Drawings for tests, and every one there may be."""

from hypothesis import strategies as st

from models.drawings.values import COLOURS, GREATEST, LATEST, LONGEST_TEXT, Anchor, Drawing, Kind, Style

PRICES = st.floats(-GREATEST, GREATEST, allow_nan=False)
ANCHORS = st.builds(Anchor, time=st.integers(-LATEST, LATEST), price=PRICES)
STYLES = st.builds(Style, colour=st.sampled_from(COLOURS), width=st.integers(1, 4), dash=st.booleans())
TEXTS = st.text(max_size=LONGEST_TEXT)


NAMES = st.text(min_size=1, max_size=8)


@st.composite
def drawn(draw, names=NAMES):
    """One drawing of any kind."""
    kind = draw(st.sampled_from(Kind))
    anchors = draw(st.tuples(*[ANCHORS] * kind.anchors))
    return Drawing(
        id=draw(names), kind=kind, anchors=anchors, style=draw(STYLES), text=draw(TEXTS),
        locked=draw(st.booleans()), visible=draw(st.booleans()),
    )  # fmt: skip


ALL = st.lists(drawn(), max_size=5, unique_by=lambda one: one.id).map(tuple)


def line(name="a", *, price=100.0, **named):
    """A trend line of two days."""
    anchors = (Anchor(time=0, price=price), Anchor(time=86_400, price=price + 1.0))
    return Drawing(id=name, kind=Kind.TREND, anchors=anchors, **named)
