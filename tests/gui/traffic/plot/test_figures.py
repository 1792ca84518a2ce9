"""A panel becomes a chart in every shape: what lies where, what is said, and who stands out."""

import datetime as dt
from dataclasses import replace

import numpy as np
import pytest

from gui.charts.frame import Dots, Fill, Label, Line
from gui.charts.layers.events import Events
from gui.look.theme import theme
from models.charts.marks import Kind, Mark
from models.traffic.chosen import Shape
from models.traffic.panel import Break, Said
from models.traffic.shares import shares
from models.traffic.values import BELOW, PARTIAL, RESTATED, SUMMED, Metric
from tests.gui.traffic.plot.panels import member, panel, weekly

TWO = {"ChatGPT": [2.5e9, 2.9e9, 2.4e9, 3.1e9], "Doubao": [9e6, None, 1.08e7, 1.35e7]}
BREAK = Break(place=2, source="AIPure", products=("A", "B", "C"), middle=-44.6)


def marks(drawn, made, kind):
    return [mark for layer in drawn.chart.panes[0].layers for mark in layer.marks(made) if isinstance(mark, kind)]


def texts(drawn, made):
    return [one.text for one in marks(drawn, made, Label)]


def runs(drawn, made, key):
    """The points of a member's strokes: not its leads, its dots or its dashes."""
    ink = next(one.ink for one in drawn.scene.shown if one.key == key)
    (lines,) = drawn.figure.layers
    held = [mark for mark in lines.marks(made) if isinstance(mark, Line) and mark.colour == ink and mark.ground is None]
    return [mark.points for mark in held if not mark.dashed], [mark.points for mark in held if mark.dashed]


def test_a_missing_month_is_a_gap_in_the_line(make, frame):
    drawn = make(panel({"Doubao": [9e6, 9.5e6, None, 1.08e7, 1.35e7]}))
    made = frame(drawn)
    solid, dashed = runs(drawn, made, "Doubao")
    assert [len(one) for one in solid] == [2, 2]
    assert dashed == []
    assert solid[1][:, 0] == pytest.approx(made.x(np.array([3.0, 4.0])))
    assert solid[1][:, 1] == pytest.approx(made.y(np.array([1.08e7, 1.35e7])))


def test_a_part_of_a_month_is_reached_by_dashes_and_stands_hollow(make, frame):
    drawn = make(panel([member("Kimi", [1e7, 2e7, 1.5e7], flags=[0, 0, PARTIAL])]))
    made = frame(drawn)
    solid, dashed = runs(drawn, made, "Kimi")
    assert [len(one) for one in solid] == [2]
    assert [one[:, 0].tolist() for one in dashed] == [made.x(np.array([1.0, 2.0])).tolist()]
    discs = [mark for mark in drawn.figure.layers[0].marks(made) if isinstance(mark, Dots)]
    ink, ground = drawn.scene.shown[0].ink, drawn.scene.theme.panel
    assert [(mark.colour, len(mark.points)) for mark in discs] == [(ink, 2), (ink, 1), (ground, 1)]
    assert discs[1].radius > discs[2].radius and discs[1].points.tolist() == discs[2].points.tolist()


def test_a_bound_says_so(make, frame):
    drawn = make(panel([member("Kimi", [1e4, 5000.0], flags=[0, BELOW])]))
    assert {"<", "<5,000"} <= set(texts(drawn, frame(drawn)))


def test_names_stand_beside_line_ends_and_never_over_each_other(make, frame):
    drawn = make(panel({f"P{n}": [1e6 + n, 1e6 + 2 * n] for n in range(60)}))
    placed = drawn.figure.names.placed(frame(drawn))
    rows = sorted(row for _, row in placed)
    assert len(placed) == 23
    assert min(np.diff(rows)) == pytest.approx(16.0)
    assert {one.key for one, _ in placed} == {f"P{n}" for n in range(37, 60)}
    assert "另有 37 个" in texts(drawn, frame(drawn))
    drawn.stand_out("P0")
    assert "P0" in [one.key for one, _ in drawn.figure.names.placed(frame(drawn))]


