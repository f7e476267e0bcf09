"""The two lists of a batch as workbooks: 花名册 for the bank, in full, and 公示名单 for everybody, masked."""

from django.utils import timezone
from django.utils.translation import gettext as _

from households.enums import NoticePlace, Tier
from unionaid import clock
from unionaid.organizations import codes
from unionaid.privacy.masks import mask_name
from unionaid.web.registers import RegisterColumn, write_register


def write_roster(path, *, batch, rows, posting, purpose):
    """Write the roster with whole accounts; returns the number of rows. Text cells keep every digit."""
    columns = [
        RegisterColumn(_("序号"), "integer", 8), RegisterColumn(_("业务编号"), width=18),
        RegisterColumn(_("档案号"), width=24), RegisterColumn(_("职工姓名"), width=14),
        RegisterColumn(_("困难类别"), width=12), RegisterColumn(_("帮扶对象"), width=14),
        RegisterColumn(_("户名"), width=14), RegisterColumn(_("开户银行"), width=24),
        RegisterColumn(_("支行名称"), width=28), RegisterColumn(_("银行卡号"), width=26),
        RegisterColumn(_("金额（元）"), "money", 14), RegisterColumn(_("状态"), width=12),
        RegisterColumn(_("银行回单号"), width=24),
    ]  # fmt: skip
    found = [
        [
            row.serial, row.reference, row.snapshot["file_no"], row.snapshot["name"],
            str(Tier(row.snapshot["tier"]).label), row.snapshot["person"], row.account_holder, row.bank,
            row.branch, row.account, row.amount, row.get_status_display(), row.receipt_no,
        ]
        for row in rows
    ]  # fmt: skip
    notes = [*_notes(batch, posting, _("发放花名册，含完整账号，限本级财务使用")), (_("导出原因"), purpose)]
    write_register(columns, found, path, notes)
    return len(found)


def write_public_list(path, *, batch, rows, posting, place):
    """Write what may be published: no number, telephone, address, account, member, child or disease."""
    columns = [
        RegisterColumn(_("序号"), "integer", 8), RegisterColumn(_("职工姓名"), width=14),
        RegisterColumn(_("工作单位"), width=36), RegisterColumn(_("困难类别"), width=12),
        RegisterColumn(_("致困原因"), width=20), RegisterColumn(_("拟帮扶项目"), width=16),
        RegisterColumn(_("金额（元）"), "money", 14),
    ]  # fmt: skip
    found = public_rows(rows, place)
    notes = _notes(batch, posting, _("公示名单：只含异议所需内容，公示期满即撤下"))
    notes.append((_("监督电话"), batch.unit.telephone))
    write_register(columns, [list(row) for row in found], path, notes)
    return len(found)


def public_rows(rows, place):
    """Return (place, name, employer, tier, cause, aid, amount) of rows, names as their place allows."""
    return [
        (
            number,
            name_at(row.snapshot["name"], place),
            row.snapshot.get("employer", ""),
            str(Tier(row.snapshot["tier"]).label),
            codes.label("hardship_cause", row.snapshot["cause"]),
            row.batch.get_aid_type_display(),
            row.amount,
        )
        for number, row in enumerate(rows, 1)
    ]


def name_at(name, place):
    """Return a name whole on the union's own board, masked everywhere else."""
    return name if place == NoticePlace.BOARD else mask_name(name)


def _notes(batch, posting, what):
    now = timezone.localtime()
    found = [
        (_("内容"), what),
        (_("批次"), f"{batch.title} {batch.number}"),
        (_("单位"), batch.unit.name),
        (_("资金来源"), f"{batch.fund.source_label} · {batch.fund.get_scheme_display()}"),
        (_("笔数和金额"), f"{batch.row_count} · {batch.total:.2f}"),
        (_("导出时间"), f"{now:%Y-%m-%d %H:%M:%S}"),
        (_("导出人"), f"{posting.user.display_name}（{posting.unit.name}，{posting.role_label}）"),
    ]
    if clock.business_date():
        found.append((_("演示数据"), _("本表均为虚构的演示数据")))
    return found
