"""Work of payment batches that runs in the background. Every step of it may be run again."""

import base64
import os
import tempfile
from decimal import Decimal
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from assistance import bank_fault_marks, bank_reading
from assistance.actions import batches, paying, returns
from assistance.aid_errors import AidError
from assistance.bank_layouts import Layout
from assistance.batch_errors import ReturnRefused, SameReturnTwice
from assistance.errors import FundError
from assistance.models import BankFile, PaymentBatch
from assistance.queries import banking, batch_people
from unionaid.audit import Event, record
from unionaid.jobs.errors import JobFailed
from unionaid.jobs.running import Result, kind

ADD, SEND, RETURN = "assistance.batch_add", "assistance.bank_file", "assistance.bank_return"
AT_ONCE = 200  # files put on a list in one transaction


@kind(ADD)
def build_list(job, progress):
    """Put files on the list of a batch, chunk by chunk; those on it already are passed over."""
    amounts = {who: Decimal(value) for who, value in job.params["amounts"].items()}
    ids = job.params["ids"]
    try:
        add_files(
            batch=_batch(job), ids=ids, by=job.owner, amounts=amounts,
            progress=lambda done: progress.step(done, len(ids)),
        )
    except AidError as error:
        raise JobFailed(str(error)) from error


@kind(SEND)
def make_bank_file(job, progress):
    """Make the bank file of a batch; it waits on the page of the batch."""
    batch = _batch(job)
    progress.step(0, batch.row_count)
    try:
        layout = banking.layout_of(batch.unit, job.params["template"])
        paying.make_bank_file(batch=batch, layout=layout, by=job.owner)
    except KeyError as error:
        raise JobFailed(_("代发模板已经不在，请重新选择")) from error
    except (AidError, FundError) as error:
        raise JobFailed(str(error)) from error
    progress.step(batch.row_count, batch.row_count)


@kind(RETURN)
def take_in_return(job, progress):
    """Take in what the bank answered; a file with faults comes back with its cells marked."""
    batch, content = _batch(job), base64.b64decode(job.params["content"])
    try:
        file = returns.take_in(
            batch=batch, name=job.params["file_name"], content=content, by=job.owner, progress=progress.step
        )
    except SameReturnTwice as error:
        if batch.return_files.filter(taken_by=job.owner.user, taken_at__gte=job.created_at).exists():
            return None  # an earlier run of this job has taken it in
        raise JobFailed(str(error)) from error
    except ReturnRefused as error:
        progress.step(0, batch.row_count, str(error))
        _refused(job, error)
        return _marked(job, batch, content, error)
    except (AidError, FundError) as error:
        raise JobFailed(str(error)) from error
    progress.step(batch.row_count, batch.row_count, told(file))
    return None


def told(file):
    """Say what an answer of the bank brought."""
    words = _(
        "到账 %(paid)d 笔 %(paid_amount)s 元，退票 %(bounced)d 笔 %(bounced_amount)s 元，待定 %(pending)d 笔"
    )
    return words % {
        "paid": file.paid_count, "paid_amount": f"{file.paid_amount:,.2f}",
        "bounced": file.bounced_count, "bounced_amount": f"{file.bounced_amount:,.2f}",
        "pending": file.pending_count,
    }


def add_files(*, batch, ids, by, amounts=None, progress=lambda done: None):
    """Put files on a list in short transactions and return how many were not on it. `amounts` by who."""
    added = 0
    for start in range(0, len(ids), AT_ONCE):
        some = ids[start : start + AT_ONCE]
        subjects = batch_people.subjects(batch, some)
        added += batches.add(batch=batch, subjects=subjects, by=by, amounts=_of(subjects, amounts or {}))
        progress(start + len(some))
    return added


def _of(subjects, amounts):
    """The amounts by file, named in the list by its number or by its worker."""
    found = {}
    for archive, _member, _stage in subjects:
        amount = amounts.get(archive.file_no) or amounts.get(archive.worker_name)
        if amount:
            found[archive.pk] = amount
    return found


def _batch(job):
    found = PaymentBatch.objects.visible_to(job.owner).select_related("unit", "fund")
    return found.get(pk=job.params["batch"])


def _refused(job, error):
    with transaction.atomic():
        record(
            Event.BANK_RETURN_REFUSED, subject=_batch(job), by=job.owner,
            detail={"file": job.params["file_name"], "faults": len(error.faults)},
        )


def _marked(job, batch, content, error):
    layout = Layout.of(BankFile.objects.only("layout").get(batch=batch).layout)
    table = bank_reading.answer_of(content, layout)
    handle, name = tempfile.mkstemp(suffix=".xlsx")
    os.close(handle)
    path = Path(name)
    path.write_bytes(bank_fault_marks.marked(content, layout, error.faults, table.places))
    texts = [[fault.row, layout.title_of(fault.field), fault.text] for fault in error.faults[:200]]
    stem = Path(job.params["file_name"]).stem
    return Result(_("%(name)s（问题）.xlsx") % {"name": stem}, path, {"batch": batch.pk, "faults": texts})
