"""Other names that notes use for what the universe and the library hold: short forms, and Chinese for vendors."""

from __future__ import annotations

import re
from collections.abc import Mapping


def _table(text: str) -> Mapping[str, tuple[str, ...]]:
    """Names by key: "key: name, name", going on in lines that are set in."""
    found = {}
    for block in re.split(r"\n(?! )", text.strip()):
        key, _, names = block.partition(": ")
        found[key] = tuple(" ".join(name.split()) for name in names.split(","))
    return found


SUFFIXES = ("信息", "中科", "科技", "通信", "股份", "控股", "集团")  # that short forms leave out
NICKNAMES = _table("""
NVDA.US: 英伟达公司, 辉达, nvidia
INTC.US: 因特尔, intel, 英特尔公司
AMD.US: 超微半导体, 超威, 超微, AMD公司, 美国超微公司
MSFT.US: 微软公司
AMZN.US: 亚马逊公司, amazon
GOOG.US: Alphabet, 谷歌母公司, 谷歌公司, 字母表, 谷歌C
META.US: 脸书, MetaPlatforms, Meta Platforms, Facebook
00020.HK: 商汤集团, 商汤科技-W, sensetime
00700.HK: 腾讯公司, 鹅厂
09988.HK: 阿里巴巴集团, 阿里巴巴公司
09888.HK: 百度集团, 百度公司, 百度-SW
601138.SH: 富联
300308.SZ: 旭创, 中际旭创股份
002463.SZ: 沪电
688256.SH: 寒武纪科技, 寒王
300502.SZ: 新易盛通信
002130.SZ: 沃尔核材股份
300394.SZ: 天孚
300476.SZ: 胜宏
""")
INDEX_NAMES = _table("""
000300.SH: 沪深300, 沪深300指数, CSI300, CSI 300, 沪深三百, 300指数, 沪深 300,
  HS300, 沪深300ETF
HSI: 恒生指数, 恒指, 香港恒生指数, 恒生, Hang Seng Index, 恒生综指
IXIC: 纳斯达克综合指数, 纳斯达克综指, 纳斯达克指数, 纳斯达克, 纳指, 纳综指, 纳斯达克综, Nasdaq,
  纳斯达克综合
SPX: 标普500, 标普500指数, 标普, 标普指数, 标准普尔500, 标准普尔500指数, S&P500,
  S&P 500, 标普五百
HSTECH: 恒生科技指数, 恒生科技, 恒科, 恒科指数, 恒生科指
SOX: 费城半导体指数, 费半指数, 费城半导体
000688.SH: 科创50指数, 科创50
399006.SZ: 创业板指, 创业板指数
""")
MARKET_NAMES = _table("""
CN: A股, A 股, A股市场, 沪深市场, A股大盘, 沪深两市, 内地市场, 大A, a股公司
HK: 港股, 港股市场, 香港市场, 香港股市, 港股大盘
US: 美股, 美股市场, 美国股市, 美股大盘, 隔夜美股
""")
SECTOR_WORDS = _table("""
cpu_gpu: CPU、GPU板块, CPU、GPU, CPU及GPU, CPU和GPU, CPU与GPU, CPU&GPU,
  CPU/GPU个股, CPU/GPU链, CPU/GPU环节, GPU/CPU, GPU/CPU板块, CPU/GPU标的,
  CPU/GPU方向, CPU/GPU芯片, CPU/GPU板块个股, CPU/GPU领域, CPU / GPU,
  CPU/GPU 板块, CPU-GPU, CPU、GPU芯片, 算力芯片, 算力芯片板块, 芯片板块, AI芯片,
  AI芯片板块, GPU板块, 芯片股, CPU及GPU板块, CPU和GPU板块, CPU与GPU板块, CPU&GPU板块
cloud: 云计算个股, 云计算股, 云计算标的, 云板块, 云计算方向, 云计算环节, 云计算领域, 云计算公司, 云计算链,
  云计算概念
dc_hardware: 数据中心硬件链, 数据中心硬件个股, 硬件链, 硬件板块, DC硬件, 数据中心硬件标的, IDC硬件,
  数据中心板块, AI硬件, AI硬件板块, 算力硬件, 算力硬件板块, 硬件端, 硬件个股, 硬件股, 数据中心硬件方向,
  数据中心硬件环节, 数据中心硬件领域, 硬件环节, 硬件方向, 数据中心硬件股, 数据中心 硬件, 数据中心硬件概念
domestic_chain: 国产算力链, 国产算力, 国产算力板块, 国产芯片, 国产芯片链, 国产链, 国产算力芯片,
  国产算力个股, 国产CPU/GPU, 国产算力标的, 国产AI芯片, 国产芯片股, 国产算力股, 国产芯片板块, 国产算力方向
recommended: 建议关注标的, 建议关注名单, 建议关注个股, 推荐标的, 推荐名单, 关注名单, 建议关注组合,
  关注标的
cloud_names: 云厂, 云厂商, 云巨头, 云服务商, 云服务厂商, 云大厂, 云计算巨头, 云计算厂商, 互联网云厂商,
  大型云厂商
""")  # of sectors and recommended lists
GROUPS = _table("""
all: 算力链, 算力板块, 算力产业链, AI算力, AI算力链, AI算力板块, 算力股, AI算力产业链, 算力个股,
  算力标的, 算力链个股, 算力概念, 算力概念股, 跟踪标的, 算力链标的, 算力产业链个股, AI算力股, 算力板块个股,
  AI板块, 重点跟踪标的, 跟踪个股, 重点跟踪个股, AI算力个股, 算力链公司, 算力链重点标的, 算力产业链公司,
  重点公司, 图1个股, 图1标的, 三大板块, 三个板块, 各板块, AI算力标的
indices: 三大指数, 主要指数, 三大股指, 主要股指, 各大指数, 各大股指, 各指数
own: 大盘, 基准, 基准指数, 业绩基准, 比较基准, 市场基准, 所在市场, 大市, 各自基准, 对应基准, 所属基准,
  市场整体, 大盘指数, 各自大盘, 相应基准, 各自市场基准, 本地基准
""")  # everybody followed; a market's indices; its benchmark
VENDOR_NAMES = _table("""
Alibaba: 阿里巴巴, 阿里, 阿里云, 通义团队
Baidu: 百度
ByteDance: 字节跳动, 字节, 火山引擎, 抖音集团, 豆包团队
Google: 谷歌
Google DeepMind: 谷歌DeepMind, DeepMind, 谷歌, Google
Kuaishou: 快手, 快手科技
Meta: Meta, 脸书
SenseTime: 商汤, 商汤科技, 商汤集团
Tencent: 腾讯, 腾讯控股, 腾讯混元
Zhipu AI: 智谱, 智谱AI, 智谱华章, 北京智谱
Zhipu: 智谱, 智谱AI
Moonshot: 月之暗面, Kimi团队, MoonshotAI
DeepSeek: 深度求索, DeepSeek
PBoC: 央行, 中国人民银行, 人民银行, 人行, 中国央行, 国新办
OpenAI: OpenAI, Open-AI
Anthropic: Anthropic
xAI: xAI, 马斯克旗下xAI
Runway: Runway
Stability AI: StabilityAI
Shengshu: 生数科技, 生数
Midjourney: Midjourney
Mistral AI: Mistral, MistralAI
Adobe: 奥多比
Luma: LumaAI, Luma
Pika: Pika, PikaLabs
Suno: Suno
MiniMax: MiniMax, 稀宇科技
Monica team: Monica, 蝴蝶效应
""")
# names with letters that are words of their own elsewhere, or that stand in lists beside those followed
STRANGERS = _table("""
unknown: 华为, 中芯国际, 台积电, 苹果, 特斯拉, 博通, 高通, 戴尔, 超微电脑, 美光, 美光科技, 甲骨文,
  浪潮信息, 中科曙光, 紫光股份, 景嘉微, 科大讯飞, 金山云, 光迅科技, ASML, 阿斯麦, 三星, SK海力士,
  海力士, 上证指数, 上证综指, 深证成指, 深成指, 北证50, 道指, 道琼斯, 道琼斯指数, 道琼斯工业指数,
  道琼斯工业平均指数, 日经225, 日经指数, 中证1000, 中证500, 中证800, 中证全指, 国企指数,
  恒生国企指数, 上证50, 科创100, 创业板50, 深证100, 万得全A, 申万计算机, 申万通信, 计算机板块,
  通信板块, 电子板块, 半导体板块, 光模块板块, 光模块, PCB板块, 液冷板块, 服务器板块, 传媒板块, 计算机行业,
  通信行业, 电子行业, 申万电子, 申万传媒, 小米, 小米集团, 美团, 京东, 拼多多, 网易, 快手科技, 联想集团,
  联想, 中兴通讯, 立讯精密, 宁德时代, 贵州茅台, 比亚迪, 东方财富, 同花顺, 海康威视, 拓维信息, 润泽科技,
  光环新网, 数据港, 宝信软件, 奥飞数据, 深南电路, 生益科技, 生益电子, 剑桥科技, 太辰光, 博创科技, 源杰科技,
  华工科技, 澜起科技, 兆易创新, 韦尔股份, 北方华创, 中微公司, 高澜股份, 申菱环境, 曙光数创, 神州数码,
  软通动力, 中国长城, 昆仑万维, 万兴科技, 金山办公, 三六零, 360, SMCI, TSM, MU, AVGO,
  QCOM, DELL, ORCL, AAPL, TSLA, ARM, Arm, Coherent, 迈威尔, Marvell,
  MRVL, 阿里云, 百度智能云, 腾讯云, 华为云, 商汤绝影, 寒武纪行歌, 英伟达概念, 英伟达产业链, 英伟达概念股,
  英伟达链, 华为链, 苹果链
""")["unknown"]
