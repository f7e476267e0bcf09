"""What waits for people in 我的工作 about money: aid to approve or mend, batches, papers, receipts."""

from django.urls import reverse
from django.utils.translation import gettext as _

from assistance.kinds import AidStatus
from assistance.models import AidRecord, Allocation, Reversal, YearClosing
from assistance.queries import aid, batch_page, funds
from households.work_sources import Line, Source, register
from unionaid.accounts.permissions import Permission
from unionaid.web.words import amount


def register_all():
    """Register the sources of this app; called once the models are loaded."""
    for source in (
        Source("aid_returned", "mend", _returned, _returned_line),
        Source("aid_waiting", "money", _waiting, _waiting_line, all_url="aid_waiting"),
        Source("batches", "money", batch_page.waiting_for, _batch_line, all_url="aid"),
        Source("receipts", "money", _receipts, _receipt_line, all_url="funds"),
        Source("allocations", "money", _unsigned(Allocation), _allocation_line, all_url="funds"),
        Source("reversals", "money", _unsigned(Reversal), _reversal_line, all_url="funds"),
        Source("closings", "money", _unsigned(YearClosing), _closing_line, all_url="funds"),
    ):
        register(source)


def _returned(posting):
    """Aid sent back to the posting's union; that of a batch is mended there."""
    if not posting.may(Permission.PROPOSE_AID):
        return None
    rows = AidRecord.objects.visible_to(posting).filter(status=AidStatus.RETURNED, unit=posting.unit_id)
    return rows.alone().select_related("archive").order_by("proposed_on", "id")


def _waiting(posting):
    if not posting.may(Permission.APPROVE_AID):
        return None
    return aid.waiting_for(posting).exclude(proposed_by=posting.user_id)


def _receipts(posting):
    return funds.waiting_receipts(posting.unit) if posting.may(Permission.KEEP_FUNDS) else None


def _unsigned(model):
    """Papers of the posting's union that somebody else has prepared."""

    def rows(posting):
        if not posting.may(Permission.KEEP_FUNDS):
            return None
        papers = model.objects.filter(unit=posting.unit_id, signed_on=None)
        return papers.exclude(prepared_by=posting.user_id).select_related("prepared_by").order_by("pk")

    return rows


def _household(record):
    return _("%(name)s家庭") % {"name": record.archive.worker_name}


def _sum(record):
    return _("%(sum)s 元") % {"sum": amount(record.amount)}


def _returned_line(record, _posting):
    return Line("arrow-back-up", f"{_household(record)} · {record.get_aid_type_display()}", _sum(record),
                reverse("household_aid", args=[record.archive.file_no]), since=record.proposed_on,
                tag=_("已退回"), tag_css="bad")


def _waiting_line(record, _posting):
    return Line("checklist", f"{_household(record)} · {record.get_aid_type_display()}",
                f"{record.unit.short_name} · {_sum(record)}",
                reverse("household_aid", args=[record.archive.file_no]), since=record.proposed_on,
                tag=_("帮扶审批"), tag_css="info")


def _batch_line(batch, _posting):
    words = _("%(n)d 户，%(sum)s 元") % {"n": batch.row_count, "sum": amount(batch.total)}
    return Line("cash", _("发放批次 %(number)s") % {"number": batch.number}, words,
                reverse("batch", args=[batch.pk]), since=batch.prepared_on, tag=batch.get_status_display(),
                tag_css="info")


def _receipt_line(row, _posting):
    return Line("coins", _("%(unit)s下拨的资金待签收") % {"unit": row.allocation.unit.short_name},
                _sum(row), reverse("allocation", args=[row.allocation_id]), since=row.allocation.signed_on,
                tag=_("待签收"), tag_css="info")


def _allocation_line(paper, _posting):
    return Line("file-check", _("资金文件待签发"), str(paper), reverse("allocation", args=[paper.pk]),
                since=paper.prepared_on, tag=_("待签发"), tag_css="warn")


def _reversal_line(paper, _posting):
    return Line("file-check", _("冲销凭证待复核"), paper.prepared_by.display_name,
                reverse("voucher", args=[paper.voucher_id]), since=paper.prepared_on, tag=_("待复核"),
                tag_css="warn")


def _closing_line(paper, _posting):
    return Line("file-check", _("%(year)d 年年终结转待复核") % {"year": paper.year},
                paper.prepared_by.display_name, reverse("year_closing", args=[paper.year]),
                since=paper.prepared_on, tag=_("待复核"), tag_css="warn")
