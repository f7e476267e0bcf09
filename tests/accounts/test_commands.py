from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests import union_tree
from unionaid import clock
from unionaid.accounts.models import Posting, User
from unionaid.audit.models import AuditEvent
from unionaid.clock import timers

pytestmark = pytest.mark.django_db


def run(name, *args):
    out = StringIO()
    call_command(name, *args, stdout=out, stderr=StringIO())
    return out.getvalue().strip()


def test_the_business_date_is_shown_and_moved_day_by_day(monkeypatch):
    days = []
    monkeypatch.setattr(timers, "_functions", [days.append])
    clock.set_business_date(date(2022, 3, 31))
    assert run("business_date") == "2022-03-31"
    assert run("business_date", "2022-04-02") == "2022-04-02"
    assert days == [date(2022, 4, 1), date(2022, 4, 2)]
    assert run("business_date", "2022-04-02") == "2022-04-02"
    assert days == [date(2022, 4, 1), date(2022, 4, 2)]
    moved = AuditEvent.objects.filter(event="BUSINESS_DATE_MOVED").order_by("pk")
    assert [event.after for event in moved] == [{"date": "2022-04-01"}, {"date": "2022-04-02"}]


def test_a_timer_that_fails_leaves_the_date_at_the_last_finished_day(monkeypatch):
    def fail_on_the_second(day):
        if day == date(2022, 4, 2):
            raise RuntimeError("a grace period could not be ended")

    monkeypatch.setattr(timers, "_functions", [fail_on_the_second])
    clock.set_business_date(date(2022, 3, 31))
    with pytest.raises(RuntimeError):
        run("business_date", "2022-04-03")
    assert clock.business_date() == date(2022, 4, 1)


@pytest.mark.parametrize(
    ("given", "message"),
    [("2022-03-30", "only moves forward"), ("31 March", "not a date")],
)
def test_a_wrong_date_ends_the_call(given, message):
    clock.set_business_date(date(2022, 3, 31))
    with pytest.raises(CommandError, match=message) as refused:
        run("business_date", given)
    assert refused.value.returncode == 2


def test_a_real_installation_has_no_date_to_move():
    for args in ([], ["2022-04-01"]):
        with pytest.raises(CommandError, match="works on the real day") as refused:
            run("business_date", *args)
        assert refused.value.returncode == 2


def test_inside_one_request_the_date_is_asked_for_once(django_assert_num_queries):
    clock.set_business_date(date(2022, 3, 31))
    with django_assert_num_queries(1), clock.remembered():
        assert {clock.today() for _each in range(5)} == {date(2022, 3, 31)}
    with django_assert_num_queries(0), clock.remembered():
        pass


def test_the_first_administrator_comes_from_the_command_line():
    union_tree.plant()
    password = run("create_admin", "admin", "--name", "李志强")
    user = User.objects.get(username="admin")
    posting = Posting.objects.get(user=user)
    assert user.check_password(password)
    assert user.must_change_password
    assert (posting.unit.code, posting.role, posting.valid_to) == ("GS", "ADMIN", None)
    assert list(AuditEvent.objects.values_list("event", "subject_label")) == [("ACCOUNT_CREATED", "李志强")]
    with pytest.raises(CommandError, match="用户名 admin 已被使用"):
        run("create_admin", "admin", "--name", "李志强")


def test_without_units_there_is_nothing_to_administer():
    with pytest.raises(CommandError, match="run load_units first"):
        run("create_admin", "admin", "--name", "李志强")


def test_units_are_loaded_from_a_file(tmp_path):
    table = tmp_path / "units.csv"
    rows = [",".join(union_tree.COLUMNS), *(",".join(row) for row in union_tree.ROWS)]
    table.write_text("\n".join(rows), encoding="utf-8-sig")
    call_command("load_units", str(table), stderr=StringIO())
    first = call_twice(table)
    assert first == f"0 units added, {len(union_tree.ROWS)} in the file"


def call_twice(table):
    told = StringIO()
    call_command("load_units", str(table), stderr=told)
    return told.getvalue().strip()


def test_a_file_that_cannot_be_read_ends_the_call(tmp_path):
    table = tmp_path / "units.csv"
    table.write_text("code,name\nGS,甘肃省总工会\n", encoding="utf-8")
    with pytest.raises(CommandError, match="line 2: division_code is empty") as refused:
        call_command("load_units", str(table))
    assert refused.value.returncode == 2
