"""The reference note's own twelve percentages, typed in as text."""

import pytest

from models.claims.values import Kind, State
from models.note.settings import NoteSettings
from tests.models.claims.samples import checked, claims, days, states

NOTE = (
    "（1）CPU/GPU板块：本周（0923-0925）英伟达+6.47%，英特尔+7.78%，AMD+3.89%，寒武纪+6.29%，海光信息+3.73%，龙芯中科+2.73%。\n"
    "（2）云计算板块：商汤科技+6.84%，9月24日消息，商汤科技中标昆明人工智能赋能中心建设运营一体化项目。\n"
    "（3）数据中心硬件：工业富联+11.72%，中际旭创+11.92%，天孚通信+7.15%，胜宏科技+7.57%，沪电股份+5.73%。\n"
)


def test_eleven_percentages_are_confirmed_and_the_twelfth_is_contradicted():
    found = [one for one in checked(NOTE) if one.claim.kind is Kind.RETURN]
    assert [str(one.state) for one in found] == ["confirmed"] * 11 + ["contradicted"]
    last = found[-1]
    assert (last.claim.subject.id, last.claim.value, last.found) == ("002463.SZ", 5.73, "+5.75%")


def test_the_event_beside_them_is_found_on_its_day():
    (event,) = [one for one in checked(NOTE) if one.claim.kind is Kind.EVENT]
    assert (event.claim.subject.id, event.state) == ("SenseTime", State.CONFIRMED)
    assert event.facts["date"] == "2024-09-24"


def test_every_claim_points_at_its_words():
    for one in claims(NOTE):
        assert NOTE[one.start : one.end].strip() and one.sentence in NOTE
    numbers = [NOTE[one.start : one.end] for one in claims(NOTE) if one.kind is Kind.RETURN]
    assert numbers[0] == "+6.47%" and numbers[-1] == "+5.73%"


def test_a_verdict_says_whose_number_it_is_and_how_to_ask_again():
    one = checked(NOTE)[0]
    assert one.query == "return NVDA.US 2024-09-23..2024-09-25"
    assert one.source == "reference" and one.as_of is not None
    assert one.facts == {"window": "2024-09-23..2024-09-25", "base": "116", "end": "123.51"}


@pytest.mark.parametrize(
    "subject", ["英伟达", "NVIDIA", "NVDA", "NVDA.US", "NVDA.O", "nvda", "英伟达（NVDA）", "ＮＶＤＡ"]
)
def test_a_share_is_found_under_any_name(subject):
    (one,) = checked(f"{subject}本周上涨6.47%。")
    assert (one.claim.subject.id, one.state) == ("NVDA.US", State.CONFIRMED)


@pytest.mark.parametrize(
    "subject", ["688256", "688256.SH", "sh688256", "SH.688256", "寒武纪-U", "Cambricon", "寒武纪（688256）"]
)
def test_so_is_one_of_shanghai(subject):
    (one,) = checked(f"{subject}涨6.29%")
    assert one.claim.subject.id == "688256.SH" and one.state is State.CONFIRMED


@pytest.mark.parametrize(
    "subject", ["商汤", "商汤-W", "商汤科技", "00020.HK", "0020.HK", "20.HK", "HK.00020", "hk00020"]
)
def test_so_is_one_of_hong_kong(subject):
    (one,) = checked(f"{subject}涨6.84%")
    assert one.claim.subject.id == "00020.HK" and one.state is State.CONFIRMED


def test_what_names_no_days_is_read_with_the_window():
    assert states("英伟达上涨6.47%") == ["confirmed"]
    assert states("英伟达上涨6.47%", days("0924", "0924")) == ["contradicted"]
    assert states("英伟达上涨3.97%", days("0924", "0924")) == ["confirmed"]


def test_what_is_broad_is_a_setting():
    text = "云计算板块普涨。"  # six of eight
    assert [str(one.state) for one in checked(text)] == ["contradicted"]
    assert [str(one.state) for one in checked(text, settings=NoteSettings(broad=0.75))] == ["confirmed"]


def test_two_claims_of_one_sentence_do_not_share_their_number():
    found = checked("英伟达、AMD分别上涨6.47%和3.98%。")
    assert [(one.claim.subject.id, str(one.state)) for one in found] == [
        ("NVDA.US", "confirmed"), ("AMD.US", "contradicted"),
    ]  # fmt: skip
