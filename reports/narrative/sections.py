"""What each chapter says, from the tables. A chapter whose tables are not there says nothing."""

from households.enums import Tier
from households.profiles import UNKNOWN
from households.queries.dynamics import REENTERED, Turned
from reports.narrative.phrases import Piece, change, leaders, listed, money, number, share

ORDINALS = "一二三四五六七八"
HOUSEHOLDS = "户"
NAMES = {Tier.DEEP: "深度困难职工", Tier.RELATIVE: "相对困难职工", Tier.ACCIDENTAL: "意外致困职工"}


def basics(unit, period, tables, before):
    """How many households are on record, by tier and place."""
    table = tables.get("people")
    if table is None:
        return []
    total, urls = table.total.values, table.total.urls
    day = f"{period.last.year} 年 {period.last.month} 月 {period.last.day} 日"
    first = [
        Piece(f"截至 {day}，{unit.short_name}共有在档困难职工 "),
        number(total["total"], HOUSEHOLDS, urls.get("total", "")),
    ]
    if total["people"]:
        first += [Piece("、家庭人口 "), number(total["people"], "人", urls.get("people", ""))]
    if before is not None:
        first += [Piece("，"), *change(total["total"], before.total.values["total"], HOUSEHOLDS, "期初")]
    first.append(Piece("。"))
    return [first + _tiers(table), _places(table)]


def _tiers(table):
    total, urls = table.total.values, table.total.urls
    pieces = [Piece("其中")]
    for tier, name in NAMES.items():
        pieces += [Piece(f"{name} "), number(total[tier], HOUSEHOLDS, urls.get(tier, "")), Piece("，")]
    if total[Tier.UNRATED]:
        unrated = number(total[Tier.UNRATED], HOUSEHOLDS, urls.get(Tier.UNRATED, ""))
        return [*pieces, Piece("另有 "), unrated, Piece("尚未记录梯度。")]
    return [*pieces[:-1], Piece("。")]


def _places(table):
    counted = [(line.name, line.values["total"]) for line in table.lines]
    if len(counted) < 2:
        return []
    held = [pair for pair in counted if pair[1]]
    if not held:
        return [Piece("各单位均没有在档家庭。")]
    names, together = leaders(counted)
    spread = "各单位均有分布" if len(held) == len(counted) else f"分布在 {len(held)} 个单位"
    return [
        Piece(f"困难职工{spread}，户数最多的是{listed(names)}，合计占 "),
        share(together, table.total.values["total"]),
        Piece("。"),
    ]


def structure(_unit, _period, tables, _before):
    """Age, education and skill, in the order of the article."""
    table = tables.get("structure")
    if table is None or not table.total.values["total"]:
        return []
    whole = table.total.values["total"]
    said = []
    for code, lead, tail in (
        ("4050", "一是年龄偏大。“4050”人员 ", ""),
        ("JUNIOR_OR_LESS", "二是学历偏低。初中及以下 ", ""),
        ("UNSKILLED", "三是技能单一。无技能和仅有初级技能的 ", ""),
    ):
        line = next(line for line in table.lines if line.code == code)
        value = line.values["total"]
        said += [
            Piece(lead), number(value, HOUSEHOLDS, line.urls.get("total", "")), Piece("，占 "),
            share(value, whole), Piece("，超过一半。" if value * 2 > whole else "。"), Piece(tail),
        ]
    return [said]


def hardship(_unit, _period, tables, _before):
    """The causes, and the marks that make life hard."""
    causes, people = tables.get("causes"), tables.get("people")
    if causes is None or not causes.total.values["total"]:
        return []
    whole = causes.total.values["total"]
    known = (line for line in causes.lines if line.code != UNKNOWN)
    counted = [(line.name, line.values["total"]) for line in known]
    names, together = leaders(counted)
    lead = f"从主要致困原因看，居前的是{listed(names)}，合计占 "
    first = [Piece(lead), share(together, whole), Piece("。")]
    further = causes.total.values["further"]
    if further:
        first += [Piece("另有次要致困原因 "), number(further, "户次"), Piece("。")]
    marks = []
    for key, lead in (
        ("migrants", "困难农民工 "), ("single_parents", "单亲家庭 "), ("zero_employment", "零就业家庭 "),
        ("on_dibao", "享受低保的家庭 "),
    ):
        value = people.total.values[key]
        if value:
            marks += [Piece(lead), number(value, HOUSEHOLDS, people.total.urls.get(key, "")), Piece("，")]
    return [first, [Piece("在档家庭中，"), *marks[:-1], Piece("。")] if marks else []]


def results(_unit, _period, tables, _before):
    """How files came and went, what aid was given, what was built and taught."""
    return [
        _movement(tables.get("movement")), _aid(tables.get("aid"), tables.get("funds")),
        _training(tables.get("training")), _centres(tables.get("centres")), _pairing(tables.get("pairing")),
    ]


