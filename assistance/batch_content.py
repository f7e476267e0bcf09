"""What is frozen when a batch is approved: each household as it was, and a hash over all of it. Pure."""

import hashlib
import json

FIELDS = ("serial", "aid", "amount", "account_index", "account_holder", "snapshot")


def digest(batch, rows):
    """Return the hash over what is paid to whom, on which account, under which number.

    `rows` are tuples of FIELDS in the order of their serials.
    """
    found = hashlib.sha256()
    head = [batch.number, batch.unit.code, batch.aid_type, batch.period, f"{batch.approved_amount:.2f}"]
    found.update(json.dumps(head, ensure_ascii=False).encode())
    for serial, aid, amount, account, holder, kept in rows:
        line = [serial, aid, f"{amount:.2f}", bytes(account).hex(), holder, kept]
        found.update(json.dumps(line, ensure_ascii=False, sort_keys=True).encode())
    return found.hexdigest()


def snapshot(aid):
    """Return what is kept of a household when its aid is approved. The aid comes with its file."""
    archive = aid.archive
    return {
        "file_no": archive.file_no,
        "name": archive.worker_name,
        "unit": archive.unit.code,
        "employer": archive.employer,
        "tier": aid.tier,
        "status": archive.status,
        "level": archive.archive_level,
        "size": archive.household_size,
        "cause": archive.main_cause,
        "per_capita": _text(archive.per_capita_income),
        "net_per_capita": _text(archive.net_per_capita_income),
        "person": aid.member.name if aid.member else "",
        "stage": aid.stage,
        "last4": archive.bank_last4,
    }


def _text(amount):
    return None if amount is None else f"{amount:.2f}"
