"""The aid standards of the issue, and files of three people to aid."""

from datetime import date

import pytest

from assistance.actions import aid as actions
from assistance.actions.standards import load_packaged_standards
from tests.assistance.aids import proposal

ACCOUNT = {
    "bank": "中国建设银行", "branch": "兰州城关支行", "bank_account": "6217004220012345678",
    "account_holder": "王桂英",
}


@pytest.fixture
def aid_standards(standards):
    """The version of the province with the caps of the issue, in force since 2021."""
    return load_packaged_standards(
        region_code="620000", version="2021-帮扶-01", document_no="甘工发〔2021〕1号",
        valid_from=date(2021, 1, 1),
    )


@pytest.fixture
def aided_file(active_file, aid_standards):
    """Return a function that brings a file of Chengguan with a bank account on file."""

    def bring(**changes):
        return active_file(**{"bank": ACCOUNT} | changes)

    return bring


@pytest.fixture
def propose(clerk_chengguan):
    """Return a function: file, changes of the least aid → the proposed aid."""

    def act(archive, by=clerk_chengguan, **changes):
        return actions.propose(archive=archive, proposal=proposal(**changes), by=by)

    return act
