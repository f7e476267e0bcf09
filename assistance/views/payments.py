"""Paying a batch: its bank file, the bank's answer, and single rows taken out or come back."""

import base64
import hashlib
import secrets

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from assistance.actions import paying
from assistance.aid_errors import AidError
from assistance.bank_reading import LARGEST
from assistance.errors import FundError
from assistance.forms.batches import ReasonForm, ReturnForm
from assistance.jobs import RETURN, SEND
from assistance.kinds import BatchStatus, RowStatus
from assistance.models import BankFile
from assistance.queries import banking
from assistance.queries.batch_checks import with_files
from assistance.views.batches import batch_or_404, shown
from unionaid.accounts.permissions import Permission
from unionaid.jobs import running
from unionaid.web.access import require

AT_ONCE = 1000  # rows of a bank file that is made while its payer waits
STEPS = {
    ("withdraw", RowStatus.PENDING): paying.withdraw_row,
    ("bounce", RowStatus.PAID): paying.bounce_later,
    ("refund", RowStatus.PAID): paying.refund,
}


@require(Permission.PAY_AID)
@require_POST
def bank_file_make(request, pk):
    """Make the bank file of an approved batch by a template."""
    batch = _own_or_404(request, pk)
    try:
        layout = banking.layout_of(batch.unit, request.POST.get("template", ""))
    except KeyError as error:
        raise Http404 from error
    if batch.row_count > AT_ONCE:
        job = running.start(
            SEND, title=_("批次 %(number)s 银行代发文件") % {"number": batch.number}, by=request.posting,
            request_key=f"{batch.pk}-{secrets.token_hex(8)}", batch=batch.pk,
            template=request.POST["template"],
        )
        return redirect("job", job.pk)
    try:
        paying.make_bank_file(batch=batch, layout=layout, by=request.posting)
    except (AidError, FundError) as error:
        messages.error(request, str(error))
        return _changed_rows(request, batch)
    messages.success(request, _("银行代发文件已生成，请下载后交银行"))
    return redirect("batch", pk)


@require(Permission.PAY_AID)
@require_POST
def bank_file_download(request, pk):
    """Hand out the bank file; who took it, when and why is on record before the first byte."""
    batch = _own_or_404(request, pk)
    get_object_or_404(BankFile.objects.only("pk"), batch=batch)
    try:
        file = paying.take_bank_file(batch=batch, by=request.posting, purpose=request.POST.get("reason", ""))
    except AidError as error:
        messages.error(request, str(error))
        return shown(request, batch, status=422)
    answer = HttpResponse(bytes(file.content), content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(True, file.name)
    return answer


@require(Permission.PAY_AID)
def bank_return(request, pk):
    """Hand in what the bank answered; a job takes it in, whole or not at all."""
    batch = _own_or_404(request, pk)
    if batch.status != BatchStatus.SENT:
        messages.error(request, _("批次 %(number)s 现在没有等待回盘的发放") % {"number": batch.number})
        return redirect("batch", pk)
    form = ReturnForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data["file"]
        if given.size > LARGEST:
            form.add_error("file", _("文件超过 %(n)d MB") % {"n": LARGEST >> 20})
        else:
            content = given.read()
            job = running.start(
                RETURN, title=_("批次 %(number)s 银行回盘") % {"number": batch.number}, by=request.posting,
                request_key=f"{batch.pk}-{hashlib.sha256(content).hexdigest()[:24]}-{secrets.token_hex(4)}",
                batch=batch.pk, file_name=given.name[:100], content=base64.b64encode(content).decode(),
            )
            return redirect("job", job.pk)
    file = BankFile.objects.only("layout", "row_count", "total").get(batch=batch)
    context = {"batch": batch, "form": form, "file": file, "titles": file.layout["answer"]}
    return render(request, "assistance/batches/return.html", context, status=422 if form.errors else 200)


@require(Permission.PAY_AID)
def payment(request, pk, row, step):
    """Take a row out before it is sent, or record that its money came back, with the reason."""
    batch = _own_or_404(request, pk)
    found = get_object_or_404(with_files(batch.rows.all()), pk=row)
    act = STEPS.get((step, found.status))
    if act is None:
        raise Http404
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(row=found, by=request.posting, reason=form.cleaned_data["reason"])
        except (AidError, FundError) as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("已办理"))
            return redirect("batch", pk)
    context = {"batch": batch, "row": found, "form": form, "step": step}
    return render(request, "assistance/batches/payment.html", context, status=422 if form.errors else 200)


def _changed_rows(request, batch):
    """Show a batch that cannot be sent, with the rows that stand against it."""
    rows = with_files(batch.rows.filter(status=RowStatus.PENDING))
    changed = [(row, errors[0]) for row, errors in paying.changed_since(rows) if errors]
    if not changed:
        return shown(request, batch, status=422)
    context = {"batch": batch, "changed": changed}
    return render(request, "assistance/batches/changed.html", context, status=422)


def _own_or_404(request, pk):
    batch = batch_or_404(request, pk)
    if batch.unit_id != request.posting.unit_id:
        raise Http404
    return batch
