"""``relative``: several instruments, baskets and pairs on one base, from the bundled week or a simulated market."""

import json

import pytest

import main

WEEK = ("--base", "2024-09-20", "--until", "2024-09-25")


@pytest.fixture
def call(tmp_path, capsysbinary):
    def called(*words, lang="en", market="--offline"):
        try:
            code = main.main(["--profile", str(tmp_path / "profile"), market, "--lang", lang, "relative", *words])
        except SystemExit as left:
            code = left.code
        out = capsysbinary.readouterr()
        return code, out.out, out.err.decode()

    return called


def test_three_markets_a_basket_and_pairs_in_one_table(call):
    code, out, err = call(
        "NVDA.US", "688256.SH", "0020.HK", "basket:cpu_gpu", "--ratio", "NVDA", "AMD", "--spread", "NVDA", "SPX", *WEEK,
        lang="zh",
    )  # fmt: skip
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in out.decode().splitlines() if "2024-09-25 |" in line
    ]
    assert [row[:5] for row in rows] == [
        ["英伟达", "NVDA.US", "+6.47%", "+5.73", "IXIC"],
        ["寒武纪", "688256.SH", "+6.29%", "+0.03", "000300.SH"],
        ["商汤科技", "00020.HK", "+6.84%", "+2.07", "HSI"],
        ["CPU/GPU（等权）", "", "+5.07%", "--", "--"],
        ["英伟达 / AMD", "", "+2.49%", "--", "--"],
        ["英伟达 − 标普500", "", "+6.13", "--", "--"],
    ]
    assert (code, err) == (0, "")


def test_one_benchmark_for_all_in_json(call):
    _, out, _ = call("NVDA.US", "688256.SH", "--benchmark", "SPX", "--format", "json", *WEEK)
    made = json.loads(out)
    assert [row["benchmark"] for row in made["rows"]] == ["SPX", "SPX"]
    assert made["rows"][0]["excess"] == pytest.approx((123.51 / 116 - 5722.26 / 5702.55) * 100, abs=1e-9)
    assert (made["base"], made["from"], made["to"]) == ("2024-09-20", "2024-09-20", "2024-09-25")


def test_a_currency_without_rates_leaves_it_empty_and_says_so(call):
    code, out, err = call("NVDA.US", "688256.SH", "--currency", "usd", *WEEK)
    text = out.decode()
    assert "USDCNY: " in err
    assert "No data: USDCNY (" in text
    assert "No exchange rate on some dates, left empty there: Cambricon, 000300.SH." in text
    assert "+6.47%" in text
    assert "+6.29%" not in text
    assert code == 0


def test_who_has_no_bars_is_named_and_the_command_fails(call):
    code, out, err = call("NVDA.US", "600000.SH", *WEEK)
    assert code == 1
    assert err.startswith("600000.SH: ")
    assert "No data: 600000 (" in out.decode()


def test_a_simulated_market_is_converted_and_says_what_it_is(call):
    words = ("--weights", "cap", "--currency", "cny", "--base", "2026-01-20", "--until", "2026-03-20")
    code, out, _ = call("NVDA.US", "688256.SH", "basket:cloud", *words, market="--simulated")
    text = out.decode()
    assert "Converted into CNY at the day's closing rate" in text
    assert "Left out of Cloud (cap weight) (market cap of the base date unknown)" in text
    assert "SIMULATED data, not real prices: every row." in text
    assert code == 0


def test_visits_are_a_step_from_the_months_last_weekday(call):
    words = ("NVDA", "visits:chatgpt@toolify", "--ratio", "visits:kimi@aipure", "NVDA")
    code, out, _ = call(*words, "--base", "2024-11-29", "--until", "2025-03-20", market="--simulated", lang="zh")
    rows = [
        [cell.strip() for cell in line.split("|")[1:-1]] for line in out.decode().splitlines() if "月访问量 " in line
    ]
    assert [row[0] for row in rows] == ["ChatGPT · Toolify 月访问量", "Kimi · AIPure 月访问量 / 英伟达"]
    assert rows[0][2] == "+2.63%"  # 3.8 to 3.9 thousand million
    assert "访问量为月度数据" in out.decode()
    assert "Toolify" in out.decode().splitlines()[-1]
    assert code == 0


def test_visits_alone_need_no_bars(call):
    words = ("visits:DeepSeek", "visits:ChatGPT@Toolify", "--base", "2025-01-31", "--until", "2025-06-30")
    made = json.loads(call(*words, "--format", "json")[1])
    assert [row["change"] for row in made["rows"]] == pytest.approx(
        [(386 / 278 - 1) * 100, (5.4 / 3.8 - 1) * 100], abs=0.2
    )


def test_a_workbook_goes_into_a_file(call, tmp_path):
    made = tmp_path / "relative.xlsx"
    assert call("NVDA.US", "--format", "xlsx", "--out", str(made), *WEEK)[0] == 0
    assert made.read_bytes()[:2] == b"PK"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("NVDA.US", "--base", "2024-09-25", "--until", "2024-09-25"), "does not lie before"),
        (("basket:moon", *WEEK), "no basket is called"),
        (("visits:moon", *WEEK), 'no visits are known of "moon"'),
        (("visits:ChatGPT", *WEEK), "visits:ChatGPT@Similarweb via AIPure, visits:ChatGPT@Toolify"),
        (("visits:DeepSeek@Semrush", *WEEK), "write one of: visits:DeepSeek@Toolify"),
        (WEEK, "nothing to compare was named"),
        (("NVDA.US", "--base", "2024-09-20"), "--until"),
    ],
)
def test_a_wrong_word_is_one_sentence_and_exit_2(call, words, said):
    code, _, err = call(*words)
    assert code == 2
    assert said in err
    assert len(err.splitlines()) == 1
