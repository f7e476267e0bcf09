"""Every register takes its line, and refuses or doubts what the issue calls bad input."""

from datetime import date
from decimal import Decimal

import pytest

from campaigns.actions import records
from campaigns.enums import ActivityStatus, ActivityStep
from campaigns.errors import (
    ActivityStepNotOpen,
    NotAllowed,
    NotYours,
    ReasonMissing,
    RecordChanged,
    RecordDoubtful,
    RecordWrong,
)
from campaigns.forms.records import form_of
from campaigns.models import ClosingReport, CoolingVisit, JobFair, StudentGrant, WarmthVisit
from campaigns.registers import REGISTERS
from tests import factories
from tests.campaigns.conftest import SENT
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def refused(enter):
    """Return a function: register, changes → {field: sentence} of the refusal."""

    def told(slug, **changes):
        with pytest.raises(RecordWrong) as error:
            enter(slug, **changes)
        return dict(error.value.faults)

    return told


@pytest.fixture
def family(active_file):
    """A family on file with a student in it."""
    return active_file(members=[factories.member(name="陈晓雨", relation="20", is_dependent_student=True)])


@pytest.fixture
def student(family):
    return {
        "held_on": "2021-08-20", "archive": family.file_no, "member": "陈晓雨", "stage": "BACHELOR",
        "school": "兰州大学", "student_kind": "NEW", "result": "GRANTED", "cash": "5000",
        "fund_source": "CENTRAL",
    }


@pytest.fixture(autouse=True)
def _grants(monkeypatch, request):
    if "student" in request.fixturenames:
        monkeypatch.setitem(SENT, "student-grants", request.getfixturevalue("student"))


@pytest.mark.parametrize("slug", [slug for slug in REGISTERS if slug in SENT])
def test_every_register_takes_its_line(editions, enter, slug, clerk_chengguan):
    line = enter(slug)
    line.refresh_from_db()
    assert (line.unit.code, line.status, line.recorded_by) == ("GS620102", "HELD", clerk_chengguan.user)
    assert AuditEvent.objects.filter(event="ACTIVITY_RECORDED", subject_id=str(line.pk)).count() == 1


def test_goods_count_at_quantity_times_price_beside_the_money(editions, enter):
    visit = enter("cooling-visits")
    assert (visit.cash, visit.goods_value, visit.amount) == (2000, 1250, 3250)
    assert visit.campaign == editions["SUMMER_COOLING"]


def test_student_of_a_family_on_file_is_granted(editions, enter, student, family):
    grant = enter("student-grants")
    assert (grant.archive, grant.member.name, grant.year, grant.cash) == (family, "陈晓雨", 2021, 5000)


