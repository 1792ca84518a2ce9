"""The words of such notes and what each does in a sentence: up or down, leads, beats, everyone, a record, a doubt."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum, auto


class Tag(Enum):
    """What a word does."""

    UP = auto()  # of prices
    DOWN = auto()
    FLAT = auto()
    GROW = auto()  # of anything that is counted; of prices only where the sentence says so
    SHRINK = auto()
    GAIN = auto()  # 涨幅
    LOSS = auto()  # 跌幅
    MOVE = auto()  # 涨跌幅
    LEAD = auto()  # value: "top" or "bottom"
    PLACE = auto()  # 居首, 第二, 前三; value: a place
    BEAT = auto()
    TRAIL = auto()
    AGAINST = auto()  # 相对, 较, 比: the object follows
    EXCESS = auto()  # 超额收益
    BREADTH = auto()  # value: which
    EACH = auto()  # 均, 都, 悉数
    RESPECT = auto()  # 分别
    RECORD = auto()  # value: "high" or "low"
    SINCE = auto()  # how far back a record reaches
    NOT = auto()
    ONLY = auto()
    EXCEPT = auto()
    OUTSIDE = auto()  # 外, 以外, 之外
    REST = auto()  # 其余
    MAYBE = auto()  # conditional, forecast, opinion
    OTHER = auto()  # a number of something that is not followed
    INTRADAY = auto()
    VISITS = auto()
    DOWNLOADS = auto()
    USERS = auto()
    OVER = auto()  # 环比, 同比; value: which
    CLOSE = auto()
    REACH = auto()  # 升至, 达
    FROM = auto()
    CAP = auto()
    MEAN = auto()  # value: "mean" or "median"
    STREAK = auto()  # 连续
    STEADY = auto()  # 持续
    PRICE = auto()  # 股价, 行情: prices are spoken of
    BACK = auto()  # 其, 该股: whoever was named before
    FORMER = auto()
    LATTER = auto()
    GROUP = auto()  # 板块, 个股: those that are spoken of
    ALSO = auto()  # 跟涨
    CAUSE = auto()  # 受, 因, 由于: what follows is no claim about a window
    ACT = auto()  # 发布, 中标
    BE = auto()  # 为, 是, 达
    AND = auto()
    DOUBLE = auto()
    ABOUT = auto()
    TALLY = auto()  # 10涨2跌; value: how many up and down
    FILL = auto()  # says nothing that could be checked
    NOISE = auto()  # looks like a claim and is none


_UP = """上涨 收涨 走高 走强 上扬 大涨 暴涨 微涨 小涨 劲升 收高 飘红 收红 翻红 反弹 大幅上涨 小幅上涨 累涨 累计上涨 齐涨 涨 走升
收升 冲高 急涨 劲涨 飙涨 狂涨 上行 拉升 飙升 升逾 攀高 走俏 爆发 走牛 全红 报涨 续涨 连涨 补涨 涨了 录得上涨 录得涨幅 收获涨幅 录涨 录升 累升 涨超 高收 翻涨 上攻 企稳回升 止跌回升"""
_DOWN = """下跌 收跌 走低 走弱 下挫 重挫 大跌 暴跌 微跌 小跌 收低 飘绿 收绿 翻绿 大幅下跌 小幅下跌 累跌 累计下跌 齐跌 跌 下行 急跌 收黑 走软
受挫 杀跌 跳水 补跌 跌了 报跌 续跌 连跌 录得下跌 录得跌幅 低收 录跌 累计跌幅 跌超 走跌 下探 回调 收挫 挫 承压下行 承压下跌 全绿 失守"""
_WORDS: Mapping[tuple[Tag, str], str] = {
    (Tag.UP, ""): _UP,
    (Tag.DOWN, ""): _DOWN,
    (Tag.FLAT, ""): "收平 平收 平盘 持平 报平 走平",
    (Tag.GROW, ""): "增长 提升 增加 上升 回升 攀升 增至 增 升 走阔 增幅 增速 扩大 提高 大增 激增 猛增 高增 上量 涨势 高增长 正增长 同增 升温 微增 微升 略增 略升 增多 续增 走旺 上扬态势",
    (Tag.SHRINK, ""): "下降 回落 下滑 减少 降低 萎缩 下探 走低 降 减 降幅 大降 骤降 锐减 缩减 负增长 微降 略降 微减 略减 滑落 缩水 走弱 放缓 续降",
    (Tag.GAIN, ""): "涨幅 升幅 累计涨幅 区间涨幅 周涨幅 单周涨幅 单日涨幅 日涨幅 涨幅度 收益率 回报率 收益 回报",
    (Tag.LOSS, ""): "跌幅 区间跌幅 周跌幅 单周跌幅 单日跌幅 日跌幅",
    (Tag.MOVE, ""): "涨跌幅 区间涨跌幅 周涨跌幅 涨跌 变动 变化 变动幅度 变化幅度 区间表现 涨跌表现",
    (Tag.LEAD, "top"): "领涨 领升 表现最好 表现最佳 表现最强 表现最优 表现最为亮眼 表现最亮眼 表现最为突出 表现最突出 表现居首 表现最为强势 涨得最多 涨最多 涨势最猛 涨势最强 表现第一 走势最强 最强势 涨幅王 涨幅冠军 表现居前列之首 拔得头筹 夺冠 独占鳌头",
    (Tag.LEAD, "bottom"): "领跌 表现最差 表现最弱 表现垫底 跌得最多 跌最多 走势最弱 涨得最少 涨最少 表现最为落后 表现最逊色 表现居末",
    (Tag.PLACE, "1"): "居首 第一 最大 最高 榜首 首位 居冠 最多 最为突出 最突出 最显著 最为显著 冠军 最猛 最强 最好 最佳 第一位 第1 排名第一 位居第一 位列第一 位居首位 位居榜首 居于首位 名列第一 高居第一 高居榜首 稳居第一 稳居首位 稳居榜首 领跑 最靠前 之首 之冠 最为领先 第一名 头名 榜一 首屈一指 独占鳌头 仍居首位 最快 最亮眼 最为亮眼 夺魁 摘冠 TOP1",
    (Tag.PLACE, "2"): "第二 次之 第2 排名第二 位居第二 位列第二 居次 紧随其后 居第二 第二位 第二名 亚军 其次",
    (Tag.PLACE, "3"): "第三 第3 排名第三 位居第三 位列第三 再次 居第三 第三位 第三名",
    (Tag.PLACE, "4"): "第四 第4 位列第四 第四位 第四名",
    (Tag.PLACE, "5"): "第五 第5 位列第五 第五位 第五名",
    (Tag.PLACE, "-1"): "最小 最低 垫底 居末 末位 最少 倒数第一 最后 排名最后 位列末位 靠末 居尾 最弱 最差 最靠后",
    (Tag.PLACE, "-2"): "倒数第二",
    (Tag.PLACE, "top2"): "前二 前两名 前两位 前2",
    (Tag.PLACE, "top3"): "前三 前三名 前三位 前3 三甲 TOP3 前三甲",
    (Tag.PLACE, "top5"): "前五 前五名 前五位 前5 TOP5",
    (Tag.PLACE, "front"): "居前 靠前 前列 领先 名列前茅 位居前列 居前列",
    (Tag.PLACE, "back"): "靠后 居后",
    (Tag.BEAT, ""): "跑赢 战胜 强于 优于 好于 高于 大于 多于 超越 超过 领先于 胜过 强过 高过 胜于 领先 跑赢了 超出 反超 赶超 高出 力压 大幅跑赢 明显跑赢 小幅跑赢",
    (Tag.TRAIL, ""): "跑输 弱于 逊于 低于 小于 少于 不及 不如 落后于 逊色于 落后 跑输了 差于 逊色 大幅跑输 明显跑输 小幅跑输 弱过",
    (Tag.AGAINST, ""): "相对 相对于 相较 相较于 相比 较 比 对比 比起 相比于",
    (Tag.EXCESS, ""): "超额收益 超额收益率 超额 超额涨幅 超额回报 alpha 相对收益 相对涨幅",
    (Tag.BREADTH, "broad up"): "普涨 普遍上涨 普遍收涨 普遍走高 普遍走强 普遍飘红 普升 普遍反弹 普遍大涨 普遍录得上涨",
    (Tag.BREADTH, "broad down"): "普跌 普遍下跌 普遍收跌 普遍走低 普遍走弱 普遍飘绿 普遍回调 普遍大跌",
    (Tag.BREADTH, "all up"): "全线上涨 全线收涨 全线飘红 全线走高 全线走强 全线大涨 全线反弹 集体上涨 集体收涨 集体走高 集体走强 集体大涨 集体飘红 集体反弹 悉数上涨 悉数收涨 悉数飘红 悉数走高 全部上涨 全部收涨 齐涨 齐升 齐齐上涨 齐齐收涨 无一下跌 无一收跌 全数上涨 全面上涨 全红 全面收涨 尽数上涨 一致上涨 清一色上涨 集体收高 集体拉升 全线收高 全面飘红 无一例外上涨 一片飘红 全员上涨 全部飘红 全部收红 悉数收红 全线收红 集体收红 无下跌 全线普涨 全面普涨 全线走升",
    (Tag.BREADTH, "all down"): "全线下跌 全线收跌 全线飘绿 全线走低 全线走弱 全线大跌 集体下跌 集体收跌 集体走低 集体走弱 集体大跌 集体飘绿 悉数下跌 悉数收跌 悉数飘绿 全部下跌 全部收跌 齐跌 齐齐下跌 无一上涨 无一收涨 全数下跌 全面下跌 全绿 尽数下跌 清一色下跌 集体回调 集体下挫 全线下挫 集体收低 全员下跌 无上涨 全线收绿 悉数收绿 集体收绿 全部飘绿 全部收绿 全线普跌 全线回调",
    (Tag.BREADTH, "mixed"): "涨跌互现 涨跌不一 涨跌参半 互有涨跌 有涨有跌 分化 涨跌各半 表现分化 走势分化 涨跌分化 涨跌互见",
    (Tag.BREADTH, "more up"): "涨多跌少 多数上涨 升多跌少 上涨居多 大多上涨 大多收涨 大部分上涨 大多数上涨 多数走高 多数飘红 多数走强 多数收高",
    (Tag.BREADTH, "more down"): "跌多涨少 多数下跌 下跌居多 大多下跌 大多收跌 大部分下跌 大多数下跌 多数走低 多数走弱",
    (Tag.EACH, ""): "均 都 皆 全部 悉数 双双 全 齐 均告 均有 均为 均录得 全都 尽数 纷纷 一致 同步 各 齐齐 集体 全线 无一例外 普遍",
    (Tag.RESPECT, ""): "分别 依次 各自 分别为 依次为 分别录得",
    (Tag.RECORD, "high"): "新高 创新高 历史高位 最高纪录 新纪录 创纪录 纪录新高 历史最高 峰值 最高水平 历史峰值 新高度 最高值 刷新纪录 历史记录 破纪录 新记录 创记录 刷新记录 再创新高 屡创新高 续创新高 高点",
    (Tag.RECORD, "low"): "新低 创新低 历史最低 最低水平 最低值 历史低位 再创新低 低点",
    (Tag.SINCE, "ever"): "历史 上市以来 上线以来 有史以来 史上 有记录以来 有数据以来 有统计以来",
    (Tag.SINCE, "year"): "年内 今年以来 年初以来 年度 今年",
    (Tag.SINCE, "52w"): "52周 近一年 一年 近一年来 一年来 一年以来",
    (Tag.SINCE, "stage"): "阶段 阶段性 近期 近来 短期 月度 单月 单周 本轮 反弹以来 近段时间",
    (Tag.NOT, ""): "未 没有 没能 并未 未能 不 并非 非 没 尚未 未见 从未 并没有 未曾 不是 并不是 无法 不能 并不 未有",
    (Tag.ONLY, ""): "仅 只有 唯 唯有 唯一 仅有 只 唯独 独 单单 仅仅 唯一的",
    (Tag.EXCEPT, ""): "除 除了 除去 剔除 扣除 不计",
    (Tag.OUTSIDE, ""): "外 以外 之外",
    (Tag.REST, ""): "其余 其他 其它 余下 剩余 其余个股 其余标的 其他个股 其他标的 其余各股",
    (Tag.MAYBE, ""): "预计 预期 有望 若 如果 假设 或将 料将 可能 预测 期待 假如 一旦 或有 或会 或为 或迎 或仅 或达 或超 或至 或许 展望 也许 倘若 如若 估计 应 应该 望 将 将会 将要 拟 计划 目标 目标价 目标价位 评级 建议 买入 增持 看好 维持 上调 下调 推荐 关注 是否 能否 何时 吗 会否 几何 空间 弹性 假定 若是 潜在 乐观情形 悲观情形 情景 中性假设 未来 明年 下周 下月 下个月 下季度 后市 有待 希望 力争 指引 一致预期 市场预期 判断 认为 不排除 大概率 测算 有机会 想象空间 需警惕 风险 警惕 如 需要 仍需 存在 传闻 据传 谣传 猜测 如何 为何 为什么 怎么 原计划 曾预计",
    (Tag.OTHER, ""): """营收 营业收入 收入 净利 净利润 归母 归母净利润 扣非 毛利率 净利率 毛利 利润 业绩 EPS 每股收益 订单 出货量 出货 产能 销量 销售额 销售