def _movement(table):
    if table is None:
        return []
    total, urls = table.total.values, table.total.urls

    def figure(what):
        return number(total[str(what)], HOUSEHOLDS, urls.get(str(what), ""))

    return [
        Piece("本期新建档案 "), figure(Turned.NEW), Piece("（其中返困重建 "), figure(REENTERED),
        Piece("），脱困 "), figure(Turned.LIFTED), Piece("，解困 "), figure(Turned.RELIEVED),
        Piece("，注销 "), figure(Turned.CANCELLED), Piece("，渐退期内恢复 "), figure(Turned.RESTORED),
        Piece("；期末在渐退期关注 "), figure("grace"), Piece("。"),
    ]


def _aid(table, funds):
    if table is None:
        return []
    total, urls = table.total.values, table.total.urls
    if not total["aids"]:
        return [Piece("本期没有发放到户的帮扶资金。")]
    kinds = [(line.name, line.values["amount"]) for line in table.lines]
    names, _together = leaders(kinds)
    pieces = [
        Piece("共发放帮扶资金 "), money(total["amount"], urls.get("amount", "")), Piece("，惠及 "),
        number(total["households"], HOUSEHOLDS, urls.get("households", "")), Piece("、"),
        number(total["aids"], "户次", urls.get("aids", "")), Piece(f"，以{listed(names)}为主。"),
    ]
    if funds is not None:
        central = next(line for line in funds.lines if line.code == "CENTRAL")
        pieces += [Piece("其中中央财政资金支出 "), money(central.values["used"]), Piece("。")]
    return pieces


def _training(table):
    if table is None or not table.total.values["participants"]:
        return []
    total, urls = table.total.values, table.total.urls
    return [
        Piece("开展技能培训 "), number(total["participants"], "人", urls.get("participants", "")),
        Piece("，取得证书 "), number(total["certificates"], "本", urls.get("certificates", "")),
        Piece("，取证率 "), share(total["certificates"], total["participants"]), Piece("。"),
    ]


def _centres(table):
    if table is None or not table.total.values["needed"]:
        return []
    total, urls = table.total.values, table.total.urls
    return [
        Piece("应建困难职工帮扶中心 "), number(total["needed"], "个"), Piece("，规范化达标 "),
        number(total["standard"], "个", urls.get("standard", "")), Piece("，覆盖率 "),
        share(total["standard"], total["needed"]), Piece("。"),
    ]


def _pairing(table):
    if table is None or not table.total.values["on_record"]:
        return []
    total, urls = table.total.values, table.total.urls
    return [
        Piece("落实一对一责任联系人 "), number(total["paired"], HOUSEHOLDS, urls.get("paired", "")),
        Piece("，占在档家庭的 "), share(total["paired"], total["on_record"]), Piece("；走访 "),
        number(total["visits"], "户次", urls.get("visits", "")), Piece("，收到职工诉求 "),
        number(total["demands"], "件", urls.get("demands", "")), Piece("，已办结 "),
        number(total["closed"], "件"), Piece("。"),
    ]


def deliveries(_unit, _period, tables, _before):
    """The four deliveries, one paragraph each."""
    return [
        _told(tables.get("spring"), "春送岗位：", (
            ("fairs", "举办专场招聘会 ", "场次"), ("services", "，提供就业创业服务 ", "人次"),
            ("exported", "，跨地区劳务输出 ", "人"),
        )),
        _told(tables.get("cooling"), "夏送清凉：", (
            ("amount", "慰问款物 ", None), ("visits", "，走访企业和工地 ", "家次"),
            ("workers", "，慰问职工 ", "人次"),
        )),
        _told(tables.get("schooling"), "金秋助学：", (
            ("amount", "发放助学资金 ", None), ("times", "，资助困难职工和困难农民工子女 ", "人次"),
        )),
        _told(tables.get("warmth"), "冬送温暖：", (
            ("amount", "慰问款物 ", None), ("employers", "，走访企业 ", "家次"),
            ("households", "，慰问困难职工家庭 ", "户次"), ("migrants", "、困难农民工家庭 ", "户次"),
            ("models", "、困难劳模 ", "户次"), ("front_line", "、一线职工 ", "户次"),
        )),
    ]


def _told(table, name, figures):
    if table is None:
        return []
    total, urls = table.total.values, table.total.urls
    if not any(total[key] for key, _lead, _unit in figures):
        return [Piece(f"{name}本期没有开展活动。")]
    pieces = [Piece(name)]
    for key, lead, unit in figures:
        url = urls.get(key, "")
        pieces += [Piece(lead), number(total[key], unit, url) if unit else money(total[key], url)]
    return [*pieces, Piece("。")]


def appendix(_unit, _period, tables, _before):
    named = "；".join(f"表 {table.number} {table.title}" for table in tables.values())
    return [[Piece(f"附表 {len(tables)} 张：{named}。")]]


# anchor, title, what it says, the tables under it, the paragraph a person writes there and its hint
CHAPTERS = (
    ("r1", "基本情况", basics, ("people",), "", ""),
    ("r2", "结构特点", structure, (), "structure", "说明与上年相比结构变化的原因"),
    ("r3", "生活困难", hardship, ("causes",), "hardship", "用典型情况说明职工生活中的主要困难"),
    ("r4", "帮扶成效", results, ("movement",), "results", "说明主要做法、经验和问题"),
    ("r5", "“四送”活动", deliveries, (), "deliveries", "说明活动的特色和职工评价"),
    ("r6", "附表", appendix, (), "", ""),
)
