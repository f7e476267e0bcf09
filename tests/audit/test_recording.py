"""Evidence says who did what to which row, stands or falls with the change, and keeps nobody's numbers."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from unionaid.audit import Event, record
from unionaid.audit.errors import WrongRootKey
from unionaid.audit.models import AuditEvent, ChainHead

OLD, NEW = "11" * 32, "22" * 32


def test_an_event_says_who_did_what_to_which_row(clerk, units):
    event = record(
        Event.UNIT_RENAMED,
        subject=units["GS620102"],
        by=clerk,
        before={"name": "城关区总工会"},
        after={"name": "城关总工会"},
        purpose="更名文件",
    )
    event = AuditEvent.objects.get(pk=event.pk)

    told = {
        field: getattr(event, field)
        for field in ("event", "actor", "actor_label", "purpose", "before", "after")
    }
    assert told == {
        "event": "UNIT_RENAMED",
        "actor": clerk.user,
        "actor_label": "clerk.chengguan · 城关区总工会 · 经办",
        "purpose": "更名文件",
        "before": {"name": "城关区总工会"},
        "after": {"name": "城关总工会"},
    }
    unit = units["GS620102"]
    assert (event.subject_type, event.subject_id) == ("organizations.UnionUnit", str(unit.pk))
    assert (event.subject_label, event.subject_path, event.unit_path) == (
        "城关区总工会",
        unit.path,
        unit.path,
    )
    assert event.get_event_display() == "机构更名"


def test_a_chain_is_the_branch_right_under_the_province(clerk, reviewer_lanzhou, auditor, units):
    chains = [record(Event.AUDIT_READ, by=by).chain for by in (clerk, reviewer_lanzhou, auditor, None)]

    assert chains == [units["GS620100"].path, units["GS620100"].path, units["GS"].path, "system"]


def test_places_follow_each_other_in_every_chain(clerk, auditor):
    for by in (clerk, auditor, clerk):
        record(Event.AUDIT_READ, by=by)

    places = AuditEvent.objects.filter(actor=clerk.user).order_by("id").values_list("seq", flat=True)
    assert list(places) == [1, 2]
    assert AuditEvent.objects.get(actor=auditor.user).seq == 1


@pytest.mark.django_db(transaction=True)
def test_without_a_transaction_there_is_no_evidence():
    with pytest.raises(transaction.TransactionManagementError):
        record(Event.AUDIT_READ)

    assert not AuditEvent.objects.exists()


def test_a_change_that_fails_leaves_no_evidence_and_no_gap(clerk, units):
    with pytest.raises(RuntimeError), transaction.atomic():
        record(Event.UNIT_RENAMED, subject=units["GS620102"], by=clerk)
        raise RuntimeError

    assert not AuditEvent.objects.exists()
    assert record(Event.AUDIT_READ, by=clerk).seq == 1


def test_an_unknown_event_is_refused(clerk):
    with pytest.raises(ValueError, match="NO_SUCH_EVENT"):
        record("NO_SUCH_EVENT", by=clerk)


def test_numbers_of_persons_are_masked_wherever_a_caller_puts_them(clerk):
    number, phone, account = "620102198001011234", "13812342046", "6222021111111111234"

    event = record(
        Event.FIELD_REVEALED,
        by=clerk,
        purpose=f"核对 {number}",
        before={"a": [phone, {"b": account}], number: 1},
        after=int(number),
        detail={
            "day": date(2022, 3, 31),
            "amount": Decimal("8760.00"),
            "rows": 6824,
            "all": True,
            "none": None,
        },
    )
    event.refresh_from_db()

    assert event.purpose == "核对 620***********1234"
    assert event.before == {"a": ["138****2046", {"b": "622************1234"}], "620***********1234": 1}
    assert event.after == "620***********1234"
    assert event.detail == {"day": "2022-03-31", "amount": "8760.00", "rows": 6824, "all": True, "none": None}


def test_a_ring_without_the_first_key_is_refused_at_the_next_event(clerk, settings):
    settings.DATA_KEYS, settings.INDEX_KEY = [OLD], ""
    record(Event.AUDIT_READ, by=clerk)

    settings.DATA_KEYS = [NEW]
    with pytest.raises(WrongRootKey, match="UNIONAID_INDEX_KEY"):
        record(Event.AUDIT_READ, by=clerk)

    settings.INDEX_KEY = OLD
    assert record(Event.AUDIT_READ, by=clerk).seq == 2


def test_heads_name_the_last_record(clerk):
    last = [record(Event.AUDIT_READ, by=clerk) for _time in range(3)][-1]

    head = ChainHead.objects.get()
    assert (head.chain, head.seq, bytes(head.mac)) == (last.chain, 3, last.mac)


def test_an_event_names_the_item_it_was_about(clerk):
    revealed = record(Event.FIELD_REVEALED, by=clerk, detail={"field": "id_number", "label": "证件号码"})

    assert revealed.told == "查看完整信息：证件号码"
    assert record(Event.AUDIT_READ, by=clerk).told == "查看操作记录"
    assert record(Event.AUDIT_READ, by=clerk, detail="x").told == "查看操作记录"
