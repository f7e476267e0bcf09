"""Papers and signatures through the API: the same actions, scope and evidence as the pages."""

from datetime import date

import pytest
from rest_framework.test import APIClient

from households.models import Attachment, Consent
from tests.attachments.pictures import PDF, jpeg, posted
from unionaid.audit.models import AuditEvent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.ATTACHMENTS = tmp_path / "attachments"


def client_of(posting):
    client = APIClient()
    client.force_login(posting.user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_papers_are_uploaded_read_and_removed(active_file, people, django_capture_on_commit_callbacks):
    archive, client = active_file(), client_of(people["clerk_chengguan"])
    address = f"/api/v1/files/{archive.file_no}/attachments/"
    file = posted(jpeg(placed=True), "户口簿.png")
    made = client.post(address, {"kind": "HUKOU", "file": file, "person": 0})
    row = Attachment.objects.get()
    assert made.status_code == 201 and made.json()["name"] == "户口簿.jpg"
    assert bytes(row.person) == bytes(archive.members.get(position=0).id_index)
    assert [line["id"] for line in client.get(address).json()] == [row.pk]

    content = client.get(f"/api/v1/attachments/{row.pk}/")
    assert content["Content-Type"] == "image/jpeg" and b"PHONE" not in content.content
    assert AuditEvent.objects.filter(event="ATTACHMENT_VIEWED").count() == 1
    for person, status in (("clerk_yongdeng", 404), ("auditor_gansu", 403), ("finance_chengguan", 403)):
        assert client_of(people[person]).get(f"/api/v1/attachments/{row.pk}/").status_code == status

    wrong = client.delete(f"/api/v1/attachments/{row.pk}/", {"reason": ""}, format="json")
    assert wrong.status_code == 400 and "请写明移除的理由" in str(wrong.json())
    with django_capture_on_commit_callbacks(execute=True):
        gone = client.delete(f"/api/v1/attachments/{row.pk}/", {"reason": "传错"}, format="json")
    assert gone.json()["removal_reason"] == "传错"
    assert client.get(f"/api/v1/attachments/{row.pk}/").status_code == 410


def test_bad_uploads_are_refused(active_file, people):
    archive, client = active_file(), client_of(people["clerk_chengguan"])
    address = f"/api/v1/files/{archive.file_no}/attachments/"
    for file in (posted(b"<svg/>"), posted(PDF[:-7], "a.pdf")):
        assert client.post(address, {"kind": "HUKOU", "file": file}).status_code == 400
    assert client.post(address, {"kind": "HUKOU", "file": posted(PDF), "person": 9}).status_code == 400
    assert client_of(people["clerk_yongdeng"]).post(address).status_code == 404
    assert client_of(people["auditor_gansu"]).post(address).status_code == 403
    assert not Attachment.objects.exists()


def test_signatures_are_recorded_and_withdrawn(active_file, people):
    archive, client = active_file(), client_of(people["clerk_chengguan"])
    address = f"/api/v1/files/{archive.file_no}/consents/"
    given = {"people": [0, 1], "purposes": ["MATCH"], "signed_on": "2022-03-30"}
    made = client.post(address, given, format="json")
    assert [line["name"] for line in made.json()] == ["王桂英", "陈国庆"]
    late = client.post(address, given | {"signed_on": "2022-04-01"}, format="json")
    assert late.json()["code"] == "signed_ahead"
    row = Consent.objects.order_by("id").first()
    assert client_of(people["clerk_yongdeng"]).delete(f"/api/v1/consents/{row.pk}/").status_code == 404
    back = client.delete(f"/api/v1/consents/{row.pk}/", {"reason": "不愿"}, format="json")
    assert back.json()["withdrawn_on"] == "2022-03-31"
    again = client.delete(f"/api/v1/consents/{row.pk}/", {}, format="json")
    assert again.json()["code"] == "consent_ended"


def test_the_state_of_the_checklist(active_file, people):
    archive, client = active_file(), client_of(people["auditor_gansu"])
    told = client.get(f"/api/v1/files/{archive.file_no}/checklist/").json()
    hukou = next(line for line in told["papers"] if line["kind"] == "HUKOU")
    assert hukou == {
        "kind": "HUKOU", "state": "RECEIVED", "required": True, "received_on": str(date(2022, 3, 20)),
        "scans": 0, "waiver": "",
    }  # fmt: skip
    assert {line["state"] for line in told["signatures"]} == {"MISSING"}
    neighbour = client_of(people["clerk_yongdeng"])
    assert neighbour.get(f"/api/v1/files/{archive.file_no}/checklist/").status_code == 404
