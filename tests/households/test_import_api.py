"""Imports through the API: the same actions, the same refusals."""

import json

from django.core.files.uploadedfile import SimpleUploadedFile

from households.models import Draft
from tests.households.import_files import row, workbook

PATH = "/api/v1/imports/"


def upload(client, content):
    return client.post(PATH, {"workbook": SimpleUploadedFile("台账.xlsx", content)})


def step(client, pk, name, **order):
    return client.post(f"{PATH}{pk}/{name}/", json.dumps(order), content_type="application/json")


def test_uploaded_checked_run_and_undone(standards, clerk_chengguan, clerk_yongdeng, client_of):
    client = client_of(clerk_chengguan)
    answer = upload(client, workbook([row(), row(number="620102199001011234")]))
    assert answer.status_code == 201
    found = answer.json()
    assert (found["read"], found["created"], found["refused"], found["status"]) == (2, 1, 1, "CHECKED")
    assert [(e["row"], e["column"], e["code"]) for e in found["errors"]] == [
        (4, "身份证号", "identity_checksum")
    ]
    assert client_of(clerk_yongdeng).get(f"{PATH}{found['id']}/").status_code == 404
    assert step(client, found["id"], "run").json()["code"] == "rows_refused"
    assert step(client, found["id"], "run", keep_good=True).json()["status"] == "DONE"
    assert Draft.objects.count() == 1
    assert step(client, found["id"], "undo").json()["status"] == "UNDONE"
    assert Draft.objects.count() == 0


def test_what_is_no_workbook_has_its_code(standards, clerk_chengguan, client_of):
    answer = upload(client_of(clerk_chengguan), b"a,b\n1,2\n")
    assert (answer.status_code, answer.json()["code"]) == (400, "text")
