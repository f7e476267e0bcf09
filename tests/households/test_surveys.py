"""排查摸底: ordered above, reported below by each union for itself, reminded, told by unit."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from households.actions import surveys
from households.check_errors import (
    ChangedElsewhere,
    NobodyBelow,
    NobodyToRemind,
    NotThisUnion,
    SurveyEnded,
    SurveyNameTaken,
    SurveyNumbersWrong,
    SurveySpanWrong,
)
from households.errors import NotAllowed
from households.models import SurveyBatch, SurveyReport
from households.queries import surveys as queries
from unionaid import clock

FIRST, LAST = date(2022, 3, 1), date(2022, 4, 15)
NUMBERS = {"planned": 200, "surveyed": 150, "found": 8, "filed": 5, "note": ""}
pytestmark = pytest.mark.django_db


@pytest.fixture
def start(reviewer_lanzhou, standards):
    def give(by=reviewer_lanzhou, **changes):
        given = {"name": "春季排查", "starts_on": FIRST, "due_on": LAST, "by": by} | changes
        return surveys.start_survey(**given)

    return give


def tell(batch, by, *, is_through=False, version=None, **changes):
    own = batch.reports.get(unit=by.unit)
    return surveys.report(
        report=own, values=NUMBERS | changes, is_through=is_through, by=by,
        version=own.version if version is None else version,
    )


def test_every_union_without_others_below_reports(start, officer_gansu):
    assert list(start().reports.values_list("unit__code", flat=True)) == ["GS620102", "GS620121"]
    whole = start(by=officer_gansu)
    assert set(whole.reports.values_list("unit__code", flat=True)) == {
        "GS620102", "GS620121", "GS620200", "GS620171",
    }


def test_starting_is_refused(start, clerk_chengguan, reviewer_chengguan):
    with pytest.raises(NotAllowed):
        start(by=clerk_chengguan)
    with pytest.raises(NobodyBelow, match="没有下属单位"):
        start(by=reviewer_chengguan)
    for changes in ({"due_on": date(2022, 2, 1)}, {"starts_on": FIRST, "due_on": date(2022, 3, 30)}):
        with pytest.raises(SurveySpanWrong):
            start(**changes)
    start()
    with pytest.raises(SurveyNameTaken, match="春季排查"):
        start()


def test_progress_by_unit(start, clerk_chengguan, clerk_yongdeng, reviewer_lanzhou, units):
    batch = start()
    tell(batch, clerk_chengguan, is_through=True, surveyed=200)
    tell(batch, clerk_yongdeng, planned=100, surveyed=40, found=1, filed=0)
    total, rows = queries.lines(batch, units["GS620100"], reviewer_lanzhou)
    assert [
        (line.unit.code, line.through, line.units, line.planned, line.surveyed, line.found, line.filed)
        for line in (total, *rows)
    ] == [
        ("GS620100", 1, 2, 300, 240, 9, 5),
        ("GS620102", 1, 1, 200, 200, 8, 5),
        ("GS620121", 0, 1, 100, 40, 1, 0),
    ]
    # A county sees its own line alone.
    total, rows = queries.lines(batch, clerk_yongdeng.unit, clerk_yongdeng)
    assert [(line.unit.code, line.planned) for line in (total, *rows)] == [
        ("GS620121", 100), ("GS620121", 100),
    ]


@pytest.mark.parametrize(
    "changes",
    [{"surveyed": 201}, {"found": 151}, {"filed": 9}, {"is_through": True}],
)
def test_numbers_that_do_not_fit_are_refused(start, clerk_chengguan, changes):
    with pytest.raises(SurveyNumbersWrong):
        tell(start(), clerk_chengguan, **changes)


def test_report_is_the_union_s_own_and_once_through_final(
    start, clerk_chengguan, reviewer_lanzhou, finance_chengguan, clerk_yongdeng
):
    batch = start()
    own = batch.reports.get(unit=clerk_chengguan.unit)
    with pytest.raises(NotThisUnion, match="城关区总工会"):
        surveys.report(report=own, values=NUMBERS, is_through=False, version=1, by=clerk_yongdeng)
    with pytest.raises(NotAllowed):
        tell(batch, finance_chengguan)
    tell(batch, clerk_chengguan)
    with pytest.raises(ChangedElsewhere, match="别人已经保存过"):
        tell(batch, clerk_chengguan, version=1)
    tell(batch, clerk_chengguan, is_through=True, surveyed=200)
    with pytest.raises(SurveyEnded, match="2022-03-31"):
        tell(batch, clerk_chengguan)
    own.refresh_from_db()
    with pytest.raises(NotAllowed):
        surveys.reopen(report=own, by=clerk_chengguan)
    assert surveys.reopen(report=own, by=reviewer_lanzhou).ended_on is None
    assert tell(batch, clerk_chengguan).surveyed == 150


def test_reminding_once_a_day_those_that_are_not_through(start, clerk_chengguan, reviewer_lanzhou):
    batch = start()
    tell(batch, clerk_chengguan, is_through=True, surveyed=200)
    assert surveys.remind(batch=batch, by=reviewer_lanzhou) == 1
    late = batch.reports.get(ended_on=None)
    assert (late.unit.code, late.reminders, late.reminded_on) == ("GS620121", 1, date(2022, 3, 31))
    with pytest.raises(NobodyToRemind):
        surveys.remind(batch=batch, by=reviewer_lanzhou)
    with pytest.raises(NotAllowed):
        surveys.remind(batch=batch, by=clerk_chengguan)


def test_report_waits_for_its_union_until_it_is_through(start, clerk_chengguan, clerk_jiayuguan):
    batch = start()
    assert [row.batch for row in queries.waiting_for(clerk_chengguan)] == [batch]
    assert list(queries.waiting_for(clerk_jiayuguan)) == []
    tell(batch, clerk_chengguan, is_through=True, surveyed=200)
    assert list(queries.waiting_for(clerk_chengguan)) == []


def test_pages(standards, client_of, reviewer_lanzhou, clerk_chengguan, clerk_jiayuguan):
    lanzhou, clerk = client_of(reviewer_lanzhou), client_of(clerk_chengguan)
    assert "还没有排查" in lanzhou.get(reverse("surveys")).content.decode()
    given = {"name": "春季排查", "starts_on": "2022-03-01", "due_on": "2022-02-01"}
    bad = lanzhou.post(reverse("survey_new"), given)
    assert bad.status_code == 422 and "完成期限不能早于开始日期" in bad.content.decode()
    lanzhou.post(reverse("survey_new"), given | {"due_on": "2022-04-15"})
    batch = SurveyBatch.objects.get()
    assert "去上报" in clerk.get(reverse("surveys")).content.decode()
    address = reverse("survey_report", args=[batch.pk])
    typed = {name: str(value) for name, value in NUMBERS.items()} | {"version": "1"}
    bad = clerk.post(address, typed | {"found": "x", "surveyed": ""})
    assert bad.status_code == 422
    assert "户数只写整数" in bad.content.decode() and "请填写户数，没有就填 0" in bad.content.decode()
    clerk.post(address, typed)
    lanzhou.post(reverse("survey_remind", args=[batch.pk]), {"unit": "GS620102"})
    assert SurveyReport.objects.get(unit__code="GS620102").reminders == 1
    assert SurveyReport.objects.get(unit__code="GS620121").reminders == 0
    for name in ("survey", "survey_print"):
        text = lanzhou.get(reverse(name, args=[batch.pk])).content.decode()
        assert "75.0%" in text and "永登县" in text
    assert "永登县" not in clerk.get(reverse("survey", args=[batch.pk])).content.decode()
    answer = lanzhou.post(reverse("survey_export", args=[batch.pk]))
    rows = list(load_workbook(BytesIO(b"".join(answer.streaming_content))).worksheets[0].values)
    assert rows[1][1:7] == ("城关区总工会", 200, 150, 8, 5, 75)
    assert client_of(clerk_jiayuguan).get(reverse("survey", args=[batch.pk])).status_code == 404
    assert lanzhou.get(address).status_code == 404
    clock.set_business_date(date(2022, 4, 16))
    assert "已逾期" in lanzhou.get(reverse("surveys")).content.decode()
