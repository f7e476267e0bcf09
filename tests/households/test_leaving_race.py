"""Two reviewers who pass one exit at the same moment: one wins, the other is told."""

from datetime import date

import pytest

from households.actions import requests
from households.enums import RequestStatus, RequestStep, Step
from households.models import FileRequest, FileTask, ReviewStep
from households.request_errors import RequestStepNotOpen
from tests.racing import at_once
from unionaid.accounts.models import Posting, User
from unionaid.accounts.permissions import Role

BEGIN = {"step": Step.BEGIN_GRACE, "from_status": "ACTIVE", "to_status": "GRACE"}


@pytest.fixture
def reviewers(reviewer_chengguan):
    """Two reviewers of one county."""
    second = User.objects.create(username="second.reviewer", display_name="第二审核人")
    posting = Posting.objects.create(
        user=second, unit=reviewer_chengguan.unit, role=Role.REVIEWER, valid_from=date(2020, 1, 1)
    )
    return reviewer_chengguan, posting


def passed_at_once(asked, reviewers, action):
    """Let both pass one request at the same moment; return how many got through."""

    def click(by):
        return lambda: action(request=FileRequest.objects.get(pk=asked.pk), by=by)

    return len(at_once([click(by) for by in reviewers], refused=RequestStepNotOpen))


@pytest.mark.django_db(transaction=True)
def test_one_of_two_approvers_of_an_exit_wins(ask_exit, reviewers):
    asked = ask_exit()

    def decide(*, request, by):
        return requests.decide(request=request, step=RequestStep.PASS, by=by)

    assert passed_at_once(asked, reviewers, decide) == 1
    assert asked.decisions.filter(step=RequestStep.PASS).count() == 1
    assert ReviewStep.objects.filter(step=Step.BEGIN_GRACE).count() == 1
    assert FileTask.objects.filter(kind="FOLLOW_UP").count() == 2


@pytest.mark.django_db(transaction=True)
def test_without_reading_again_both_would_pass(ask_exit, reviewers):
    """The negative control: whoever trusts the request in hand lets both through."""
    asked = ask_exit()

    def trusting(*, request, by):
        assert request.status == RequestStatus.COUNTY_REVIEW
        return ReviewStep.objects.create(
            archive=asked.archive, by=by.user, by_unit=by.unit, on=date(2022, 3, 31), **BEGIN
        )

    assert passed_at_once(asked, reviewers, trusting) == 2
    assert ReviewStep.objects.filter(step=Step.BEGIN_GRACE).count() == 2
