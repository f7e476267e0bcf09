"""The review page, My work and the standards, as their users send them."""

from copy import copy
from datetime import date
from decimal import Decimal
from functools import partial

import pytest

from households.actions import review
from households.errors import FileError
from households.models import DibaoLine, ReviewStep, RuleSet
from tests import factories
from tests.racing import at_once
from unionaid.audit.models import AuditEvent


def test_queue_holds_what_waits_for_the_own_unit(
    submitted_file, reviewer_chengguan, reviewer_lanzhou, reviewer_yongdeng, client_of
):
    archive = submitted_file()
    for posting, expected in ((reviewer_chengguan, 1), (reviewer_lanzhou, 0), (reviewer_yongdeng, 0)):
        page = client_of(posting).get("/review/")
        assert page.context["counts"]["waiting"] == expected
        assert (archive.file_no in page.content.decode()) == bool(expected)


def test_checker_passes_a_file_with_ticks(submitted_file, reviewer_chengguan, client_of):
    archive = submitted_file()
    answer = client_of(reviewer_chengguan).post(
        f"/review/{archive.file_no}/decide/",
        {"step": "CHECK", "ticks": ["amounts", "people"], "note": "属实"},
    )
    assert answer.status_code == 302
    step = archive.steps.get(step="CHECK")
    assert (step.ticks, step.note) == (["amounts", "people"], "属实")


def test_return_without_a_note_comes_back_with_the_reason(submitted_file, reviewer_chengguan, client_of):
    archive = submitted_file()
    client = client_of(reviewer_chengguan)
    answer = client.post(f"/review/{archive.file_no}/decide/", {"step": "RETURN", "pin_members": "应为配偶"})
    assert answer.status_code == 422
    assert "“退回”须写明意见" in answer.content.decode()
    answer = client.post(
        f"/review/{archive.file_no}/decide/",
        {"step": "RETURN", "note": "关系有误", "pin_members": "应为配偶"},
    )
    assert answer.status_code == 302
    assert list(archive.steps.get(step="RETURN").field_notes.values_list("field", "text")) == [
        ("members", "应为配偶")
    ]


def test_bulk_passes_only_what_needs_no_closer_look(submitted_file, reviewer_chengguan, client_of):
    plain = submitted_file()
    other = submitted_file(decision={"tier": "RELATIVE", "tier_reason": "有其他收入"})
    answer = client_of(reviewer_chengguan).post(
        "/review/bulk/", {"selected": [plain.file_no, other.file_no]}, follow=True
    )
    words = [str(message) for message in answer.context["messages"]]
    assert words[0] == "1 件已通过"
    assert "需细看" in words[1]
    plain.refresh_from_db()
    other.refresh_from_db()
    assert (plain.status, other.status) == ("CITY_APPROVAL", "COUNTY_REVIEW")


def test_second_round_shows_what_changed(submitted_file, reviewer_chengguan, clerk_chengguan, client_of):
    from households.actions import drafts, files

    archive = submitted_file()
    review.return_file(archive=archive, by=reviewer_chengguan, note="收入有误")
    draft = drafts.reopen(archive=archive, by=clerk_chengguan)
    person = archive.members.get(relation="01")
    changed = factories.content(
        worker=factories.worker(id_number=person.id_number, education="80"),
        incomes=[factories.income(monthly_amount=Decimal(1700))],
    )
    files.submit(content=changed, by=clerk_chengguan, unit=clerk_chengguan.unit, draft=draft)
    page = client_of(reviewer_chengguan).get(f"/review/{archive.file_no}/")
    labels = [row.label for row in page.context["changed"]]
    assert "职工本人 文化程度" in labels
    assert labels.count("收入") == 2
    assert person.id_number not in page.content.decode()
    archive.refresh_from_db()
    assert archive.review_round == 2


def test_my_work_counts_what_it_shows(submitted_file, clerk_chengguan, reviewer_chengguan, client_of):
    archive = submitted_file()
    assert client_of(reviewer_chengguan).get("/work/").context["work"].total == 1
    assert client_of(clerk_chengguan).get("/work/").context["work"].total == 0
    review.return_file(archive=archive, by=reviewer_chengguan, note="缺授权书")
    page = client_of(clerk_chengguan).get("/work/")
    assert page.context["work"].total == 1
    assert "缺授权书" in page.content.decode()


