from datetime import date
from decimal import Decimal

import pytest
from django.http import QueryDict

from households.actions import review
from households.filters import HouseholdFilter
from households.models import ArchiveEpisode, HardshipArchive
from households.queries.files import files_for
from tests import factories
from unionaid import clock


@pytest.fixture
def found(officer_gansu):
    """Return a function: query string → the names of the files a person's list holds, sorted."""

    def find(query, by=officer_gansu):
        filterset = HouseholdFilter(QueryDict(query), files_for(by), posting=by)
        assert filterset.is_valid(), filterset.form.errors
        return sorted(filterset.qs.values_list("worker_name", flat=True))

    return find


def person(name, **changes):
    return factories.worker(name=name, **changes)


def born(day, sex="2"):
    return {"id_number": factories.identity_number(birth=day, sex=sex), "sex": sex}


def work(**changes):
    return factories.content().work | changes


def home(**changes):
    return factories.content().home | changes


def causes(**changes):
    return factories.content().causes | changes


def support(**changes):
    return factories.content().support | changes


def test_without_a_status_the_files_on_record_are_meant(found, active_file, submitted_file):
    active_file(worker=person("在档人"))
    submitted_file(worker=person("待审人"))

    assert found("") == ["在档人"]
    assert found("status=COUNTY_REVIEW") == ["待审人"]
    assert found("status=ACTIVE&status=COUNTY_REVIEW") == found("status=ALL") == ["在档人", "待审人"]


def test_a_unit_means_its_whole_subtree(found, active_file, clerk_yongdeng):
    active_file(worker=person("城关人"))

    assert found("unit=620102") == found("unit=GS620102") == ["城关人"]
    assert found("unit=620100") == found("unit=620000") == ["城关人"]
    assert found("unit=620121") == []


@pytest.mark.parametrize("code", ["620121", "GS620100", "GS", "999999"])
def test_a_unit_out_of_scope_is_as_unknown_as_one_that_never_was(code, clerk_chengguan):
    filterset = HouseholdFilter(
        QueryDict(f"unit={code}"), files_for(clerk_chengguan), posting=clerk_chengguan
    )

    assert filterset.form.errors["unit"] == [f"没有代码为 {code} 的单位"]


def test_tiers_and_causes(found, active_file):
    active_file(worker=person("深度", education="70"))
    active_file(
        worker=person("相对"),
        incomes=[factories.income(monthly_amount=Decimal("2400.00"))],
        expenses=[],
        causes=causes(main_cause="09"),
    )
    HardshipArchive.objects.filter(worker_name="相对").update(main_cause="")

    assert found("tier=DEEP") == ["深度"]
    assert found("tier=DEEP&tier=RELATIVE") == ["深度", "相对"]
    assert found("cause=06") == ["深度"]
    assert found("cause=UNKNOWN") == ["相对"]


def test_ages_are_whole_years_at_the_end_of_the_business_day(found, active_file):
    active_file(worker=person("今天满五十", **born(date(1972, 3, 31))))
    active_file(worker=person("明天满五十", **born(date(1972, 4, 1))))
    HardshipArchive.objects.filter(worker_name="明天满五十").update(birth_date=date(1972, 4, 1))

    assert found("age_from=50") == ["今天满五十"]
    assert found("age_to=49") == ["明天满五十"]
    assert found("age_from=49&age_to=50") == ["今天满五十", "明天满五十"]
    assert found("age_band=AGE_50") == ["今天满五十"]
    assert found("age_band=AGE_40&age_band=AGE_50") == ["今天满五十", "明天满五十"]


def test_4050_workers_are_men_of_fifty_and_women_of_forty_below_retirement(found, active_file):
    for name, day, sex in (
        ("男四十九", date(1972, 8, 12), "1"),
        ("男五十", date(1972, 3, 31), "1"),
        ("男五十九", date(1962, 4, 1), "1"),
        ("男六十", date(1962, 3, 31), "1"),
        ("女三十九", date(1982, 4, 1), "2"),
        ("女四十", date(1982, 3, 31), "2"),
        ("女五十四", date(1968, 3, 15), "2"),
        ("女五十五", date(1967, 3, 31), "2"),
    ):
        active_file(worker=person(name, **born(day, sex)))

    expected = sorted(["男五十", "男五十九", "女四十"])
    assert found("worker_4050=1") == sorted([*expected, "女五十四"])


def test_the_retirement_age_comes_from_the_rule_set(found, active_file, standards):
    active_file(worker=person("女五十四", **born(date(1968, 3, 15))))
    standards.retirement_age_women = 50
    standards.save()

    assert found("worker_4050=1") == []


def test_education_and_skill_by_group_and_by_code(found, active_file):
    active_file(worker=person("初中无证", education="71", skill_level="0"))
    active_file(worker=person("小学初级", education="81", skill_level="5"))
    active_file(worker=person("本科高级", education="21", skill_level="3"))
    active_file(worker=person("没有记录", education="", skill_level=""))

    assert found("education_group=JUNIOR_SECONDARY") == ["初中无证"]
    assert found("education_group=JUNIOR_SECONDARY&education_group=PRIMARY") == ["初中无证", "小学初级"]
    assert found("education_group=UNKNOWN") == ["没有记录"]
    assert found("education=21") == ["本科高级"]
    assert found("skill_group=NONE&skill_group=JUNIOR") == ["初中无证", "小学初级"]
    assert found("skill_group=UNKNOWN") == ["没有记录"]
    assert found("skill_level=3") == ["本科高级"]