def test_a_line_that_ended_has_no_number_today(make, frame):
    drawn = make(panel({"ChatGPT": [1e6, 2e6, 3e6], "Poe": [1e6, 5e5, None]}))
    said = {one.key: (one.text, one.gone) for one, _ in drawn.figure.names.placed(frame(drawn))}
    assert said == {"ChatGPT": ("300.0", False), "Poe": ("--", True)}


def test_the_axis_and_the_line_under_the_title_agree(make, frame):
    for lang, unit, mark in (("zh", "万次", "200,000"), ("en", "M visits", "2,000")):
        drawn = make(panel(TWO), lang=lang)
        assert drawn.unit == unit
        assert mark in texts(drawn, frame(drawn))


def test_an_index_is_100_in_its_base_and_says_who_begins_later(make, frame):
    drawn = make(panel(TWO, base=dt.date(2024, 6, 15)))
    assert (drawn.base.bar, drawn.unit, drawn.late) == (1, "2024-06 = 100", ["Doubao"])
    rows = {one.shown.key: one.values for one in drawn.figure.lines.traces}
    assert rows["ChatGPT"] == pytest.approx(np.array([2.5, 2.9, 2.4, 3.1]) / 2.9 * 100)
    assert rows["Doubao"][2:] == pytest.approx([100.0, 125.0])
    assert drawn.rebased(0) == []
    assert drawn.unit == "2024-05 = 100"
    assert drawn.figure.lines.traces[0].values[0] == 100.0
    assert "基期" in texts(drawn, frame(drawn))


def test_a_base_beside_the_periods_is_the_nearest(make):
    assert make(panel(TWO, base=dt.date(2030, 1, 1))).base.bar == 3
    assert make(panel(TWO, base=dt.date(1999, 1, 1))).base.bar == 0
    assert make(panel(TWO, base=dt.date(2024, 6, 1), shape=Shape.BARS)).base is None


def test_a_log_axis_leaves_out_zero_and_keeps_the_rest(make, frame):
    drawn = make(panel({"A": [0.0, 1e6, 1e8], "B": [1e3, 1e3, 1e3]}, log=True))
    made = frame(drawn)
    assert made.values.log
    solid, _ = runs(drawn, made, "A")
    assert [len(one) for one in solid] == [2]
    assert drawn.figure.values(0)[-1].text == "0"  # the box says it


def test_bars_stand_in_groups_with_their_values_over_them(make, frame):
    drawn = make(panel(TWO, shape=Shape.BARS))
    made = frame(drawn)
    assert {"310,000", "1,350", "--"} <= set(texts(drawn, made))
    (columns,) = drawn.figure.layers
    fills = [mark.rects for mark in columns.marks(made) if isinstance(mark, Fill)]
    assert [len(rects) for rects in fills] == [4, 3]
    assert made.low == 0.0
    x = float(made.x(np.array(1.0)))
    assert (drawn.product_at(made, 1, x - 9, 0), drawn.product_at(made, 1, x + 9, 0)) == ("ChatGPT", "Doubao")


def test_bars_by_product_show_the_newest_periods_the_earlier_the_paler(make, frame):
    drawn = make(panel(TWO, shape=Shape.BARS, by_product=True, window=None))
    made = frame(drawn)
    assert drawn.figure.axis.names == ("ChatGPT", "豆包")
    assert [one.title for one in drawn.figure.values(1)] == ["2024-08", "2024-07", "2024-06", "2024-05"]
    assert [one.text for one in drawn.figure.values(1)][2] == "--"
    newest = drawn.figure.columns.columns[-1]
    assert newest.inks == tuple(one.ink for one in drawn.scene.shown)
    assert {"ChatGPT", "豆包", "2024-08"} <= set(texts(drawn, made))
    assert (drawn.date_of(0), drawn.events.placed) == (None, ())


def test_shares_are_of_those_with_a_number_and_say_of_how_many(make, frame):
    drawn = make(panel({"A": [3e6, 1e6, 0.0], "B": [1e6, None, 0.0]}, shape=Shape.SHARE))
    assert drawn.unit == "占比，%"
    assert drawn.figure.percent[:, 0] == pytest.approx([75.0, 25.0])
    assert drawn.figure.percent[0, 1] == 100.0
    assert np.isnan(drawn.figure.percent[:, 2]).all()
    assert [drawn.figure.heading(bar) for bar in range(3)] == ["", "1/2 个产品有数", ""]
    assert "1/2" in texts(drawn, frame(drawn))
    assert [one.text for one in drawn.figure.values(0)] == ["75.0%  (300.0)", "25.0%  (100.0)"]