class TestBadInput:
    def test_visit_outside_the_season_is_taken_only_when_confirmed(self, editions, enter):
        with pytest.raises(RecordDoubtful, match="不在“2021 年SUMMER_COOLING”的活动时间"):
            enter("cooling-visits", held_on="2021-10-08")
        assert CoolingVisit.objects.count() == 0
        assert enter("cooling-visits", held_on="2021-10-08", confirmed=True).campaign is not None

    def test_warmth_outside_the_season_is_warmth_all_year(self, editions, enter):
        with pytest.raises(RecordDoubtful, match="登记为常态化送温暖"):
            enter("warmth-visits", held_on="2022-03-20")
        assert enter("warmth-visits", held_on="2022-03-20", confirmed=True).campaign is None

    def test_student_in_two_programmes_of_a_year(self, editions, enter, refused, student):
        enter("student-grants")
        assert refused("student-grants", held_on="2021-09-01") == {
            "member": "这名学生 2021 年已由城关区资助 5,000.00 元，金秋助学一年一次"
        }
        enter("student-grants", result="REFUSED", cash="0", refusal_reason="本年已资助", held_on="2021-09-01")

    def test_student_with_schooling_aid_of_the_year(self, editions, refused, student, aided_student):
        aided_student(year=2021)
        assert refused("student-grants") == {
            "member": "这名学生 2021 年已有助学救助 3,000.00 元（城关区），不再资助"
        }

    @pytest.mark.parametrize(
        ("slug", "name"), [("cooling-visits", "workers"), ("universal-services", "person_times")]
    )
    def test_headcount_of_a_million(self, editions, refused, slug, name):
        assert "一次活动不会有 1000000 那么多" in refused(slug, **{name: "1000000"})[name]

    def test_large_headcount_is_taken_only_when_confirmed(self, editions, enter):
        with pytest.raises(RecordDoubtful, match="一次登记了 6000 人"):
            enter("universal-services", person_times="6000")
        assert enter("universal-services", person_times="6000", confirmed=True).person_times == 6000

    def test_goods_without_a_price(self, editions, refused):
        assert refused("cooling-visits", unit_price=None) == {
            "unit_price": "物资没有单价。请按采购价填写单价，折价等于数量 × 单价"
        }

    def test_money_without_a_source(self, editions, refused):
        assert refused("cooling-visits", fund_source="") == {"fund_source": "请选择资金来源"}

    def test_more_certificates_than_participants(self, refused):
        assert refused("training-classes", certificates="51")["certificates"] == (
            "“取得证书（本）”不能多于“参训人数”，请核对两个数"
        )

    def test_fair_in_the_future_marked_held(self, editions, refused, enter):
        assert refused("job-fairs", held_on="2022-04-20") == {
            "status": "日期还没有到。请先登记为“计划中”，举办以后再标记已举办"
        }
        assert enter("job-fairs", held_on="2022-04-20", status="PLANNED").status == "PLANNED"

    def test_visit_in_the_future(self, editions, refused):
        assert refused("warmth-visits", held_on="2022-04-01") == {"held_on": "日期不能晚于今天"}

    def test_family_without_its_file(self, editions, refused):
        assert refused("warmth-visits", target="HOUSEHOLD")["archive"] == (
            "困难职工家庭按户登记，请填写档案号"
        )

    def test_same_family_twice_a_day(self, editions, enter, refused, family):
        given = {"target": "HOUSEHOLD", "archive": family.file_no, "beneficiary": None, "occasions": "1"}
        enter("warmth-visits", **given)
        assert "这一户当天已有一次慰问" in refused("warmth-visits", **given)["archive"]

    def test_special_group_before_its_year(self, refused):
        assert refused("special-visits", event_year="2010") == {
            "event_year": "这一类别慰问 2011 年以来的人员，请核对事件年份"
        }

    def test_centre_that_does_not_meet_the_standard(self, refused):
        said = refused("help-centres", standard_on="2019-01-01")["standard_on"]
        assert said.startswith("还没有达标，缺：四个一：一片心、")

    def test_gifts_bought_beyond_all_gifts(self, refused):
        assert "gift_spending" in refused("consumption-aid", gift_spending="20000")

    def test_nobody_of_that_name_in_the_file(self, editions, student, clerk_chengguan):
        register = REGISTERS["student-grants"]
        form = form_of(register)(student | {"member": "别人"}, by=clerk_chengguan, register=register)
        assert form.errors["member"] == [
            "这份档案里没有叫这个名字的家庭成员。家庭成员：王桂英、陈晓雨"
        ]

    def test_file_of_another_union(self, editions, student, clerk_yongdeng):
        register = REGISTERS["student-grants"]
        form = form_of(register)(student, by=clerk_yongdeng, register=register)
        assert form.errors["archive"] == ["本单位范围内没有这个档案号，请核对"]


