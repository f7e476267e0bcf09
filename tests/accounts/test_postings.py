from datetime import date

import pytest
from django.urls import reverse

from tests import union_tree
from unionaid import clock
from unionaid.accounts.actions.postings import appoint_deputy, end_posting, grant_posting
from unionaid.accounts.errors import (
    AdministratorStaysApart,
    DeputyRefused,
    NotAllowed,
    NotInForce,
    OwnAccount,
    PostingOverlaps,
    WrongDates,
)
from unionaid.accounts.models import Posting
from unionaid.accounts.permissions import Role
from unionaid.audit.models import AuditEvent
from unionaid.organizations.actions import tree
from unionaid.organizations.errors import UnitIsClosed

pytestmark = pytest.mark.django_db
TODAY = date(2022, 3, 31)


@pytest.fixture(autouse=True)
def today(db):
    clock.set_business_date(TODAY)


def grant(by, posting, unit, role=Role.REVIEWER, **dates):
    return grant_posting(
        by=by, user=posting.user, unit=unit, role=role, **{"valid_from": TODAY, "valid_to": None} | dates
    )


def deputise(by, posting, user, until=date(2022, 4, 30)):
    return appoint_deputy(by=by, posting=posting, user=user, valid_from=TODAY, valid_to=until)


def test_a_posting_holds_from_its_first_to_its_last_day(admin_lanzhou, clerk, units):
    made = grant(
        admin_lanzhou,
        clerk,
        units["GS620121"],
        valid_from=date(2022, 4, 2),
        valid_to=date(2022, 4, 4),
    )
    days = [date(2022, 4, day) for day in range(1, 6)]
    in_force = [Posting.objects.current(day).filter(pk=made.pk).exists() for day in days]
    assert in_force == [False, True, True, True, False]


def test_the_same_office_is_not_given_twice(admin_lanzhou, clerk, units):
    with pytest.raises(PostingOverlaps, match="在城关区总工会已有“经办”岗位，期间重叠"):
        grant(admin_lanzhou, clerk, units["GS620102"], Role.CLERK)


def test_an_administrator_holds_no_other_office_and_the_other_way_round(admin, admin_lanzhou, clerk, units):
    with pytest.raises(AdministratorStaysApart):
        grant(admin_lanzhou, clerk, units["GS620102"], Role.ADMIN)
    with pytest.raises(AdministratorStaysApart):
        grant(admin, admin_lanzhou, units["GS620100"], Role.CLERK)


def test_nobody_grants_beyond_the_own_subtree_or_to_oneself(admin_lanzhou, admin_yongdeng, clerk, units):
    with pytest.raises(NotAllowed):
        grant(admin_lanzhou, clerk, units["GS620400"])
    with pytest.raises(NotAllowed):
        grant(admin_yongdeng, clerk, units["GS620121"])
    with pytest.raises(OwnAccount):
        grant(admin_lanzhou, admin_lanzhou, units["GS620102"])


def test_no_office_begins_at_a_closed_unit_or_ends_in_the_past(admin_lanzhou, clerk, units):
    with pytest.raises(WrongDates):
        grant(admin_lanzhou, clerk, units["GS620121"], valid_to=date(2022, 3, 30))
    tree.close(units["GS620121"], day=TODAY)
    with pytest.raises(UnitIsClosed):
        grant(admin_lanzhou, clerk, units["GS620121"])


def test_ending_works_at_once_even_on_the_first_day(client_of, admin_lanzhou, clerk, units):
    made = grant(admin_lanzhou, clerk, units["GS620121"])
    browser = client_of(clerk)
    end_posting(by=admin_lanzhou, posting=made)
    end_posting(by=admin_lanzhou, posting=clerk)
    assert list(Posting.objects.current().filter(user=clerk.user)) == []
    response = browser.get(reverse("home"))
    assert response.status_code == 403
    assert "您现在没有在任岗位" in response.content.decode()
    assert "admin · 甘肃省总工会" in response.content.decode()
    with pytest.raises(NotInForce):
        end_posting(by=admin_lanzhou, posting=clerk)


