"""Table 14 summed by union: contacts, visits and demands. The ledger itself is a list (DOMAIN 7)."""

from collections import Counter, defaultdict
from urllib.parse import urlencode

from django.db.models import Count, Exists, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from households.models import Demand, HomeVisit
from households.queries import census
from reports import links
from reports.annual.units import place_of, rows_about
from reports.figures import paired_on
from reports.statistics import Column, Equation, Kind, Line, Share, Statistic, Term, added_up, with_shares
from unionaid import clock

KEY = "pairing"


def compute(unit, period):
    """Return table 14: contacts as they stood at the end of the period, visits and demands within it."""
    columns = _columns()
    sums = defaultdict(Counter)
    for rows in (_paired(unit, period), _visits(unit, period), _demands(unit, period)):
        for row in rows:
            sums[place_of(unit, row.pop("unit_path"))].update(row)
    keys = [column.key for column in columns if column.share is None]
    lines = [
        Line(
            name, {key: sums.get(path, Counter())[key] for key in keys}, code=each.public_code,
            urls={} if path == unit.path else _urls(each, period),
        )
        for path, name, each in rows_about(unit, period.last, sums)
    ]
    return with_shares(
        Statistic(
            14, KEY, _("结对帮扶情况表"), _("单位：户、户次、件"), _("地区（单位）"), columns, lines,
            added_up(_("合计"), lines, columns, urls=_urls(unit, period)),
            [
                Equation(
                    _("已结对 + 未结对 = 在档户数"),
                    (Term(KEY, "paired"), Term(KEY, "unpaired"), Term(KEY, "on_record", -1)),
                    every_line=True,
                )
            ],
            [_("逐户的结对帮扶工作台账在“结对与走访”中导出；走访按户次，诉求按提出日期")],
        )
    )


def _columns():
    return [
        Column("on_record", _("在档户数")),
        Column("paired", _("已结对（户）")),
        Column("unpaired", _("未结对（户）")),
        Column("coverage", _("结对率（%）"), kind=Kind.PERCENT, share=Share("paired", "on_record")),
        Column("visits", _("走访（户次）")),
        Column("demands", _("职工诉求（件）")),
        Column("closed", _("已办结（件）")),
        Column("closing_rate", _("办结率（%）"), kind=Kind.PERCENT, share=Share("closed", "demands")),
    ]


def _paired(unit, period):
    paired = Exists(paired_on(period.last))
    files = census.on_record(unit, period.last).annotate(is_paired=paired).order_by()
    return files.values("unit_path").annotate(
        on_record=Count("pk"),
        paired=Count("pk", filter=Q(is_paired=True)),
        unpaired=Count("pk", filter=Q(is_paired=False)),
    )


def _visits(unit, period):
    rows = HomeVisit.objects.within(unit.path).filter(visited_on__range=(period.first, period.last))
    return rows.order_by().values("unit_path").annotate(visits=Count("pk"))


def _demands(unit, period):
    rows = Demand.objects.within(unit.path).filter(raised_on__range=(period.first, period.last))
    return rows.order_by().values("unit_path").annotate(
        demands=Count("pk"), closed=Count("pk", filter=Q(closed_on__lte=period.last))
    )


def _urls(unit, period):
    """The lists behind the figures; contacts are listed as they stand today, so only for today."""
    first, last = period.first.isoformat(), period.last.isoformat()
    visited = {"unit": unit.code, "visited_from": first, "visited_to": last}
    raised = {"unit": unit.code, "status": "ALL", "raised_from": first, "raised_to": last}
    urls = {
        "on_record": links.files(unit, period.last),
        "visits": f"{reverse('visit_records')}?{urlencode(visited)}",
        "demands": f"{reverse('demands')}?{urlencode(raised)}",
    }
    if period.last == clock.today():
        for key, state in (("paired", "PAIRED"), ("unpaired", "UNPAIRED")):
            urls[key] = links.contacts(unit, state)
    return urls
