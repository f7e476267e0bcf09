
import pytest
from django.utils import translation

from households import revealing
from households.actions.reveal import reveal
from households.errors import NotAllowed, RevealLimitReached
from households.forms.reveal import RevealForm
from tests import factories
from tests.racing import at_once
from unionaid.audit import Event
from unionaid.audit.models import AuditEvent

ACCOUNT = "6299991234567890128"


@pytest.fixture
def content():
    base = factories.content()
    return factories.content(worker=base.worker, home=base.home, bank=base.bank | {"bank_account": ACCOUNT})


@pytest.fixture
def archive(active_file, content):
    return active_file(worker=content.worker, home=content.home, bank=content.bank, members=content.members)


@pytest.fixture
def ask(client_of, archive):
    """Return a function: posting, field → the answer of the dialog's request."""

    def post(posting, field, reason="VERIFY", other="", **headers):
        return client_of(posting).post(
            f"/households/{archive.file_no}/reveal/",
            {"field": field, "reason": reason, "other": other},
            headers={"HX-Request": "true"} | headers,
        )

    return post


def shown(archive):
    return AuditEvent.objects.filter(event=Event.FIELD_REVEALED, subject_id=str(archive.pk)).order_by("id")


def test_a_value_is_shown_once_with_its_reason_in_the_log(ask, archive, content, clerk_chengguan):
    answer = ask(clerk_chengguan, "id_number:0", "BANK")

    assert (answer.status_code, answer.content.decode()) == (200, content.worker["id_number"])
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    event = shown(archive).get()
    assert (event.actor, event.purpose, event.detail) == (
        clerk_chengguan.user,
        "核对银行卡",
        {"field": "id_number:0", "label": "证件号码", "of": content.worker["name"]},
    )


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("mobile", lambda c: c.home["mobile"]),
        ("address_detail", lambda c: c.home["address_detail"]),
        ("bank_account", lambda c: ACCOUNT),
        ("id_number:1", lambda c: c.members[0]["id_number"]),
    ],
)
def test_each_field_gives_its_own_value(field, value, ask, content, reviewer_lanzhou):
    assert ask(reviewer_lanzhou, field).content.decode() == value(content)


def test_without_a_reason_nothing_is_shown(ask, archive, content, clerk_chengguan):
    for reason, other, sentence in (
        ("", "", "请选择查看事由"),
        ("OTHER", "  ", "请写明查看事由"),
    ):
        answer = ask(clerk_chengguan, "mobile", reason, other)
        assert (answer.status_code, answer.content.decode()) == (422, sentence)
    assert not shown(archive).exists()


def test_another_reason_is_kept_in_its_words(ask, archive, clerk_chengguan):
    ask(clerk_chengguan, "mobile", "OTHER", "家属来电核实")

    assert shown(archive).get().purpose == "其他：家属来电核实"


def test_the_log_keeps_one_language_whoever_asks(archive, clerk_chengguan):
    form = RevealForm({"field": "mobile", "reason": "CONTACT"})
    assert form.is_valid()

    with translation.override("en"):
        label, _value = reveal(archive=archive, key="mobile", by=clerk_chengguan, purpose=form.purpose)

    event = shown(archive).get()
    assert (label, event.purpose, event.detail["label"]) == ("Mobile number", "联系家庭", "手机号码")


def test_finance_sees_the_account_only_and_the_auditor_nothing(
    ask, archive, finance_chengguan, auditor_gansu
):
    assert ask(finance_chengguan, "bank_account").content.decode() == ACCOUNT
    for posting, field in (
        (finance_chengguan, "id_number:0"),
        (finance_chengguan, "mobile"),
        (auditor_gansu, "bank_account"),
        (auditor_gansu, "id_number:0"),
    ):
        assert ask(posting, field).status_code == 403
    assert shown(archive).count() == 1


def test_the_neighbour_is_told_of_no_such_file(ask, archive, clerk_yongdeng):
    assert ask(clerk_yongdeng, "mobile").status_code == 404
    assert not shown(archive).exists()


