"""档案动态管理情况表 (DOMAIN 7, table 4) in words and as plain rows, from `households.queries.dynamics`."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.queries.dynamics import MIGRATED, REENTERED, Turned
from reports import links
from reports.workbooks import Table
from unionaid import clock

START, END, GRACE = "start", "end", "grace"
HEADINGS = {
    START: gettext_lazy("期初在档"),
    Turned.NEW: gettext_lazy("本期新建"),
    REENTERED: gettext_lazy("其中：返困重建"),
    Turned.RESTORED: gettext_lazy("渐退期内恢复"),
    Turned.MOVED_IN: gettext_lazy("转入"),
    Turned.LIFTED: gettext_lazy("本期脱困"),
    Turned.RELIEVED: gettext_lazy("本期解困"),
    Turned.CANCELLED: gettext_lazy("本期注销"),
    Turned.MOVED_OUT: gettext_lazy("转出"),
    END: gettext_lazy("期末在档"),
    GRACE: gettext_lazy("期末渐退期"),
    Turned.TIER_UP: gettext_lazy("类别上调"),
    Turned.TIER_DOWN: gettext_lazy("类别下调"),
}
# What is listed beside the columns: files that came with the records of earlier years.
LISTED = {*HEADINGS, MIGRATED} - {START, END, GRACE}


def shown(found, period):
    """Return the lines for the page, the total first: name and (number, address) of each column."""
    return [_line(found, line, period) for line in (found.total, *found.rows)]


def control(found):
    """Return the sentence that adds the figures of the total up."""
    line = found.total
    return _(
        "核对：%(start)d + %(new)d + %(restored)d + %(in)d − %(lifted)d − %(relieved)d − %(cancelled)d"
        " − %(out)d = %(end)d"
    ) % {
        "start": line[START], "new": line[Turned.NEW], "restored": line[Turned.RESTORED],
        "in": line[Turned.MOVED_IN], "lifted": line[Turned.LIFTED], "relieved": line[Turned.RELIEVED],
        "cancelled": line[Turned.CANCELLED], "out": line[Turned.MOVED_OUT], "end": line[END],
    }


def table(found, posting):
    """Return table 4 for the workbook. Moves between its units are in the rows, not in the total."""
    columns = list(HEADINGS)
    demo = clock.business_date() is not None
    return Table(
        title=_("档案动态管理情况表") + (_("（演示数据）") if demo else ""),
        unit_name=_("填报单位（盖章）：%(unit)s") % {"unit": found.total.unit.name},
        period=_("%(first)s 至 %(last)s")
        % {"first": found.first.isoformat(), "last": found.last.isoformat()},
        measure=_("单位：户"),
        headers=[_("代码"), _("地区（单位）"), *(str(HEADINGS[what]) for what in columns)],
        rows=[
            [line.unit.public_code, _name(found, line), *(line[what] for what in columns)]
            for line in found.rows
        ],
        summed=[
            place
            for place, what in enumerate(columns, 2)
            if what not in (Turned.MOVED_IN, Turned.MOVED_OUT)
        ],
        totals={
            2 + columns.index(what): found.total[what] for what in (Turned.MOVED_IN, Turned.MOVED_OUT)
        },
        control=control(found),
        foot=_(
            "单位负责人：        审核人：        填表人：        联系电话：        填报日期：    年  月  日"
        ),
        notes=[
            (_("口径"), _("期末 = 期初 + 新建 + 恢复 + 转入 − 脱困 − 解困 − 注销 − 转出；渐退期不计入在档")),
            (_("转入转出"), _("合计行只计与本单位以外的转移，下属单位之间的转移在各行列出、在合计中抵消")),
            (_("新建"), _("其中历史迁入 %(n)d 户") % {"n": found.total[MIGRATED]}),
            (_("导出人"), f"{posting.user.display_name} · {posting.unit.name}"),
            (_("导出时间"), timezone.localtime().strftime("%Y-%m-%d %H:%M")),
        ],
    )


def _line(found, line, period):
    return {
        "name": _("合计") if line is found.total else _name(found, line),
        "is_total": line is found.total,
        "cells": [(line[what], _address(found, line, what, period)) for what in HEADINGS],
    }


def _name(found, line):
    return _("%(unit)s本级") % {"unit": line.unit.short_name} if line.own else line.unit.short_name


def _address(found, line, what, period):
    """Return the address of the list behind a figure, "" where it counts nothing."""
    if not line[what]:
        return ""
    query = period | {"unit": line.unit.code, "what": str(what)} | ({"own": "1"} if line.own else {})
    if what in LISTED:
        return f"{reverse('dynamics_files')}?{urlencode(query)}"
    if line.own:
        return ""
    if what == START:
        return links.files(line.unit, found.day_before)
    return links.files(line.unit, found.last, **({"status": "GRACE"} if what == GRACE else {}))
