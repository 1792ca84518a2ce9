"""``traffic`` on the command line: with a data process of its own where it only reads, else with one that answers."""

import contextlib
import csv
import datetime as dt
import io
import json

import pytest

import main
from data_sources.protocol.traffic import Fetched, Held
from models.errors import CacheError, Failure
from models.traffic.values import Granularity, Metric, Point, SeriesKey, series_of
from tests.gui.terminal.answers import done

MONTHS = ("--from", "2024-08", "--to", "2024-09")
REFUSED = Failure(kind="Refused", source="similarweb", detail="the key is not accepted")
UNKNOWN = Failure(kind="NoSuchData", source="wikimedia", detail="no views of this article in these days")


@pytest.fixture
def call(tmp_path, capsysbinary):
    """Run a command in a profile of its own: exit code, stdout, stderr."""

    def called(*words, lang="en"):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), "--offline", "--lang", lang, *words])
        except SystemExit as left:
            code = left.code
        out, said = capsysbinary.readouterr()
        return code, out.decode(), said.decode()

    return called


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def test_the_reference_months(call):
    code, out, said = call("traffic", "--category", "text", "--metric", "visits", *MONTHS, "--format", "json")
    assert (code, said) == (0, "")
    points = {one["product"]: one["points"] for one in json.loads(out)["series"]}
    assert [(one["start"], one["end"]) for one in points["ChatGPT"]] == [
        ("2024-08-01", "2024-08-31"), ("2024-09-01", "2024-09-30"),
    ]  # fmt: skip
    september = points["ChatGPT"][1]
    assert [september[key] for key in ("value", "change_pct", "record")] == [3_100_000_000, 19.23, True]
    assert points["豆包"][1]["change_pct"] == 25.0
    assert points["Copilot"][1]["value"] is None


def test_days_outside_what_is_held_are_said_and_fail(call):
    code, out, said = call("traffic", "ChatGPT", "--from", "2030-01", "--to", "2030-02", "--format", "csv")
    assert code == 1
    assert [one["value"] for one in rows(out)] == ["", ""]
    assert "no number of that kind" in said


def test_a_product_nobody_knows_is_a_wrong_word(call):
    code, out, said = call("traffic", "Nonesuch")
    assert (code, out) == (2, "")
    assert '"Nonesuch"' in said


def test_a_place_that_nobody_measured_has_no_numbers_of_the_world(call):
    code, out, _ = call("traffic", "ChatGPT", *MONTHS, "--geo", "us", "--format", "csv")
    assert code == 1
    assert {one["value"] for one in rows(out)} == {""}


def test_a_table_has_the_footnotes_of_its_figure(call):
    _, out, _ = call("traffic", "Civitai", "文小言", "--from", "2024-05", "--to", "2024-09", lang="zh")
    assert "资料来源：Similarweb via AIPure；数据截至 2024-09-30" in out
    assert "应为统计口径变化" in out
    assert "文小言即原文心一言" in out


def test_a_file_of_csv_opens_in_a_spreadsheet_as_it_is_written(call, tmp_path):
    assert call("traffic", "豆包", *MONTHS, "--out", str(tmp_path / "t.csv"))[0] == 0
    assert (tmp_path / "t.csv").read_bytes().startswith(b"\xef\xbb\xbfproduct,")
    assert call("traffic", "豆包", *MONTHS, "--format", "csv")[1].startswith("product,")


# refresh


def days(source, metric, first, values):
    key = SeriesKey(product="ChatGPT", metric=metric, granularity=Granularity.DAY, source=source)
    start = [dt.date.fromisoformat(first) + dt.timedelta(days=place) for place in range(len(values))]
    points = [Point(start=day, end=day, value=value) for day, value in zip(start, values, strict=True)]
    return series_of(key, points, known_at=1.0)


class Client:
    """Holds nothing until it was asked for more."""

    def __init__(self):
        self.came, self.answer, self.wants, self.series = (), Fetched(done=1, asked=1, points=7), [], ()

    def papers(self, kind):
        return done({})

    def traffic(self, want):
        return done(Held(series=self.series))

    def vintages(self, want):
        return done(())

    def refresh_traffic(self, want):
        self.wants.append(want)
        self.series = self.came
        return done(self.answer)


@pytest.fixture
def client(monkeypatch):
    made = Client()
    made.came = (days("Wikimedia", Metric.WIKI_VIEWS, "2024-09-13", [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]),)
    monkeypatch.setattr(main.Desk, "client", lambda desk: contextlib.nullcontext(made))
    return made


WEEK = ("--granularity", "week", "--from", "2024-09-13", "--to", "2024-09-19", "--format", "csv")


def test_a_source_is_asked_for_the_days_first_and_a_week_is_made_of_them(call, client):
    code, out, said = call("traffic", "ChatGPT", "--refresh", "wikimedia", *WEEK)
    want = client.wants[0]
    assert (want.sources, want.granularity) == (("wikimedia",), Granularity.DAY)
    assert [one.id for one in want.products] == ["ChatGPT"]
    assert (str(want.start), str(want.end)) == ("2024-09-13", "2024-09-19")
    assert [(one["start"], one["end"], one["value"]) for one in rows(out)] == [("2024-09-13", "2024-09-19", "28")]
    assert code == 0
    assert "7 new" in said


def test_a_plan_without_days_is_asked_for_weeks(call, client):
    call("traffic", "--refresh", "similarweb:week", *WEEK)
    assert client.wants[0].granularity is Granularity.WEEK


@pytest.mark.parametrize(("failure", "code"), [(REFUSED, 1), (UNKNOWN, 0)])
def test_a_source_that_fails_is_told_by_the_exit_code_as_well(call, client, failure, code):
    client.answer = Fetched(done=1, asked=1, failures=(("ChatGPT", failure.source, failure),))
    found, _, said = call("traffic", "ChatGPT", "--refresh", "wikimedia", *WEEK)
    assert (found, failure.detail in said) == (code, True)


def test_a_profile_that_may_not_be_written_is_not_refreshed(call, client):
    client.refresh_traffic = lambda want: done(CacheError("another program has this profile"))
    code, out, said = call("traffic", "ChatGPT", "--refresh", "wikimedia", lang="zh")
    assert (code, out) == (1, "")
    assert said == "suanli-desk: 另一个程序正在使用此配置文件夹\n"


@pytest.mark.parametrize("words", [("--refresh", "toolify"), ("--refresh", "apple:year"),
                                   ("--refresh", "wikimedia", "--metric", "visits")])  # fmt: skip
def test_what_cannot_be_asked_is_a_wrong_word(call, client, words):
    code, _, said = call("traffic", *words)
    assert (code, client.wants) == (2, [])
    assert said
