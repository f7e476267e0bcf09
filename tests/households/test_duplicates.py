"""Who may already be in a file: told to those who may know, hidden from the rest."""

import pytest
from django.urls import reverse

from households.actions import review
from households.models import Draft, HardshipArchive
from households.payloads import payload_of_content
from households.queries.drafts import exact_matches, likely_matches
from tests import factories
from tests.households.entering import fill, open_step, post_step, start, submit

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


@pytest.fixture
def elsewhere(submitted_file, clerk_yongdeng):
    """A file of the neighbour county, Yongdeng."""
    return submitted_file(by=clerk_yongdeng, worker=factories.worker(name="赵秀兰"))


@pytest.fixture
def closed_file(submitted_file, reviewer_chengguan):
    archive = submitted_file()
    review.reject(archive=archive, by=reviewer_chengguan, note="材料不实")
    archive.refresh_from_db()
    return archive


@pytest.fixture
def clerk(client_of, clerk_chengguan, standards):
    return client_of(clerk_chengguan)


def number_of(archive):
    return archive.members.get(relation="01").id_number


def test_a_number_in_a_file_elsewhere_tells_the_office_and_its_telephone_alone(
    clerk, clerk_chengguan, elsewhere
):
    number = number_of(elsewhere)
    found = exact_matches([("王桂英", number)], clerk_chengguan)
    assert [(match.office, match.telephone, match.archive, match.blocks) for match in found] == [
        ("永登县总工会", "0931-0000001", None, True)
    ]
    draft = start(clerk)
    address = reverse("draft_check_id", args=[draft.pk])
    text = clerk.post(address, {"number": number, "row": "id_number"}, headers=HTMX).content.decode()
    assert "不能重复建档" in text and "永登县总工会" in text and "0931-0000001" in text
    for secret in (elsewhere.file_no, "赵秀兰", elsewhere.get_status_display(), elsewhere.mobile):
        assert secret not in text


def test_a_number_in_a_file_of_the_own_scope_leads_to_it(clerk, clerk_chengguan, submitted_file):
    archive = submitted_file()
    draft = start(clerk)
    address = reverse("draft_check_id", args=[draft.pk])
    answer = clerk.post(address, {"number": number_of(archive), "row": "id_number"}, headers=HTMX)
    text = answer.content.decode()
    assert archive.file_no in text
    assert f'href="{reverse("household", args=[archive.file_no])}"' in text


def test_submitting_a_person_of_another_file_is_refused_without_a_leak(clerk, elsewhere):
    number = number_of(elsewhere)
    taken = factories.worker(id_number=number)
    draft = start(clerk)
    fill(clerk, draft, factories.content(worker=taken))
    answer = submit(clerk, draft)
    assert answer.status_code == 422
    assert answer.context["problems"] == [
        (
            "#id_tier",
            "王桂英的证件号码已在永登县总工会的档案中（电话 0931-0000001），请联系该工会核对",
        )
    ]
    text = answer.content.decode()
    assert elsewhere.file_no not in text and "赵秀兰" not in text
    assert HardshipArchive.objects.get() == elsewhere
    assert Draft.objects.filter(pk=draft.pk).exists()


def test_an_earlier_closed_file_is_shown_in_scope_and_does_not_block(
    clerk, clerk_chengguan, clerk_yongdeng, closed_file
):
    number = number_of(closed_file)
    (match,) = exact_matches([("王桂英", number)], clerk_chengguan)
    assert (match.archive, match.exact, match.blocks) == (closed_file, True, False)
    assert exact_matches([("王桂英", number)], clerk_yongdeng) == []
    draft = start(clerk)
    fill(clerk, draft, factories.content(worker=factories.worker(id_number=number)))
    page = open_step(clerk, draft, "worker").content.decode()
    assert "该证件号码以前建过档" in page and closed_file.file_no in page
    assert submit(clerk, draft).status_code == 302


def test_the_file_being_mended_is_no_duplicate_of_itself(submitted_file, clerk_chengguan):
    archive = submitted_file()
    number = number_of(archive)
    assert exact_matches([("王桂英", number)], clerk_chengguan)
    assert exact_matches([("王桂英", number)], clerk_chengguan, beside=[archive.pk]) == []
    people = [("王桂英", archive.birth_date, "")]
    assert likely_matches(people, clerk_chengguan, mobile=archive.mobile, beside=[archive.pk]) == []


def test_likely_duplicates_by_name_and_birth_date_mobile_and_account(
    clerk_chengguan, clerk_yongdeng, submitted_file
):
    account = "6299991234567890123"
    archive = submitted_file(
        bank={"bank": "演示银行", "branch": "", "bank_account": account, "account_holder": "王桂英"}
    )
    people = [("王桂英", archive.birth_date, factories.identity_number())]

    found = likely_matches(people, clerk_chengguan, mobile=archive.mobile, account=account)
    assert [(match.reason, match.archive, match.blocks) for match in found] == [
        ("name", archive, False),
        ("mobile", archive, False),
        ("account", archive, False),
    ]
    outside = likely_matches(people, clerk_yongdeng, mobile=archive.mobile, account=account)
    assert [(match.reason, match.office, match.archive) for match in outside] == [
        ("name", "城关区总工会", None),
        ("mobile", "城关区总工会", None),
        ("account", "城关区总工会", None),
    ]
    stranger = [("王桂芳", archive.birth_date, "")]
    assert likely_matches(stranger, clerk_chengguan, mobile="15499999999") == []


def test_a_likely_duplicate_warns_and_lets_the_file_pass(clerk, submitted_file):
    archive = submitted_file()
    content = factories.content(home=factories.content().home | {"mobile": archive.mobile})
    draft = start(clerk)
    fill(clerk, draft, content)
    page = open_step(clerk, draft, "worker").content.decode()
    assert "可能重复：手机号码相同" in page and archive.file_no in page
    assert submit(clerk, draft).status_code == 302
    assert HardshipArchive.objects.count() == 2


def test_the_fragment_searches_with_what_stands_in_the_page(clerk, submitted_file):
    archive = submitted_file()
    draft = start(clerk)
    typed = payload_of_content(factories.content())["worker"] | {"mobile": [archive.mobile]}
    address = reverse("draft_duplicates", args=[draft.pk, "worker"])
    assert archive.file_no in clerk.post(address, typed, headers=HTMX).content.decode()
    draft.refresh_from_db()
    assert draft.payload == {}
    assert post_step(clerk, draft, "members", {}).status_code == 302