class TestLife:
    def test_planned_fair_is_held_once_its_day_has_come(self, editions, enter, clerk_chengguan):
        fair = enter("job-fairs", status="PLANNED")
        held = records.move(
            register=REGISTERS["job-fairs"], line=fair, step=ActivityStep.HOLD, by=clerk_chengguan
        )
        assert held.status == ActivityStatus.HELD

    def test_void_needs_a_reason_and_stays(self, editions, enter, clerk_chengguan):
        fair, given = enter("job-fairs"), {"register": REGISTERS["job-fairs"], "by": clerk_chengguan}
        with pytest.raises(ReasonMissing):
            records.move(line=fair, step=ActivityStep.VOID, note=" ", **given)
        records.move(line=fair, step=ActivityStep.VOID, note="重复登记", **given)
        assert JobFair.objects.get().step_note == "重复登记"
        with pytest.raises(ActivityStepNotOpen):
            records.move(line=fair, step=ActivityStep.VOID, note="重复登记", **given)

    def test_second_tap_writes_nothing(self, editions, enter, clerk_chengguan, sent):
        register = REGISTERS["job-fairs"]
        form = form_of(register)(sent("job-fairs"), by=clerk_chengguan, register=register)
        assert form.is_valid()
        given = {"register": register, "values": form.cleaned_data, "by": clerk_chengguan}
        first = records.enter(request_key="k1", **given)
        assert records.enter(request_key="k1", **given) == first
        assert JobFair.objects.count() == 1

    def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
        self, editions, enter, sent, clerk_chengguan
    ):
        fair, register = enter("job-fairs"), REGISTERS["job-fairs"]
        form = form_of(register)(sent("job-fairs", posts="400"), by=clerk_chengguan, register=register)
        assert form.is_valid()
        given = {"register": register, "line": fair, "values": form.cleaned_data, "by": clerk_chengguan}
        assert records.amend(version=1, **given).posts == 400
        with pytest.raises(RecordChanged):
            records.amend(version=1, **given)

    def test_only_the_union_that_wrote_it_changes_it(self, editions, enter, reviewer_lanzhou):
        fair = enter("job-fairs")
        with pytest.raises(NotYours, match="这条记录由城关区登记"):
            records.move(
                register=REGISTERS["job-fairs"], line=fair, step=ActivityStep.VOID, note="错",
                by=reviewer_lanzhou,
            )

    def test_finance_records_nothing(self, editions, enter, finance_chengguan):
        with pytest.raises(NotAllowed):
            enter("job-fairs", by=finance_chengguan)

    def test_nothing_is_written_into_a_closed_campaign(self, editions, enter, units, reviewer_lanzhou):
        ClosingReport.objects.create(
            campaign=editions["SPRING_JOBS"], unit=units["GS620100"], unit_path=units["GS620100"].path,
            text="完", closed_on=date(2022, 3, 30), closed_by=reviewer_lanzhou.user,
        )
        with pytest.raises(Exception, match="兰州市已于 2022-03-30 总结"):
            enter("job-fairs")


@pytest.fixture
def aided_student(family, clerk_chengguan, units):
    """Return a function that gives the student schooling aid of a year."""
    from assistance.models import AidRecord

    def give(year):
        member = family.members.get(name="陈晓雨")
        return AidRecord.objects.create(
            unit=family.unit, unit_path=family.unit_path, archive=family, member=member, tier="DEEP",
            person_index=bytes(member.id_index), aid_type="A3", stage="BACHELOR",
            school_year="2021-2022", amount=Decimal(3000), period=str(year), source="UNION",
            union_level="COUNTY", scheme="OWN", year=year, approval_level="COUNTY",
            acting_unit=family.unit, proposed_by=clerk_chengguan.user, proposed_on=date(2022, 3, 1),
        )

    return give


def test_models_stand_for_the_rules(editions, enter, student):
    """The database refuses what the rules refuse, should anybody write past them."""
    from django.db import IntegrityError, transaction

    visit, grant = enter("cooling-visits"), enter("student-grants")
    for rows, change in (
        (CoolingVisit.objects.filter(pk=visit.pk), {"unit_price": 0}),
        (CoolingVisit.objects.filter(pk=visit.pk), {"migrant_workers": 121}),
        (CoolingVisit.objects.filter(pk=visit.pk), {"status": "VOID"}),
        (StudentGrant.objects.filter(pk=grant.pk), {"cash": 0}),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**change)
    assert WarmthVisit.objects.count() == 0
