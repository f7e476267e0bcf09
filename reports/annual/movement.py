"""Table 4, 档案动态管理情况表: how the files on record changed, as `households.queries.dynamics` tells it."""

from django.utils.translation import gettext as _

from households.queries.dynamics import CAME, WENT, Turned, dynamics
from households.queries.looking_again import CHECKED, DUE
from reports.dynamics import END, HEADINGS, RATE, START, address, line_name, value
from reports.statistics import Column, Equation, Kind, Line, Share, Statistic, Term

KEY = "movement"
CANCELS_OUT = (Turned.MOVED_IN, Turned.MOVED_OUT)  # moves between the rows are none of the total's


def compute(unit, period):
    """Return table 4 of the period."""
    found = dynamics(unit, period.first, period.last)
    plain = {"from": period.first.isoformat(), "to": period.last.isoformat()}
    columns = [_column(what, str(label)) for what, label in HEADINGS.items()]

    def line(each):
        return Line(
            _("合计") if each is found.total else line_name(found, each),
            {str(what): value(each, what) for what in HEADINGS},
            code=each.unit.public_code,
            urls={str(what): address(found, each, what, plain) for what in HEADINGS},
        )

    return Statistic(
        4, KEY, _("档案动态管理情况表"), _("单位：户"), _("地区（单位）"), columns,
        [line(row) for row in found.rows], line(found.total),
        [
            Equation(
                _("期初 + 新建 + 恢复 + 转入 − 脱困 − 解困 − 注销 − 转出 = 期末"),
                (
                    Term(KEY, START),
                    *(Term(KEY, str(what)) for what in CAME),
                    *(Term(KEY, str(what), -1) for what in WENT),
                    Term(KEY, END, -1),
                ),
                every_line=True,
            )
        ],
        [
            _("合计行只计与本单位以外的转移；下属单位之间的转移在各行列出，在合计中抵消"),
            _("渐退期不计入在档；返困重建是本期新建的其中数"),
            _("应核查 = 期初未完成 + 本期下达 − 本期因退档等不再需要；抽查户数为本期完成抽查的户数"),
        ],
    )


def _column(what, label):
    if what == RATE:
        return Column(RATE, label, kind=Kind.PERCENT, adds=False, share=Share(CHECKED, DUE))
    return Column(str(what), label, adds=what not in CANCELS_OUT)
