"""The papers of a batch: 发放签领表, payment vouchers, the roster in full, the public list."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from assistance import batch_registers
from assistance.actions import paying
from assistance.aid_errors import AidError
from assistance.batch_errors import ReasonMissing
from assistance.capitals import in_capitals
from assistance.kinds import BatchStatus, RowStatus
from assistance.views.batches import batch_or_404, shown
from households.enums import NoticePlace
from unionaid.accounts.permissions import Permission
from unionaid.audit import Event, record
from unionaid.web.access import require
from unionaid.web.downloads import workbook_download

APPROVED = (BatchStatus.APPROVED, BatchStatus.SENT, BatchStatus.SETTLED)


@require(Permission.VIEW_FILES)
@require_safe
def batch_sheet(request, pk):
    """The sheet a batch is signed on (发放签领表): names, sums, accounts by their last four digits."""
    batch = _approved_or_404(request, pk)
    rows = _rows(batch)
    with transaction.atomic():
        record(Event.BATCH_LIST_PRINTED, subject=batch, by=request.posting, detail={"rows": len(rows)})
    total = sum(row.amount for row in rows)
    context = _paper(batch) | {"rows": rows, "total": total, "capitals": in_capitals(total)}
    return render(request, "assistance/batches/sheet.html", context)


@require(Permission.VIEW_FILES)
@require_safe
def batch_vouchers(request, pk):
    """The vouchers of what a batch has paid, the sum in capitals, with who made, checked, approved it."""
    batch = _approved_or_404(request, pk)
    vouchers = batch.hold.vouchers.filter(kind="USED").select_related("made_by", "checked_by", "fund")
    slips = [(voucher, voucher.entries.get(account="USED").amount) for voucher in vouchers]
    context = _paper(batch) | {"slips": [(voucher, sum_, in_capitals(sum_)) for voucher, sum_ in slips]}
    return render(request, "assistance/batches/vouchers.html", context)


@require(Permission.PAY_AID)
@require_POST
def batch_roster(request, pk):
    """Send the roster with whole accounts: for the payer alone, with the reason on record."""
    batch = _approved_or_404(request, pk)
    purpose = request.POST.get("reason", "").strip()[:200]
    try:
        paying.refuse_payer(batch, request.posting)
        if not purpose:
            raise ReasonMissing()
    except AidError as error:
        messages.error(request, str(error))
        return shown(request, batch, status=422)
    rows = _rows(batch)

    def write(path):
        number = batch_registers.write_roster(
            path, batch=batch, rows=rows, posting=request.posting, purpose=purpose
        )
        with transaction.atomic():
            record(
                Event.ROSTER_EXPORTED, subject=batch, by=request.posting, purpose=purpose,
                detail={"rows": number},
            )

    return workbook_download(write, _("%(number)s发放花名册.xlsx") % {"number": batch.number})


@require(Permission.EXPORT_REGISTER)
@require_POST
def batch_public_list(request, pk):
    """Send the list that may be published, names whole or masked by where it hangs."""
    batch = _approved_or_404(request, pk)
    place = request.POST.get("place")
    if place not in NoticePlace.values:
        raise Http404
    rows = _rows(batch)

    def write(path):
        number = batch_registers.write_public_list(
            path, batch=batch, rows=rows, posting=request.posting, place=place
        )
        with transaction.atomic():
            record(
                Event.PUBLIC_LIST_EXPORTED, subject=batch, by=request.posting,
                detail={"rows": number, "place": place},
            )

    return workbook_download(write, _("%(number)s公示名单.xlsx") % {"number": batch.number})


def _approved_or_404(request, pk):
    batch = batch_or_404(request, pk)
    if batch.status not in APPROVED:
        raise Http404
    return batch


def _rows(batch):
    rows = batch.rows.exclude(status=RowStatus.WITHDRAWN).select_related("batch").order_by("serial")
    return list(rows.defer("return_file"))


def _paper(batch):
    return {"batch": batch, "printed_at": timezone.localtime()}
