"""档案动态管理情况表 (DOMAIN 7, table 4) in words and as plain rows, from `households.queries.dynamics`."""

from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from households.queries.dynamics import MIGRATED, REENTERED, Turned
from households.queries.looking_again import CHECKED, COUNTED, DUE, SPOT_CHECKED
from reports import links
from reports.statistics import percentage

START, END, GRACE, RATE = "start", "end", "grace", "rate"
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
    DUE: gettext_lazy("应核查"),
    CHECKED: gettext_lazy("已核查"),
    RATE: gettext_lazy("核查率（%）"),
    SPOT_CHECKED: gettext_lazy("抽查户数"),
}
# What is listed beside the columns: files that came with the records of earlier years.
LISTED = {*HEADINGS, MIGRATED} - {START, END, GRACE, RATE}
# Whoever looked again at a file did not change it: these come from tasks, not from episodes.
LOOKED_AT = set(COUNTED)


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


def _line(found, line, period):
    return {
        "name": _("合计") if line is found.total else line_name(found, line),
        "is_total": line is found.total,
        "cells": [(value(line, what), address(found, line, what, period)) for what in HEADINGS],
    }


def value(line, what):
    """Return a figure; the rate as a percentage."""
    return percentage(line[CHECKED], line[DUE]) if what == RATE else line[what]


def line_name(found, line):
    """Return the name of a row: the unit, or what it holds itself."""
    return _("%(unit)s本级") % {"unit": line.unit.short_name} if line.own else line.unit.short_name


def address(found, line, what, period):
    """Return the address of the list behind a figure, "" where it counts nothing."""
    if what == RATE or not line[what]:
        return ""
    query = period | {"unit": line.unit.code, "what": str(what)} | ({"own": "1"} if line.own else {})
    if what in LISTED:
        return f"{reverse('dynamics_files')}?{urlencode(query)}"
    if line.own:
        return ""
    if what == START:
        return links.files(line.unit, found.day_before)
    return links.files(line.unit, found.last, **({"status": "GRACE"} if what == GRACE else {}))
