"""Every kind of tampering behind the guards is found, and named by its first wrong record."""

import io
import json

import pytest
from django.core.management import call_command

from tests.audit.tampering import tamper
from unionaid.audit import Event, anchors, record
from unionaid.audit.models import AuditEvent
from unionaid.audit.verifying import verify

MINE = "chain = (SELECT chain FROM audit_auditevent WHERE purpose = 'mine')"


@pytest.fixture
def chain(clerk, auditor):
    """Five records of one chain, the third called mine, two of another."""
    for number in range(5):
        record(
            Event.UNIT_RENAMED,
            subject=clerk.unit,
            by=clerk,
            before={"name": "城关", "n": number},
            after={"z": 1, "a": [True, None, "终"]},
            purpose="mine" if number == 2 else "",
        )
    for _time in range(2):
        record(Event.AUDIT_READ, by=auditor)
    return AuditEvent.objects.get(purpose="mine").chain


def test_untouched_chains_are_valid(chain):
    assert verify() == {"valid": True, "events": 7, "chains": 2, "first_broken": None, "broken": []}


def test_an_empty_log_is_valid(db):
    assert verify() == {"valid": True, "events": 0, "chains": 0, "first_broken": None, "broken": []}


TAMPERINGS = {
    "purpose": ("UPDATE audit_auditevent SET purpose = 'x' WHERE purpose = 'mine'", 3),
    "actor": ("UPDATE audit_auditevent SET actor_label = 'x' WHERE purpose = 'mine'", 3),
    "details": ("""UPDATE audit_auditevent SET "before" = '{"n": 9}' WHERE purpose = 'mine'""", 3),
    "moment": ("UPDATE audit_auditevent SET at = '2020-01-01 00:00:00+00' WHERE purpose = 'mine'", 3),
    "record removed": ("DELETE FROM audit_auditevent WHERE purpose = 'mine'", 3),
    "first removed": (f"DELETE FROM audit_auditevent WHERE seq = 1 AND {MINE}", 1),
    "end cut off": (f"DELETE FROM audit_auditevent WHERE seq = 5 AND {MINE}", 5),
    "head moved back": (f"UPDATE audit_chainhead SET seq = 4 WHERE {MINE}", 5),
    "head removed": (f"DELETE FROM audit_chainhead WHERE {MINE}", 5),
    "head forged": ("UPDATE audit_chainhead SET mac = prev FROM audit_auditevent e WHERE e.purpose = 'mine' "
                    "AND e.chain = audit_chainhead.chain", 5),
    "places swapped": ("UPDATE audit_auditevent SET seq = 8 WHERE purpose = 'mine'", 3),
}  # fmt: skip


@pytest.mark.parametrize("name", TAMPERINGS)
def test_tampering_is_found_at_its_first_record(chain, name):
    statement, place = TAMPERINGS[name]
    tamper(statement)

    result = verify()

    assert not result["valid"]
    assert [(fault["chain"], fault["seq"]) for fault in result["broken"]] == [(chain, place)]
    assert result["first_broken"] == result["broken"][0]


def test_the_command_answers_in_json_with_status_1(chain):
    tamper("UPDATE audit_auditevent SET purpose = 'x' WHERE purpose = 'mine'")
    told = io.StringIO()

    with pytest.raises(SystemExit) as end:
        call_command("verify_audit", "--format", "json", stdout=told)

    assert end.value.code == 1
    answer = json.loads(told.getvalue())
    assert (answer["valid"], answer["first_broken"]["seq"]) == (False, 3)
    assert answer["first_broken"]["why"] == "the record was changed"


def test_the_command_ends_with_status_0_when_all_is_well(chain):
    told = io.StringIO()
    call_command("verify_audit", "--format", "json", stdout=told)

    assert json.loads(told.getvalue())["valid"] is True


def test_an_end_cut_off_with_its_head_is_found_by_what_was_written_down(chain, settings, tmp_path):
    settings.AUDIT_ANCHORS = str(tmp_path / "anchors.jsonl")
    anchors.write()
    tamper(
        f"UPDATE audit_chainhead SET seq = 4, mac = (SELECT e.mac FROM audit_auditevent e "
        f"WHERE e.seq = 4 AND e.chain = '{chain}') WHERE chain = '{chain}'",
        f"DELETE FROM audit_auditevent WHERE seq = 5 AND chain = '{chain}'",
    )

    assert [(fault["chain"], fault["seq"]) for fault in verify()["broken"]] == [(chain, 5)]
    settings.AUDIT_ANCHORS = ""
    assert verify()["valid"], "the chain alone cannot see this"


def test_heads_are_written_down_only_when_they_have_moved(chain, clerk, settings, tmp_path):
    path = tmp_path / "anchors.jsonl"
    settings.AUDIT_ANCHORS = str(path)
    anchors.write()
    anchors.write()
    record(Event.AUDIT_READ, by=clerk)
    anchors.write()

    lines = [json.loads(line) for line in path.read_text().splitlines()]
    assert sorted((line["chain"] == chain, line["seq"]) for line in lines) == [
        (False, 2),
        (True, 5),
        (True, 6),
    ]
    assert verify()["valid"]


def test_without_a_file_nothing_is_written_down(chain):
    anchors.write()

    assert anchors.read() == {}
