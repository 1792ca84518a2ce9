"""A profile as one file: what it says comes back, what is damaged is named, the machine's own is not in."""

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.charts.paper import GRID, TEMPLATE, grid_written, template_written
from models.charts.values import GridSpec, Template
from models.drawings import paper as drawings
from models.errors import ImportRejected
from models.facts import Override, Said
from models.imports.traffic import templates
from models.imports.traffic.values import Hints
from models.imports.traffic.values import Template as LayoutTemplate
from models.lists.edits import rows, tabs
from models.lists.parts import laid_over, lists_from, parts_of
from models.lists.values import Lists
from models.products import paper as products
from models.products.edits import Own
from models.products.values import Product
from models.profile_file import (
    FORMAT,
    PAPERS,
    Content,
    counts,
    overrides_taken,
    papers_taken,
    parts_taken,
    read,
    settings_taken,
    written,
)
from models.settings import Settings
from models.traffic import paper as traffic
from models.traffic.chosen import View
from tests.models.drawings.samples import ALL, line
from tests.models.lists.samples import shape, stock, two

NOW = 1_727_000_000.0
DEFAULT = two()
MINE = tabs.rename(rows.add(two(), "l1", [stock(7)], section="s3"), "l1", "mine")
SAID = Override(
    instrument="NVDA.US", date=dt.date(2024, 9, 23), what=Said.CLOSE, value=1.5, author="a", reason="b", made_at=NOW
)
NINE = Template(name="九", grid=GridSpec())
VIEW = View(category="image", known_on=dt.date(2024, 9, 23))
OWN = Own(
    changes={"ChatGPT": {"vendor": "OpenAI"}},
    added=(Product(id="新品", name_zh="新品", name_en="New", category="text"),),
)
LAYOUT = LayoutTemplate(fingerprint="f1", hints=Hints(unit=1e4, products=(("豆包App", "豆包"),)))
CONTENT = Content(
    lists=parts_of(MINE, DEFAULT),
    papers={
        "drawings": {"NVDA.US": drawings.written((line("a"), line("b")))},
        "charts": {GRID: grid_written(GridSpec()), TEMPLATE + "九": template_written(NINE)},
        "traffic": {"last": traffic.written(VIEW), "page": True},
        "products": {"own": products.own_json(OWN)},
        "import_templates": {"f1": templates.dump(LAYOUT)},
    },
    overrides=(SAID,),
    settings={"theme": "light", "heat": True},
)


def packed(content):
    return json.dumps(written(content, NOW)).encode()


def test_what_is_written_is_read_again():
    assert read(packed(CONTENT), DEFAULT) == CONTENT
    assert json.loads(packed(CONTENT))["made_at"] == "2024-09-22T10:13:20+00:00"
    assert counts(CONTENT, DEFAULT) == {
        "lists": 2, "marks": len(MINE.marks), "alerts": len(MINE.alerts), "sets": len(MINE.sets), "drawings": 2,
        "templates": 1, "grid": 1, "traffic": 1, "products": 2, "import_templates": 1, "overrides": 1, "settings": 2,
    }  # fmt: skip


@given(st.dictionaries(st.text(min_size=1, max_size=9), ALL.filter(bool), max_size=3))
def test_any_drawings_come_back(held):
    papers = {kind: {} for kind in PAPERS} | {"drawings": {name: drawings.written(one) for name, one in held.items()}}
    made = read(packed(Content(papers=papers)), DEFAULT)
    assert (made.papers, made.unread) == (papers, ())


def test_a_new_profile_says_nothing_of_lists():
    made = read(packed(Content()), DEFAULT)
    assert (bool(made), counts(made, DEFAULT)["lists"], parts_taken(made, {}, DEFAULT)) == (False, 0, {})


def test_nothing_of_the_machine_is_in_it():
    own = Settings(proxy="http://me:secret@proxy:8080", ca_bundle="/etc/mine.pem", theme="light")
    text = packed(Content(settings=own.as_dict()))
    assert b"secret" not in text
    assert b"mine.pem" not in text
    taken = settings_taken(read(text.replace(b'"heat"', b'"proxy": "http://x:1", "heat"'), DEFAULT), own)
    assert (taken["proxy"], taken["ca_bundle"], taken["theme"]) == (own.proxy, own.ca_bundle, "light")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (b"", "not a profile"), (b"[]", "not a profile"), (b"{}", "not a profile"), (b"\xff", "not a profile"),
        (b"[" * 100_000, "not a profile"), (b'{"format": "suanli-list", "version": 1}', "not a profile"),
        (b'{"format": "suanli-profile", "version": 2}', "newer"), (b'{"format": "suanli-profile"}', "newer"),
        (b" " * (64 * 1024 * 1024 + 1), "over 64 MB"),
    ],
)  # fmt: skip
def test_what_is_no_such_file_is_refused(text, why):
    with pytest.raises(ImportRejected, match=why):
        read(text, DEFAULT)