def test_shares_and_an_index_are_those_of_the_table_and_of_files(make):
    held = panel([member("A", [3e6, 2e6], flags=[0, PARTIAL]), member("B", [1e6, 1e6])], shape=Shape.SHARE)
    drawn = make(held)
    flags = np.stack([one.flags for one in held.members])
    assert drawn.figure.percent == pytest.approx(shares(held.matrix, flags).percent, nan_ok=True)
    assert drawn.figure.heading(1) == "1/2 个产品有数"  # some days of one are no part of whole periods
    lines = make(replace(held, view=replace(held.view, shape=Shape.LINES, base=dt.date(2024, 6, 1))))
    assert lines.figure.values(0)[0].number == pytest.approx(100.0)  # its own last whole number
    assert lines.late == ["A"]


def test_what_cannot_be_added_up_has_no_shares(make):
    for metric in (Metric.RANK, Metric.RATINGS):
        drawn = make(panel({"A": [1.0, 2.0]}, shape=Shape.SHARE, metric=metric))
        assert drawn.figure.axis.count == 2
        assert not hasattr(drawn.figure, "stacked")


def test_the_first_rank_is_on_top(make, frame):
    drawn = make(panel({"A": [1.0, 2.0], "B": [9.0, 3.0]}, metric=Metric.RANK))
    made = frame(drawn)
    assert float(made.y(np.array(1.0))) < float(made.y(np.array(9.0)))
    assert [one.key for one in drawn.figure.values(0)] == ["A", "B"]
    assert drawn.figure.values(1)[1].change == "+6"


def test_a_level_break_is_tagged_between_its_periods(make, frame):
    for shape in (Shape.LINES, Shape.BARS, Shape.SHARE):
        drawn = make(panel(TWO, shape=shape, breaks=(BREAK,)))
        made = frame(drawn)
        assert "口径变动 -45%" in texts(drawn, made)
        x = round(float(made.x(np.array(1.5))))
        dashes = next(mark.rects for mark in drawn.breaks.marks(made) if isinstance(mark, Fill))
        assert set(dashes[:, 0].tolist()) == {x}
        (said,) = drawn.breaks.at(made, x + 5, 10)
        assert "AIPure" in said
        assert "3 个产品" in said


def test_the_highest_line_leaves_room_for_the_tag(make, frame):
    plain, tagged = (frame(make(panel(TWO, breaks=held))) for held in ((), (BREAK,)))
    assert tagged.high > plain.high


def test_a_rename_is_marked_over_its_number(make, frame):
    for shape in (Shape.LINES, Shape.BARS, Shape.SHARE):
        drawn = make(
            panel(TWO, shape=shape, moves=((3, "Doubao", "renamed"), (1, "Doubao", "moved"), (0, "X", "moved")))
        )
        made = frame(drawn)
        held = [mark for mark in drawn.moves.marks(made) if isinstance(mark, Line)]
        assert len(held) == 1  # the second has no number, the third is not shown
        x, y = held[0].points.mean(axis=0)
        assert drawn.moves.at(made, x, y) == ["豆包：更名或更换域名，见脚注"]
        assert drawn.moves.at(made, x + 60, y) == []


def test_a_mark_of_a_rename_says_its_footnote(make, frame):
    note = Said(key="renamed", values={"product": "Doubao", "former": "云雀", "year": 2023, "month": 8})
    drawn = make(panel(TWO, moves=((3, "Doubao", "renamed"),), notes=(note,)))
    made = frame(drawn)
    x, y = next(mark for mark in drawn.moves.marks(made) if isinstance(mark, Line)).points.mean(axis=0)
    assert drawn.moves.at(made, x, y) == ["豆包即原云雀（2023年8月更名）"]