def test_a_deputy_acts_with_the_same_unit_and_role_for_a_while(admin_lanzhou, reviewer, units):
    other = union_tree.posting("reviewer.yongdeng", units["GS620121"], Role.REVIEWER)
    deputy = deputise(admin_lanzhou, reviewer, other.user)
    assert (deputy.unit, deputy.role, deputy.kind, deputy.deputy_for) == (
        reviewer.unit,
        Role.REVIEWER,
        Posting.Kind.DEPUTY,
        reviewer,
    )
    assert not Posting.objects.current(date(2022, 5, 1)).filter(pk=deputy.pk).exists()


def test_a_deputy_leaves_with_the_office(admin_lanzhou, reviewer, clerk):
    deputy = deputise(admin_lanzhou, reviewer, clerk.user)
    end_posting(by=admin_lanzhou, posting=reviewer)
    deputy.refresh_from_db()
    assert deputy.ended_at is not None
    ended = AuditEvent.objects.filter(event="POSTING_ENDED").order_by("pk")
    assert [event.subject_id for event in ended] == [str(reviewer.pk), str(deputy.pk)]


def test_who_cannot_be_a_deputy_is_said_so(admin_lanzhou, reviewer, clerk):
    with pytest.raises(DeputyRefused):
        deputise(admin_lanzhou, reviewer, reviewer.user)
    with pytest.raises(DeputyRefused):
        deputise(admin_lanzhou, reviewer, clerk.user, until=None)
    deputy = deputise(admin_lanzhou, reviewer, clerk.user)
    with pytest.raises(DeputyRefused):
        deputise(admin_lanzhou, deputy, reviewer.user)


def test_people_go_on_in_another_of_their_own_offices(client_of, clerk, units):
    other = union_tree.posting("clerk.chengguan", units["GS620121"], Role.REVIEWER)
    browser = client_of(clerk)
    assert "城关区总工会 · 经办" in browser.get(reverse("postings")).content.decode()
    response = browser.post(reverse("postings"), {"posting": other.pk})
    assert response.status_code == 302
    assert browser.get(reverse("postings")).wsgi_request.posting == other
    event = AuditEvent.objects.get(event="POSTING_SWITCHED")
    assert (event.unit_path, event.subject_id) == (other.unit_path, str(other.pk))


def test_nobody_goes_on_in_somebody_elses_office(client_of, clerk, reviewer):
    browser = client_of(clerk)
    assert browser.post(reverse("postings"), {"posting": reviewer.pk}).status_code == 404
    assert browser.get(reverse("postings")).wsgi_request.posting == clerk


def test_an_office_that_ended_meanwhile_is_not_gone_on_in(client_of, admin_lanzhou, clerk, units):
    other = union_tree.posting("clerk.chengguan", units["GS620121"], Role.REVIEWER)
    browser = client_of(clerk)
    browser.post(reverse("postings"), {"posting": other.pk})
    end_posting(by=admin_lanzhou, posting=other)
    assert browser.get(reverse("postings")).wsgi_request.posting == clerk


def test_the_pages_grant_deputise_and_end(client_of, admin_lanzhou, clerk, reviewer, units):
    browser = client_of(admin_lanzhou)
    address = reverse("grant_posting", args=[clerk.user_id])
    fields = {"unit": "GS620121", "role": "REVIEWER", "valid_from": "20220331", "valid_to": "2022.12.31"}
    assert browser.post(address, fields).status_code == 302
    made = Posting.objects.get(user=clerk.user, unit=units["GS620121"])
    assert (made.valid_from, made.valid_to) == (TODAY, date(2022, 12, 31))

    again = browser.post(address, fields)
    assert again.status_code == 422
    assert "期间重叠" in again.content.decode()

    address = reverse("appoint_deputy", args=[reviewer.pk])
    fields = {"user": clerk.user_id, "valid_from": "2022-03-31", "valid_to": "2022-04-08"}
    assert browser.post(address, fields).status_code == 302
    assert Posting.objects.get(deputy_for=reviewer).user == clerk.user

    assert browser.post(reverse("end_posting", args=[made.pk])).status_code == 302
    made.refresh_from_db()
    assert made.ended_at is not None
