"""返困预警: signs about households that have left become tasks; nothing changes silently."""

from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from households.actions import grace, standards, warnings
from households.actions.ending_checks import end_check
from households.check_errors import CheckNoteMissing, NotGone, WarnedAlready, WrongResult
from households.enums import TaskKind, TaskStatus
from households.errors import NotAllowed
from households.models import FileTask
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent

TODAY = date(2022, 3, 31)
pytestmark = pytest.mark.django_db


@pytest.fixture
def higher_line(officer_gansu):
    """Return a function that raises Lanzhou's line; the exits of the tests had 2300 at last."""

    def adopt(amount):
        return standards.adopt_dibao_line(
            values={
                "region_code": "620100", "urban_monthly": Decimal(amount), "rural_monthly": None,
                "valid_from": TODAY, "document_no": "演示", "note": "",
            },
            by=officer_gansu,
        )

    return adopt


def test_warning_is_a_task_with_its_reason_and_changes_nothing(leave, clerk_chengguan):
    archive = leave()
    task = warnings.warn(archive=archive, cause="ILLNESS", note="配偶查出重病", by=clerk_chengguan)
    assert (task.kind, task.reason, task.note, task.status) == (
        TaskKind.RELAPSE, "返困预警：家庭成员患病", "配偶查出重病", TaskStatus.OPEN,
    )
    assert task.due_on > TODAY
    before = archive.version
    archive.refresh_from_db()
    assert (archive.status, archive.version) == ("GRACE", before)
    (event,) = AuditEvent.objects.filter(event=Event.RELAPSE_WARNED)
    assert "配偶查出重病" not in str(event.after)


def test_warning_is_refused(leave, active_file, clerk_chengguan, finance_chengguan):
    with pytest.raises(NotGone, match="在档"):
        warnings.warn(archive=active_file(), cause="EVENT", note="失火", by=clerk_chengguan)
    archive = leave()
    with pytest.raises(NotAllowed):
        warnings.warn(archive=archive, cause="EVENT", note="失火", by=finance_chengguan)
    with pytest.raises(WrongResult):
        warnings.warn(archive=archive, cause="FIRE", note="失火", by=clerk_chengguan)
    with pytest.raises(CheckNoteMissing):
        warnings.warn(archive=archive, cause="EVENT", note=" ", by=clerk_chengguan)
    warnings.warn(archive=archive, cause="EVENT", note="失火", by=clerk_chengguan)
    with pytest.raises(WarnedAlready, match="发生意外或灾害"):
        warnings.warn(archive=archive, cause="EVENT", note="失火", by=clerk_chengguan)
    assert warnings.warn(archive=archive, cause="INCOME", note="失业", by=clerk_chengguan).pk


def test_closed_files_are_warned_of_too(leave, clerk_chengguan):
    archive = leave()
    grace.end_due(date(2022, 12, 1))
    archive.refresh_from_db()
    assert archive.status == "EXITED"
    assert warnings.warn(archive=archive, cause="MATCH", note="社保停缴", by=clerk_chengguan).pk


def test_line_at_the_last_income_warns_of_nothing(leave, higher_line):
    leave()
    assert warnings.warn_of_lines(TODAY) == 0
    higher_line("2300.00")
    assert warnings.warn_of_lines(TODAY) == 0


def test_line_above_the_last_income_becomes_a_task(leave, higher_line, clerk_chengguan):
    archive = leave()
    higher_line("2400.00")
    assert [warnings.warn_of_lines(TODAY) for _run in range(2)] == [1, 0]
    task = FileTask.objects.get(kind=TaskKind.RELAPSE)
    assert (task.archive, task.reason) == (archive, "返困预警：标准调整")
    assert task.note == "退档时人均月收入 2300.00 元，低于现行低保标准 2400.00 元"
    end_check(task=task, result="NOT_BACK", by=clerk_chengguan, note="现收入稳定")
    task.refresh_from_db()
    assert task.note.endswith("现收入稳定") and task.note.startswith("退档时人均月收入")
    assert warnings.warn_of_lines(TODAY) == 0


def test_pages(leave, client_of, clerk_chengguan, clerk_yongdeng):
    archive = leave()
    clerk, address = client_of(clerk_chengguan), reverse("file_warn", args=[archive.file_no])
    assert address in clerk.get(reverse("household", args=[archive.file_no])).content.decode()
    assert clerk.post(address, {"cause": "EVENT"}).status_code == 422
    answer = clerk.post(address, {"cause": "EVENT", "note": "失火"}, follow=True)
    assert "已登记返困预警" in answer.content.decode()
    task = FileTask.objects.get(kind=TaskKind.RELAPSE)
    found = clerk.get(reverse("check_tasks"), {"kind": "RELAPSE", "cause": "EVENT"}).content.decode()
    assert archive.file_no in found
    assert archive.file_no not in clerk.get(
        reverse("check_tasks"), {"kind": "RELAPSE", "cause": "LINE"}
    ).content.decode()
    neighbour = client_of(clerk_yongdeng)
    assert neighbour.get(address).status_code == 404
    assert neighbour.get(reverse("check_task", args=[task.pk])).status_code == 404
    bad = clerk.post(reverse("check_task", args=[task.pk]), {"result": "NOT_BACK"})
    assert bad.status_code == 422
    clerk.post(reverse("check_task", args=[task.pk]), {"result": "NOT_BACK", "note": "损失不大"})
    task.refresh_from_db()
    assert (task.status, task.outcome) == (TaskStatus.DONE, "NOT_BACK")
