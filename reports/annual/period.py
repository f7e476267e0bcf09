"""The span of days a table is about."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _


@dataclass(frozen=True)
class Period:
    """From the first to the end of the last day, both included."""

    first: date
    last: date

    @property
    def day_before(self):
        return self.first - timedelta(days=1)

    @property
    def name(self):
        """The period in words: a year, a quarter, or its two days."""
        if self == period_of(self.first.year):
            return _("%(year)d 年度") % {"year": self.first.year}
        for quarter in range(1, 5):
            if self == period_of(self.first.year, quarter):
                return _("%(year)d 年第 %(quarter)d 季度") % {"year": self.first.year, "quarter": quarter}
        return _("%(first)s 至 %(last)s") % {"first": self.first.isoformat(), "last": self.last.isoformat()}

    @property
    def whole_years(self):
        """The calendar years the period is made of, empty when it is made of none."""
        if (self.first.month, self.first.day) != (1, 1):
            return []
        return list(range(self.first.year, self.last.year + 1))


def period_of(year, quarter=None):
    """Return a whole year, or one of its quarters (1 to 4)."""
    if quarter is None:
        return Period(date(year, 1, 1), date(year, 12, 31))
    after = date(year + quarter // 4, quarter % 4 * 3 + 1, 1)
    return Period(date(year, quarter * 3 - 2, 1), after - timedelta(days=1))
