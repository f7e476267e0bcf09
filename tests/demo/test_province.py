"""The loaded demo province: every number the project promises about it."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Avg, Count, F, Q, Sum

from households import profiles
from households.enums import LIVING, LinkKind, NoticeStatus, Status, Tier
from households.models import (
    ArchiveEpisode,
    ArchiveTally,
    Assessment,
    Draft,
    FamilyMember,
    FileLink,
    FileNumber,
    FreezePeriod,
    HardshipArchive,
    HistoricalSummary,
    IntakeRecord,
    Objection,
    PublicNotice,
    ReviewStep,
)
from households.queries.census import census
from households.queries.holidays import add_working_days
from households.recognition_json import assess_document
from unionaid import clock
from unionaid.accounts.models import Handover
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent
from unionaid.demo import material
from unionaid.demo.chain_days import CHAIN_FROM
from unionaid.organizations import codes
from unionaid.organizations.models import UnionUnit
from unionaid.organizations.queries import unit_by_code

CENSUS_DAY = date(2022, 3, 31)
pytestmark = pytest.mark.usefixtures("province", "db")


@pytest.fixture
def on_file():
    return HardshipArchive.objects.active()


def share(rows, **conditions):
    return rows.filter(**conditions).count() / rows.count()


def province_census(day, by="prefecture"):
    return census(UnionUnit.objects.get(code="GS"), day, by)


def test_census_of_the_article():
    assert clock.today() == CENSUS_DAY
    answer = province_census(CENSUS_DAY)
    assert answer.total == 6824
    assert answer.by_tier == {"DEEP": 940, "RELATIVE": 5035, "ACCIDENTAL": 827, "UNRATED": 22}
    assert [(row.code, row.by_tier) for row in answer.rows] == list(material.calibration().items())


def test_every_way_of_counting_adds_up():
    for by in ("county", "tier", "cause", "age", "education", "skill"):
        answer = province_census(CENSUS_DAY, by)
        assert (answer.total, answer.by_tier["UNRATED"]) == (6824, 22), by
    counties = province_census(CENSUS_DAY, "county").rows
    assert all(row.total > 0 for row in counties)


def test_households_have_between_2_7_and_2_9_people(on_file):
    assert 2.7 <= on_file.aggregate(people=Avg("household_size"))["people"] <= 2.9


def test_profile_of_the_article(on_file):
    workers = on_file.filter(profiles.of_4050(CENSUS_DAY)).count() / 6824
    assert 0.55 <= workers <= 0.65
    low = codes.codes_having("education", junior_secondary_or_below="yes")
    assert 0.55 <= share(on_file, education__in=low) <= 0.65
    unskilled = codes.codes_having("skill_level", none_or_junior="yes")
    assert 0.60 <= share(on_file, skill_level__in=unskilled) <= 0.70


def test_illness_is_the_first_cause(on_file):
    causes = Counter(on_file.values_list("main_cause", flat=True))
    assert causes.most_common(1)[0][0] == "06"
    assert causes[""] == 22


def test_levels_and_years_of_filing(on_file):
    assert Counter(on_file.values_list("archive_level", flat=True)) == {"NATIONAL": 5500, "CITY": 1324}
    national = on_file.filter(archive_level="NATIONAL")
    assert not national.filter(Q(applied_on__lt=date(2021, 1, 1)) | Q(is_migrated=True)).exists()
    unrated = on_file.filter(tier=Tier.UNRATED)
    assert unrated.filter(is_migrated=True).exclude(legacy_category="").count() == unrated.count() == 22


def test_accidental_hardship_follows_an_event_within_a_year(on_file):
    accidental = on_file.filter(tier=Tier.ACCIDENTAL)
    assert accidental.count() == 827
    assert accidental.filter(main_cause__in=["07", "08"], event__isnull=False).count() == 827
    assert not accidental.filter(event__occurred_on__gt=F("applied_on")).exists()
    for applied, occurred in accidental.values_list("applied_on", "event__occurred_on"):
        assert (applied - occurred).days <= 365


def test_rule_gives_every_stored_recommendation():
    stored = list(Assessment.objects.select_related("rule_set").order_by("pk"))
    assert len(stored) > 8000
    rules = stored[0].rule_set
    cases = [row.facts | {"id": str(row.pk)} for row in stored]
    parameters = {
        "relative_multiplier": str(rules.relative_multiplier), "deep_inclusive": rules.deep_inclusive,
        "relative_inclusive": rules.relative_inclusive, "event_cost_ratio": str(rules.event_cost_ratio),
        "event_lookback_months": rules.event_lookback_months, "edge_margin": str(rules.edge_margin),
        "severe_illness_as_rigid": rules.severe_illness_as_rigid,
    }
    answers = assess_document({"parameters": parameters, "cases": cases})
    for row, answer in zip(stored, answers, strict=True):
        assert answer["outcome"] == row.outcome
        assert answer["steps"] == [step["text"] for step in row.steps]
        assert answer["chronic_per_capita"] == f"{row.chronic_per_capita:.2f}"


def test_other_tiers_are_few_with_reason_and_second_person(on_file):
    current = Assessment.objects.filter(is_current=True, archive__in=on_file)
    assert current.count() == 6824 - 22
    other = current.exclude(tier=F("outcome"))
    assert 0 < other.count() <= 0.02 * 6824
    for row in other.select_related("archive"):
        assert row.tier_reason and row.chosen_by_id and row.confirmed_by_id
        assert row.chosen_by_id != row.confirmed_by_id
        assert row.tier == row.archive.tier


def test_files_were_entered_checked_approved_and_filed_by_as_many_people(on_file):
    steps = ReviewStep.objects.filter(
        archive__in=on_file, archive__is_migrated=False, step__in=["SUBMIT", "CHECK", "APPROVE"],
        review_round=F("archive__review_round"),
    )
    people = steps.values("archive").annotate(people=Count("by", distinct=True), steps=Count("pk"))
    assert {(row["people"], row["steps"]) for row in people} == {(3, 3), (4, 4)}
    filed = set(steps.filter(from_status=Status.PROVINCE_FILING).values_list("archive", flat=True))
    assert filed == {row["archive"] for row in people if row["steps"] == 4}
    assert people.count() == 5923  # one more was split off by a request


def test_no_page_is_empty():
    statuses = Counter(HardshipArchive.objects.values_list("status", flat=True))
    for status in set(Status) - {Status.DRAFT}:
        assert statuses[status] > 5, status
    assert Draft.objects.count() > 30
    for code in ("GS620102", "GS620121", "GS620200"):
        own = HardshipArchive.objects.filter(unit__code=code)
        assert own.filter(status=Status.COUNTY_REVIEW).count() >= 4
        assert own.filter(status=Status.RETURNED).count() >= 2
        for status in (Status.SUBMITTED, Status.VERIFYING, Status.MATCHING, Status.PUBLICISED):
            assert own.filter(status=status).count() >= 2, (code, status)
        assert own.filter(status=Status.PROVINCE_FILING).exists()
        assert Draft.objects.filter(unit__code=code).count() >= 3
    returned = ReviewStep.objects.filter(step="RETURN")
    assert not returned.filter(Q(note="") | Q(field_notes__isnull=True)).exists()


def test_files_follow_the_chain_of_the_day_they_were_submitted():
    first = ReviewStep.objects.filter(step="SUBMIT", review_round=1)
    versions = {
        "2021-01": first.filter(on__lt=CHAIN_FROM), "2022-01": first.filter(on__gte=CHAIN_FROM),
    }
    for version, submitted in versions.items():
        assert set(submitted.values_list("archive__chain__version", flat=True)) == {version}
    assert versions["2022-01"].count() > 300


def test_what_the_full_chain_asks_for_is_there():
    passed = ReviewStep.objects.filter(archive__chain__version="2022-01")
    for step in passed.filter(step="VERIFY").select_related("archive"):
        visit = step.archive.visits.filter(review_round=step.review_round, visitor_count__gte=2).first()
        assert visit and step.archive.applied_on <= visit.visited_on <= step.on
    matched = passed.filter(step="MATCH")
    assert matched.count() == passed.filter(
        step="MATCH", archive__match_records__review_round=F("review_round")
    ).distinct().count() > 100  # fmt: skip
    ended = passed.filter(step="END_NOTICE").values("archive")
    assert not HardshipArchive.objects.filter(pk__in=ended, notice_entries=None).exists()
    assert not passed.filter(step="CHECK").filter(
        Q(minutes=None) | ~Q(minutes__held_on=F("on")) | ~Q(minutes__unit=F("by_unit"))
    ).exists()  # fmt: skip


def test_notices_stand_in_every_state():
    today = clock.today()
    for code in ("GS620102", "GS620121", "GS620200"):
        own = PublicNotice.objects.filter(unit__code=code)
        assert own.running(today).count() >= 2 and own.expired(today).exists()
        assert own.filter(status=NoticeStatus.ENDED).exists()
        waiting = HardshipArchive.objects.filter(unit__code=code, status=Status.PUBLICISED)
        assert waiting.exclude(notice_entries__is_running=True).exists()
    assert PublicNotice.objects.filter(status=NoticeStatus.TAKEN_DOWN).exists()
    said = Counter(Objection.objects.values_list("status", "notice__status"))
    assert said["DISMISSED", "ENDED"] > 5
    assert said["OPEN", "OPEN"] == 2 and said["UPHELD", "OPEN"] == 1 and said["DISMISSED", "OPEN"] == 1
    for notice in PublicNotice.objects.all():
        assert notice.ends_on == add_working_days(notice.starts_on, 5)


def test_registers_freezes_and_handovers_have_rows():
    for code in ("GS620102", "GS620121", "GS620200"):
        own = Counter(IntakeRecord.objects.filter(unit__code=code).values_list("result", flat=True))
        assert own["OPEN"] >= 4 and own["REFUSED"] and own["FILED"], code
    today = clock.today()
    freezes = FreezePeriod.objects.all()
    assert freezes.filter(first_day__lte=today, last_day__gte=today, exceptions__isnull=False).count() == 1
    assert freezes.filter(first_day__gt=today).count() == 2
    assert Handover.objects.waiting().count() == 1
    assert Handover.objects.filter(signed_at__isnull=False, new_posting__isnull=False).count() == 1


def test_other_branches_hold_everything_but_files_on_file():
    apart = UnionUnit.objects.filter(depth=2).exclude(kind="TERRITORIAL")
    assert apart.count() == 14
    for unit in apart:
        statuses = Counter(HardshipArchive.objects.filter(unit=unit).values_list("status", flat=True))
        assert statuses[Status.ACTIVE] == 0
        assert statuses[Status.COUNTY_REVIEW] and statuses[Status.GRACE] and statuses[Status.EXITED]
        assert Draft.objects.filter(unit=unit).exists()


def test_two_thousand_files_closed_before_2021():
    old = HardshipArchive.objects.filter(
        is_migrated=True, status__in=[Status.EXITED, Status.CANCELLED], closed_on__lt=date(2021, 1, 1)
    )
    assert old.count() == 2000
    assert not old.filter(Q(exit_reason="") | Q(closed_on__lt=date(2015, 12, 1))).exists()
    assert HardshipArchive.objects.filter(is_reentry=True, previous_archive__in=old).count() > 20


def test_earlier_years_answer_from_summaries():
    answer = province_census(date(2019, 6, 30))
    assert (answer.from_summary, answer.total) == (2018, 29800)
    flows = {
        row["year"]: (row["stock"], row["opened"], row["exited"])
        for row in HistoricalSummary.objects.values("year").order_by("year").annotate(
            stock=Sum("stock"), opened=Sum("opened"), exited=Sum("exited")
        )
    }
    assert sorted(flows) == [2015, 2016, 2017, 2018, 2019, 2020]
    for year in range(2016, 2021):
        stock, opened, exited = flows[year]
        assert flows[year - 1][0] + opened - exited == stock
    first_day = province_census(date(2021, 1, 1))
    assert first_day.from_summary is None
    assert first_day.by_tier == province_census(date(2020, 12, 31)).by_tier


def test_every_month_sees_files_come_and_go():
    arrived = ArchiveEpisode.objects.filter(status=Status.ACTIVE, is_migrated=False)
    left = ArchiveEpisode.objects.filter(status__in=[Status.GRACE, Status.CANCELLED])
    for year, month in [(2021, month) for month in range(2, 13)] + [(2022, 1), (2022, 2), (2022, 3)]:
        within = {"valid_from__year": year, "valid_from__month": month}
        assert arrived.filter(**within).exists() and left.filter(**within).exists(), (year, month)


def test_tallies_and_numbers_agree_with_the_files():
    counted = Counter()
    for status, tier, files, people in ArchiveTally.objects.values_list("status", "tier", "files", "people"):
        counted[status, tier] += files
        counted[status, tier, "people"] += people
    held = HardshipArchive.objects.values("status", "tier")
    for row in held.annotate(n=Count("pk"), m=Sum("household_size")):
        assert counted[row["status"], row["tier"]] == row["n"]
        assert counted[row["status"], row["tier"], "people"] == row["m"]
    for row in FileNumber.objects.all():
        start = f"GS-{row.region_code}-{row.year}-"
        last = HardshipArchive.objects.filter(file_no__startswith=start).order_by("-file_no").first()
        assert last.file_no == f"{start}{row.last:05d}"


def test_episodes_follow_each_other_and_the_last_is_open():
    rows = ArchiveEpisode.objects.order_by("archive", "pk").values_list(
        "archive", "valid_from", "valid_to", "status"
    )
    last = {}
    for archive, start, end, status in rows:
        assert last.get(archive, (None, start))[1] == start
        last[archive] = (status, end)
    assert {end for _status, end in last.values()} == {None}
    assert {pk: status for pk, (status, _end) in last.items()} == dict(
        HardshipArchive.objects.values_list("pk", "status")
    )


def test_living_people_are_known_as_such():
    wrong = FamilyMember.objects.exclude(is_living_file=Q(archive__status__in=LIVING))
    assert not wrong.exists()


def test_one_event_tells_of_the_demo_and_the_actions_of_the_rest():
    loaded = AuditEvent.objects.get(event=Event.DEMO_LOADED)
    assert loaded.after["households"] == 6824
    split_off = FileLink.objects.filter(kind=LinkKind.SPLIT).count()
    assert split_off == 1
    assert loaded.after["files"] == HardshipArchive.objects.count() - split_off
    assert AuditEvent.objects.filter(event=Event.FILE_APPROVED).count() >= 50


def test_every_unit_has_a_clerk_and_a_reviewer():
    for unit in UnionUnit.objects.all():
        roles = Counter(unit.postings.values_list("role", flat=True))
        assert roles["CLERK"] and roles["REVIEWER"], unit
    jiayuguan = unit_by_code("620200")
    assert Counter(jiayuguan.postings.values_list("role", flat=True)) == {
        "CLERK": 1, "REVIEWER": 2, "FINANCE": 1,
    }  # fmt: skip
