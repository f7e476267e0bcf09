"""The left menu as data. Upper apps register the counts beside their entries."""

from dataclasses import dataclass, replace

from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

DAILY, AID, FIGURES, CARE = _("日常"), _("帮扶"), _("统计"), _("管理")


@dataclass(frozen=True)
class Entry:
    """A line of the menu.

    `permissions`: any of them lets a person use it. `short`: its name on the phone's bottom bar,
    "" for what stays under 更多 there. `prefix`: addresses at which it is the current one.
    """

    group: str
    label: str
    icon: str
    name: str
    prefix: str | tuple[str, ...]
    permissions: tuple[str, ...]
    short: str = ""
    url: str = ""
    count: int | None = None
    hot: bool = False
    current: bool = False


def _entry(group, label, icon, name, prefix, *permissions, short=""):
    return Entry(group, label, icon, name, prefix, permissions, short)


ENTRIES = (
    _entry(
        DAILY,
        _("我的工作"),
        "home",
        "work",
        "/work/",
        "ENTER_FILES",
        "REVIEW_FILES",
        "APPROVE_AID",
        "KEEP_FUNDS",
        short=_("工作"),
    ),
    _entry(
        DAILY,
        _("困难职工档案"),
        "users",
        "households",
        ("/households/", "/drafts/"),
        "VIEW_FILES",
        short=_("档案"),
    ),
    _entry(DAILY, _("审核"), "clipboard-check", "review", "/review/", "REVIEW_FILES", short=_("审核")),
    _entry(DAILY, _("受理登记"), "list-details", "intakes", "/intake/", "VIEW_FILES"),
    _entry(DAILY, _("变更与退档申请"), "send", "requests", "/requests/", "VIEW_FILES"),
    _entry(DAILY, _("公示"), "file-text", "notices", ("/notices/", "/objections/"), "VIEW_FILES"),
    _entry(DAILY, _("本人查询"), "id-badge-2", "person_requests", "/persons/", "REVEAL_IDENTITY"),
    _entry(DAILY, _("转介"), "external-link", "referrals", "/referrals/", "VIEW_FILES"),
    _entry(DAILY, _("核查与预警"), "shield-check", "checks", "/checks/", "VIEW_FILES"),
    _entry(DAILY, _("结对与走访"), "user-check", "visits", "/visits/", "VIEW_FILES", short=_("走访")),
    _entry(AID, _("帮扶审批"), "checklist", "aid_waiting", "/aid-waiting/", "APPROVE_AID"),
    _entry(AID, _("资金发放"), "cash", "aid", "/aid/", "VIEW_FILES"),
    _entry(AID, _("帮扶资金"), "coins", "funds", "/funds/", "VIEW_FUNDS"),
    _entry(
        AID,
        _("四送活动"),
        "heart-handshake",
        "campaigns",
        "/campaigns/",
        "VIEW_CAMPAIGNS",
        short=_("活动"),
    ),
    _entry(
        FIGURES,
        _("数据看板"),
        "layout-dashboard",
        "dashboard",
        "/dashboard/",
        "VIEW_DASHBOARD",
        short=_("看板"),
    ),
    _entry(FIGURES, _("动态管理"), "arrows-left-right", "dynamics", "/reports/dynamics", "VIEW_DASHBOARD"),
    _entry(FIGURES, _("年度报告"), "report-analytics", "reports", "/reports/", "VIEW_DASHBOARD"),
    _entry(CARE, _("数据导入"), "table-import", "imports", "/imports/", "ENTER_FILES"),
    _entry(CARE, _("认定标准"), "scale", "standards", "/standards/", "VIEW_STANDARDS", short=_("标准")),
    _entry(CARE, _("帮扶标准"), "calculator", "aid_standards", "/aid-standards/", "VIEW_STANDARDS"),
    _entry(
        CARE,
        _("机构与用户"),
        "building-community",
        "org",
        "/admin/org/",
        "MANAGE_UNITS",
        "MANAGE_ACCOUNTS",
        short=_("机构"),
    ),
    _entry(CARE, _("操作记录"), "history", "audit", "/audit/", "VIEW_AUDIT", short=_("记录")),
)
_badges = {}


def register_badge(name, count, *, hot=False):
    """Show `count(posting)` beside the entry of a URL name; hot counts wait for this person."""
    _badges[name] = (count, hot)


def entries_for(request):
    """Return the entries a person can use on this installation, with their counts.

    The counts are asked once a request, however often the menu is drawn.
    """
    if not hasattr(request, "menu_entries"):
        posting = getattr(request, "posting", None)
        request.menu_entries = [
            _drawn(entry, url, request.path, posting)
            for entry in ENTRIES
            if posting and any(map(posting.may, entry.permissions)) and (url := _address(entry))
        ]
    return request.menu_entries


def _address(entry):
    """Return the entry's address, or None where this installation has no such page."""
    try:
        return reverse(entry.name)
    except NoReverseMatch:
        return None


def _drawn(entry, url, path, posting):
    count, hot = _badges.get(entry.name, (None, False))
    return replace(
        entry,
        url=url,
        count=count(posting) if count else None,
        hot=hot,
        current=path.startswith(entry.prefix),
    )
