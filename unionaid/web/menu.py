"""The left menu as data. Upper apps register the counts beside their entries."""

from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

DAILY, AID, FIGURES, CARE = _("日常"), _("帮扶"), _("统计"), _("管理")


@dataclass(frozen=True)
class Entry:
    """A line of the menu. `permissions`: any of them; empty means everybody. `short`: on the phone bar."""

    group: str
    label: str
    icon: str
    name: str
    prefix: str
    permissions: tuple[str, ...] = ()
    short: str = ""
    url: str = ""
    count: int | None = None
    hot: bool = False
    current: bool = False


ENTRIES = (
    Entry(DAILY, _("我的工作"), "home", "work", "/work/", ("ENTER_FILES", "REVIEW_FILES"), _("工作")),
    Entry(DAILY, _("困难职工档案"), "users", "households", "/households/", ("VIEW_FILES",), _("档案")),
    Entry(DAILY, _("审核"), "clipboard-check", "review", "/review/", ("REVIEW_FILES",), _("审核")),
    Entry(DAILY, _("结对与走访"), "user-check", "visits", "/visits/", ("VIEW_FILES",), _("走访")),
    Entry(AID, _("资金发放"), "cash", "aid", "/aid/", ("VIEW_FILES",)),
    Entry(AID, _("四送活动"), "heart-handshake", "campaigns", "/campaigns/", ("VIEW_FILES",), _("活动")),
    Entry(FIGURES, _("数据看板"), "layout-dashboard", "dashboard", "/dashboard/", ("VIEW_DASHBOARD",), _("看板")),
    Entry(FIGURES, _("年度报告"), "report-analytics", "reports", "/reports/", ("VIEW_DASHBOARD",)),
    Entry(CARE, _("数据导入"), "table-import", "imports", "/imports/", ("ENTER_FILES",)),
    Entry(CARE, _("认定标准"), "scale", "standards", "/standards/", ("VIEW_STANDARDS",)),
    Entry(CARE, _("机构与用户"), "building-community", "org", "/admin/org/", ("MANAGE_UNITS", "MANAGE_ACCOUNTS")),
    Entry(CARE, _("操作记录"), "history", "audit", "/audit/", ("VIEW_AUDIT",)),
)
_badges = {}


def register_badge(name, count, *, hot=False):
    """Show `count(posting)` beside the entry of a URL name; hot counts wait for this person."""
    _badges[name] = (count, hot)


def entries_for(request):
    """Return the entries a person can use on this installation, with their counts."""
    posting = getattr(request, "posting", None)
    return [entry for entry in (_resolved(e, request, posting) for e in ENTRIES) if entry]


def _resolved(entry, request, posting):
    if posting is None or not (not entry.permissions or any(map(posting.may, entry.permissions))):
        return None
    try:
        url = reverse(entry.name)
    except NoReverseMatch:
        return None
    count, hot = _badges.get(entry.name, (None, False))
    return replace(
        entry,
        url=url,
        count=count(posting) if count else None,
        hot=hot,
        current=request.path.startswith(entry.prefix),
    )
