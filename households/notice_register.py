"""The register of notices and that of objections as workbooks. Who objected stays masked."""

from django.db import transaction
from django.utils.translation import gettext as _

from households.models import Objection
from unionaid.audit import Event, record
from unionaid.privacy.masks import mask_name, mask_numbers
from unionaid.web.registers import RegisterColumn, write_register

MOST = 20_000


@transaction.atomic
def export_notices(path, *, notices, by, notes):
    """Write notices to a workbook and record the export. Returns the number of rows."""
    columns = [
        RegisterColumn(_("公示类型"), width=12),
        RegisterColumn(_("标题"), width=30),
        RegisterColumn(_("工会"), width=24),
        RegisterColumn(_("公示地点"), width=24),
        RegisterColumn(_("户数"), "integer", 8),
        RegisterColumn(_("开始日期"), "date", 12),
        RegisterColumn(_("截止日期"), "date", 12),
        RegisterColumn(_("公示工作日"), "integer", 12),
        RegisterColumn(_("状态"), width=12),
        RegisterColumn(_("结束日期"), "date", 12),
        RegisterColumn(_("异议件数"), "integer", 10),
        RegisterColumn(_("监督电话"), width=18),
    ]
    rows = list(notices.prefetch_related("objections")[:MOST])
    write_register(columns, map(_notice, rows), path, notes)
    record(Event.REGISTER_EXPORTED, by=by, detail={"list": "notices", "rows": len(rows)})
    return len(rows)


@transaction.atomic
def export_objections(path, *, notices, by, notes):
    """Write the objections to notices to a workbook and record the export. Returns the number of rows."""
    columns = [
        RegisterColumn(_("收到日期"), "date", 12),
        RegisterColumn(_("档案号"), width=22),
        RegisterColumn(_("职工")),
        RegisterColumn(_("公示"), width=30),
        RegisterColumn(_("提出途径"), width=12),
        RegisterColumn(_("提出人"), width=12),
        RegisterColumn(_("异议内容"), width=50),
        RegisterColumn(_("状态"), width=12),
        RegisterColumn(_("答复日期"), "date", 12),
        RegisterColumn(_("核查情况和答复"), width=50),
    ]
    asked = Objection.objects.visible_to(by).filter(notice__in=notices.values("pk"))
    rows = list(asked.select_related("notice", "entry__archive")[:MOST])
    write_register(columns, map(_objection, rows), path, notes)
    record(Event.REGISTER_EXPORTED, by=by, detail={"list": "objections", "rows": len(rows)})
    return len(rows)


def _notice(notice):
    return [
        notice.get_kind_display(), notice.title, notice.unit.name, notice.place, notice.lines,
        notice.starts_on, notice.ends_on, notice.working_days, notice.get_status_display(),
        notice.closed_on, len(notice.objections.all()), notice.telephone,
    ]


def _objection(row):
    return [
        row.received_on, row.entry.archive.file_no, row.entry.archive.worker_name, str(row.notice),
        row.get_channel_display(), _("匿名") if row.is_anonymous else mask_name(row.objector),
        mask_numbers(row.content), row.get_status_display(), row.answered_on, mask_numbers(row.answer),
    ]