def test_what_is_damaged_is_left_out_and_named():
    said = json.loads(packed(CONTENT))
    said["lists"]["mark:x"] = 5
    said["drawings"] |= {"A": {"drawings": [{"id": 1}]}, "B": 5}
    said["drawings"]["NVDA.US"]["drawings"].append({"kind": "gann"})
    said["traffic"] |= {"last": said["traffic"]["last"] | {"metric": "smell"}, "second": {}}
    said["products"]["own"]["changes"]["ChatGPT"]["colour"] = "red"
    said["products"]["other"] = {}
    said["import_templates"] |= {"f2": {"fingerprint": "f3"}, "f4": 5}
    said["charts"] |= {TEMPLATE + "other": template_written(NINE), "grid2": {}}
    said["overrides"] += [5, {**said["overrides"][0], "value": float("nan")}, {**said["overrides"][0], "author": " "}]
    said["settings"] |= {"theme": "pink", "new": 1}
    made = read(json.dumps(said).encode(), DEFAULT)
    assert made.papers == CONTENT.papers
    assert (made.overrides, made.settings) == ((SAID,), {"heat": True})
    assert set(made.unread) == {
        "mark:x", "drawings:A", "drawings:B", "drawings:NVDA.US", "charts:template:other", "charts:grid2",
        "traffic:last", "traffic:second", "products:own", "products:other",
        "import_templates:f2", "import_templates:f4",
        "overrides:2", "overrides:3", "overrides:4", "settings:theme", "settings:new",
    }  # fmt: skip


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=15,
)
SECTIONS = ("lists", *PAPERS, "overrides", "settings")


@given(st.fixed_dictionaries(dict.fromkeys(SECTIONS, JSON | st.dictionaries(st.sampled_from(["order", "pins"]), JSON))))
def test_nothing_raises(said):
    made = read(json.dumps({"format": FORMAT, "version": 1, **said}).encode(), DEFAULT)
    assert sum(counts(made, DEFAULT).values()) >= 0
    parts_taken(made, {}, DEFAULT)
    parts_taken(made, parts_of(MINE, DEFAULT), DEFAULT)
    papers_taken(made, said)


# what is taken


def test_lists_go_in_beside_those_that_are_there():
    own = tabs.new(DEFAULT, "own")
    held = parts_of(own, DEFAULT)
    after, bad = laid_over(own, parts_taken(CONTENT, held, DEFAULT), DEFAULT)
    assert ([one.name("en") for one in after.lists], bad) == (["mine", "Two", "own"], ())
    assert shape(after)["s3"] == [7]
    assert parts_taken(CONTENT, parts_of(after, DEFAULT), DEFAULT) == {}


def test_where_nothing_was_ever_edited_everything_is_written():
    made = parts_taken(CONTENT, {}, DEFAULT)
    assert lists_from(made, DEFAULT) == (MINE, ())
    assert made == parts_of(MINE, DEFAULT)
    assert lists_from(made, Lists())[0].named("l1") == MINE.named("l1")


def test_numbers_that_stand_already_are_not_put_in_again():
    other = Override(**{name: getattr(SAID, name) for name in SAID.__slots__} | {"value": 2.0, "number": 0})
    assert overrides_taken(CONTENT, ()) == (SAID,)
    assert overrides_taken(CONTENT, (SAID,)) == ()
    assert overrides_taken(CONTENT, (other,)) == (SAID,)


def test_edited_products_go_in_beside_those_that_are_there():
    there = Own(changes={"ChatGPT": {"name_zh": "聊"}, "豆包": {"vendor": "字节"}})
    own, bad = products.own_from(papers_taken(CONTENT, products.own_json(there))["products"]["own"])
    assert (own.changes["ChatGPT"], own.changes["豆包"]) == ({"name_zh": "聊", "vendor": "OpenAI"}, {"vendor": "字节"})
    assert ([one.id for one in own.added], bad) == (["新品"], 0)
    assert papers_taken(Content(), products.own_json(there)) == {}
    assert papers_taken(CONTENT, None) == CONTENT.papers