def test_counts_begin_at_zero_and_nothing_else_does(make, frame):
    close = {"ChatGPT": [6.612e8, 6.893e8]}
    for metric in SUMMED:
        assert frame(make(panel(close, metric=metric))).low == 0.0
    assert frame(make(panel(close, log=True))).low > 0
    assert frame(make(panel(close, base=dt.date(2024, 5, 1)))).low > 90
    assert make(panel({"ChatGPT": [3, 2]}, metric=Metric.RANK)).figure.floor is None
    assert make(panel({"ChatGPT": [3e6, 4e6]}, metric=Metric.RATINGS)).figure.floor is None


def test_a_line_that_is_aligned_ends_with_its_own_number(make, frame):
    held = panel({"ChatGPT": [1e9, 2e9, 3e9], "Kimi": [1e7, 2e7, None]}, offsets=(0, 1, 2))
    drawn = make(held)
    texts = {one.title: one.text for one, _ in drawn.figure.names.placed(frame(drawn))}
    assert texts["Kimi"] == "2,000"
    plain = make(panel({"ChatGPT": [1e9, 2e9, 3e9], "Kimi": [1e7, 2e7, None]}))
    assert {one.title: one.text for one, _ in plain.figure.names.placed(frame(plain))}["Kimi"] == "--"


def test_an_event_stands_on_the_week_of_its_day(make, frame):
    events = [Mark(date=dt.date(2024, 9, 12), kind=Kind.EVENT, text="o1", category="text")]
    drawn = make(weekly({"ChatGPT": [1e8, 2e8, 3e8]}), events=events)
    assert [one.bar for one in drawn.events.placed] == [1]
    assert make(weekly({"ChatGPT": [1e8, 2e8, 3e8]}, offsets=(-1, 0, 1)), events=events).events.placed == ()
    made = frame(drawn, cursor=(float(frame(drawn).x(np.array(1.0))), 390.0))
    assert any("o1" in text for text in texts(drawn, made))


def test_the_box_says_value_change_and_what_is_wrong(make, frame):
    held = panel([member("ChatGPT", [2.6e9, 3.1e9], step=1e8), member("Kimi", [1e7, 2e7], flags=[0, PARTIAL])])
    drawn = make(held)
    made = frame(drawn, cursor=(float(frame(drawn).x(np.array(1.0))), 100.0))
    said = texts(drawn, made)
    assert {"310,000  ≈+19.2%", "Kimi  （不完整）", "2024-06"} <= set(said)


def test_a_number_that_was_another_before_is_told(make):
    held = member("Kimi", [1e7, 2e7], flags=[RESTATED, 0])
    for shape in (Shape.LINES, Shape.BARS, Shape.SHARE):
        figure = make(panel([held], shape=shape)).figure
        assert [figure.values(bar)[0].note for bar in (0, 1)] == ["（已修订）", ""]


def test_the_one_that_stands_out_keeps_its_colour(make):
    for shape in (Shape.LINES, Shape.BARS, Shape.SHARE):
        drawn = make(panel(TWO, shape=shape))
        assert drawn.stand_out("Doubao")
        assert not drawn.stand_out("Doubao")
        assert drawn.focus == "Doubao"
        assert drawn.stand_out("nobody")
        assert drawn.focus == ""


def test_a_file_has_the_same_figure_in_other_colours(make):
    drawn = make(panel(TWO, base=dt.date(2024, 6, 1)))
    drawn.stand_out("ChatGPT")
    drawn.rebased(2)
    drawn.chart.x0, drawn.chart.x1 = 1.0, 3.0
    made = drawn.chart_in(theme("light"))
    assert (made.base.bar, made.focus, made.chart.x0, made.chart.x1) == (2, "ChatGPT", 1.0, 3.0)
    assert made.scene.theme is theme("light")
    assert isinstance(made.events, Events)


def test_two_figures_of_one_panel_share_their_periods_not_their_axis(make, frame):
    held = panel({"ChatGPT": [2e9, 3e9], "Kimi": [2e7, 3e7], "Doubao": [1e7, 2e7]})
    large, rest = make(held, which=[0]), make(held, which=[1, 2])
    assert large.home == rest.home
    assert frame(large).high > 50 * frame(rest).high
    assert [one.key for one in rest.scene.shown] == ["Kimi", "Doubao"]