RULES = {
    "version": "2022-甘肃-02", "valid_from": "2022-04-01", "document_no": "甘工办〔2022〕9号",
    "relative_multiplier": "1.50", "event_cost_ratio": "0.80", "event_lookback_months": "12",
    "edge_margin": "0.10", "recheck_months": "12", "grace_months": "6", "visit_interval_months": "6",
    "retirement_age_men": "60", "retirement_age_women": "55", "county_review_working_days": "5",
    "city_approval_working_days": "5", "returned_fix_working_days": "10",
    "verify_working_days": "5", "pairing_working_days": "10", "demand_days": "30", "note": "",
}  # fmt: skip


def test_province_adopts_a_new_version_and_the_old_one_ends(standards, officer_gansu, client_of):
    client = client_of(officer_gansu)
    assert client.post("/standards/rules/new/", RULES | {"valid_from": "2020-01-01"}).status_code == 422
    assert client.post("/standards/rules/new/", RULES).status_code == 302
    standards.refresh_from_db()
    assert standards.valid_to == date(2022, 3, 31)
    assert RuleSet.objects.in_force(date(2022, 4, 1)).get().relative_multiplier == Decimal("1.50")
    assert AuditEvent.objects.filter(event="RULE_SET_ADOPTED").count() == 1


def test_province_registers_a_line(standards, officer_gansu, client_of):
    given = {"region_code": "620102", "urban_monthly": "900", "rural_monthly": "", "valid_from": "2022-05-01",
             "document_no": "兰民发〔2022〕1号", "note": ""}  # fmt: skip
    assert client_of(officer_gansu).post("/standards/lines/new/", given).status_code == 302
    assert DibaoLine.objects.get(region_code="620102").urban_monthly == Decimal("900.00")


@pytest.mark.parametrize("person", ["clerk_chengguan", "reviewer_lanzhou", "auditor_gansu"])
def test_others_read_the_standards_and_change_nothing(standards, people, client_of, person):
    client = client_of(people[person])
    assert client.get("/standards/").status_code == 200
    assert client.post("/standards/rules/new/", RULES).status_code == 403


def race(archive, postings):
    """Let everybody check one file at once; return how many were let through."""
    calls = [partial(review.check, archive=archive, by=posting) for posting in postings]
    return len(at_once(calls, refused=FileError))


@pytest.mark.django_db(transaction=True)
def test_eight_checkers_at_once_make_one_decision(submitted_file, reviewer_chengguan, units):
    from unionaid.accounts.models import Posting, User

    archive = submitted_file()
    postings = [reviewer_chengguan] + [
        Posting.objects.create(
            user=User.objects.create(username=f"reviewer.{n}", display_name=f"审核{n}"),
            unit=units["GS620102"], role="REVIEWER", valid_from=date(2020, 1, 1),
        )
        for n in range(7)
    ]  # fmt: skip
    assert race(archive, postings) == 1
    assert ReviewStep.objects.filter(archive=archive, step="CHECK").count() == 1


@pytest.mark.django_db(transaction=True)
def test_without_the_compare_under_a_lock_the_race_is_lost(
    submitted_file, reviewer_chengguan, units, monkeypatch
):
    """The negative control: with the state no longer compared, more than one gets through."""
    from unionaid.accounts.models import Posting, User

    archive = submitted_file()
    others = [
        Posting.objects.create(
            user=User.objects.create(username=f"reviewer.{n}", display_name=f"审核{n}"),
            unit=units["GS620102"], role="REVIEWER", valid_from=date(2020, 1, 1),
        )
        for n in range(3)
    ]  # fmt: skip
    monkeypatch.setattr(review, "_locked", copy)
    monkeypatch.setattr(review.lifecycle, "check", lambda *args, **kwargs: "CITY_APPROVAL")
    assert race(archive, [reviewer_chengguan, *others]) > 1
