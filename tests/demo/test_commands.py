"""Loading happens once, only where it may, and the accounts let in only where they may."""

import pytest
from django.contrib.auth import authenticate
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.test import RequestFactory

from households.models import HardshipArchive
from unionaid.accounts import showcase
from unionaid.accounts.models import Posting
from unionaid.demo.accounts import DEMO_ACCOUNTS, demo_password, printed_accounts

ACCOUNTS = [
    "clerk.chengguan", "reviewer.chengguan", "clerk.yongdeng", "reviewer.lanzhou", "officer.gansu",
    "reviewer.gansu", "finance.chengguan", "finance.lanzhou", "clerk.jiayuguan", "auditor.gansu", "admin",
]


@pytest.fixture
def small(db):
    call_command("demo", households=40)


def test_second_call_says_it_is_loaded(small, capsys):
    files = HardshipArchive.objects.count()
    assert HardshipArchive.objects.active().count() == 40
    call_command("demo", households=500)
    assert "loaded already" in capsys.readouterr().err
    assert HardshipArchive.objects.count() == files


def test_refused_without_debug(db, settings):
    settings.UNIONAID_DEBUG = False
    with pytest.raises(CommandError) as refusal:
        call_command("demo")
    assert refusal.value.returncode == 2
    assert not HardshipArchive.objects.exists()


def test_refused_beside_real_files(active_file):
    active_file()
    with pytest.raises(CommandError, match="household files"):
        call_command("demo")


def test_refused_for_no_households(db):
    with pytest.raises(CommandError) as refusal:
        call_command("demo", households=0)
    assert refusal.value.returncode == 2


def test_accounts_are_those_of_the_contract(small):
    assert printed_accounts() == ACCOUNTS
    for account in DEMO_ACCOUNTS:
        posting = Posting.objects.current().get(user__username=account.username)
        assert (posting.unit.code, posting.role) == (account.unit, account.role)
    assert [posting.user.username for posting in showcase.shown()] == ACCOUNTS


def test_accounts_are_printed_with_their_password(capsys):
    call_command("demo_accounts")
    printed = capsys.readouterr().out
    assert all(name in printed for name in ACCOUNTS)
    assert demo_password() in printed


def test_password_opens_only_with_debug(small, settings):
    def enter():
        request = RequestFactory().post("/login/")
        return authenticate(request, username="clerk.chengguan", password="demo-gansu-2022")

    assert enter().username == "clerk.chengguan"
    settings.UNIONAID_DEBUG = False
    assert enter() is None
    with pytest.raises(ImproperlyConfigured):
        demo_password()
    with pytest.raises(CommandError):
        call_command("demo_accounts")