def test_the_other_filters_each_tell_two_files_apart(found, active_file):
    active_file(
        worker=person("甲", ethnicity="03", model_worker_type="2", **born(date(1975, 1, 1), "1")),
        work=work(work_status="91", worker_kind="MIGRANT", archive_level="NATIONAL"),
        home=home(is_single_parent=True),
        support=support(on_dibao=True),
        causes=causes(event_tag="EPIDEMIC", sub_cause="15"),
        members=[],
        applied_on=date(2022, 1, 10),
    )
    active_file(worker=person("乙", **born(date(1975, 1, 1))))

    for query in (
        "ethnicity=03",
        "model_worker=1",
        "sex=1",
        "work_status=91",
        "worker_kind=MIGRANT",
        "archive_level=NATIONAL",
        "is_single_parent=1",
        "on_dibao=1",
        "event_tag=EPIDEMIC",
        "sub_cause=15",
        "size_to=1",
        "applied_to=2022-01-31",
    ):
        assert (query, found(query)) == (query, ["甲"])
    for query in (
        "ethnicity=01",
        "model_worker=0",
        "sex=2",
        "is_single_parent=0",
        "on_dibao=0",
        "size_from=2",
        "applied_from=2022-02-01",
        "is_reentry=0&is_migrated=0&size_from=2",
    ):
        assert (query, found(query)) == (query, ["乙"])
    assert found("approved_from=2022-03-31&approved_to=2022-03-31") == ["乙", "甲"]
    assert found("approved_from=2022-04-01") == []


def test_incomes_between_two_amounts(found, active_file):
    deep = active_file(worker=person("低"))
    active_file(worker=person("高"), incomes=[factories.income(monthly_amount=Decimal("2400"))], expenses=[])

    assert found(f"income_to={deep.net_per_capita_income}") == ["低"]
    assert found(f"income_from={deep.net_per_capita_income + Decimal('0.01')}") == ["高"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("age_from=60&age_to=50", "age_to"),
        ("changed_from=2022-03-02&changed_to=2022-03-01", "changed_to"),
        ("tier=RICH", "tier"),
        ("as_of=2022-04-01", "as_of"),
        ("as_of=yesterday", "as_of"),
        ("age_from=-1", "age_from"),
        ("status=DRAFT", "status"),
    ],
)
def test_a_wrong_value_is_an_error_of_its_filter(query, field, officer_gansu):
    filterset = HouseholdFilter(QueryDict(query), files_for(officer_gansu), posting=officer_gansu)

    assert list(filterset.form.errors) == [field]


def test_as_of_a_day_the_counted_values_are_those_of_that_day(found, active_file):
    archive = active_file(worker=person("后来改了"))
    ArchiveEpisode.objects.filter(archive=archive, valid_to=None).update(
        valid_from=date(2022, 3, 10), tier="RELATIVE", main_cause="09", education="21"
    )

    assert found("as_of=2022-03-09") == []
    assert found("as_of=2022-03-10") == ["后来改了"]
    assert found("as_of=2022-03-31&tier=RELATIVE&cause=09&education_group=BACHELOR") == ["后来改了"]
    assert found("as_of=2022-03-31&tier=DEEP") == []
    assert found("tier=DEEP") == ["后来改了"]


def test_as_of_a_day_the_ages_are_those_of_that_day(found, active_file):
    archive = active_file(worker=person("三月满五十", **born(date(1972, 3, 20))))
    ArchiveEpisode.objects.filter(archive=archive, valid_to=None).update(valid_from=date(2022, 3, 1))

    assert found("as_of=2022-03-19&age_band=AGE_50") == []
    assert found("as_of=2022-03-20&age_band=AGE_50") == ["三月满五十"]


def test_coming_on_record_and_going_off_it(found, active_file, submitted_file, reviewer_chengguan):
    stayed = active_file(worker=person("留下"))
    gone = active_file(worker=person("离开"))
    waiting = submitted_file(worker=person("未批"))
    review.return_file(archive=waiting, by=reviewer_chengguan, note="补材料")
    _leave(gone, date(2022, 3, 31))
    clock.set_business_date(date(2022, 4, 30))

    assert found("entered_from=2022-03-31&entered_to=2022-03-31&status=ALL") == ["留下"]
    assert found("left_from=2022-03-01&left_to=2022-04-30&status=ALL") == []

    _leave(stayed, date(2022, 4, 12))

    assert found("entered_from=2022-03-01&entered_to=2022-03-31&status=ALL") == ["留下"]
    assert found("left_from=2022-04-01&left_to=2022-04-30&status=ALL") == ["留下"]
    assert found("left_to=2022-04-11&status=ALL") == []


def test_an_old_file_loaded_did_not_come_on_record(found, active_file):
    archive = active_file(worker=person("历史"))
    ArchiveEpisode.objects.filter(archive=archive).delete()
    ArchiveEpisode.objects.create(
        archive=archive,
        unit=archive.unit,
        unit_path=archive.unit_path,
        valid_from=date(2021, 1, 1),
        status="ACTIVE",
        tier="DEEP",
        archive_level="CITY",
        sex="2",
        household_size=2,
        is_migrated=True,
    )

    assert found("entered_from=2021-01-01") == []
    assert found("as_of=2021-01-01") == ["历史"]


def _leave(archive, day):
    """Close the open episode of a file on a day and append one in grace."""
    last = ArchiveEpisode.objects.get(archive=archive, valid_to=None)
    ArchiveEpisode.objects.filter(pk=last.pk).update(valid_to=day)
    last.pk, last.valid_from, last.status = None, day, "GRACE"
    last.save(force_insert=True)


def test_the_neighbour_finds_nothing_with_any_filter(found, active_file, clerk_yongdeng):
    archive = active_file(worker=person("城关人"))
    assert found("status=ALL") == ["城关人"]

    for query in ("", "status=ALL", "tier=DEEP", "as_of=2022-03-31", f"q={archive.file_no}", "q=城关人"):
        assert found(query, by=clerk_yongdeng) == []
