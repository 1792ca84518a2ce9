"""Verdicts on paper."""

import pytest

from models.claims.paper import as_json, as_markdown, counts, why
from tests.models.claims.samples import checked
from tests.models.samples import EN, ZH

TEXT = """
英伟达+6.47%，海光信息跑赢沪深300，CPU/GPU板块普涨，英特尔领涨，12只个股12涨0跌，CPU/GPU板块平均涨幅5.15%，各股涨幅均超2%。
英伟达收于123.51美元，总市值3.03万亿美元，连续三日上涨，创历史新高。谷歌创年内新高。A股共三个交易日。A股上涨6.26%。
腾讯控股收于401.89港元。9月24日，商汤科技中标昆明项目。9月24日，谷歌发布某某手机。台积电涨3%。
9月ChatGPT访问量31亿次，环比增长19.2%，持续增长，创新高，居首。9月豆包访问量高于Kimi。豆包9月下载量增长3%。
"""


@pytest.mark.parametrize("texts", [ZH, EN])
def test_every_verdict_has_its_reason_in_both_languages(texts):
    found = checked(TEXT)
    assert len({one.why for one in found}) > 15
    assert all(why(one, texts) and "{" not in why(one, texts) for one in found)


def test_plain_data_has_an_entry_a_claim_in_the_order_of_the_text():
    found = checked(TEXT)
    plain = as_json(found, EN)
    assert [one["said"] for one in plain["claims"]] == [one.claim.said for one in found]
    assert [one["start"] for one in plain["claims"]] == sorted(one["start"] for one in plain["claims"])
    assert set(plain["claims"][0]) >= {"sentence", "subject", "said", "found", "state", "why"}
    assert plain["counts"] == counts(found) and sum(plain["counts"].values()) == len(found)


def test_a_table_for_readers():
    table = as_markdown(checked("英伟达+6.47%|AMD+3.98%"), EN)
    assert table.splitlines()[0] == "2 claims can be checked: 1 confirmed, 1 contradicted, 0 undecidable."
    assert table.splitlines()[-1].startswith(
        "| contradicted | AMD AMD.US | AMD+3.98% | +3.89% | 2024-09-23..2024-09-25"
    )
    assert as_markdown((), EN) == EN["claims.none"] + "\n"
