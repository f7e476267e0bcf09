"""The intake register: written down, refused with a reason, turned into a draft, and closed to neighbours."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from households.actions import drafts, files, intake, shelving
from households.errors import NotAllowed
from households.intake_errors import (
    IntakeChanged,
    IntakeEnded,
    ReferralOfficeMissing,
    RefusalReasonMissing,
    ShelfNoMissing,
    ShelvedAhead,
)
from households.models import Draft, IntakeRecord
from tests import factories
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db
GIVEN = {
    "received_on": date(2022, 3, 28), "channel": "COUNTER", "applicant": "王桂英", "phone": "15400000001",
    "id_number": "", "employer": "", "result": "OPEN", "refusal_reason": "", "referred_to": "",
    "shelf_no": "", "note": "配偶患病",
}
REFUSED = {"result": "REFUSED", "refusal_reason": "户籍和就业均不在本省"}


@pytest.fixture
def register(standards, clerk_chengguan):
    def write(**changes):
        return intake.register(by=clerk_chengguan, values=GIVEN | changes)

    return write


def amend(line, by, **changes):
    return intake.amend(line=line, by=by, values=GIVEN | changes, version=line.version)


@pytest.mark.parametrize(
    ("changes", "refusal"),
    [({"result": "REFUSED"}, RefusalReasonMissing), ({"result": "REFERRED"}, ReferralOfficeMissing)],
)
def test_result_without_its_words_is_refused(register, changes, refusal):
    with pytest.raises(refusal):
        register(**changes)
    assert IntakeRecord.objects.count() == 0


def test_refusal_stays_as_it_is(register, clerk_chengguan, today):
    line = amend(register(), clerk_chengguan, **REFUSED)
    assert (line.result, line.result_on, line.refusal_reason) == ("REFUSED", today, REFUSED["refusal_reason"])
    with pytest.raises(IntakeEnded, match="不予受理"):
        amend(line, clerk_chengguan)
    with pytest.raises(IntakeEnded):
        intake.to_draft(line=line, by=clerk_chengguan)


def test_second_editor_is_told(register, clerk_chengguan):
    line = register()
    amend(line, clerk_chengguan, note="改")
    with pytest.raises(IntakeChanged):
        amend(line, clerk_chengguan, note="又改")


def test_reviewer_writes_no_line(standards, reviewer_chengguan):
    with pytest.raises(NotAllowed):
        intake.register(by=reviewer_chengguan, values=GIVEN)


def test_application_becomes_a_draft_once_and_names_its_file(register, clerk_chengguan, today):
    line = register()
    draft = intake.to_draft(line=line, by=clerk_chengguan)
    assert draft.worker_name == "王桂英"
    line.refresh_from_db()
    assert intake.to_draft(line=line, by=clerk_chengguan) == draft
    archive = files.submit(
        content=factories.content(), by=clerk_chengguan, unit=clerk_chengguan.unit, draft=draft
    )
    line.refresh_from_db()
    assert (line.result, line.archive, line.result_on, line.draft) == ("FILED", archive, today, None)


def test_discarded_draft_leaves_the_application_open(register, clerk_chengguan):
    line = register()
    drafts.discard(draft=intake.to_draft(line=line, by=clerk_chengguan), by=clerk_chengguan)
    line.refresh_from_db()
    assert (line.result, line.draft) == ("OPEN", None)


def test_evidence_holds_neither_telephone_nor_note(register):
    register(phone="15400000001")
    event = AuditEvent.objects.get(event="INTAKE_RECORDED")
    assert event.after == {"result": "OPEN", "channel": "COUNTER", "received_on": "2022-03-28"}


def test_clerk_writes_turns_and_refuses_on_the_pages(standards, clerk_chengguan, client_of):
    client = client_of(clerk_chengguan)
    posted = GIVEN | {"received_on": "2022-03-28"}
    assert client.post("/intake/new/", posted | {"received_on": "2022-04-01"}).status_code == 422
    assert client.post("/intake/new/", posted | {"result": "REFUSED"}).status_code == 422
    assert client.post("/intake/new/", posted).status_code == 302
    line = IntakeRecord.objects.get()
    address = f"/intake/{line.pk}/"
    assert 'value="2022-03-28"' in client.get(address).content.decode()
    assert client.post(f"{address}letter/").status_code == 404
    assert client.post(f"{address}draft/").status_code == 302
    assert Draft.objects.get().worker_name == "王桂英"
    assert client.post(address, posted | REFUSED | {"version": "2"}).status_code == 302
    letter = client.post(f"{address}letter/").content.decode()
    assert REFUSED["refusal_reason"] in letter and "15400000001" not in letter
    number = AuditEvent.objects.get(event="INTAKE_PRINTED").detail["print_no"]
    assert number in letter
    assert "不予受理" in client.get("/intake/?result=REFUSED").content.decode()
    assert "王桂英" not in client.get("/intake/?result=OPEN").content.decode()
    answer = client.post("/intake/export/")
    assert answer["Content-Type"].endswith("sheet")
    answer.close()


def test_neighbour_sees_no_application(register, clerk_yongdeng, reviewer_lanzhou, client_of):
    line = register()
    assert "王桂英" not in client_of(clerk_yongdeng).get("/intake/").content.decode()
    assert client_of(clerk_yongdeng).get(f"/intake/{line.pk}/").status_code == 404
    assert client_of(clerk_yongdeng).post(f"/intake/{line.pk}/draft/").status_code == 404
    assert "王桂英" in client_of(reviewer_lanzhou).get("/intake/").content.decode()


def test_list_asks_as_often_for_one_line_as_for_twenty(register, clerk_chengguan, client_of):
    client, asked = client_of(clerk_chengguan), []
    for more in (1, 19):
        for _ in range(more):
            register()
        client.get("/intake/")
        with CaptureQueriesContext(connection) as queries:
            assert client.get("/intake/").status_code == 200
        asked.append(len(queries))
    assert asked[0] == asked[1]


def test_paper_file_gets_its_shelf(submitted_file, clerk_chengguan, reviewer_chengguan, today, client_of):
    archive = submitted_file()
    with pytest.raises(NotAllowed):
        shelving.shelve(archive=archive, by=reviewer_chengguan, shelf_no="A-01", shelved_on=today)
    with pytest.raises(ShelfNoMissing):
        shelving.shelve(archive=archive, by=clerk_chengguan, shelf_no=" ", shelved_on=today)
    with pytest.raises(ShelvedAhead):
        shelving.shelve(
            archive=archive, by=clerk_chengguan, shelf_no="A-01", shelved_on=date(2022, 4, 1)
        )
    client, given = client_of(clerk_chengguan), {"shelf_no": "A-01", "shelved_on": "2022-03-31"}
    assert client.post(f"/households/{archive.file_no}/shelf/", given).status_code == 302
    archive.refresh_from_db()
    assert (archive.shelf_no, archive.shelved_on) == ("A-01", today)
    assert "A-01" in client.get(f"/households/{archive.file_no}/").content.decode()


def test_mended_file_keeps_the_chain_it_was_submitted_under(
    submitted_file, reviewer_chengguan, clerk_chengguan
):
    from households.actions import review
    from households.models import ApprovalChain

    archive = submitted_file()
    review.return_file(archive=archive, by=reviewer_chengguan, note="收入有误")
    ApprovalChain.objects.create(
        version="2022-03", archive_level="CITY", branch="COUNTY", valid_from=date(2022, 3, 1),
        steps=[{"status": "SUBMITTED", "acting": "OWN"}, {"status": "COUNTY_REVIEW", "acting": "COUNTY"}],
    )
    draft = drafts.reopen(archive=archive, by=clerk_chengguan)
    person = archive.members.get(relation="01")
    again = files.submit(
        content=factories.content(worker=factories.worker(id_number=person.id_number)),
        by=clerk_chengguan, unit=clerk_chengguan.unit, draft=draft,
    )
    assert (again.chain, again.status) == (archive.chain, "COUNTY_REVIEW")
