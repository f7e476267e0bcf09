"""Aid follows people through a split and a merge: on the page, under the caps, and as a hold."""

from datetime import date
from decimal import Decimal

import pytest

from assistance.kinds import AidStatus, AidType
from assistance.models import AidRecord
from assistance.queries.aid import history
from assistance.queries.limits import Asked, check
from households import regrouping, rows
from households.actions import content_requests, merging, requests, splitting
from households.enums import RequestKind, RequestStep
from households.models import FileLink
from households.request_errors import FileHeld
from tests import factories
from tests.assistance.aids import changed
from tests.assistance.conftest import ACCOUNT
from tests.households.test_regrouping import completed, daughter

pytestmark = pytest.mark.django_db
DAY = date(2022, 3, 31)


@pytest.fixture
def decide(reviewer_chengguan, reviewer_lanzhou):
    def past_both(asked):
        for by in (reviewer_chengguan, reviewer_lanzhou):
            asked = requests.decide(request=asked, step=RequestStep.PASS, by=by)
        return asked

    return past_both


@pytest.fixture
def family(aided_file):
    return aided_file(
        members=[factories.member(), daughter()],
        incomes=[factories.income(monthly_amount=Decimal("1200.00"))],
    )


@pytest.fixture
def ask_split(clerk_chengguan):
    def ask(archive):
        content = completed(regrouping.branched(rows.content_of(archive), [2], 2, DAY))
        content.bank = ACCOUNT | {"account_holder": "陈晓燕"}
        return splitting.ask(
            archive=archive, content=content, leaving=[2], by=clerk_chengguan, reason="另立门户"
        )

    return ask


def paid(aid):
    return changed_aid(aid, status=AidStatus.PAID, approved_on=DAY, paid_on=DAY)


def changed_aid(aid, **values):
    from unionaid.accounts.models import User

    values.setdefault("approved_by", User.objects.exclude(pk=aid.proposed_by_id).first())
    AidRecord.objects.filter(pk=aid.pk).update(**values)
    aid.refresh_from_db()
    return aid


def room(archive, aid_type=AidType.LIVING):
    archive.refresh_from_db()
    return check(Asked(archive=archive, aid_type=aid_type, amount=Decimal("1.00")), day=DAY).result.used


def test_aid_under_way_holds_split_merge_and_another_worker(family, propose, ask_split, clerk_chengguan):
    propose(family)
    with pytest.raises(FileHeld, match="生活救助"):
        ask_split(family)
    content = completed(regrouping.headed(rows.content_of(family), 1, former_stays=True))
    with pytest.raises(FileHeld, match="生活救助"):
        content_requests.ask(
            kind=RequestKind.HEAD, archive=family, content=content, by=clerk_chengguan, reason="病故"
        )


def test_person_takes_the_own_aid_along_and_both_households_keep_what_was_used(
    family, propose, ask_split, decide
):
    person = family.members.get(name="陈晓燕")
    living = paid(propose(family))
    own = paid(propose(family, aid_type=AidType.TRAINING, member=person.pk, amount=Decimal("800.00")))
    decide(ask_split(family))
    new = FileLink.objects.get().target
    assert {aid.pk for aid in history(new)} == {living.pk, own.pk}
    assert {aid.pk for aid in history(family)} == {living.pk, own.pk}
    own.refresh_from_db()
    assert (own.member.archive, own.archive) == (new, family)
    assert (room(family), room(new)) == (Decimal("3000.00"), Decimal("3000.00"))


def test_what_the_old_household_gets_after_the_split_is_its_own(family, propose, ask_split, decide):
    decide(ask_split(family))
    new = FileLink.objects.get().target
    family.refresh_from_db()
    later = propose(family)
    changed_aid(later, proposed_on=date(2022, 4, 2), approved_by=None)
    assert (room(family), room(new)) == (Decimal("3000.00"), Decimal("0.00"))
    assert history(new) == []


def test_merged_household_counts_what_both_had(aided_file, propose, decide, clerk_chengguan):
    archive, other = aided_file(), aided_file(worker=factories.worker(name="李玉兰"))
    mine, theirs = paid(propose(archive)), paid(propose(other, amount=Decimal("2000.00")))
    content = regrouping.joined(rows.content_of(archive), rows.content_of(other))
    for member in content.members:
        member["relation"], member["member_status"] = member["relation"] or "97", "03"
    decide(
        merging.ask(archive=archive, other=other, content=content, by=clerk_chengguan, reason="合住")
    )
    archive.refresh_from_db()
    assert room(archive) == Decimal("5000.00")
    assert {aid.pk for aid in history(archive)} == {mine.pk, theirs.pk}


def test_somebody_with_aid_who_is_gone_keeps_the_row_with_the_day(
    family, propose, clerk_chengguan, reviewer_chengguan
):
    person = family.members.get(name="陈晓燕")
    own = paid(propose(family, aid_type=AidType.TRAINING, member=person.pk, amount=Decimal("800.00")))
    content = rows.content_of(family)
    content.members.pop()
    asked = content_requests.ask(
        kind=RequestKind.CHANGE, archive=family, content=content, by=clerk_chengguan, reason="女儿出嫁"
    )
    requests.decide(request=asked, step=RequestStep.PASS, by=reviewer_chengguan)
    own.refresh_from_db()
    assert (own.member.name, own.member.left_on, own.member.is_living_file) == ("陈晓燕", DAY, False)
    assert [member.name for member in family.members.order_by("position")] == ["王桂英", "陈国庆"]
    assert changed(family, tier=family.tier).household_size == 2


def test_aid_of_another_file_is_shown_with_its_number_and_not_decided_here(
    family, propose, ask_split, decide, client_of, clerk_chengguan
):
    paid(propose(family))
    decide(ask_split(family))
    new = FileLink.objects.get().target
    page = client_of(clerk_chengguan).get(f"/households/{new.file_no}/aid/").content.decode()
    assert f"原档案 {family.file_no}" in page
