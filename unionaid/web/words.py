"""Words and marks every page shares: tiers, states of files, numbers and days (DESIGN 5 and 16)."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

GROUPED_FROM = 10_000
MISSING = "—"


@dataclass(frozen=True)
class TierMark:
    css: str
    label: str
    letter: str
    letter_en: str


@dataclass(frozen=True)
class StatusMark:
    css: str
    icon: str
    label: str


TIERS = {
    "DEEP": TierMark("deep", _("深度困难"), "深", "D"),
    "RELATIVE": TierMark("rel", _("相对困难"), "相", "R"),
    "ACCIDENTAL": TierMark("acc", _("意外致困"), "意", "A"),
    "UNRATED": TierMark("none", _("未记录"), "未", "?"),
}
STATUSES = {
    "DRAFT": StatusMark("mut", "pencil", _("草稿")),
    "SUBMITTED": StatusMark("info", "clock", _("已提交")),
    "VERIFYING": StatusMark("info", "clock", _("核实中")),
    "MATCHING": StatusMark("info", "clock", _("比对中")),
    "PUBLICISED": StatusMark("info", "clock", _("公示中")),
    "COUNTY_REVIEW": StatusMark("info", "clock", _("待县级审核")),
    "CITY_APPROVAL": StatusMark("info", "clock", _("待市州审批")),
    "PROVINCE_FILING": StatusMark("info", "clock", _("待省级备案")),
    "RETURNED": StatusMark("bad", "arrow-back-up", _("已退回")),
    "REJECTED": StatusMark("bad", "circle-x", _("不予建档")),
    "ACTIVE": StatusMark("ok", "circle-check", _("在档")),
    "GRACE": StatusMark("warn", "hourglass", _("渐退期")),
    "EXITED": StatusMark("mut", "archive", _("已退档")),
    "CANCELLED": StatusMark("mut", "archive", _("已注销")),
}


def whole_number(value):
    """6824, 19,452, − 118: grouped from five digits on; a dash for nothing."""
    return MISSING if value in (None, "") else _signed(value, "0")


def amount(value):
    """486.00, 19,800.00: 元 with two places; a dash for nothing."""
    return MISSING if value in (None, "") else _signed(value, "2")


def short_day(day, today):
    """03-31 within the current year, else 2021-03-31; a dash for nothing."""
    if not day:
        return MISSING
    return f"{day:%m-%d}" if day.year == today.year else f"{day:%Y-%m-%d}"


def _signed(value, places):
    size = abs(value)
    text = f"{size:,.{places}f}" if size >= GROUPED_FROM else f"{size:.{places}f}"
    return f"−{text}" if value < 0 and text.strip("0.") else text
