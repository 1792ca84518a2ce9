"""Lines of a listing: written, read, and what does not fit left out."""

import pytest

from models.instruments import Kind, Market
from models.search import lines
from tests.models.search.samples import known, universe


def test_what_is_written_reads_back_the_same():
    one = known("AMD.US", "超威", "AMD Inc.", initials=("cw",), pinyin=("chao'wei",), aliases=("Advanced Micro", "a"),
                seen="2024-09-25")  # fmt: skip
    assert list(lines.read(lines.write([one]))) == [one]


def test_a_line_of_a_source_may_end_after_its_names():
    (one,) = lines.read("600000.SH\tstock\tCN\tXSHG\t浦发银行\tSPD Bank")
    assert (one.instrument.name_zh, one.initials, one.aliases) == ("浦发银行", (), ())


@pytest.mark.parametrize("line", ["", "x", "600000.SH\tbond\tCN\t\t\t", "600000.SH\tstock\tMars\t\t\t"])
def test_a_line_that_names_nothing_known_is_left_out(line):
    good = "NVDA.US\tstock\tUS\tXNAS\t英伟达\tNVIDIA"
    assert [one.instrument.id for one in lines.read(f"{line}\n{good}")] == ["NVDA.US"]


@pytest.mark.parametrize(
    ("text", "name"),
    [("a\tb\nc", "a b c"), ("a\u2028b", "a b"), (" a  b ", "a b"), ("a\u00a0b", "a b"), ("\x00", ""), ("x" * 121, "")],
)
def test_a_name_is_one_line_of_sensible_length(text, name):
    assert lines.named(text) == name


def test_the_universe_as_lines_has_every_instrument_with_its_aliases():
    held = {one.instrument.id: one for one in lines.read(lines.of_universe(universe()))}
    assert {one.instrument.id: one.instrument for one in held.values()} == dict(universe().instruments)
    assert "nvidia" in held["NVDA.US"].aliases
    assert (held["HSI"].instrument.kind, held["HSI"].instrument.market) == (Kind.INDEX, Market.HK)
