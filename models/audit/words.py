"""The words by which a Chinese note says what it speaks of, over which days, and why. Regular expressions, compiled."""

from __future__ import annotations

import re

from models.claims.values import About
from models.traffic.values import Granularity

# signs of a wide keyboard, one for one so that places in the text stay what they are
NARROW = str.maketrans("０１２３４５６７８９％－／．～：（）", "0123456789%-/.~:()")

ABOUT = {
    About.VISITS: re.compile(r"访问|流量|访客|[Vv]isits?\b|网页端|浏览量"),
    About.DOWNLOADS: re.compile(r"下载|[Dd]ownloads?\b|安装量|装机量"),
    About.PRICE: re.compile(r"股价|涨|跌|收报|收于|收盘|市值|跑赢|跑输|行情|[+\-−]\d+(?:\.\d+)?\s*%"),
}
STOCK = re.compile(r"股|收报|收于|收盘|市值|跑赢|跑输|行情")  # of prices, whatever came before
METRIC = re.compile("|".join(one.pattern for one in ABOUT.values()))
AMOUNT = re.compile(r"\d(?:\.\d+)?\s*(?:%|[万亿]|[MBK]\b|个百分点|倍)|翻[倍番]|[一两二三四五六七八九]成")
PERIOD = {
    Granularity.MONTH: re.compile(r"月度|每月|/月|[(]月[)]|月均|月访问|月下载|按月|逐月|单月|当月|本月|上月|月活"),
    Granularity.WEEK: re.compile(r"周度|周访问|周下载|按周|单周|当周|本周|这周|上周|周环比|WoW|w/w"),
}
TREND = re.compile(
    r"(?:增长|大增|激增|猛增|高增|强劲|火爆|走强|活跃|回暖|升温|创下|上扬|上升|提升|攀升|走高|下滑|回落|下降|走低|新高|新低|居首|第一|首位|明显|领先)"
)
CAPTION = re.compile(
    r"\s*(?:[图表]\s*\d+|图表\s*\d*|Figure\s*\d+)\s*[:.、]?|.*(?:数据区间|统计区间|统计周期|单位\s*:)(?!.*[。；;])"
)
SOURCE = re.compile(r"\s*(?:资料|数据)?来源\s*:|\s*注\d*\s*:")
HEADING = re.compile(
    r"\s*(?:[一二三四五六七八九十]+、|[(][一二三四五六七八九十]+[)]|\d{1,2}、|#+\s|【[^】]*】\s*$|第[一二三四五六七八九十]+部分)"
)

# what a stretch of days is called: the key, and how many weeks before the note's
CALLS = {
    "本周": 0,
    "这周": 0,
    "这一周": 0,
    "本周内": 0,
    "周内": 0,
    "上周": -1,
    "上一周": -1,
    "前一周": -1,
    "上上周": -2,
}
CALL = re.compile("(?<!并非)(?<!不是)(?:" + "|".join(sorted(CALLS, key=len, reverse=True)) + ")")

HAPPENED = re.compile(
    r"发布|推出|上线|开源|开放|升级|更新|中标|宣布|推送|全量|上新|公布|亮相|签约|召开|举办|降准|降息|收购|获批|合作"
    r"|落地|发售|公测|内测|邀测|迭代|消息"
)
BECAUSE = re.compile(
    r"受益|得益|受[^，,。]{0,40}?(?:带动|推动|影响|提振|刺激|催化|驱动|拉动)|由于|因(?![此子而])|系|源于|归功|带动|推动"
    r"|驱动|催化|拉动|提振|刺激|随着|伴随|叠加|带来|助推|助力|支撑|贡献|原因"
)
GOES_ON = re.compile(r"\s*(?:这|此|该|主要|主因|原因|其|背后|一方面|另一方面|其中|从|受益|得益|受|由于|叠加)")
# it is said that the data do not hold it
NOT_IN = re.compile(
    r"尚未|尚不|还未|未[能曾]?(?:反映|体现|包含|计入|纳入|覆盖)|不[含包反]|不在(?:数据|统计)|之后才|早于|晚于|滞后"
)
# it is still to come, or what follows is
TO_COME = re.compile(r"后续|未来|有望|预计|或将|将(?:在|于|有|会|对|为|进)|待|下周")
AFTERWARDS = re.compile(r"[后起][，,]?$")
# two numbers side by side, neither of which supports the other
BESIDE = re.compile(r"同样|也|亦|同步|双双|则|而|但|另外|此外|方面|分别|均|与之|相比|不同于|口径|同期")
EVIDENCE = re.compile(r"印证|佐证|验证|可见|从[^，,]{0,24}看|体现在|反映在|说明|显示")
DOWNLOAD_SOURCES = re.compile(r"七麦|点点数据|Sensor\s*Tower|data\.ai", re.IGNORECASE)
VISIT_SOURCES = re.compile(r"Similar\s*web", re.IGNORECASE)

FINAL = re.compile(r"定稿|终稿|最终(?:版|数据)|终版")
NOT_FINAL = re.compile(r"未定稿|非终稿|非最终|未终")
SESSIONS_TOLD = re.compile(r"交易日|休市")
PUBLISHED = re.compile(r"(?:报告|发布|出具|撰写)?(?:日期|时间)\s*:")
HEAD = 6  # lines in which a note says its own day
HEADED = re.compile(
    r"[^。；;!?,，:(]*(?:[(][^)]*[)])?\s*:?\s*"
)  # nothing but a heading and what is in brackets behind it
SENTENCE = re.compile(r"[^。；;！!？?\n]+[。；;！!？?]?|\n")
CLAUSE = re.compile(r"[(]?[^，,:(]+[，,:]?|[(]")
APART = re.compile(
    r"口径|不可比|单独|另行|并非|仅供参|不作|尚未|暂无|未持有"
)  # it is said that two things are not alike, or not there
