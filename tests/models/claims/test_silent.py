"""Sentences about what may come, what is expected, and numbers of other things: no claims that can be checked."""

import pytest

from tests.models.claims.samples import lines, states

SILENT = lines("""
我们预计英伟达三季度营收同比增长80%以上。
英伟达目标价上调至150美元，潜在上涨空间21%。
若美联储继续降息，美股科技股有望上涨10%。
寒武纪上半年营收同比下降43.42%，净利润亏损5.3亿元。
维持中际旭创“买入”评级，预计2024年净利润增长130%。
2024年全球AI服务器出货量将增长42%。
工业富联二季度云计算收入同比增长60%。
英伟达数据中心业务收入同比增长154%。
投资评级说明：买入：未来6个月涨幅超过沪深300指数20%以上。
风险提示：AI需求不及预期；竞争加剧；股价下跌风险。
强于大市：行业指数跑赢市场5%以上。
腾讯控股收报401.89港元。
英伟达2024财年营收增长126%，数据中心占比87%。
商汤科技中标金额1.2亿元。
据IDC，上半年中国AI服务器市场增长50%以上。
公司回购股份占总股本0.5%。
该股PE为35倍，股息率2%。
若英伟达跌破100美元，则需警惕回调10%以上的风险。
下周英伟达料将上涨5%。
我们给予英伟达“买入”评级，目标价较现价有20%上涨空间。
2025年算力需求有望增长60%。
存款准备金率下调0.5个百分点，7天期逆回购利率下调0.2个百分点。
OpenAI估值或达1500亿美元。
盛科通信上半年研发费用增长30%。
豆包大模型日均tokens使用量超过1.3万亿，较7月增长近10倍。
文小言用户规模达4.3亿。
GPT-4o价格下降50%。
本周全球AI融资额环比增长35%。
""")


@pytest.mark.parametrize("text", SILENT)
def test_nothing_is_decided(text):
    assert set(states(text)) <= {"undecidable"}
