"""Lists as parts and back: only what changed, a bad part falls back alone, nothing hostile raises."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.alerts.values import Alert, Crossing, Scope, What
from models.instruments import Kind, Market
from models.lists.default import default_lists
from models.lists.edits import alerts, columns, marks, rows, sections, tabs
from models.lists.parts import SHIPPED, changed, laid_over, lists_from, parts_of
from models.lists.values import Chosen, Lists
from models.universe import universe_from
from resources import universe
from tests.models.lists.samples import big, ids, shape, stock, two

DEFAULT = default_lists(universe_from(universe()), ("算力链", "Compute chain"), ("基准", "Benchmarks"))


def full():
    """Something in every kind of part."""
    held = marks.tag(marks.flag(marks.pin(two(), [stock(7)]), [stock(1)], "red"), [stock(1)], ["x"])
    alert = Alert(id="", scope=Scope.SECTION, target="l1/s1", what=What.VOLUME, crossing=Crossing.DOWN, level=1.5)
    held = alerts.keep(held, alert)
    held = columns.width(columns.show_set(columns.save_set(held, "我的", ["last"]), "l1", "我的"), "l1", "last", 90)
    return sections.fold(held, "l1", ["s2"], folded=True)


def through_json(parts):
    return json.loads(json.dumps(parts))


def test_everything_comes_back():
    assert lists_from(through_json(parts_of(full()))) == (full(), ())
    assert lists_from({}, DEFAULT) == (DEFAULT, ())


def test_the_names_of_the_parts():
    names = set(parts_of(full()))
    assert {name for name in names if not name.startswith("instrument:")} == {
        "order", "list:l1", "look:l1", "list:l2", "look:l2", "pins", f"mark:{ids(1)[0]}", "alert:a1", "set:我的",
    }  # fmt: skip
    assert {name for name in names if name.startswith("instrument:")} == {
        f"instrument:{name}" for name in ids(0, 1, 2, 3, 4, 7, 9)
    }


@pytest.mark.parametrize(
    ("edit", "names"),
    [
        (lambda held: rows.move(held, "l1", ids(0), section="s2"), {"list:l1"}),
        (lambda held: rows.remove(held, "l1", ids(2)), {"list:l1", f"instrument:{ids(2)[0]}"}),
        (lambda held: sections.fold_all(held, "l1", folded=True), {"look:l1"}),
        (lambda held: tabs.pin(held, "l2", pinned=True), {"look:l2"}),
        (lambda held: tabs.move(held, "l2", before="l1"), set()),
        (lambda held: tabs.new(held, "x"), {"order", "list:l3", "look:l3"}),
        (lambda held: marks.unpin(held, ids(7)), {"pins", f"instrument:{ids(7)[0]}"}),
        (lambda held: marks.note(held, stock(1), "n"), {f"mark:{ids(1)[0]}"}),
        (lambda held: alerts.drop(held, ["a1"]), {"alert:a1"}),
        (lambda held: columns.drop_set(held, "我的"), {"set:我的", "look:l1"}),
    ],
)
def test_an_edit_writes_the_parts_it_changes(edit, names):
    before = full()
    after = edit(before)
    parts = through_json(changed(before, after))
    assert set(parts) == names
    assert laid_over(before, parts) == (after, ())
    assert laid_over(after, through_json(changed(after, before))) == (before, ())


def test_what_goes_is_none():
    parts = changed(full(), tabs.delete(full(), "l1"))
    assert parts["order"] == ["l2"]
    assert {name for name, value in parts.items() if value is None} == {
        "list:l1", "look:l1", "alert:a1", *(f"instrument:{name}" for name in ids(2, 3, 4)),
    }  # fmt: skip


def test_what_no_part_names_stays_the_same_object():
    before = full()
    made, _ = laid_over(before, {"look:l1": parts_of(before)["look:l1"] | {"pinned": False}})
    assert made.named("l2") is before.named("l2")
    assert made.known[ids(9)[0]] is before.known[ids(9)[0]]
    assert made.named("l1").sections[0] is before.named("l1").sections[0]


# what the program ships


def test_an_untouched_list_follows_a_later_version_and_a_touched_one_is_the_users():
    touched = rows.remove(DEFAULT, "recommended", ["688256.SH"])
    parts = through_json(parts_of(sections.fold(touched, "reference", ["cloud"], folded=True), DEFAULT))
    assert parts["list:reference"] == SHIPPED
    later = rows.add(DEFAULT, "reference", [stock(7)], section="cloud")
    later = rows.add(later, "recommended", [stock(8)], section="domestic_chain")
    made, bad = lists_from(parts, later)
    assert bad == ()
    assert made.named("reference").sections[1].members[-1] == ids(7)[0]
    assert made.known[ids(7)[0]] == stock(7)
    assert made.named("reference").sections[1].folded
    assert made.named("recommended") == touched.named("recommended")


def test_a_list_made_as_it_was_shipped_again_follows_again():
    touched = rows.remove(DEFAULT, "cloud_names", ["META.US"])
    again = rows.add(touched, "cloud_names", [DEFAULT.known["META.US"]], before="00700.HK")
    assert again == DEFAULT
    assert changed(touched, again, DEFAULT) == {"list:cloud_names": SHIPPED}


def test_a_list_that_is_no_longer_shipped_is_named():
    made, bad = lists_from(parts_of(DEFAULT, DEFAULT), tabs.delete(DEFAULT, "cloud_names"))
    assert bad == ("list:cloud_names",)
    assert [one.id for one in made.lists] == ["reference", "recommended"]


# bad parts


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("list:l2", "text"), ("list:l2", {"shipped": True}), ("list:l2", {"name_zh": 1, "name_en": "", "sections": []}),
        ("list:l2", {"name_zh": "", "name_en": "", "sections": [{"id": "a", "name_zh": "", "name_en": ""}]}),
        ("look:l1", {"pinned": 1}), ("look:l1", []), ("pins", {"a": 1}), ("pins", [1]), ("order", 3),
        ("mark:600001.SH", {"flag": "mauve", "note": "", "tags": []}), ("alert:a1", {}), ("set:我的", ["nonsense"]),
        ("alert:a1", parts_of(full())["alert:a1"] | {"level": float("nan")}),
        ("alert:a1", parts_of(full())["alert:a1"] | {"level": 10**400}),
        ("nonsense", 1), ("nonsense:x", None), ("", None),
    ],
)  # fmt: skip
def test_a_bad_part_falls_back_alone_and_is_named(name, value):
    made, bad = lists_from(parts_of(full()) | {name: value}, DEFAULT)
    assert bad == (name,)
    assert shape(made) == shape(full())
    assert dict(made.known).items() <= dict(full().known).items()


def test_an_instrument_whose_part_is_bad_keeps_its_row_without_a_name():
    made, bad = lists_from(parts_of(full()) | {f"instrument:{ids(3)[0]}": {"kind": "stock"}})
    assert bad == (f"instrument:{ids(3)[0]}",)
    assert shape(made) == shape(full())
    assert (made.known[ids(3)[0]].market, made.known[ids(3)[0]].exchange) == (Market.CN, "XSHG")
    assert (made.known[ids(3)[0]].kind, made.known[ids(3)[0]].name("zh")) == (Kind.STOCK, "600003")


def test_a_row_that_nobody_can_know_goes_and_is_named():
    parts = parts_of(two())
    parts["list:l2"]["sections"][0]["members"] += ["<img src=x>", ids(9)[0]]
    made, bad = lists_from(parts)
    assert (bad, made) == (("instrument:<img src=x>",), two())


def test_a_list_that_no_order_names_is_shown_all_the_same():
    parts = parts_of(full())
    assert [one.id for one in lists_from(parts | {"order": ["l9"]})[0].lists] == ["l1", "l2"]
    assert [one.id for one in lists_from(parts | {"order": None})[0].lists] == ["l1", "l2"]


def test_a_list_of_which_nobody_says_how_it_is_shown_is_shown_as_new_ones_are():
    parts = parts_of(full()) | {"look:l1": None}
    assert shape(lists_from(parts)[0]) == shape(full())
    assert lists_from(parts)[0].named("l1").chosen == Chosen()
    bad = parts_of(DEFAULT, DEFAULT) | {"look:reference": 1}
    assert lists_from(bad, DEFAULT) == (DEFAULT, ("look:reference",))


def test_without_a_single_list_those_that_ship_stand_in():
    parts = parts_of(full()) | {"list:l1": 1, "list:l2": 2}
    made, bad = lists_from(parts, DEFAULT)
    assert set(bad) == {"list:l1", "list:l2", "alert:a1"}
    assert made.lists == DEFAULT.lists
    assert (made.pins, set(DEFAULT.known) < set(made.known)) == (ids(7), True)


def test_columns_of_a_set_that_is_not_there_are_the_usual_ones():
    parts = parts_of(full()) | {"set:我的": None}
    assert lists_from(parts)[0].named("l1").chosen == Chosen(widths={"last": 90})


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


def mutants():
    """The parts of ``full`` with values anywhere in them replaced."""
    whole = through_json(parts_of(full()))
    named = st.sampled_from(sorted(whole))
    inside = st.tuples(named, st.sampled_from(["sections", "name_zh", "members", "folded", "widths", "tags", "level"]))
    return st.tuples(
        st.dictionaries(named | st.text(max_size=12), JSON, max_size=4), st.dictionaries(inside, JSON, max_size=4)
    ).map(lambda drawn: _mutant(whole, *drawn))


def _mutant(whole, replaced, inside):
    made = json.loads(json.dumps(whole)) | replaced
    for (name, key), value in inside.items():
        if isinstance(made[name], dict):
            made[name][key] = value
            for section in made[name]["sections"] if isinstance(made[name].get("sections"), list) else ():
                if isinstance(section, dict):
                    section[key] = value
    return made


@given(mutants())
def test_hostile_parts_never_raise_and_what_is_read_can_be_kept(parts):
    made, bad = lists_from(parts, DEFAULT)
    assert isinstance(made, Lists)
    assert made.lists
    assert all(isinstance(name, str) for name in bad)
    assert lists_from(through_json(parts_of(made, DEFAULT)), DEFAULT) == (made, ())


def test_five_thousand_rows_come_back():
    held = big()
    assert lists_from(parts_of(held)) == (held, ())
    assert changed(held, rows.remove(held, "l1", ids(70))).keys() == {"list:l1", f"instrument:{ids(70)[0]}"}


def test_columns_of_its_own_count_before_a_set():
    """Both stand there when a choice of columns is taken back after a set was shown."""
    said = {"pinned": False, "folded": {}, "set": "weekly", "columns": ["pe", "pb"], "widths": {}}
    made, bad = laid_over(two(), {"look:l1": said})
    assert (made.named("l1").chosen, bad) == (Chosen(set="", columns=("pe", "pb")), ())
