"""资金台账 as a workbook: the rows of the screen, all of them."""

from django.utils import timezone
from django.utils.translation import gettext as _

from assistance.queries import ledger
from unionaid import clock
from unionaid.web.registers import RegisterColumn, write_register


def write(path, *, vouchers, unit, posting, filters):
    """Write the ledger of a unit to a file and return the number of rows."""
    rows = ledger.page(vouchers).lines
    write_register(_columns(), [_row(line) for line in rows], path, _notes(unit, posting, filters))
    return len(rows)


def _columns():
    money = [_("结转"), _("上级下达"), _("本级安排"), _("下拨"), _("支出"), _("结余")]
    return [
        RegisterColumn(_("日期"), "date", 12),
        RegisterColumn(_("凭证号"), width=14),
        RegisterColumn(_("文号"), width=26),
        RegisterColumn(_("资金来源"), width=18),
        RegisterColumn(_("资金办法"), width=22),
        RegisterColumn(_("年度"), "integer", 8),
        RegisterColumn(_("摘要"), width=40),
        *(RegisterColumn(title, "money", 16) for title in money),
        RegisterColumn(_("经办"), width=12),
        RegisterColumn(_("复核"), width=12),
    ]


def _row(line):
    voucher = line.voucher
    return [
        voucher.on, voucher.number, voucher.document_no, voucher.fund.source_label,
        voucher.fund.get_scheme_display(), voucher.year, voucher.summary, line.carried,
        line.received, line.own, line.passed_down, line.used, line.balance,
        voucher.made_by.display_name, voucher.checked_by.display_name,
    ]  # fmt: skip


def _notes(unit, posting, filters):
    now = timezone.localtime()
    found = [
        (_("内容"), _("资金台账，一张凭证一行，按记账顺序")),
        (_("单位"), unit.name),
        (_("筛选条件"), filters or _("无")),
        (_("数据截至"), clock.today().isoformat()),
        (_("导出时间"), f"{now:%Y-%m-%d %H:%M:%S}"),
        (_("导出人"), f"{posting.user.display_name}（{posting.unit.name}，{posting.role_label}）"),
        (_("结转"), _("上年结转为正，结转下年为负")),
        (_("结余"), _("上一行结余 + 结转 + 上级下达 + 本级安排 − 下拨 − 支出")),
        (_("冲销"), _("更正用红字冲销，冲销行的金额为负，原凭证保留")),
    ]
    if clock.business_date():
        found.append((_("演示数据"), _("本表均为虚构的演示数据")))
    return found
