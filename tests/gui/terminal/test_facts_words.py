"""``events`` and ``visits``: what is bundled, without a data process."""

import csv
import io
import json

import pytest

import main
import resources


@pytest.fixture
def call(tmp_path, capsysbinary, monkeypatch):
    def none(desk):
        raise AssertionError("a data process was started")

    monkeypatch.setattr(main.Desk, "client", none)

    def called(*words, lang="en"):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), "--lang", lang, *words])
        except SystemExit as left:
            code = left.code
        out = capsysbinary.readouterr()
        return code, out.out.decode(), out.err.decode()

    return called


def cells(text):
    return [[cell.strip() for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| 20")]


# events


def test_without_a_subject_all_of_them_are_listed(call):
    code, out, said = call("events", "--format", "json")
    assert (code, said, len(json.loads(out))) == (0, "", len(resources.events()))


def test_a_share_has_those_of_its_vendor_with_what_their_dates_are(call):
    code, out, _ = call("events", "BABA", "--from", "2025-01-01", "--until", "2025-03-31", lang="zh")
    assert cells(out) == [
        ["2025-02-25", "发布日", "视频", "Alibaba", "Wan 2.1 万相2.1", "open-sourced (article 2025-02-26)", "是"]
    ]
    assert code == 0
    assert "Epoch AI" in out


def test_a_mainland_share_has_those_of_its_market_which_are_not_its_own(call):
    _, out, _ = call("events", "688256", "--format", "csv")
    made = list(csv.DictReader(io.StringIO(out)))
    assert {(row["vendor"], row["own"]) for row in made} == {("PBoC", "0")}
    _, out, _ = call("events", "cn", "--format", "json")
    assert [one["own"] for one in json.loads(out)] == [True]


def test_a_product_with_visits_is_a_subject_even_where_a_share_is_called_so(call):
    vendors = {one["vendor"] for one in json.loads(call("events", "kimi", "--format", "json")[1])}
    assert vendors == {"Moonshot"}
    assert call("events", "KIMI.US")[0] == 1


def test_categories_and_subjects_are_added_up(call):
    _, out, _ = call("events", "ChatGPT", "Gemini", "--category", "Image", "--category", "video", "--format", "json")
    assert {one["category"] for one in json.loads(out)} <= {"image", "video"}
    vendors = {name for one in json.loads(out) for name in one["vendor"].split("; ")}
    assert {"OpenAI", "Google DeepMind"} & vendors
    assert "Kuaishou" not in vendors


def test_a_workbook_of_announcements(call, tmp_path):
    assert call("events", "--out", str(tmp_path / "e.xlsx"))[0] == 0
    import openpyxl

    values = [row[0].value for row in openpyxl.load_workbook(tmp_path / "e.xlsx").active.iter_rows()]
    assert "Date" in values


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("NVDA", "--category", "voice"), 1, "none of the bundled announcements"),
        (("--until", "1999-01-01"), 1, "none of the bundled announcements"),
        (("--category", "robots"), 2, 'no announcement is of the category "robots"; there are: text, video'),
        (("--from", "2025-01-02", "--until", "2025-01-01"), 2, "--from 2025-01-02 lies after --until 2025-01-01"),
        (("?!",), 2, '"?!" is not understood'),
    ],
)
def test_nothing_to_list_is_a_sentence(call, words, code, said):
    left, out, err = call("events", *words)
    assert (left, out, len(err.splitlines())) == (code, "", 1)
    assert said in err


# visits


def test_a_column_a_product_and_publisher_in_the_readers_units(call):
    code, out, _ = call("visits", "chatgpt", "--from", "2024-12", "--until", "2025-01", lang="zh")
    assert cells(out) == [["2024-12", "37.00亿", "--"], ["2025-01", "--", "38.00亿"]]
    assert "| 月份    | ChatGPT (Similarweb via AIPure) | ChatGPT (Toolify) |" in out
    assert code == 0
    assert cells(call("visits", "ChatGPT", "--from", "2025-01", "--until", "2025-01")[1]) == [["2025-01", "3.80B"]]


def test_many_series_stand_under_each_other(call):
    out = call("visits")[1]
    assert max(line.count("|") for line in out.splitlines()) == 7
    assert out.count("| Month ") == 7


def test_csv_and_json_have_visits_as_published(call):
    rows = list(csv.DictReader(io.StringIO(call("visits", "kimi", "--format", "csv")[1])))
    assert rows[0] == {"month": "2024-05", "Kimi (Similarweb via AIPure)": "22500000", "Kimi (Toolify)": ""}
    made = json.loads(call("visits", "kimi", "--from", "2025-06", "--format", "json")[1])
    assert [(one["publisher"], one["months"]) for one in made] == [
        ("Toolify", [{"month": "2025-06", "visits": 3300000}])
    ]


def test_each_product_is_shown_once(call):
    heads = call("visits", "DeepSeek", "deepseek", "--format", "csv")[1].splitlines()[0]
    assert heads == "month,DeepSeek (Toolify)"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("foo",), 2, 'no visits are known of "foo"; there are: Character.AI, ChatGPT'),
        (("--from", "2030-01"), 1, "no visits are known of these months"),
        (("--from", "2025-02", "--until", "2025-01"), 2, "lies after --until"),
        (("--from", "2025-01-05"), 2, "not a month like 2024-09: 2025-01-05"),
        (("--until", "1066-01"), 2, "not a month like 2024-09: 1066-01"),
    ],
)
def test_no_visits_are_a_sentence(call, words, code, said):
    left, out, err = call("visits", *words)
    assert (left, out, len(err.splitlines())) == (code, "", 1)
    assert said in err
