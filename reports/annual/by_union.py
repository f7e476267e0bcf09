"""Tables of the programmes with a row for each union, from what each figure counts."""

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from urllib.parse import urlencode

from django.db.models import Sum, Value
from django.db.models.functions import Substr
from django.urls import reverse
from django.utils.translation import gettext as _

from campaigns.models import SummaryRecord
from campaigns.registers import BY_KIND
from reports.annual.units import rows_about
from reports.statistics import Column, Kind, Line, Share, Statistic, added_up, with_shares
from unionaid.money import yuan
from unionaid.organizations.scope import STEP


@dataclass(frozen=True)
class Figure:
    """A column: the aggregate over the records of a model, and the measures of 历史汇总 added to it.

    Without a model only summaries are counted, with a share nothing is.
    """

    key: str
    label: str
    model: type | None = None
    total: object = None
    measures: tuple = ()
    group: str = ""
    kind: Kind = Kind.COUNT
    share: Share | None = None

    @property
    def column(self):
        return Column(self.key, str(self.label), str(self.group), self.kind, share=self.share)

    @property
    def nothing(self):
        return Decimal(0) if self.kind == Kind.MONEY else 0

    def address(self, unit, period):
        """The list of the records it counts, "" where there are none of its own."""
        if self.model is None:
            return ""
        register = BY_KIND[self.model._meta.model_name]
        query = {"unit": unit.code, "from": period.first.isoformat(), "to": period.last.isoformat()}
        return f"{reverse('campaign_records', args=[register.slug])}?{urlencode(query)}"


def table(number, key, title, measure, figures, unit, period, *, equations=(), remarks=()):
    """Return a table by union: one query for each model, one for the summaries."""
    counted = [figure for figure in figures if figure.share is None]
    sums = defaultdict(dict)
    for model in dict.fromkeys(figure.model for figure in counted if figure.model):
        _add_records(sums, model, [figure for figure in counted if figure.model is model], unit, period)
    _add_summaries(sums, counted, unit, period)
    columns = [figure.column for figure in figures]

    def line(name, each, values, own):
        return Line(
            name,
            {figure.key: values.get(figure.key) or figure.nothing for figure in counted},
            code=each.public_code,
            urls={} if own else {figure.key: figure.address(each, period) for figure in counted},
        )

    lines = [
        line(name, each, sums.get(path, {}), own=path == unit.path)
        for path, name, each in rows_about(unit, period.last, sums)
    ]
    urls = {figure.key: figure.address(unit, period) for figure in counted}
    total = added_up(_("合计"), lines, columns, urls=urls)
    stub = _("地区（单位）")
    return with_shares(
        Statistic(number, key, title, measure, stub, columns, lines, total, list(equations), list(remarks))
    )


def _add_records(sums, model, figures, unit, period):
    rows = model.objects.within(unit.path).held().filter(held_on__range=(period.first, period.last))
    aggregates = {f"sum_{figure.key}": figure.total for figure in figures}
    for row in _by_union_below(rows, unit).annotate(**aggregates):
        sums[row["union"]] |= {figure.key: row[f"sum_{figure.key}"] for figure in figures}


def _add_summaries(sums, figures, unit, period):
    asked = {measure for figure in figures for measure in figure.measures}
    rows = SummaryRecord.objects.within(unit.path).filter(
        measure__in=asked, month__range=(period.first, period.last)
    )
    for row in _by_union_below(rows, unit, "measure").annotate(total=Sum("value")):
        kept = sums[row["union"]]
        for figure in figures:
            if row["measure"] in figure.measures:
                value = yuan(row["total"]) if figure.kind == Kind.MONEY else row["total"]
                kept[figure.key] = (kept.get(figure.key) or figure.nothing) + value


def _by_union_below(rows, unit, *more):
    """Group rows by the union right below, or by `unit` itself for what it holds."""
    union = Substr("unit_path", Value(1), Value(len(unit.path) + STEP))
    return rows.annotate(union=union).order_by().values("union", *more)
