"""Row I10 of the fault list: whatever a text begins with, no export makes a formula of it."""

import csv
import io
import re
import zipfile
from dataclasses import replace

import pytest

from models.answers import bars_csv
from models.exports.xlsx import write
from models.review.paper import as_book
from tests.gui.samples import bars
from tests.models.samples import ZH, reference_review, with_row

PAYLOADS = [
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://x","y")', "=WEBSERVICE(1)", "+1+1", "-1+1", "@SUM(1)", "\t=1",
    "\r=1", "\n=1", "\x00=1", "＝1", "＋1", "－1", "＠x", " =1", "\ufeff=1", "{=1}",
]  # fmt: skip
STARTS = tuple("=+-@\t\r\n＝＋－＠")


@pytest.mark.parametrize("text", PAYLOADS)
def test_a_review_full_of_it_holds_no_formula_and_no_comment(text):
    made = reference_review()
    first = made.sectors[0].rows[0]
    named = replace(first.instrument, name_zh=text, name_en=text)
    made = with_row(made, instrument=named, doubt=text, source=text)
    content = write(replace(as_book(made, ZH, "zh", up="C8222B", down="0B7A43"), title=text))
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        parts = {name: packed.read(name).decode() for name in packed.namelist() if name.endswith(".xml")}
    assert not [name for name, part in parts.items() if re.search(r"<(\w+:)?f[ >/]", part)]
    assert not [name for name in parts if "comment" in name]
    assert any(text.strip("\x00\ufeff\r\n\t ")[:2].replace("<", "&lt;") in part for part in parts.values())


def test_no_field_of_csv_begins_like_a_formula():
    rows = csv.reader(io.StringIO(bars_csv(bars(50))))
    fields = [field for row in rows for field in row]
    assert fields
    assert not [field for field in fields if field.startswith(STARTS)]