资本开支 资本支出 研发 研发投入 费用 市占率 占比 份额 市场份额 渗透率 参数 价格 单价 租金 均价 报价 成交额 成交量 成交 换手率 市盈率 PE PB PS 估值 股息率 股息 持仓 净买入 净流入 净卖出 净流出
主力资金 北向资金 南向资金 融资余额 利率 LPR 准备金率 存款准备金率 逆回购 仓位 增持比例 持股比例 持股 减持 回购 付费用户 留存率 留存 时长 停留时长 调用量 日均调用量 Tokens token 振幅 最高价 最低价 开盘价
跳出率 转化率 现金流 市场规模 规模 复合增速 CAGR 复合增长率 产值 产量 投资 投资额 金额 募资 中标金额 合同金额 股本 股份 发行价 溢价 折价 资产 负债 权重 贡献 成本 效率 性能 速度 准确率 得分 分数 胜率 带宽 功耗 良率
指数权重 PUE 机柜 上架率 交付 交付量 在手订单 合同负债 存货 预付款 GDP CPI PMI 汇率 收益率曲线 国债 油价 金价 需求 供给 用电量 折扣 降价 涨价 提价 毛利润 客户 覆盖率 分红 派息 净资产 ROE 净利润率 总营收 总收入 数据中心业务 云业务 货币 首付比例 房贷利率 存量房贷 上调目标价 年复合""",
    (Tag.INTRADAY, ""): "盘中 盘前 盘后 高开 低开 开盘 开涨 早盘 午盘 盘初 尾盘 一度 曾 夜盘 期货 竞价 涨停 跌停 最高触及 最低触及 触及 日内 午后 半日 上午 下午 最多 最高涨 盘间 盘尾",
    (Tag.VISITS, ""): "访问量 访问次数 月访问量 周访问量 网站访问量 总访问量 网站访问 访问 月访问次数 周访问次数 月度访问量 流量 网站流量 月度访问 网页访问量 日访问量 月访问 周访问 网页端访问量 官网访问量 月均访问量 单月访问量 周度访问量 网站周访问量 网站月访问量 站点访问量 页面访问量 web访问量 网页流量 访问规模 访问热度 流量规模 月流量 周流量 web流量 PC端访问量",
    (Tag.DOWNLOADS, ""): "下载量 下载次数 下载 月下载量 周下载量 APP下载量 app下载量 总下载量 日下载量 安装量 单周下载量 单月下载量 月度下载量 周度下载量 App下载量 iOS下载量 下载",
    (Tag.USERS, ""): "月活 日活 周活 MAU DAU WAU 月活跃用户 日活跃用户 活跃用户 用户数 用户量 月活用户 日活用户 用户规模 月活跃用户数 日活跃用户数 独立访客 独立访客数 UV 访客数 注册用户 用户 付费订阅",
    (Tag.OVER, "chain"): "环比 月环比 周环比 MoM WoW 较上月 较上周 比上月 比上周 较前一月 较前月 较前一周 较上个月 比上个月 较前一个月 环比上月 环比上周 相比上月 相较上月 与上月相比 较上期 较前期 与上周相比 相比上周 相较上周 单月 较前周 比前一个月 比前一周",
    (Tag.OVER, "year"): "同比 YoY 较去年同期 比去年同期 较上年同期 年同比",
    (Tag.CLOSE, ""): "收于 收报 报收 收报于 报收于 收盘价 收盘报 报 收在 最新价 股价报 收盘价为 收盘于 收盘报于 收市价 收市报 报收在 收盘 收市",
    (Tag.REACH, ""): "升至 涨至 跌至 回落至 降至 增至 涨到 跌到 升到 增长至 下降至 下滑至 攀升至 提升至 上升至 下跌至 上涨至 回升至 回落到 上升到 下降到 增长到 提升到 达到 突破 站上 冲至 收至 扩大至 减少至 缩减至 走高至 走低至",
    (Tag.FROM, ""): "由 从 自",
    (Tag.CAP, ""): "市值 总市值 最新市值 公司市值 市值规模 流通市值",
    (Tag.MEAN, "mean"): "平均 平均涨幅 平均涨跌幅 平均上涨 均值 算术平均 平均收益 平均值 平均涨 等权 等权涨幅 简单平均 平均跌幅 平均下跌 等权平均",
    (Tag.MEAN, "median"): "中位数 涨幅中位数 涨跌幅中位数 中值 中位",
    (Tag.STREAK, ""): "连续 连",
    (Tag.STEADY, ""): "持续 稳步 逐月 逐周 稳定 不断 继续保持 保持 逐步 节节 延续 一路 屡次 继续",
    (Tag.PRICE, ""): "股价 行情 股价表现 股票价格 二级市场 股票 市场表现 走势 股价走势 收盘价格 收盘 收市 个股表现 价格表现 股指",
    (Tag.BACK, ""): "其 该股 公司 该公司 它 该产品 该指数 该板块 该模型 该应用 该网站 该标的 其股价 公司股价 该平台 该app 其网站",
    (Tag.FORMER, ""): "前者",
    (Tag.LATTER, ""): "后者",
    (Tag.GROUP, ""): "板块 个股 成分股 成份股 各股 相关个股 标的 板块内 板块个股 各标的 全部个股 所有个股 板块成分股 主要标的 重点标的 成员 组合 重点个股 核心标的 两家公司 三家公司 三者 两者 二者 上述个股 上述公司 上述标的 四者 相关标的 全部标的 所有标的 板块整体 整体 跟踪标的 样本 样本股 上述 全板块 全场 全部 板块内个股 跟踪个股",
    (Tag.ALSO, "up"): "跟涨 亦上涨 跟随上涨 同步上涨 随之上涨",
    (Tag.ALSO, "down"): "跟跌 跟随下跌 同步下跌 随之下跌",
    (Tag.CAUSE, ""): "受 因 由于 得益于 受益于 受到 在于 鉴于 随着 伴随 叠加 提振 影响 利好 催化 带动 推动 消息面上 消息面 刺激 助推 驱动 拖累 驱使 支撑",
    (Tag.ACT, ""): "发布 推出 上线 开源 中标 宣布 更新 升级 开放 推送 全量推送 公布 亮相 面世 官宣 出台 发布会 公测 内测 邀测 接入 更名 改名 签约 收购 举行 举办 召开 首发 上新 释出 全量上线 全面上线 全面推送 正式推出 正式发布 降准 降息 问世 登场 揭晓 推向 启动 正式上线 全面开放 披露 公告 消息 发表 引入 提供 宣告 中标了 赢得 拿下 落地 创设",
    (Tag.BE, ""): "为 是 达 至 了 约为 录得 系 共 计 有 的是 高达 到 录 实现 仅为 也达",
    (Tag.AND, ""): "和 与 及 以及 、 / 并 暨 跟 同 或",
    (Tag.DOUBLE, ""): "翻倍 翻番 翻一番 翻了一番 翻了一倍 增长一倍 增加一倍 翻了近一番",
}  # fmt: skip
FILLERS = """本周 累计 单周 单日 合计 期间 区间 今日 亦 也 则 更 更是 继续 同期 最终 其中 方面 表现 小幅 大幅 显著 明显 略 略微 微幅 强势 逆势 稍 稍有 有所
较为 较大幅 总体 整体来看 具体来看 具体而言 具体看 个股方面 板块方面 股价方面 算力链 市场 来看 看 上 中 里 内 间 之间 当中 当属 仍 仍然 依然 依旧 又 再 再度 再次 进一步 已 已经 录得 取得
实现 单 全周 整周 周内 周度 日内 全日 全天 当天 最新 目前 截至目前 收盘 收市 截止 而 但 不过 然而 同时 此外 另外 另 且 并且 并 即 由此 因此 可见 数据显示 数据 显示 据 根据 按 以 在 于 对 对应
涨势 喜人 良好 亮眼 较好 突出 活跃 强劲 最为 海外 国内 龙头 龙头股 巨头 权重股 A股方面 芯片股 个股中 板块中 股 公司股价 股份 的 了 之 地 得 着 等 等个股 等标的 等公司 等股 等产品 三只 两只 一只
旗下 网站 网页端 网页版 官网 App APP app 应用 产品 端 PC端 移动端 web端 大模型 模型 视频模型 视频生成 对话助手 智能助手 助手 搜索 工具 图像 文本 视频 类 国产 海外AI 全球 单月 月度 周度 全月 当月 当周
统计 口径 Similarweb similarweb AIPure Toolify 七麦 七麦数据 第三方 测算口径 左右 上下 多 余 逾 近 超 约 不足 点 个 只 家 幅度 态势 格局 趋势 状态 水平 规模 大关 关口 纪录 记录
创 创下 创出 刷新 再创 续创 屡创 齐创 写下 达成 位居 位列 排名 排在 排 名列 居 位于 稳居 高居 三家 首 首次 更为 要 比较 相当 几乎 基本 基本上 主要 其股价 本期 报告期 期内 本轮 该周 这一 这 该 此 那
领域 赛道 环节 方向 端侧 业务 新闻 要闻 行业 本报告期 回顾 行情回顾 市场回顾 周报 周观点 要点 图表 表 图 注 说明 单位 涨跌幅榜 榜单 排行 榜 冠 亚 季军 亚军 不断 加速 快速 迅速 急剧 平稳 温和
先 后 再 随后 之后 此前 此后 以来 自 起 止 期 周期 交易日 个交易日 日 周 月 年 天 内的 内累计 阶段 成为 属 作为 凭借 从 由 至 到 与 和 及 其后 次之 为代表 代表 有 无 呈 呈现 出现 出 迎来 收获 完成 走出 处于
维持 保持在 保持 稳定 稳定在 高位 低位 一举 单边 震荡 连日 强 弱 好 佳 美国 中国 香港 内地 大陆 沪深 两市 科技股 科技 芯片 半导体 板块整体 全部 悉数 均 市场上 盘面上 盘面 从 涨跌 看来 就 还 便 却 只是 终 终于 报告 我们 本组合 跟踪 监测 覆盖 关注的 所 被 使 让 令 自己 称 表示 指出 显 反映 意味着 其涨幅 当 当中的 相关 有关 一 这一周 年 季 同 共 总 涉 有限""".split()  # noqa: E501
NOISE = """不仅 不但 不乏 不少 不过 不错 不俗 不容忽视 上涨空间 下跌空间 上涨动力 上涨动能 上涨趋势 下跌趋势 上涨逻辑 上涨预期 上行风险 下行风险 下跌风险 上涨概率 上涨周期 涨价周期 下行周期 上行周期 下行压力 上行空间 下行空间 涨价 提价 降价 升级 降级 提升算力 增长点 增长动力 增长空间 增长极 新增 增量 增发 增资 增持 增强
增值 升值 降本 降本增效 减值 冲高回落 高开低走 低开高走 先扬后抑 先抑后扬 探底回升 涨潮 高涨 看涨 看跌 追涨 追涨杀跌 止涨 涨停板 跌停板 减持 减少浪费 反弹行情 反弹空间 反弹窗口 反弹高度 回调风险 回调压力 回调幅度 提升至战略 不断提升 能力提升 效率提升 性能提升 提高效率 提高准确率 升级版 走强趋势 拉升动作
降低成本 降低存款准备金率 不足之处 超级 超大 超算 超长 近日 近期 近来 最近 附近 靠近 临近 贴近 比如 比例 比重 比特币 比赛 对比图 独立 独家 独角兽 不同 不断 不变 不限 不得 不确定 不确定性 非常 非农 未来 未知 只要 全球 全面 全年 全文 全新 都市 各类 各大 各国 各家 齐全 同时 同样 同类 自主 自动 自研 自选 自身 从事 由于 因此 因素 应用 如下 如图 或者
将近 其实 其余 公司研究 外资 外部 海外 高点 低点 上升通道 下降通道 收益凭证 回报股东 以及 及时 普及 涉及 和谐 平和 与会 与此同时 参与 增长势头 增长态势 受益 受限 受访 因子 最高法 最大化 第一时间 第一大 第一季度 第二季度 第三季度 第一财经 首位度 报告 报道 年报 季报 半年报 中报 周报 日报 研报 财报 公报 简报 汇报 预报 情报 报名 报备 申报 上报 报表""".split()  # noqa: E501
_TABLE: dict[str, tuple[Tag, str]] = {}
for _word in FILLERS:
    _TABLE.setdefault(_word.lower(), (Tag.FILL, ""))
for (_tag, _value), _many in _WORDS.items():
    for _word in _many.split():
        if _TABLE.get(_word.lower(), (Tag.FILL, ""))[0] is Tag.FILL:
            _TABLE[_word.lower()] = (_tag, _value)
for _word in NOISE:
    _TABLE.setdefault(_word.lower(), (Tag.NOISE, ""))
WORDS: Mapping[str, tuple[Tag, str]] = _TABLE
LONGEST = max(map(len, WORDS))
STARTS = frozenset(word[0] for word in WORDS)
ASCII_WORD = re.compile(r"[a-z0-9]")


def word_at(text: str, start: int) -> str:
    """The longest known word that begins there in folded text, "" for none; a Latin one ends where letters end."""
    if text[start] not in STARTS:
        return ""
    for size in range(min(LONGEST, len(text) - start), 0, -1):
        word = text[start : start + size]
        if word in WORDS and not _cut(text, start, start + size):
            return word
    return ""


def _cut(text: str, start: int, end: int) -> bool:
    """Whether a Latin word goes on beyond one of its ends."""
    before = start > 0 and text[start].isascii() and bool(ASCII_WORD.match(text[start - 1]))
    after = end < len(text) and text[end - 1].isascii() and bool(ASCII_WORD.match(text[end]))
    return (before and bool(ASCII_WORD.match(text[start]))) or (after and bool(ASCII_WORD.match(text[end - 1])))
