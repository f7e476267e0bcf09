"""Nothing that identifies a person lies readable in the database, whatever has been done with a file."""

import pytest
from django.core.management import call_command
from django.db import connection

from tests import factories

pytestmark = pytest.mark.django_db


def everything():
    """Return every text and byte value of every table as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            for row in cursor.fetchall():
                for value in row:
                    if isinstance(value, bytes | memoryview):
                        found.append(bytes(value).decode("latin-1"))
                    elif value is not None:
                        found.append(str(value))
    return "\n".join(found)


def test_no_number_address_or_diagnosis_is_readable(active_file, clerk_chengguan, client_of, capfd):
    from households.actions import drafts

    worker = factories.worker(diagnosis="尿毒症透析治疗", health_status="30", disease="05")
    bank = {
        "bank": "演示银行",
        "branch": "",
        "bank_account": "6299990000000000012",
        "account_holder": "王桂英",
    }
    archive = active_file(worker=worker, bank=bank)
    client = client_of(clerk_chengguan)
    client.get(f"/households/{archive.file_no}/")
    client.get("/households/", {"q": worker["id_number"]})
    shown = client.post(
        f"/households/{archive.file_no}/reveal/", {"field": "id_number:0", "reason": "VERIFY"}
    )
    assert worker["id_number"] in shown.content.decode()
    draft = drafts.start(by=clerk_chengguan)
    drafts.save(
        draft=draft, step="worker", fields={"id_number": [worker["id_number"]]}, version=1, by=clerk_chengguan
    )
    call_command("verify_audit", format="json")

    secrets = {
        "identity number": worker["id_number"],
        "spouse's number": archive.members.get(position=1).id_number,
        "mobile": archive.mobile,
        "bank account": "6299990000000000012",
        "address": "解放路 18 号",
        "diagnosis": "尿毒症透析治疗",
    }
    stored, said = everything(), "".join(capfd.readouterr())
    assert archive.file_no in stored
    readable = [name for name, value in secrets.items() if value in stored or value in said]
    assert readable == []
