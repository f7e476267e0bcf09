"""Control checks (表内、表间勾稽): equations between computed tables, and where they fail."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from reports.statistics import Equation, Kind, Statistic, Term, in_ten_thousands


@dataclass(frozen=True)
class Finding:
    """One equation as it came out: both sides in words, and their difference. `line` names where."""

    name: str
    line: str
    left: str
    right: str
    difference: object

    def __str__(self):
        return f"{self.name} {self.line}：{self.left} ≠ {self.right}"

    @property
    def holds(self):
        return not self.difference


def findings(statistics: list[Statistic], between=()):
    """Return a Finding for every equation of the tables, and for those between tables that are all there.

    An equation of every line gives one Finding for the total, and one more for each line that fails.
    """
    tables = {statistic.key: statistic for statistic in statistics}
    found = []
    for statistic in statistics:
        for equation in statistic.equations:
            found.append(_judged(equation, tables, statistic.total, statistic.total.name))
            if equation.every_line:
                counted = (line for line in statistic.lines if line.counts)
                judged = (_judged(equation, tables, line, line.name) for line in counted)
                found += [finding for finding in judged if not finding.holds]
    for equation in between:
        if all(term.table in tables for term in equation.terms):
            found.append(_judged(equation, tables, None, ""))
    return found


def all_findings(statistics: list[Statistic], between=()):
    """Return the findings of all equations, and one for each column that does not add up."""
    return [*findings(statistics, between), *(finding for table in statistics for finding in sums(table))]


def sums(statistic: Statistic):
    """Return a Finding for each column whose lines do not add up to the total."""
    found = []
    for column in statistic.columns:
        if not column.adds or column.share or column.kind == Kind.TEXT:
            continue
        added = sum(line.values.get(column.key) or 0 for line in statistic.lines if line.counts)
        difference = added - statistic.total.values.get(column.key, 0)
        if difference:
            total = _said(column, statistic.total.values.get(column.key, 0))
            name = _("%(title)s：各行之和 = 合计（%(column)s）") % {
                "title": statistic.title, "column": column.label,
            }
            found.append(Finding(name, statistic.total.name, _said(column, added), total, difference))
    return found


def _judged(equation: Equation, tables, line, name):
    left, right = [], []
    difference = 0
    for term in equation.terms:
        value, said = _figure(term, tables, line)
        difference += term.sign * value
        (left if term.sign > 0 else right).append(said)
    return Finding(equation.name, name, " + ".join(left), " + ".join(right), difference)


def _figure(term: Term, tables, line):
    statistic = tables[term.table]
    value = (line or statistic.total).values.get(term.column) or 0
    return value, _said(statistic.column(term.column), value)


def _said(column, value):
    return f"{in_ten_thousands(value):,}" if column.kind == Kind.MONEY else str(value)