@pytest.mark.parametrize(
    "field", ["", "password", "id_number", "id_number:9", "id_number:x", "mobile:", "worker_name", "mobile:²"]
)
def test_a_field_that_is_not_there_is_not_found(field, ask, archive, clerk_chengguan):
    assert ask(clerk_chengguan, field).status_code == 404
    assert not shown(archive).exists()


def test_sixty_an_hour_and_no_more(ask, archive, clerk_chengguan, reviewer_chengguan, monkeypatch):
    monkeypatch.setattr(revealing, "LIMIT", 3)
    for _time in range(3):
        assert ask(clerk_chengguan, "mobile").status_code == 200

    answer = ask(clerk_chengguan, "mobile")

    assert answer.status_code == 429
    assert "一小时内最多查看 3 项" in answer.content.decode()
    assert ask(reviewer_chengguan, "mobile").status_code == 200
    assert shown(archive).count() == 4


def test_the_action_judges_by_itself(archive, auditor_gansu, clerk_chengguan, monkeypatch):
    with pytest.raises(NotAllowed):
        reveal(archive=archive, key="mobile", by=auditor_gansu, purpose="核对")
    monkeypatch.setattr(revealing, "LIMIT", 0)
    with pytest.raises(RevealLimitReached):
        reveal(archive=archive, key="mobile", by=clerk_chengguan, purpose="核对")


def test_without_script_the_reason_is_asked_on_a_page_and_the_value_leaves_after_a_minute(
    client_of, archive, content, clerk_chengguan
):
    client = client_of(clerk_chengguan)
    address = f"/households/{archive.file_no}/reveal/"

    form = client.get(f"{address}?field=id_number:0").content.decode()
    refused = client.post(address, {"field": "id_number:0"})
    answer = client.post(address, {"field": "id_number:0", "reason": "VERIFY"})

    assert "显示王桂英家庭的证件号码" in form and content.worker["id_number"] not in form
    assert refused.status_code == 422
    assert "<title>错误：" in refused.content.decode().replace("\n", "")
    assert content.worker["id_number"] in answer.content.decode()
    assert answer["Refresh"] == f"60; url=/households/{archive.file_no}/"
    assert shown(archive).count() == 1


def test_a_reveal_stands_in_the_log_of_the_file_at_once(ask, archive, client_of, clerk_chengguan):
    ask(clerk_chengguan, "bank_account", "BANK")

    page = client_of(clerk_chengguan).get(f"/households/{archive.file_no}/").content.decode()

    assert "查看完整信息" in page and "核对银行卡" in page
    assert ACCOUNT not in page


def test_no_evidence_no_value(archive, clerk_chengguan, monkeypatch):
    def broken(*args, **kwargs):
        raise RuntimeError("no evidence")

    monkeypatch.setattr("households.actions.reveal.record", broken)

    with pytest.raises(RuntimeError):
        reveal(archive=archive, key="mobile", by=clerk_chengguan, purpose="核对")


def shown_at_once(archive, posting, asking=6):
    """Let one person ask for a value several times at once; return how often it was shown."""

    def once():
        return reveal(archive=archive, key="bank_account", by=posting, purpose="核对")

    return len(at_once([once] * asking, refused=RevealLimitReached))


@pytest.mark.django_db(transaction=True)
def test_asking_at_once_does_not_pass_the_limit(archive, clerk_chengguan, monkeypatch):
    monkeypatch.setattr(revealing, "LIMIT", 2)
    assert shown_at_once(archive, clerk_chengguan) == 2
    assert AuditEvent.objects.filter(event=Event.FIELD_REVEALED).count() == 2


@pytest.mark.django_db(transaction=True)
def test_without_the_count_under_a_lock_the_limit_is_passed(archive, clerk_chengguan, monkeypatch):
    """The negative control: who counts nothing shows everything."""
    monkeypatch.setattr(revealing, "LIMIT", 2)
    monkeypatch.setattr("households.actions.reveal.asked_within_the_hour", lambda user: 0)
    assert shown_at_once(archive, clerk_chengguan) == 6
